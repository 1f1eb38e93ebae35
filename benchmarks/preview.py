"""Measure the time from a save to the changed page: by HTTP and in Chromium, beside ``pelican -r -l``.

    python benchmarks/preview.py ARTICLES.tar.xz [SIZE ...]

The archive holds ``content/**/*.md`` with Pelican headers. Larger sites than it has are made by changing words.
"""

import contextlib
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EDITS, REBUILDS = 20, 200
#: How many edits the slow ones get.
STOCK_EDITS = {100: 5, 1_000: 2}
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
CACHED = ["-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"]
PORT = 8765


def make_site(texts: list[tuple[str, str]], size: int, folder: Path, plugins: list[str]) -> tuple[Path, str]:
    chance = random.Random(1)
    for number in range(size):
        name, text = texts[number % len(texts)]
        turn = number // len(texts)
        if turn:
            text = re.sub(r"(?m)^(Title: .*)$", rf"\1 {turn}", re.sub(r"(?m)^(Slug: .*)$", rf"\1-{turn}", text))
            text = re.sub(r"\b(of|and|in)\b", lambda _: chance.choice(("of", "and", "in", "with", "for")), text)
        path = folder / "content" / f"{turn}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "pelicanconf.py").write_text(SETTINGS.format(plugins=plugins), "utf-8")
    first = folder / "content/0" / texts[0][0]
    slug = re.search(r"(?m)^Slug: (\S+)", texts[0][1])
    assert slug
    return first, f"/{slug[1]}.html"


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


def until(word: str, path: str, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while word not in fetch(path):
        assert time.monotonic() < end, f"{path} never held {word}"
        time.sleep(0.002)


def edits(article: Path, count: int, wait: Callable[[str], None]) -> list[float]:
    text, found = article.read_text("utf-8"), []
    for number in range(count):
        word = f"Edit{number}x{time.monotonic_ns()}"
        started = time.perf_counter()
        article.write_text(f"{text}\n\n{word}\n", "utf-8")
        wait(word)
        found.append(time.perf_counter() - started)
        time.sleep(0.3)
    return found


def in_browser(article: Path, path: str) -> list[float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{PORT}{path}")
        return edits(article, EDITS, lambda word: page.get_by_text(word).first.wait_for())


def memory(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("VmRSS", "Threads"))  # type: ignore[return-value, index]


def report(what: str, size: int, times: list[float]) -> None:
    load = os.getloadavg()[0]
    row = (what, f"{size:,}", str(len(times)), f"{statistics.median(times):.3f}", f"{max(times):.3f}", f"{load:.1f}")
    print("| " + " | ".join(row) + " |", flush=True)


def measure(texts: list[tuple[str, str]], size: int) -> None:
    for plugins in ([], ["brief"]):
        with tempfile.TemporaryDirectory() as name:
            article, path = make_site(texts, size, Path(name), plugins)
            with running([*PREVIEW, str(PORT)], Path(name)) as process:
                until("<title>", path)
                label = "preview with brief" if plugins else "preview"
                report(f"{label}, HTTP", size, edits(article, EDITS, lambda word, path=path: until(word, path)))
                report(f"{label}, Chromium", size, in_browser(article, path))
                if size == 100 and plugins:
                    before = memory(process)
                    edits(article, REBUILDS, lambda word, path=path: until(word, path))
                    print(f"\nRSS (KiB), threads before and after {REBUILDS} rebuilds: {before}, {memory(process)}\n", flush=True)


def measure_stock(texts: list[tuple[str, str]], size: int) -> None:
    for label, more in (("pelican -r -l", []), ("pelican -r -l, CACHE_CONTENT", CACHED)):
        with tempfile.TemporaryDirectory() as name:
            article, path = make_site(texts, size, Path(name), [])
            with running([*STOCK, str(PORT), *more], Path(name)):
                until("<title>", path)
                time.sleep(5)
                report(label, size, edits(article, STOCK_EDITS[size], lambda word, path=path: until(word, path)))


def main(archive: str, *sizes: str) -> None:
    with tarfile.open(archive) as tar:
        found = ((Path(m.name).name, tar.extractfile(m)) for m in tar if m.name.endswith(".md"))
        texts = sorted((name, file.read().decode()) for name, file in found if file)
    print("| | articles | edits | median (s) | worst (s) | load |\n|---|---|---|---|---|---|")
    for size in map(int, sizes or ("100", "1000", "5000")):
        measure(texts, size)
        if size in STOCK_EDITS:
            measure_stock(texts, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
