"""The cache under faults: no state of its file, no other build and no sudden end harms a build or what was kept."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pelican.plugins.brief import cache
from tests.test_cache import kept, named, refused, some


def _nothing(path: Path) -> None:
    path.unlink()


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xff not a database " * 400)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def _overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4_096:12_288] = b"\xa5" * 8_192
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _of_another_layout(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE results (something TEXT); PRAGMA user_version = 99")
    connection.close()


def _with_damaged_values(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE results SET value = '[1, 2' WHERE rowid % 2")
    connection.execute("UPDATE results SET value = '{}' WHERE rowid % 2 = 0")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("harm", [_nothing, _garbage, _cut_off, _overwritten, _empty, _of_another_layout, _with_damaged_values])
def test_a_file_that_cannot_be_read_is_made_anew(tmp_path: Path, harm: Any) -> None:
    path = tmp_path / "c"
    first = cache.Cache(path)
    first.results(some(50), named)
    first.save()
    harm(path)
    second = cache.Cache(path)
    assert second.results(some(50), named) == list(named(some(50)))
    second.save()
    assert cache.Cache(path).results(some(50), refused) == list(named(some(50)))


def test_a_place_that_cannot_be_written_costs_a_line_and_no_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "c", tmp_path / "folder"):
        made = cache.Cache(place)
        assert made.results(some(2), named) == list(named(some(2)))
        made.save()
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
    assert all("not written" in message and message.endswith("[brief.cache]") for message in caplog.messages)


def test_a_full_disk_costs_a_line_and_what_was_there_stays(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    first = cache.Cache(tmp_path / "c")
    first.results(some(20), named)
    first.save()
    resource = pytest.importorskip("resource", reason="only where a process can be kept from writing")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    second = cache.Cache(tmp_path / "c")
    second.results(some(2_000), named)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        second.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [message[-13:] for message in caplog.messages] == ["[brief.cache]"]
    assert cache.Cache(tmp_path / "c").results(some(20), refused) == list(named(some(20)))


def test_a_file_in_use_is_waited_for_but_not_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_PATIENCE", 0.05)
    first = cache.Cache(tmp_path / "c")
    first.results(some(2), named)
    first.save()
    other = sqlite3.connect(tmp_path / "c", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    second = cache.Cache(tmp_path / "c")
    assert second.results(some(3), named) == list(named(some(3)))
    second.save()
    other.execute("ROLLBACK")
    other.close()
    assert kept(tmp_path / "c") == 2


def test_two_builds_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    builds = [cache.Cache(tmp_path / "c") for _ in range(4)]
    for number, build in enumerate(builds):
        build.results(some(200, of=str(number)), named)
    threads = [Thread(target=build.save) for build in builds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.Cache(tmp_path / "c").results([t for n in range(4) for t in some(200, of=str(n))], refused)


def test_a_killed_writer_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Killed at random moments while it writes builds of 300 results, one after the other: each is there whole, or not at all."""
    program = (
        "import sys; from pathlib import Path; from tests.test_cache import cache, named, some\n"
        "for n in range(10_000):\n"
        "    made = cache.Cache(Path(sys.argv[1])); made.results(some(300, of=str(n)), named)\n"
        "    if n == 2: print(flush=True)\n"
        "    made.save()\n"
    )
    chance = random.Random(6)
    for moment in range(4):
        path = tmp_path / str(moment)
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.wait()
        process.stdout.close()
        number = kept(path)
        assert number
        assert number % 300 in (0, 100)  # pruned to 300 * 3 + 1,000
        assert cache.Cache(path).results(some(300, of="1"), named) == list(named(some(300, of="1")))
