"""One watch for the whole life of a preview: what is saved while the site is built starts the next build."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from threading import Event

from watchfiles import Change, DefaultFilter, watch

from .statics import Statics

STEP = 10
PAUSE = 100
Changes = dict[str, Change]


class Relevant(DefaultFilter):
    """Leave out what the site ignores, what editors leave beside a file, and what a build writes itself."""

    def __init__(self, patterns: Iterable[str], folders: Iterable[str]) -> None:
        super().__init__()
        self.patterns = tuple(patterns)
        self.folders = tuple(os.path.join(folder, "") for folder in folders)

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether a change can change the site."""
        name = os.path.basename(path)
        ignored = any(fnmatch(name, pattern) for pattern in self.patterns) or path.startswith(self.folders)
        return super().__call__(change, path) and not ignored


def changes_in(folders: Iterable[str], relevant: Relevant, stop: Event) -> Iterator[Changes]:
    """Yield, empty, when the watch stands and whenever it was quiet for a moment; else the changed paths.

    A folder that was put in the place of another one is watched anew, and has changed.
    """
    watched, anew = identities(folders), Changes()
    while not stop.is_set():
        there = [folder for folder, identity in watched.items() if identity]
        for changed in _changes(there, relevant, stop, recursive=True) if there else nothing(stop):
            yield anew | changed
            now, anew = identities(watched), Changes()
            if now != watched:
                anew = {folder: Change.modified for folder in watched if now[folder] != watched[folder]}
                watched = now
                break


def identities(folders: Iterable[str]) -> dict[str, tuple[int, int] | None]:
    """Return what changes when another folder stands in the place of one; None when there is none."""
    return {folder: _identity(folder) for folder in folders}


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def nothing(stop: Event) -> Iterator[Changes]:
    """Yield nothing, now and then."""
    while not stop.wait(PAUSE / 1000):
        yield Changes()


def changes_of(files: Iterable[str], stop: Event) -> Iterator[Changes]:
    """Yield the changes of these very files, or none. Their folders are watched, for editors replace files."""
    wanted = frozenset(files)
    folders = sorted({os.path.dirname(file) for file in wanted})
    return _changes(folders, lambda _, path: path in wanted, stop, recursive=False)


def _changes(
    folders: Iterable[str], relevant: Callable[[Change, str], bool], stop: Event, *, recursive: bool
) -> Iterator[Changes]:
    """Watch until stopped. The pause is how long an empty answer takes."""
    watched = watch(
        *folders,
        watch_filter=relevant,
        stop_event=stop,
        raise_interrupt=False,
        step=STEP,
        debounce=10 * STEP,
        rust_timeout=PAUSE,
        yield_on_timeout=True,
        recursive=recursive,
    )
    for found in watched:
        yield {path: change for change, path in sorted(found, reverse=True)}


def only_styles(changed: Changes, statics: Statics) -> bool:
    """Say whether nothing changed but style sheets that are served as they are."""
    return all(path.endswith(".css") and change != Change.deleted and path in statics for path, change in changed.items())
