"""What was read of the sources, kept in memory between two builds.

Reading Markdown takes nine tenths of a rebuild. Pelican's own cache for it goes through a file and stamps after reading;
this one stays in the process and stamps before, so that an edit saved while a file is read is never missed.

Two layers. ``Memory`` of what readers returned is always on. ``Memory`` of whole articles is on top of it while no plugin
listens to the signals that are sent when an article is read: then reading has no effect but the article.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from pelican.plugins import signals

Stamp = tuple[int, int, int, int]
READ_SIGNALS = (
    signals.article_generator_preread,
    signals.article_generator_context,
    signals.page_generator_preread,
    signals.page_generator_context,
    signals.content_object_init,
)
PLAIN = frozenset({str, int, float, bool, type(None), SafeDatetime, ZoneInfo})
UNCHANGING = (str, int, float, datetime.date, datetime.tzinfo, type)


class UncopyableError(TypeError):
    """A value of a type of which we do not know how it may be changed in place."""


def stamp_of(path: str) -> Stamp | None:
    """Return what changes when the file does; None when there is no file."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


@dataclass(slots=True)
class Memory:
    """Values by path, each good as long as its file's stamp is. Handed out and taken in as copies."""

    over: Event = field(default_factory=Event)
    values: dict[str, tuple[Stamp, Any]] = field(default_factory=dict)
    _pending: dict[str, Stamp | None] = field(default_factory=dict)

    def get(self, path: str, default: Any = None) -> Any:
        """Return a copy of what was kept for the path, or the default when the file has changed since.

        Raises KeyboardInterrupt once the preview is over: reading thousands of files is not worth waiting for then.
        """
        if self.over.is_set():
            raise KeyboardInterrupt
        stamp = stamp_of(path)
        kept = self.values.get(path)
        if kept is not None and kept[0] == stamp:
            return own(kept[1], {})
        self._pending[path] = stamp
        return default

    def put(self, path: str, value: Any) -> None:
        """Keep a copy of the value, under the stamp the file had before it was read."""
        stamp = self._pending.pop(path, None)
        if stamp is None:
            return
        try:
            self.values[path] = stamp, own(value, {})
        except UncopyableError:
            self.values.pop(path, None)

    def knows(self, path: str) -> bool:
        """Say whether the path was ever asked for."""
        return path in self.values or path in self._pending

    def forget(self) -> None:
        """Drop everything: something changed that a source may have included."""
        self.values.clear()
        self._pending.clear()


def own(value: Any, done: dict[int, Any]) -> Any:
    """Copy the parts that are changed in place, and keep what is one object in two places (``article.tags``) one object."""
    kind = type(value)
    if kind in PLAIN:
        return value
    twin = done.get(id(value))
    if twin is None:
        twin = done[id(value)] = _twin(kind, value, done)
    return twin


def _twin(kind: type, value: Any, done: dict[int, Any]) -> Any:
    if kind is dict:
        return {key: own(item, done) for key, item in value.items()}
    if kind in (list, tuple, set):
        return kind([own(item, done) for item in value])
    if isinstance(value, URLWrapper):
        value.slug  # noqa: B018  (worked out once, for all copies)
        twin: Any = object.__new__(kind)
        twin.__dict__.update(value.__dict__)
        return twin
    if isinstance(value, UNCHANGING):
        return value
    raise UncopyableError(kind.__name__)


def remember_reads(readers: Any, memory: Memory) -> None:
    """Put the memory in the place of the cache of a generator's readers."""
    readers.get_cached_data, readers.cache_data, readers.save_cache = memory.get, memory.put, lambda: None


def remember_contents(generator: Any, memory: Memory) -> None:
    """Put the memory in the place of the generator's cache of articles or pages, if reading them has no side effects.

    An article of the future is a draft only until its time comes: it is made anew each time.
    """

    def get(name: str, default: Any = None) -> Any:
        found = memory.get(os.path.join(generator.path, name))
        return default if found is None else revive(found[0], found[1], generator)

    def put(name: str, content: Any) -> None:
        if not _waits(content):
            state = {key: value for key, value in vars(content).items() if key not in ("_context", "settings")}
            memory.put(os.path.join(generator.path, name), (type(content), state))

    if not any(signal.receivers for signal in READ_SIGNALS):
        generator.get_cached_data, generator.cache_data, generator.save_cache = get, put, lambda: None


def revive(kind: type, state: dict[str, Any], generator: Any) -> Any:
    """Make an article or page from its kept attributes, in the context of this build."""
    content: Any = object.__new__(kind)
    content.__dict__.update(state, settings=generator.settings, _context=generator.context)
    return content


def _waits(content: Any) -> bool:
    if content.settings["WITH_FUTURE_DATES"] or not hasattr(content, "date"):
        return False
    return bool(content.date > datetime.datetime.now(content.date.tzinfo))
