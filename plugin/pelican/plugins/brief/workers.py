"""Work in chunks: here, in a pool of processes when it pays, or on any Executor that the site names (Dask's, for one).

Whatever does the work, the same results come back in the same order: a chunk is plain values, and what is done with it is a
pure function. A chunk that is lost elsewhere is done here.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from importlib import import_module
from types import ModuleType
from typing import Any

from .article import Result, Task, digest
from .settings import SettingsError

#: Seconds per thousand characters of HTML, for guessing only: our own way, and sumy's methods.
_COST, _COST_OF_SUMY = 0.0004, 0.004
#: A process of its own pays from this many seconds of work on: it has to start, and to load what is loaded here already.
_PAYS = 8.0
#: The same for an executor that the site names, which may be far away.
_PAYS_ELSEWHERE = 1.0
#: From this many seconds on there is a progress bar; a chunk is at most this many.
_LONG, _CHUNK = 2.0, 0.5
#: As many workers an executor may well have; it only decides how small the chunks are.
_MANY = 16
#: As many processes as Windows can wait for (https://docs.python.org/3/library/concurrent.futures.html).
_MOST = 61 if os.name == "nt" else 256

logger = logging.getLogger(__name__)

Work = list[Result]


def digest_all(tasks: Sequence[Task]) -> Work:
    """Do a chunk: what a worker is sent.

    No garbage is looked for meanwhile: an article leaves none behind that counting references would not free, and the more
    articles a site has in memory, the longer each look takes.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        return [digest(task) for task in tasks]
    finally:
        if looking:
            gc.enable()


def results(tasks: Sequence[Task], workers: int | str = "auto", executor: str = "") -> Iterator[Result]:
    """Yield the result of each task, in order.

    ``workers`` processes, or as many as pay (``auto``); on the ``executor`` that a dotted path leads to, if one is named and
    there is more than a moment's work (any at all where ``workers`` is a number). Raises SettingsError for a wrong path.
    """
    ahead = seconds(tasks)
    pool = _pool(ahead, workers, executor) if tasks else None
    chunks = list(_chunks(tasks, ahead, _CHUNK if pool is None else _share(ahead, pool[1])))
    done = iter(map(digest_all, chunks)) if pool is None else _elsewhere(pool[0], chunks)
    with _progress(len(tasks), ahead) as advance:
        for chunk in done:
            advance(len(chunk))
            yield from chunk


def seconds(tasks: Sequence[Task]) -> float:
    """Guess how long this process would take."""
    ours = ("brief", "lead", "", None)
    return sum(len(task.body) * (_COST if task.method in ours else _COST_OF_SUMY) for task in tasks) / 1_000


def _share(ahead: float, workers: int) -> float:
    """How many seconds a chunk should take, so that all workers end at about the same time."""
    return max(0.002, min(_CHUNK, ahead / workers / 4))


def _chunks(tasks: Sequence[Task], ahead: float, most: float) -> Iterator[Sequence[Task]]:
    """Cut tasks into runs of about equal work."""
    start, size = 0, 0
    limit = max(1.0, most / ahead * sum(len(task.body) for task in tasks)) if ahead else 1.0
    for number, task in enumerate(tasks):
        size += len(task.body)
        if size >= limit:
            yield tasks[start : number + 1]
            start, size = number + 1, 0
    if start < len(tasks):
        yield tasks[start:]


def _pool(ahead: float, workers: int | str, executor: str) -> "tuple[Executor, int] | None":
    """Choose who works, and by how many; None: this process."""
    if executor:
        if workers == "auto" and ahead < _PAYS_ELSEWHERE:
            return None
        made = _made(executor)
        return None if made is None else (made, workers if isinstance(workers, int) else _MANY)
    count = min(_MOST, min(_processors(), int(ahead * 4 / _PAYS)) if workers == "auto" else int(workers))
    return (_processes(count), count) if count > 1 and (workers != "auto" or ahead >= _PAYS) else None


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _made(path: str) -> Executor | None:
    try:
        return named(path)
    except SettingsError:
        raise
    except Exception as error:  # It is the site's own code, and the scheduler it calls may be down.
        logger.warning("BRIEF_EXECUTOR = %r failed (%r); done here instead [brief.workers]", path, error)
        return None


def named(path: str) -> Executor:
    """Make the executor that a site names: ``module.function`` or ``module:function``, called without arguments.

    Raises SettingsError where there is no such function, or where it returns no ``concurrent.futures.Executor``.
    """
    module, _, function = path.replace(":", ".").rpartition(".")
    try:
        make: Callable[[], Any] = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(f"BRIEF_EXECUTOR = {path!r}: no such function ({error})") from error
    if not callable(make):
        raise SettingsError(f"BRIEF_EXECUTOR = {path!r}: expected a function, not {make!r}")
    made = make()
    if not isinstance(made, Executor):
        raise SettingsError(f"BRIEF_EXECUTOR = {path!r}: expected it to return a concurrent.futures.Executor, not {made!r}")
    return made


def _processes(count: int) -> Executor:
    """Make a pool of new processes: a copy of this one (fork) would copy the locks of its threads, too."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context("spawn"), _begin)


def _begin() -> None:
    """Begin a worker's life: it ends with that of the process it works for, even if that one is killed."""
    from multiprocessing import parent_process
    from threading import Thread

    def end() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=end, daemon=True).start()


def _elsewhere(pool: Executor, chunks: Sequence[Sequence[Task]]) -> Iterator[Work]:
    """Have chunks done by a pool, in order; those that are lost are done here."""
    futures: list[Future[Work]] = []
    said = False
    try:
        with _without_main():
            futures += [_submitted(pool, chunk) for chunk in chunks]
        for number, (chunk, future) in enumerate(zip(chunks, futures, strict=True), 1):
            try:
                yield future.result()
            except Exception as error:
                if not said:
                    logger.warning("chunk %d of %d was lost (%r); done here instead [brief.workers]", number, len(chunks), error)
                said = True
                yield digest_all(chunk)
    finally:
        for future in futures:  # Nobody waits for them if the build was stopped.
            future.cancel()
        pool.shutdown()


def _submitted(pool: Executor, chunk: Sequence[Task]) -> "Future[Work]":
    try:
        return pool.submit(digest_all, chunk)
    except Exception as error:  # The pool broke before all was handed in.
        failed: Future[Work] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _without_main() -> Iterator[None]:
    """Let new processes not import the program that began the build: an unguarded one would build the site once more."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _progress(total: int, ahead: float) -> Any:
    """Show a bar when this may take long and someone is watching; for a ``with`` that gives the function to advance it."""
    if ahead < _LONG or not sys.stdout.isatty():
        return nullcontext(_nothing)
    return _bar(total)


def _nothing(_: int) -> None:
    """Show nothing."""


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    from pelican.log import console
    from rich.errors import LiveError
    from rich.progress import Progress

    progress = Progress(console=console, transient=True)
    try:
        progress.start()
    except LiveError:  # Pelican shows its own, and this rich can show one at a time.
        yield _nothing
        return
    bar = progress.add_task("articles", total=total)
    try:
        yield lambda count: progress.advance(bar, count)
    finally:
        progress.stop()
