"""Measure what grows with a site, without Pelican: ``python -m benchmarks.scale ARTICLES.tar.xz [NUMBER ...]``.

Kept results are written and read, articles are linked, and a sample is cleaned and summarized; CPU seconds and peak memory are
those of a process of its own for each number. Writes the measured part of ``benchmarks/scale.md``.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from . import sites
from .speed import HERE, write

NUMBERS = (20_000, 50_000)
SAMPLE = 300


def tasks(archive: str, number: int) -> list[Any]:
    """Make the work of so many articles: their Markdown's paragraphs, each article another's but for a word."""
    from pelican.plugins.brief.article import Task

    texts = [text.partition("\n\n")[2] for _, text in sites.texts(archive)]
    bodies = ["".join(f"<p>{paragraph}</p>\n" for paragraph in text.split("\n\n")) for text in texts]
    options = {"rules": {}, "citations": "sources", "phrases": {}, "prefix": "brief-0-", "raw": False}
    return [Task(f"<p>{n}</p>{bodies[n % len(bodies)]}", f"Title {n}", "en", options, "brief", None, 3.0) for n in range(number)]


def articles(number: int) -> list[Any]:
    """Make stand-ins for articles: what linking looks at."""
    day = datetime(2000, 1, 1)
    sections = [SimpleNamespace(slug=f"c{n}", name=f"a/b/c{n}") for n in range(20)]
    return [_Article(n, sections[n % 20], day + timedelta(minutes=n)) for n in range(number)]


class _Article:
    def __init__(self, n: int, category: Any, date: datetime) -> None:
        self.slug, self.lang, self.category, self.date, self.metadata = f"s{n}", "en", category, date, {}
        self.source_path, self.author, self.tags = f"{n}.md", None, ()


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = function()
    return time.process_time() - started, found


def measure(archive: str, number: int) -> dict[str, float]:
    """Return CPU seconds by step, and the file's and the process's size in MB."""
    from pelican.plugins.brief import cache, neighbors
    from pelican.plugins.brief.workers import digest_all

    work = tasks(archive, number)
    digest_all(work[:10])  # what is loaded and remembered once
    seconds, sample = timed(lambda: digest_all(work[:SAMPLE]))
    found: dict[str, float] = {"clean and summarize": seconds / SAMPLE * number}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, cache.NAME)
        made = [sample[n % SAMPLE] for n in range(number)]
        writing = cache.Cache(path)
        found["hash"], _ = timed(lambda: writing.results(work, lambda some: made[: len(some)]))
        found["write"], _ = timed(writing.save)
        reading = cache.Cache(path)
        found["hash and read"], _ = timed(lambda: reading.results(work, lambda _: []))
        found["file (MB)"] = path.stat().st_size / 1e6
    everyone = articles(number)
    found["order"], ordered = timed(lambda: neighbors.reading_order(everyone, "reversed-date"))
    found["link"], _ = timed(lambda: (neighbors.link(ordered, neighbors.SCOPES["site"]), neighbors.attributes(ordered)))
    found["peak (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def table(found: dict[int, dict[str, float]]) -> str:
    """Write the figures as a table, with what they come to at a million if all goes on as between the last two numbers."""
    *_, before, last = found
    lines = ["| step | " + " | ".join(f"{n:,}" for n in found) + " | a million, extrapolated |", "|---" * (len(found) + 2) + "|"]
    for step in found[last]:
        slope = (found[last][step] - found[before][step]) / (last - before)
        million = found[last][step] + slope * (1_000_000 - last)
        lines.append(f"| {step} | " + " | ".join(f"{found[n][step]:.1f}" for n in found) + f" | {million:,.0f} |")
    return "\n".join(lines)


def main(archive: str, *numbers: str) -> None:
    if numbers[:1] == ("one",):
        print(json.dumps(measure(archive, int(numbers[1]))))
        return
    found = {}
    for number in [int(n) for n in numbers] or NUMBERS:
        command = [sys.executable, "-m", "benchmarks.scale", archive, "one", str(number)]
        found[number] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    print(table(found))
    write(table(found), HERE / "scale.md")


if __name__ == "__main__":
    main(*sys.argv[1:])
