"""The desk: what was done to each article, and why. From the data of the report, in the preview only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from ..prose import plain_text
from ..report import record
from .build import Build
from .pages import desk_link, notice

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list."""

    title: str
    path: str
    url: str
    status: str
    notice: str
    link: str
    removed: int = 0
    rewritten: int = 0
    reported: int = 0
    sentences: int = 0
    total: int = 0
    minutes: int = 0
    faults: int = 0


def _everything(_: Row) -> bool:
    return True


#: What a visitor may ask for: the word in the address -> its label, and which rows it shows.
VIEWS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "all": ("All", _everything),
    "changed": ("Changed", lambda row: row.removed + row.rewritten > 0),
    "reported": ("Reported", lambda row: row.reported > 0),
    "plain": ("Without a summary", lambda row: not row.sentences),
    "unpublished": ("Drafts and hidden", lambda row: row.status != "published"),
    "faulty": ("With problems", lambda row: row.faults > 0),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asked for, from the address."""

    show: str = "all"
    words: str = ""
    page: int = 1

    def link(self, page: int) -> str:
        """Return the address of another page of the same list."""
        return "?" + urlencode({"show": self.show, "words": self.words, "page": page})


def wish_of(query: str) -> Wish:
    """Read a query; what it does not know is left out."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    show, page = given.get("show", "all"), given.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < 6 else 1
    return Wish(show if show in VIEWS else "all", given.get("words", "").strip(), max(number, 1))


def rows(build: Build) -> list[Row]:
    """Return a row for each article, the newest first."""
    run = build.shared.get("brief_run")
    results = run.results if run is not None else {}
    found = sorted(articles(build), key=lambda article: article.date, reverse=True)
    return [_row(article, results.get(article)) for article in found]


def articles(build: Build) -> Iterator[Any]:
    """Yield every article, drafts and hidden ones too."""
    sources = build.shared.get("generated_content", {}).values()
    return (source for source in sources if type(source).__name__ == "Article")


def _row(article: Any, result: Any) -> Row:
    link, path = desk_link(article), article.get_relative_source_path()
    row = (plain_text(article.title), path, f"/{article.url}", article.status, notice(article), link)
    if result is None:
        return Row(*row)
    tiers = Counter(finding["tier"] for finding in result.findings)
    counts = (tiers["removed"], tiers["rewritten"], tiers["reported"], len(result.quotes), result.total)
    return Row(*row, *counts, max(1, round(result.seconds / 60)), len(result.problems))


def overview(build: Build, wish: Wish) -> dict[str, Any]:
    """Return what the list shows."""
    every = rows(build)
    words = wish.words.casefold().split()
    shown = [row for row in every if VIEWS[wish.show][1](row) and _matches(row, words)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(wish.page, pages)
    views = [(name, label, sum(map(test, every))) for name, (label, test) in VIEWS.items()]
    first = (page - 1) * PER_PAGE
    return {
        "rows": shown[first : first + PER_PAGE],
        "found": len(shown),
        "views": views,
        "wish": wish,
        "page_number": page,
        "pages": pages,
        "active": "brief_run" in build.shared,
    }


def _matches(row: Row, words: Iterable[str]) -> bool:
    text = f"{row.title} {row.path}".casefold()
    return all(word in text for word in words)


def one(build: Build, path: str) -> dict[str, Any] | None:
    """Return what is known of one article; None when there is no such article."""
    article = next((item for item in articles(build) if item.get_relative_source_path() == path), None)
    if article is None:
        return None
    run = build.shared.get("brief_run")
    if run is None or article not in run.results:
        return {"row": _row(article, None), "record": None}
    return {"row": _row(article, run.results[article]), "record": record(run, article)}
