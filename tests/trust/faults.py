"""Builds in a world that fails: no room, no rights, broken caches, a killed process, monstrous articles.

A build has to end right, or to say clearly why not; the content is as it was in any case.
"""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .reproducible import build, copied, hashes

MONSTERS: dict[str, Callable[[], str]] = {
    "10,000 elements deep": lambda: "<div>" * 10_000 + "<p>In the deep.</p>" + "</div>" * 10_000,
    "10 MB": lambda: "<p>The tide of the day was high, and nobody at the pier had seen it coming.</p>\n" * 130_000,
    "100,000 links": lambda: "".join(f'<p><a href="https://example.org/?utm_source=x{n}">a{n}</a></p>\n' for n in range(100_000)),
}


def complaints(folder: Path) -> Iterator[str]:
    """Try every fault; name those that end wrong."""
    good = _good(folder / "good")
    for name, spoil in SPOILED.items():
        place = folder / name.replace(" ", "-")
        shutil.copytree(folder / "good", place)
        spoil(place)
        yield from _tried(name, place, good)
    yield from _locked(folder / "locked", folder / "good", good)
    yield from _deleted(folder / "deleted", good)
    yield from _disks(folder / "disk", folder / "good", good)
    yield from _killed(folder / "killed", good)
    yield from _at_once(folder / "two", good)
    yield from _monsters(folder / "monsters")


def _good(folder: Path) -> dict[str, str]:
    copied(folder)
    done = _build(folder)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return hashes(folder / "output")


def _build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return build(folder, "0", "UTC", "C.UTF-8", None, *arguments)


def _tried(name: str, folder: Path, good: dict[str, str]) -> Iterator[str]:
    content = hashes(folder / "content")
    done = _build(folder)
    same = hashes(folder / "output") == good
    print(f"{name}: exit status {done.returncode}, {'the same bytes' if same else 'other bytes'}", flush=True)
    if not same and not done.returncode:
        yield f"{name}: other bytes, and no word of it"
    if "Traceback" in done.stdout + done.stderr:
        yield f"{name}: a traceback"
    if hashes(folder / "content") != content:
        yield f"{name}: the content was changed"


def _caches(folder: Path) -> list[Path]:
    return sorted(folder.rglob("brief.sqlite"))


