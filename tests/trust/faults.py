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
    yield from _killed(folder / "killed", good)
    yield from _at_once(folder / "two", good)
    yield from _monsters(folder / "monsters")
    yield from _full(folder / "full", good)


def _good(folder: Path) -> dict[str, str]:
    copied(folder)
    done = _build(folder)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return hashes(folder / "output")


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    return build(folder, "0", "UTC", "C.UTF-8", None)


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


def _killed(folder: Path, good: dict[str, str], times: int = 50) -> Iterator[str]:
    """Kill a build at random moments; the next one has to be right."""
    copied(folder)
    content, wild = hashes(folder / "content"), random.Random(9)
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "output", "-q"]
    for _ in range(times):
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wild.uniform(0.2, 3))
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
    done = _build(folder)
    print(f"killed {times} times: exit status {done.returncode}", flush=True)
    if done.returncode or hashes(folder / "output") != good:
        yield "killed: the next build is not right"
    if hashes(folder / "content") != content:
        yield "killed: the content was changed"


def _at_once(folder: Path, good: dict[str, str]) -> Iterator[str]:
    """Two builds share a cache, each with an output of its own."""
    copied(folder)
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-q", "-o"]
    both = [subprocess.Popen([*command, name], cwd=folder, stdout=subprocess.DEVNULL) for name in ("one", "two")]
    statuses = [process.wait(300) for process in both]
    print(f"two at once: exit statuses {statuses}", flush=True)
    if any(statuses) or any(hashes(folder / name) != good for name in ("one", "two")):
        yield "two at once: not right"


def _monsters(folder: Path) -> Iterator[str]:
    copied(folder)
    for name, make in MONSTERS.items():
        head = '<html><head><title>Monster</title><meta name="date" content="2026-05-01"></head><body>'
        path = folder / "content" / "monster.html"
        path.write_text(f"{head}{make()}</body></html>", encoding="utf-8")
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


def _full(folder: Path, good: dict[str, str]) -> Iterator[str]:
    """A cache on a full disk of 1 MB, where one may mount such a thing."""
    disk = folder / "cache"
    disk.mkdir(parents=True)
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False)
    if not done or done.returncode:
        print("disk full: skipped, no right to mount", flush=True)
        return
    try:
        (disk / "ballast").write_bytes(b"x" * 1_000_000)
        copied(folder)
        yield from _tried("disk full", folder, good)
    finally:
        subprocess.run([str(shutil.which("umount")), str(disk)], check=False)
