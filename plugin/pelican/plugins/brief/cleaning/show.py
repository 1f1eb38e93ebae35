"""Articles and what was found in them, on a terminal: a diff in color, the reasons, the summary."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..prose import plain_text

_LONGEST = 400
_INVISIBLE = "\ufeff\u2060\u200b\xad"
_CONTEXT = 48
_NOTEREF = re.compile(r'<sup class="brief-noteref"><a [^>]*+>(\d++)</a></sup>')
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: What becomes of a finding: its mark and its style.
_REMOVED, _ADDED, _SUSPICIOUS = ("-", "red"), ("+", "green"), ("?", "yellow")


def articles(console: Console, records: Sequence[Mapping[str, Any]], bodies: Sequence[str], *, everything: bool) -> None:
    """Print each article that has findings (or every one), and a line about all of them.

    ``bodies`` are the articles' bodies as they were: the offsets of the findings are offsets in them.
    """
    for record, body in zip(printable(records), printable(bodies), strict=True):
        if everything or record["findings"] or record["metadata"] or record["problems"]:
            _article(console, record, body)
    console.print(_total(records))


def printable(value: Any) -> Any:
    """Return a value made of texts, numbers, lists and tables in which no text can steer a terminal."""
    if isinstance(value, str):
        return _STEERING.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {name: printable(item) for name, item in value.items()}
    return [printable(item) for item in value] if isinstance(value, list | tuple) else value


def _article(console: Console, record: Mapping[str, Any], body: str) -> None:
    console.print(Text.assemble((str(record["path"]), "bold"), ("  " + record["title"], "dim")))
    for change in record["metadata"]:
        _lines(
            console, "title and summary", None, f"{change['name']}: {change['before']}", f"{change['name']}: {change['after']}"
        )
    for finding in record["findings"]:
        _finding(console, finding, body)
    if record["sources"]:
        console.print(Padding(Text("sources", "dim"), (0, 0, 0, 2)))
    for source in record["sources"]:
        where = f" <{source['url']}>" if source["url"] else ""
        console.print(Padding(Text(f"[{source['number']}] {source['text']}{where}", "cyan"), (0, 0, 0, 4)))
    for problem in record["problems"]:
        console.print(Padding(Text(f"! {problem}", "bold red"), (0, 0, 0, 2)))
    _summary(console, record["summary"])
    console.print()


def _finding(console: Console, finding: Mapping[str, Any], body: str) -> None:
    before, after = shown(finding["before"]), shown(_NOTEREF.sub(r"[\1]", finding["after"]))
    why = f"{finding['why']} [brief.{finding['rule']}]"
    if finding["tier"] == "reported":
        _lines(console, why, finding["line"], suspicious=before)
        return
    if before == after:
        before, after = finding["before"], finding["after"]
    lead = "" if finding["before"].startswith("<p") else _lead(body, finding["start"])
    _lines(console, why, finding["line"], lead + before, lead.rstrip() + after if after or lead else "")


def _lead(body: str, start: int) -> str:
    """Return the few words before a change inside a line; none where the change begins an element or stands in a tag."""
    text = body[max(body.rfind(">", 0, start), body.rfind("\n", 0, start), start - _CONTEXT * 3) + 1 : start]
    if "<" in text or not text.strip():
        return ""
    words = " ".join(text.split())
    return ("…" + words[-_CONTEXT:].partition(" ")[2] if len(words) > _CONTEXT else words) + " "


def _lines(console: Console, why: str, line: int | None, before: str = "", after: str = "", *, suspicious: str = "") -> None:
    place = f"line {line}: " if line else ""
    console.print(Padding(Text(place + why, "dim"), (0, 0, 0, 2)))
    for (mark, style), text in ((_REMOVED, before), (_ADDED, after), (_SUSPICIOUS, suspicious)):
        for part in _cut(text):
            console.print(Padding(Text(f"{mark} {part}", style), (0, 0, 0, 4)))


def shown(html: str) -> str:
    """Return what a reader sees of a piece of HTML, a line for each line; the piece itself where that is nothing."""
    text = "\n".join(" ".join(line.split()) for line in plain_text(html).splitlines() if line.strip())
    if html and not html.strip(_INVISIBLE):
        return " ".join(f"U+{ord(character):04X}" for character in html)
    return text or html.strip()


def _cut(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _summary(console: Console, summary: Mapping[str, Any]) -> None:
    if not summary["sentences"]:
        return
    console.print(
        Padding(Text(f"summary ({summary['method']}, {len(summary['sentences'])} of {summary['total']})", "dim"), (0, 0, 0, 2))
    )
    for sentence in summary["sentences"]:
        console.print(Padding(Text(f"• {sentence}", "blue"), (0, 0, 0, 4)))


def _total(records: Sequence[Mapping[str, Any]]) -> str:
    tiers = [finding["tier"] for record in records for finding in record["findings"]]
    counts = {tier: tiers.count(tier) for tier in ("removed", "rewritten", "reported")}
    return f"{len(records)} article{'s' * (len(records) != 1)}: " + ", ".join(f"{count} {tier}" for tier, count in counts.items())
