"""One article on the desk, as a proof sheet: what was found, in the words around it, and what every sentence was worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from ..article import Task
from ..cleaning.show import shown
from ..report import record
from .build import Build
from .desk import LOOKS_FOR, Row, articles, page_link, rows
from .pages import desk_link
from .results import Known

#: How many characters of the text around a finding are shown.
AROUND = 90
NOTEREF = re.compile(r'<sup class="brief-noteref"><a [^>]*+>(\d++)</a></sup>')


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding: what a reader saw and sees now, between the words around it. ``source`` is the HTML, where it says more."""

    tier: str
    rule: str
    what: str
    why: str
    line: int | None
    lead: str
    before: str
    after: str
    tail: str
    source: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sentence of the article: its value, also as a share of the best one's (0 to 1), and what it is made of."""

    text: str
    chosen: bool
    value: float
    share: float
    parts: tuple[tuple[str, float], ...]
    barred: str


def one(build: Build, known: Known, path: str) -> dict[str, Any] | None:
    """Return what is known of one article; None when there is no such article."""
    article = next((item for item in articles(build) if item.get_relative_source_path() == path), None)
    if article is None:
        return None
    row = next(row for row in rows(build) if row.path == path)
    run = build.shared.get("brief_run")
    if run is None or article not in run.results:
        return {"row": row, "record": None}
    found = record(run, article)
    return {
        "row": row,
        "record": found,
        "marks": marks(found["findings"], body_before(known, run.results[article])),
        "weighed": weighed(article, found["summary"]),
        "neighbors": [(side, *_neighbor(getattr(article.brief.neighbors, side))) for side in ("previous", "next")],
        "reading": {name: clock(found["reading"][name]) for name in ("seconds", "summary_seconds")},
        "anchors": anchors(article, row),
    }


def body_before(known: Known, result: Any) -> str:
    """Return the body that a result was made from; findings say where in it they stand."""
    task: Task | None = next((task for task, _, other in known.values() if other is result), None)
    return task.body if task else ""


def marks(findings: Iterable[Mapping[str, Any]], body: str) -> list[Mark]:
    """Make a mark of each finding."""
    return [_mark(finding, body) for finding in findings]


def _mark(finding: Mapping[str, Any], body: str) -> Mark:
    before, after = shown(finding["before"]), shown(NOTEREF.sub(r"[\1]", finding["after"]))
    source: tuple[str, str] | None = (finding["before"], finding["after"])
    if before == after:  # only the markup changed
        before, after = finding["before"], finding["after"]
    if (before, after) == (_unwrapped(finding["before"]), finding["after"]):  # the markup says no more
        source = None
    lead, tail = around(body, finding["start"], finding["end"])
    line, rule = finding["line"], finding["rule"]
    return Mark(finding["tier"], rule, LOOKS_FOR.get(rule, ""), finding["why"], line, lead, before, after, tail, source)


def _unwrapped(html: str) -> str:
    whole = re.fullmatch(r"<(p|li|h\d)>([^<&]*+)</\1>", html.strip())
    return " ".join(whole[2].split()) if whole else html


def around(body: str, start: int, end: int) -> tuple[str, str]:
    """Return the few words on both sides of a place in a line of text; none where it stands in a tag.

    >>> around("<p>Two boats came in today.</p>", 13, 17)
    ('Two boats ', ' in today.')
    """
    before = body[max(body.rfind(">", 0, start), body.rfind("\n", 0, start)) + 1 : start]
    after = re.match(r"[^<\n]*+", body[end : end + 10 * AROUND])
    lead, tail = _folded(before[-AROUND:]), _folded(after[0][:AROUND] if after else "")
    if "<" in before or not lead.strip():
        lead = ""
    if "<" in before or not tail.strip():
        tail = ""
    lead = "…" + lead.partition(" ")[2] if len(before) > AROUND else lead
    return lead, tail.rpartition(" ")[0] + " …" if after and len(after[0]) > AROUND else tail


def _folded(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(html))


def weighed(article: Any, summary: Mapping[str, Any]) -> list[Weighed]:
    """Return every sentence of an article with its value, as ``pelican-brief explain`` does; none where there is no summary."""
    if not summary["sentences"]:
        return []
    from ..summarizing.explain import explained

    found = explained(article)["sentences"]
    values = [sentence["value"] for sentence in found]
    lowest, span = min(values, default=0.0), (max(values, default=0.0) - min(values, default=0.0)) or 1.0
    return [_weighed(sentence, (sentence["value"] - lowest) / span) for sentence in found]


def _weighed(sentence: Mapping[str, Any], share: float) -> Weighed:
    barred = sentence["barred"] or ("points back: stands only after the sentence before it" if sentence["points_back"] else "")
    parts = tuple((name.replace("_", " "), amount) for name, amount in sentence["parts"].items())
    return Weighed(sentence["text"], sentence["chosen"], sentence["value"], round(share, 2), parts, barred)


def anchors(article: Any, row: Row) -> dict[str, str]:
    """Return where on the article's page each sentence of its summary stands, by its text."""
    summary = article.brief.summary
    return {s.text: f"{row.url}#{s.anchor}" for s in summary.sentences if s.anchor} if summary else {}


def _neighbor(article: Any) -> tuple[str, str, str]:
    from ..prose import plain_text

    return ("", "", "") if article is None else (plain_text(str(article.title)), desk_link(article), page_link(article))


def clock(seconds: int) -> str:
    """Say a time as people do.

    >>> clock(84), clock(16), clock(120)
    ('1 min 24 s', '16 s', '2 min')
    """
    minutes, rest = divmod(seconds, 60)
    return " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest or not minutes))
