"""Results kept between builds: an article with all that its result depends on -> the result, in one SQLite file.

Nothing of the rest of the site is in it, so a new article costs one result and not a site's. A cache is never worth a build:
what cannot be read is computed again, what cannot be written is said once and forgotten. Two builds may share a file.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Quote, Result, Task

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from sqlite3 import Connection

#: The file's name below ``CACHE_PATH``, and the number of its layout (a file of another one begins anew).
NAME, LAYOUT = "brief.sqlite", 1
#: Whose releases may change a result.
DEPENDENCIES = ("ftfy", "nltk", "numpy", "PyStemmer", "sentencex", "snowballstemmer", "sumy")
#: Our own files that change none.
_NO_PART = frozenset(["preview", "static", "templates", "__pycache__"])
#: Results of no article of this build that may stay, per article and besides: of other settings, of texts as they were.
_SPARE, _SPARE_BESIDES = 2, 1_000
#: How long to wait for another build that is writing, in seconds.
_PATIENCE = 5.0
#: So many keys are asked for in one statement (SQLite takes 999 values at least).
_AT_ONCE = 500

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Cache:
    """The results of one run: those found in the file, and the new ones until ``save``. Without a ``path`` nothing is kept."""

    path: Path | None
    load: bool = True
    used: dict[bytes, None] = field(default_factory=dict)
    fresh: dict[bytes, Result] = field(default_factory=dict)

    def results(self, tasks: Sequence[Task], work: Callable[[Sequence[Task]], Iterable[Result]]) -> list[Result]:
        """Return the result of each task, in order; ``work`` makes those that are not known. Equal tasks are done once."""
        if self.path is None:
            return list(work(tasks))
        keys = [key(task) for task in tasks]
        known = self.fresh | self._read(keys)
        missing = {k: task for k, task in zip(keys, tasks, strict=True) if k not in known}
        new = dict(zip(missing, work(list(missing.values())), strict=True)) if missing else {}
        self.used.update(dict.fromkeys(keys))
        # What failed may not fail the next time: a library was missing, memory was short.
        self.fresh.update((k, result) for k, result in new.items() if not result.problems)
        known.update(new)
        return [known[k] for k in keys]

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Result]:
        if self.path is None or not self.load or not self.path.is_file():
            return {}
        from sqlite3 import DatabaseError

        try:
            return dict(_found(self.path, keys))
        except (DatabaseError, OSError) as error:
            logger.info("%s: not read (%s) [brief.cache]", self.path, error)
            return {}

    def save(self) -> None:
        """Write what is new, in one transaction; nothing where nothing is."""
        if self.path is None or not self.fresh:
            return
        from sqlite3 import DatabaseError, OperationalError

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                _write(self.path, self.fresh, self.used)
            except OperationalError:  # Locked, full, not ours to write: the file itself may be sound.
                raise
            except DatabaseError:
                self.path.replace(self.path.with_name(f"{self.path.name}.unreadable"))
                _write(self.path, self.fresh, self.used)
        except (DatabaseError, OSError) as error:
            logger.info("%s: not written (%s) [brief.cache]", self.path, error)
        self.fresh.clear()


def opened(wish: bool | str, folder: str, *, load: bool = True) -> Cache:
    """Make the cache of a run: in ``folder`` for True, in the file that ``wish`` names, nowhere for False."""
    if isinstance(wish, str):
        return Cache(Path(wish), load)
    return Cache(Path(folder) / NAME if wish else None, load)


def key(task: Task) -> bytes:
    """Hash all that a task's result depends on: the task itself, our own code and words, the libraries."""
    body, *rest = (getattr(task, name) for name in _TASK)
    digest = blake2b(version(), digest_size=16)
    digest.update(json.dumps(rest, sort_keys=True).encode())
    digest.update(b"\0")
    digest.update(body.encode("utf-8", "surrogatepass"))
    # A summarizer of someone else's may change, too.
    if task.method and "." in task.method:
        digest.update(_foreign(task.method))
    return digest.digest()


_TASK = tuple(f.name for f in fields(Task))


