"""Workers: whoever works, the same results come back in the same order; what is lost elsewhere is done here."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import pytest

from pelican.plugins.brief import workers
from pelican.plugins.brief.article import Task, digest
from pelican.plugins.brief.settings import SettingsError
from tests import sites

#: Windows ends processes otherwise, and only Linux says in files which ones there are.
kills = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="kills processes, and looks for them in /proc")
WORDS = "salt tide reef gull mast harbor keel anchor lantern beacon wreck pilot ferry channel buoy".split()
NUMBER = 24


def text(number: int) -> str:
    """A text of many sentences, another one for each number."""
    lines = (
        f"On day {n} the {WORDS[(n * number + 3) % 15]} stood by the {WORDS[(n + number) % 15]}, as {WORDS[(n * n) % 15]} did."
        for n in range(30)
    )
    return "\n\n".join(lines)


def tasks(method: str = "brief") -> list[Task]:
    clean = {"rules": {}, "citations": "sources", "phrases": {}, "prefix": "brief-1-", "raw": False}
    bodies = ("".join(f"<p>{part}</p>\n" for part in text(n).split("\n\n")) for n in range(NUMBER))
    titled = ((f"The {WORDS[n % 15]}", f"{body}<p>Get a summary</p>\n") for n, body in enumerate(bodies))
    return [Task(body, title, "en", clean, method, None, 3) for title, body in titled]


HERE = [digest(task) for task in tasks()]
CONTENT = {f"{n}.md": sites.article(f"The {WORDS[n % 15]} {n}", text(n)) for n in range(NUMBER)}


class Unlucky:
    """A summarizer that kills the process it is in, unless that is the one the build began in."""

    def __init__(self, stemmer: Any = None) -> None:
        self.stemmer = stemmer

    def __call__(self, document: Any, sentences_count: int) -> tuple[Any, ...]:
        if parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return tuple(document.sentences[:sentences_count])


class Careless(Executor):
    """An executor that loses every second piece of work, and refuses the fifth."""

    asked = 0

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.asked += 1
        if self.asked == 5:
            raise RuntimeError("no more")
        future: Future[Any] = Future()
        if self.asked % 2:
            future.set_result(function(*args, **kwargs))
        else:
            future.set_exception(OSError("connection lost"))
        return future


def threads() -> Executor:
    return ThreadPoolExecutor(3)


def careless() -> Executor:
    return Careless()


def unreachable() -> Executor:
    raise TimeoutError("no scheduler")


def nothing() -> None:
    return None


@pytest.mark.parametrize("count", [1, 2])
def test_processes_give_the_same_results_in_order(count: int) -> None:
    assert list(workers.results(tasks(), count)) == HERE


def test_no_more_processes_are_begun_than_a_system_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MOST", 2)
    chosen = workers._pool(0.0, 256, "")
    assert chosen is not None
    with chosen[0] as pool:
        assert (chosen[1], pool._max_workers) == (2, 2)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["tests.test_workers.threads", "tests.test_workers:threads"])
def test_an_executor_of_the_sites_own_gives_the_same_results(path: str) -> None:
    assert list(workers.results(tasks(), 3, path)) == HERE


def test_little_work_is_done_here_whatever_is_named(caplog: pytest.LogCaptureFixture) -> None:
    assert list(workers.results(tasks()[:2], "auto", "tests.test_workers.unreachable")) == HERE[:2]
    assert list(workers.results([], 2, "tests.test_workers.unreachable")) == []
    assert caplog.messages == []


def test_what_is_lost_is_done_here_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    assert list(workers.results(tasks(), 3, "tests.test_workers.careless")) == HERE
    (message,) = caplog.messages
    assert re.sub(r"\d+", "N", message) == "chunk N of N was lost (OSError('connection lost')); done here instead [brief.workers]"


def test_an_executor_that_cannot_be_had_is_said_and_done_without(caplog: pytest.LogCaptureFixture) -> None:
    assert list(workers.results(tasks(), 3, "tests.test_workers.unreachable")) == HERE
    said = "failed (TimeoutError('no scheduler')); done here instead [brief.workers]"
    assert caplog.messages == [f"BRIEF_EXECUTOR = 'tests.test_workers.unreachable' {said}"]


@kills
def test_a_worker_that_is_killed_loses_nothing(caplog: pytest.LogCaptureFixture) -> None:
    unlucky = tasks("tests.test_workers.Unlucky")
    results = list(workers.results(unlucky, 2))
    assert results == [digest(task) for task in unlucky]
    assert all(result.quotes and not result.problems for result in results)
    assert ["was lost (BrokenProcessPool" in message for message in caplog.messages] == [True]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no_such_module.make", "no such function (No module named 'no_such_module')"),
        (
            "tests.test_workers:no_such_function",
            "no such function (module 'tests.test_workers' has no attribute 'no_such_function')",
        ),
        ("tests.test_workers.NUMBER", "expected a function, not 24"),
        ("tests.test_workers.nothing", "expected it to return a concurrent.futures.Executor, not None"),
    ],
)
def test_a_wrong_executor_stops_the_build(path: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        list(workers.results(tasks(), 2, path))
    assert str(caught.value) == f"BRIEF_EXECUTOR = {path!r}: {said}"


def test_a_wrong_executor_stops_a_whole_build_without_a_traceback(tmp_path: Path) -> None:
    site = sites.build_apart(tmp_path, CONTENT, BRIEF_EXECUTOR="no_such_module.make", BRIEF_WORKERS=2)
    assert site.status != 0
    assert "BRIEF_EXECUTOR = 'no_such_module.make': no such function" in site.console
    assert "Traceback" not in site.console


def test_a_bar_is_shown_for_long_work_that_is_watched_and_two_do_not_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(workers._progress(9, 99.0), nullcontext)  # nobody watches
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert isinstance(workers._progress(9, 0.1), nullcontext)
    with workers._progress(9, 99.0) as outer, workers._progress(9, 99.0) as inner:  # Pelican shows one of its own
        assert outer is not workers._nothing
        outer(3)
        inner(3)


def test_chunks_are_the_tasks_in_order_and_of_about_equal_work() -> None:
    every = tasks()
    for share in (0.000001, 0.001, 0.01, 1.0):
        chunks = list(workers._chunks(every, workers.seconds(every), share))
        assert [task for chunk in chunks for task in chunk] == every
        assert all(len(workers_) <= max(1, NUMBER * share / workers.seconds(every) * 2) for workers_ in chunks)
    assert list(workers._chunks([Task("", "", "en", None, None, None, 3)], 0.0, 1.0))


def test_a_program_without_a_guard_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    program = """
        from tests.test_workers import HERE, tasks, workers
        print("once")
        print(list(workers.results(tasks(), 2)) == HERE)
        """
    (tmp_path / "unguarded.py").write_text(textwrap.dedent(program))
    assert _run([str(tmp_path / "unguarded.py")]) == "once\nTrue\n"


@kills
def test_workers_do_not_outlive_a_killed_build() -> None:
    program = """
        import os, signal
        from tests.test_workers import workers
        pool = workers._processes(1)
        with workers._without_main():
            print(pool.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        """
    worker = int(_run(["-c", textwrap.dedent(program)], status=-signal.SIGKILL))
    for _ in range(200):
        if not _is_running(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError("the worker is still there")


def _is_running(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def _run(arguments: Sequence[str], status: int = 0) -> str:
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    assert done.returncode == status
    return done.stdout


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _site(tmp_path_factory.mktemp("here"), BRIEF_WORKERS=1)


def _site(root: Path, **settings: Any) -> dict[str, bytes]:
    site = sites.build(root, CONTENT, BRIEF_CACHE=False, **settings)
    assert site.logged() == []
    return {name: (site.output / name).read_bytes() for name in site.files()}


def test_a_site_is_the_same_whoever_worked(tmp_path: Path, plain_site: dict[str, bytes]) -> None:
    assert b"brief-summary" in plain_site["the-salt-0.html"]
    assert _site(tmp_path, BRIEF_WORKERS=2) == plain_site


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Dask's own scheduler, and two workers in processes of their own."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as made:
        yield made


CLIENTS: list[Any] = []


def on_dask() -> Executor:
    """What a site's own function looks like."""
    from distributed import Client

    CLIENTS.append(Client(os.environ["BRIEF_TEST_SCHEDULER"]))
    executor: Executor = CLIENTS[-1].get_executor()
    return executor


@pytest.mark.slow
def test_dask_workers_give_the_same_site(
    tmp_path: Path, cluster: Any, plain_site: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_TEST_SCHEDULER", cluster.scheduler_address)
    assert _site(tmp_path, BRIEF_WORKERS=2, BRIEF_EXECUTOR="tests.test_workers.on_dask") == plain_site
    CLIENTS.pop().close()