def _each_cache(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for path in _caches(folder):
            path.write_bytes(change(path.read_bytes()))

    return spoil


def _garbled(data: bytes) -> bytes:
    wild = random.Random(7)
    return bytes(wild.randrange(256) if wild.random() < 0.02 else byte for byte in data)


def _newer(folder: Path) -> None:
    for path in _caches(folder):
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
        connection.close()


def _read_only(folder: Path) -> None:
    for path in _caches(folder):
        path.chmod(0o400)
        path.parent.chmod(0o500)


SPOILED: dict[str, Callable[[Path], None]] = {
    "cache cut": _each_cache(lambda data: data[: len(data) // 2]),
    "cache empty": _each_cache(lambda _: b""),
    "cache garbled": _each_cache(_garbled),
    "cache not a database": _each_cache(lambda _: b"no database" * 999),
    "cache of a newer version": _newer,
    "cache read-only": _read_only,
}


def _locked(folder: Path, source: Path, good: dict[str, str]) -> Iterator[str]:
    """Hold the cache as another build does while it writes."""
    shutil.copytree(source, folder)
    (path,) = _caches(folder)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield from _tried("cache locked", folder, good)


#: Takes an article's file away when all articles have been read.
_DELETING = """
import os
from pelican.plugins import signals
signals.article_generator_pretaxonomy.connect(lambda generator: os.remove(generator.articles[0].source_path), weak=False)
"""


def _deleted(folder: Path, good: dict[str, str]) -> Iterator[str]:
    """Delete an article's file during the build, which writes a report on it, too."""
    copied(folder)
    before = hashes(folder / "content")
    with (folder / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write(_DELETING)
    done = _build(folder, "-e", 'BRIEF_REPORT="report.json"')
    gone = before.keys() - hashes(folder / "content").keys()
    same = hashes(folder / "output") == good
    print(f"article deleted: exit status {done.returncode}, {'the same bytes' if same else 'other bytes'}", flush=True)
    if done.returncode or not same or len(gone) != 1 or not (folder / "report.json").is_file():
        yield f"article deleted: not right: {done.stdout[-500:]}{done.stderr[-500:]}"


def _killed(folder: Path, good: dict[str, str], times: int = 50) -> Iterator[str]:
    """Kill a build at random moments; the next one has to be right."""
    copied(folder)
    content, wild, begun = hashes(folder / "content"), random.Random(9), time.monotonic()
    _build(folder)
    whole = time.monotonic() - begun
    for path in _caches(folder):
        path.unlink()
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "output", "-q"]
    for _ in range(times):
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wild.uniform(0, whole))
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
    done = _build(folder)
    print(f"killed {times} times within the {whole:.1f} s of a build: exit status {done.returncode}", flush=True)
    if done.returncode or hashes(folder / "output") != good:
        yield "killed: the next build is not right"
    if hashes(folder / "content") != content:
        yield "killed: the content was changed"


def _at_once(folder: Path, good: dict[str, str]) -> Iterator[str]:
    """Two builds share a cache, each with an output of its own."""
    copied(folder)
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-q", "-o"]
    both = [subprocess.Popen([*command, name], cwd=folder, stdout=subprocess.DEVNULL) for name in ("one", "two")]
    statuses = [process.wait(1200) for process in both]
    print(f"two at once: exit statuses {statuses}", flush=True)
    if any(statuses) or any(hashes(folder / name) != good for name in ("one", "two")):
        yield "two at once: not right"


#: Gives an article its body: Pelican's own reader of HTML takes quadratic time over a long one.
_GROWING = """
from pelican.plugins import signals
def grow(content):
    if content.source_path and content.source_path.endswith("monster.md"):
        with open("monster.txt", encoding="utf-8") as file:
            content._content = file.read()
signals.content_object_init.connect(grow, weak=False)
"""


def _monsters(folder: Path) -> Iterator[str]:
    copied(folder)
    with (folder / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write(_GROWING)
    (folder / "content" / "monster.md").write_text("Title: Monster\nDate: 2026-05-01\n\nSmall.\n", encoding="utf-8")
    for name, make in MONSTERS.items():
        (folder / "monster.txt").write_text(make(), encoding="utf-8")
        begun = time.monotonic()
        done = _build(folder)
        made = (folder / "output" / "monster.html").is_file()
        print(
            f"{name}: exit status {done.returncode}, page {'made' if made else 'missing'}, {time.monotonic() - begun:.0f} s",
            flush=True,
        )
        if done.returncode or not made or "[brief." in done.stdout + done.stderr:
            yield f"{name}: {done.stdout[-500:]}{done.stderr[-500:]}"
        shutil.rmtree(folder / "output", ignore_errors=True)


def _disks(folder: Path, source: Path, good: dict[str, str]) -> Iterator[str]:
    """A cache on a disk of 1 MB that is full, and on one that may only be read, where one may mount such things."""
    disk = folder / "cache"
    disk.mkdir(parents=True)
    copied(folder)
    with _mounted(disk) as mounted:
        if not mounted:
            print("disk full, disk read-only: skipped, no right to mount", flush=True)
            return
        (disk / "ballast").write_bytes(b"x" * 1_000_000)
        yield from _tried("disk full", folder, good)
        (disk / "ballast").unlink()
        for path in _caches(source):
            shutil.copy(path, disk / path.name)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield from _tried("disk read-only, cache warm", folder, good)
        yield from _tried_without_cache(folder, good)


def _tried_without_cache(folder: Path, good: dict[str, str]) -> Iterator[str]:
    """A read-only disk, and new results that would have to be written."""
    done = _build(folder, "-e", 'BRIEF_CACHE="cache/none/brief.sqlite"')
    same = hashes(folder / "output") == good
    print(f"disk read-only, cache cold: exit status {done.returncode}, {'the same bytes' if same else 'other bytes'}", flush=True)
    if done.returncode or not same:
        yield f"disk read-only, cache cold: {done.stdout[-500:]}{done.stderr[-500:]}"


@contextmanager
def _mounted(disk: Path) -> Iterator[bool]:
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False)
    mounted = bool(done) and not done.returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run([str(shutil.which("umount")), str(disk)], check=False)