@cache
def version() -> bytes:
    """Hash what every result depends on: Python's Unicode, the libraries' releases, our own files (but for what only shows)."""
    import unicodedata
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as release

    digest = blake2b(f"{LAYOUT} {unicodedata.unidata_version}".encode(), digest_size=16)
    for name in DEPENDENCIES:
        try:
            digest.update(f" {name} {release(name)}".encode())
        except PackageNotFoundError:
            continue
    for name, content in _own_files(files(__package__), ""):
        digest.update(f"\0{name}\0".encode() + content)
    return digest.digest()


def _own_files(folder: "Traversable", prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{prefix}{entry.name}"
        if entry.name in _NO_PART:
            continue
        if entry.is_dir():
            yield from _own_files(entry, f"{name}/")
        elif name.endswith((".py", ".toml")):
            yield name, entry.read_bytes()


@cache
def _foreign(method: str) -> bytes:
    """Return the source of the module that a dotted path leads to, without importing it; nothing where it is not found."""
    from importlib.util import find_spec

    top, *below = method.replace(":", ".").split(".")[:-1] or [""]
    spec = find_spec(top) if top else None
    origin = Path(spec.origin) if spec is not None and spec.origin else None
    if origin is None:
        return b""
    place = origin.parent.joinpath(*below)
    found = (place.with_name(f"{place.name}.py"), place / "__init__.py") if below else (origin,)
    return b"".join(path.read_bytes() for path in found if path.is_file())


def encode(result: Result) -> str:
    """Write a result as JSON (ASCII: a lone surrogate has no other form in a file).

    >>> decode(encode(Result(None, (), (), (Quote("So.", "So.", 3, 6),), "brief", 9, 99, 30, 1))).quotes[0].text
    'So.'
    """
    values = [getattr(result, name) for name in _RESULT]
    values[_RESULT.index("quotes")] = [astuple(quote) for quote in result.quotes]
    return json.dumps(values, separators=(",", ":"))


def decode(text: str) -> Result:
    """Read a result from JSON. Raises ValueError or TypeError for what is none."""
    values = dict(zip(_RESULT, json.loads(text), strict=True))
    values["findings"] = tuple({**finding, "titles": tuple(finding["titles"])} for finding in values["findings"])
    values["quotes"] = tuple(Quote(*quote) for quote in values["quotes"])
    values["sources"], values["problems"] = tuple(values["sources"]), tuple(values["problems"])
    return Result(**values)


_RESULT = tuple(f.name for f in fields(Result))


def _found(path: Path, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Result]]:
    with _connected(path) as connection:
        if not _is_ours(connection):
            return
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            for k, value in connection.execute(f"SELECT key, value FROM results WHERE key IN ({marks})", some):  # noqa: S608
                try:
                    yield k, decode(value)
                except (ValueError, TypeError, KeyError):
                    logger.info("%s: one result is damaged [brief.cache]", path)


def _write(path: Path, fresh: Mapping[bytes, Result], used: Mapping[bytes, None]) -> None:
    with _connected(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if not _is_ours(connection):
            connection.execute("DROP TABLE IF EXISTS results")
            connection.execute("CREATE TABLE results (key BLOB PRIMARY KEY, value TEXT NOT NULL)")
            connection.execute(f"PRAGMA user_version = {LAYOUT}")
        rows = ((k, encode(result)) for k, result in fresh.items())
        connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
        _prune(connection, used)
        connection.execute("COMMIT")


def _prune(connection: "Connection", used: Mapping[bytes, None]) -> None:
    """Drop the oldest results that no article of this build has, beyond what may stay."""
    ((count,),) = connection.execute("SELECT count(*) FROM results")
    excess = count - len(used) * (1 + _SPARE) - _SPARE_BESIDES
    if excess > 0:
        connection.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
        connection.executemany("INSERT INTO used VALUES (?)", ((k,) for k in used))
        oldest = "SELECT rowid FROM results WHERE key NOT IN (SELECT key FROM used) ORDER BY rowid LIMIT ?"
        connection.execute(f"DELETE FROM results WHERE rowid IN ({oldest})", (excess,))  # noqa: S608


def _connected(path: Path) -> Any:
    """Open the file, for a ``with`` that closes it (whatever no COMMIT ended is undone)."""
    import sqlite3
    from contextlib import closing

    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    return closing(connection)


def _is_ours(connection: "Connection") -> bool:
    ((layout,),) = connection.execute("PRAGMA user_version")
    return bool(layout == LAYOUT)
