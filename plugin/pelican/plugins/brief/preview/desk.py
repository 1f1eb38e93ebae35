"""The desk: what was done to each article, and why. From the data of the report, in the preview only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from ..cleaning.table import RULES
from ..prose import plain_text
from .build import Build
from .pages import desk_link, notice

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list. ``found`` counts what each rule found."""

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
    found: Mapping[str, int] | None = None


def _everything(_: Row) -> bool:
    return True


#: What a visitor may ask for: the word in the address -> its label, and which rows it shows.
VIEWS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "all": ("Articles", _everything),
    "changed": ("Changed", lambda row: row.removed + row.rewritten > 0),
    "reported": ("Reported", lambda row: row.reported > 0),
    "plain": ("No summary", lambda row: not row.sentences),
    "unpublished": ("Drafts, hidden", lambda row: row.status != "published"),
    "faulty": ("Problems", lambda row: row.faults > 0),
}
#: What each rule looks for.
LOOKS_FOR: Mapping[str, str] = {rule.name: rule.what for rule in RULES}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asked for, from the address."""

    show: str = "all"
    rule: str = ""
    words: str = ""
    page: int = 1

    def link(self, **changes: Any) -> str:
        """Return the address of this list with some wishes changed; its first page, unless a page is among them."""
        wished = replace(self, **{"page": 1, **changes})
        usual = Wish()
        given = {name: getattr(wished, name) for name in self.__slots__ if getattr(wished, name) != getattr(usual, name)}
        return "?" + urlencode(given)


def wish_of(query: str) -> Wish:
    """Read a query; what it does not know is left out."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    show, rule, page = (given.get(name, "") for name in ("show", "rule", "page"))
    return Wish(
        show if show in VIEWS else "all",
        rule if rule in LOOKS_FOR else "",
        given.get("words", "").strip(),
        max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1,
    )


def rows(build: Build) -> list[Row]:
    """Return a row for each article, the newest first; made once for each build."""
    if build.desk is None:
        run = build.shared.get("brief_run")
        results = run.results if run is not None else {}
        found = sorted(articles(build), key=lambda article: article.date, reverse=True)
        build.desk = [_row(article, results.get(article)) for article in found]
    return build.desk


def articles(build: Build) -> Iterator[Any]:
    """Yield every article, drafts and hidden ones too."""
    sources = build.shared.get("generated_content", {}).values()
    return (source for source in sources if type(source).__name__ == "Article")


def _row(article: Any, result: Any) -> Row:
    link, path = desk_link(article), article.get_relative_source_path()
    row = (plain_text(str(article.title)), path, page_link(article), article.status, notice(article), link)
    if result is None:
        return Row(*row)
    tiers = Counter(finding["tier"] for finding in result.findings)
    counts = (tiers["removed"], tiers["rewritten"], tiers["reported"], len(result.quotes), result.total)
    found = Counter(finding["rule"] for finding in result.findings)
    return Row(*row, *counts, max(1, round(result.seconds / 60)), len(result.problems), found)


def page_link(article: Any) -> str:
    """Return the address of an article's own page in the preview, whatever characters its name has."""
    return "/" + quote(article.url, safe="/%:?#&=+,;@!$'()*~")


def overview(build: Build, wish: Wish) -> dict[str, Any]:
    """Return what the list shows."""
    every = rows(build)
    words = wish.words.casefold().split()
    shown = [row for row in every if VIEWS[wish.show][1](row) and _matches(row, words, wish.rule)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(wish.page, pages)
    first = (page - 1) * PER_PAGE
    return {
        "rows": shown[first : first + PER_PAGE],
        "found": len(shown),
        "views": [(name, label, sum(map(test, every))) for name, (label, test) in VIEWS.items()],
        "rules": _rules(every),
        "wish": replace(wish, page=page),
        "pages": pages,
        "active": "brief_run" in build.shared,
    }


def _rules(every: Iterable[Row]) -> list[tuple[str, str, int]]:
    """List the rules that found anything, in reading order: name, what it looks for, in how many articles."""
    counts = Counter(rule for row in every for rule in row.found or ())
    return [(name, what, counts[name]) for name, what in LOOKS_FOR.items() if counts[name]]


def _matches(row: Row, words: Iterable[str], rule: str) -> bool:
    text = f"{row.title} {row.path}".casefold()
    return all(word in text for word in words) and (not rule or rule in (row.found or ()))
