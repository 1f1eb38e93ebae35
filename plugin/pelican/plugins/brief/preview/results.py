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
    """Stands in front of the cache on disk. ``known`` outlives a run; texts compare by identity, as they were not read again."""

    known: Known
    inner: Cache
    kept: Known = field(default_factory=dict)

    def results(self, tasks: Sequence[Task], work: Callable[[Sequence[Task]], Iterable[Result]]) -> list[Result]:
        """Return the result of each task, in order."""
        missing = [task for task in tasks if self.known.get(place_of(task), (None,))[0] != task]
        made = dict(zip(map(id, missing), self.inner.results(missing, work), strict=True))
        found = []
        for task in tasks:
            new = made.get(id(task))
            entry = self.known[place_of(task)] if new is None else (task, key(task), new)
            if not entry[2].problems:
                self.kept[place_of(task)] = entry
            self.inner.used[entry[1]] = None
            found.append(entry[2])
        return found

    def save(self) -> None:
        """End a run: forget what it did not need, and let the cache on disk write what is new."""
        self.known.clear()
        self.known.update(self.kept)
        self.inner.save()


def place_of(task: Task) -> Place:
    """Return what hardly two articles share, without hashing much."""
    return task.body, task.title, task.lang, str(task.clean and task.clean.get("prefix"))


def remember_results(generator: Any, known: Known) -> None:
    """Put the memory before the cache of the plugin's run, if the plugin takes part in this site."""
    run = generator.context.get("brief_run")
    if run is not None and not isinstance(run.cache, Results):
        run.cache = Results(known, opened(run.settings.cache, generator.settings["CACHE_PATH"]))
