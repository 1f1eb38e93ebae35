"""The site as it is served: the last good build, what is wrong with the newest, and pages made when asked for."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any

from .build import Build
from .events import Events, State
from .problems import Problem, collected, from_exception
from .recording import Recorded

#: How often to try what another thread may keep from being done, and the seconds in between.
TRIES, PAUSE = 50, 0.02


@dataclass(frozen=True, slots=True)
class Found:
    """A file to serve, and the article or page it shows, if it is one's own page."""

    file: Path
    source: Any = None


class BrokenPageError(Exception):
    """A page that could not be rendered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class Site:
    """One lock over building and rendering: no page is ever made from two states of the site.

    ``standing`` are the problems that no rebuild can mend, such as a plugin that is not there.
    """

    output: Path
    pelican: Any = None
    roots: tuple[str, ...] = ()
    config: str = ""
    standing: tuple[Problem, ...] = ()
    current: Build = field(default_factory=Build)
    events: Events = field(default_factory=Events)
    lock: Any = field(default_factory=RLock)
    _rendered: set[str] = field(default_factory=set)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The site's settings, as Pelican has read them."""
        settings: Mapping[str, Any] = self.pelican.settings
        return settings

    def rebuild(self) -> float:
        """Build again, tell the browsers, return the seconds it took. What was served goes on if the build fails."""
        started = time.perf_counter()
        with self.lock, collected(self.roots, self.config) as found:
            state = self.events.state
            try:
                with emptied(self.output):
                    self.current = self.pelican.build()
                self._rendered.clear()
                state = replace(state, build=f"{os.getpid()}-{time.time_ns()}")
            except (Exception, SystemExit) as error:
                found.append(from_exception(error, self.roots, config=self.config))
            problems = tuple(dict.fromkeys([*self.standing, *found]))
            self.events.publish(replace(state, attempt=state.attempt + 1, problems=problems))
        return time.perf_counter() - started

    def fail(self, problem: Problem) -> None:
        """Show what kept the site from being built at all."""
        self.events.publish(State(attempt=1, problems=(problem,)))

    def restyle(self) -> None:
        """Tell the browsers to fetch the style sheets again."""
        with self.lock:
            self.events.publish(replace(self.events.state, style=self.events.state.style + 1))

    def find(self, name: str) -> Found | None:
        """Return what stands at a path below the output folder, rendered now if nobody has asked for it before.

        Raises BrokenPageError when its template or a plugin fails.
        """
        with self.lock:
            if (static := self.current.statics.source(name)) is not None:
                return Found(Path(static))
            record = self.current.records.get(name)
            if record is not None and name not in self._rendered:
                self._render(name, record)
            file = self.output / name
            return Found(file, record and record.source) if file.is_file() else None

    def close(self) -> None:
        """Render nothing any more: the folder is about to go, and a late page would bring it back."""
        with self.lock:
            self.current = Build()

    def _render(self, name: str, record: Recorded) -> None:
        try:
            record.write(self.current.writer, str(self.output), self.settings)
        except (Exception, SystemExit) as error:
            raise BrokenPageError(from_exception(error, self.roots, config=self.config)) from error
        self._rendered.add(name)


@contextmanager
def emptied(folder: Path) -> Iterator[None]:
    """Give the block an empty folder, and the old one back if it fails."""
    aside = folder.with_name(f"{folder.name}-before")
    _patiently(lambda: folder.rename(aside))
    folder.mkdir()
    try:
        yield
    except BaseException:
        shutil.rmtree(folder)
        aside.rename(folder)
        raise
    _patiently(lambda: shutil.rmtree(aside))


def _patiently(work: Callable[[], object]) -> None:
    """Try again for a moment: Windows moves and removes no file that is just being sent."""
    for _ in range(TRIES - 1):
        try:
            work()
        except PermissionError:
            time.sleep(PAUSE)
        else:
            return
    work()
