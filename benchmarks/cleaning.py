"""Measure what parsing and cleaning cost: ``python -m benchmarks.cleaning FILE.jsonl.gz`` (a line each: html, title, lang).

The standard library's ``html.parser`` is timed beside it, because machines and their load differ: compare the ratio.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

from pelican.plugins.brief import cleaning, languages
from pelican.plugins.brief.document import parse

SIZE = range(4000, 5000)
ROUNDS = 7


def stdlib(html: str) -> None:
    parser = HTMLParser()
    parser.feed(html)
    parser.close()


def median(work: Callable[[Any], object], articles: Sequence[Any]) -> float:
    """Return the median over articles of the best of some rounds, in milliseconds."""
    return 1000 * statistics.median(min(_timed(work, article) for _ in range(ROUNDS)) for article in articles)


def _timed(work: Callable[[Any], object], article: Any) -> float:
    start = time.thread_time()
    work(article)
    return time.thread_time() - start


def main(path: str) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [row for row in map(json.loads, lines) if len(row["html"]) in SIZE][:200]
    base = median(lambda row: stdlib(row["html"]), articles)
    for name, work in (
        ("html.parser", lambda row: stdlib(row["html"])),
        ("parse", lambda row: parse(row["html"])),
        ("parse and all rules", lambda row: cleaning.clean(row["html"], row["title"], languages.load(row["lang"]))),
    ):
        figure = median(work, articles)
        print(f"{name:20} {figure:.3f} ms  {figure / base:.2f} x html.parser")


if __name__ == "__main__":
    main(sys.argv[1])
