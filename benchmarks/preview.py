"""Measure the time from a save to the changed page: by HTTP and in Chromium, beside ``pelican -r -l``.

    python -m benchmarks.preview ARTICLES.tar.xz ROWS [SIZE ...]

ROWS is a list of ``preview``, ``bare`` (without the plugin), ``stock``, ``cached`` and ``memory``, joined by commas. Sites
are made of the archive as by the speed benchmark.

The CPU seconds of an edit are those of the serving process and its children, from the save until they have come to rest: they
say what the work costs where the machine has other work to do, too. The next edit comes only then, because ``pelican -r``
loses what is saved while it builds.
"""

import contextlib
import http.client
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from . import sites

EDITS, REBUILDS = 20, 200
#: How many edits the slow ones get.
STOCK_EDITS = {("stock", 1_000): 6, ("cached", 1_000): 10, ("stock", 5_000): 3, ("cached", 5_000): 5}
#: How many seconds until an edit counts as lost.
PATIENCE = {100: 30, 1_000: 90, 5_000: 400}
SETTINGS = """
SITENAME = "Bench"
PATH = "content"
TIMEZONE = "UTC"
PLUGINS = {plugins}
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
PREVIEW = [sys.executable, "-c", "import sys; from pelican.plugins.brief.cli import main; sys.exit(main())", "preview", "-p"]
STOCK = [sys.executable, "-m", "pelican", "-r", "-l", "-q", "-p"]
CACHED = [*STOCK[:-1], "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true", "-p"]
COMMANDS = {
    "preview": (PREVIEW, "preview"),
    "memory": (PREVIEW, "preview"),
    "bare": (PREVIEW, "preview without the plugin"),
    "stock": (STOCK, "`pelican -r -l`"),
    "cached": (CACHED, "`pelican -r -l`, `CACHE_CONTENT`"),
}
PORT = 8765


def make_site(texts: list[tuple[str, str]], size: int, folder: Path, plugins: list[str]) -> tuple[Path, str]:
    """Make a site; return the article that is edited, and its address."""
    sites.make(texts, size, folder / "content")
    (folder / "pelicanconf.py").write_text(SETTINGS.format(plugins=plugins), "utf-8")
    name, text = texts[0]
    slug = re.search(r"(?m)^Slug: (\S+)", text)
    assert slug
    return folder / "content/0" / name, f"/{slug[1]}.html"


@contextlib.contextmanager
def running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait(30)


def fetch(path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        return connection.getresponse().read().decode("utf-8", "replace")
    return ""


def until(word: str, path: str, seconds: float = 900) -> bool:
    """Wait until a page holds a word; return whether it came to that."""
    end = time.monotonic() + seconds
    while word not in fetch(path):
        if time.monotonic() > end:
            return False
        time.sleep(0.002)
    return True


def edits(article: Path, count: int, wait: Callable[[str], bool], process: int) -> list[tuple[float, float]]:
    """Edit again and again; return the seconds until the page was right (infinite: an edit was lost), and the CPU seconds."""
    text, found = article.read_text("utf-8"), []
    for number in range(count):
        word = f"Edit{number}x{time.monotonic_ns()}"
        before, started = cpu(process), time.perf_counter()
        article.write_text(f"{text}\n\n{word}\n", "utf-8")
        seen = wait(word)
        waited = time.perf_counter() - started
        settle(process)
        found.append((waited if seen else math.inf, cpu(process) - before))
    return found


def in_browser(article: Path, path: str, process: int) -> list[tuple[float, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{PORT}{path}")
        return edits(article, EDITS, partial(appears, page), process)


def appears(page: Any, word: str) -> bool:
    page.get_by_text(word).first.wait_for(timeout=120_000)
    return True


def settle(process: int) -> None:
    """Wait until a process and all below it rest."""
    used, before = cpu(process), -1.0
    while used - before > 0.02:
        time.sleep(0.5)
        used, before = cpu(process), used


def cpu(process: int) -> float:
    """Return the CPU seconds a process and all below it have used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(cpu(int(child)) for child in below)


def memory(process: int) -> tuple[int, int]:
    status = Path(f"/proc/{process}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("VmRSS", "Threads"))  # type: ignore[return-value, index]


def report(what: str, size: int, rows: list[tuple[float, float]]) -> None:
    times = [waited for waited, _ in rows if waited < math.inf]
    used = [cost for waited, cost in rows if waited < math.inf]
    low, middle, high = statistics.quantiles(times, n=4)
    load = os.getloadavg()[0]
    spread = f"{low:.3f} to {high:.3f}"
    row = (
        what,
        f"{size:,}",
        f"{len(times)} of {len(rows)}",
        f"{middle:.3f}",
        spread,
        f"{max(times):.3f}",
        f"{statistics.median(used):.2f}",
    )
    print("| " + " | ".join((*row, f"{load:.1f}")) + " |", flush=True)


def measure(row: str, texts: list[tuple[str, str]], size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        article, path = make_site(texts, size, Path(name), [] if row == "bare" else ["brief"])
        command, label = COMMANDS[row]
        with running([*command, str(PORT)], Path(name)) as process:
            until("<title>", path)
            settle(process.pid)
            wait = partial(until, path=path, seconds=PATIENCE[size])
            if row == "memory":
                return remember(article, wait, process.pid, size)
            count = STOCK_EDITS.get((row, size), EDITS)
            report(f"{label}, HTTP", size, edits(article, count, wait, process.pid))
            if row in ("preview", "bare"):
                report(f"{label}, Chromium", size, in_browser(article, path, process.pid))
    return None


def remember(article: Path, wait: Callable[[str], bool], process: int, size: int) -> None:
    """Print memory and threads over many rebuilds."""
    text = article.read_text("utf-8")
    for number in range(REBUILDS + 1):
        if number % 25 == 0:
            time.sleep(2.5)
            print(f"| {size:,} | {number} | {memory(process)[0] / 1024:.1f} | {memory(process)[1]} |", flush=True)
        article.write_text(f"{text}\n\nRebuild{number}x\n", "utf-8")
        wait(f"Rebuild{number}x")


def main(archive: str, rows: str, *sizes: str) -> None:
    texts = sites.texts(archive)
    print(
        "| | articles | edits seen | median (s) | middle half | worst (s) | CPU (s) | load |\n|---|---|---|---|---|---|---|---|"
    )
    for size in map(int, sizes or ("100", "1000", "5000")):
        for row in rows.split(","):
            measure(row, texts, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
