"""What the plugin found out about each article, kept in memory between two builds: only a changed one is worked on again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..article import Result, Task
from ..cache import Cache, key, opened

Place = tuple[str, str, str, str]
Known = dict[Place, tuple[Task, bytes, Result]]


@dataclass(slots=True)
class Results:
    """Stands in front of the cache on disk, which is written when nobody waits: a commit takes as long as a rebuild.

    ``known`` outlives a run, ``kept`` is what the current one needs. Texts compare by identity, as they were not read again.
    """

    known: Known = field(default_factory=dict)
    kept: Known = field(default_factory=dict)
    inner: Cache | None = None

    def take_part(self, generator: Any) -> None:
        """Stand in the place of the cache of the plugin's run, if the plugin takes part in this site."""
        run = generator.context.get("brief_run")
        if run is not None and run.cache is not self:
            self.inner = self.inner or opened(run.settings.cache, generator.settings["CACHE_PATH"])
            self.kept = {}
            run.cache = self

    def results(self, tasks: Sequence[Task], work: Callable[[Sequence[Task]], Iterable[Result]]) -> list[Result]:
        """Return the result of each task, in order."""
        assert self.inner is not None
        places = [place_of(task) for task in tasks]
        entries = [self.known.get(place) for place in places]
        missing = [task for task, entry in zip(tasks, entries, strict=True) if entry is None or entry[0] != task]
        made = dict(zip(map(id, missing), self.inner.results(missing, work), strict=True)) if missing else {}
        found = []
        for task, place, known in zip(tasks, places, entries, strict=True):
            new = made.get(id(task))
            entry = known if new is None else (task, key(task), new)
            assert entry is not None
            if not entry[2].problems:
                self.kept[place] = entry
            found.append(entry[2])
        return found

    def save(self) -> None:
        """End a run: forget what it did not need."""
        self.known, self.kept = self.kept, {}

    def write(self) -> None:
        """Let the cache on disk write what is new."""
        if self.inner is not None:
            self.inner.used = dict.fromkeys(entry[1] for entry in self.known.values())
            self.inner.save()


def place_of(task: Task) -> Place:
    """Return what hardly two articles share, without hashing much."""
    return task.body, task.title, task.lang, str(task.clean and task.clean.get("prefix"))
