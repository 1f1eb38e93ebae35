"""Share bars: links that share, in any language, and runs of buttons with the names of networks."""

from collections.abc import Iterator
from itertools import groupby

from . import common
from .values import Proposal
from .view import Line, View

_ENOUGH = 3
_LONGEST = 120


def share_bar(view: View) -> Iterator[Proposal]:
    """Take out lines of share links, and runs of three or more different share words; one word alone is a word."""
    marked: dict[int, str] = {}
    for line in view.lines:
        kind = _kind(line)
        if kind:
            marked[line.number] = kind
    for _, group in groupby(enumerate(sorted(marked)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in group]
        yield from _run(view, numbers, marked)


def _run(view: View, numbers: list[int], marked: dict[int, str]) -> Iterator[Proposal]:
    words = {word for n in numbers if marked[n] == "word" for word in share_words(view.lines[n])}
    label = any(marked[n] == "label" for n in numbers)
    certain = len(words) + label >= _ENOUGH and (len(words) >= 2)
    for number in numbers:
        kind = marked[number]
        tier = "report" if kind == "quote" else "certain" if kind == "link" or certain else "soft"
        why = "a link that shares the page" if kind == "link" else "a run of share buttons" if certain else "a share button"
        yield Proposal("share-bar", tier, number, number, why=why, icons=kind == "link")  # type: ignore[arg-type]


def _kind(line: Line) -> str:
    if "share_label" in line.kinds:
        return "label"
    if len(line.text) > _LONGEST:
        return ""
    if line.links and (line.link_only or not line.text) and all(common.is_share_link(href) for href in line.hrefs):
        return "link" if len(line.text) <= 60 else "quote"
    return "word" if share_words(line) else ""


def share_words(line: Line) -> tuple[str, ...]:
    """Return the share words of a line that is made of nothing else ("Facebook Twitter", "Share Tweet Pin")."""
    if not line.familiar or not 0 < len(line.key) <= 120:
        return ()
    networks = common.networks()
    if line.key in networks or "share" in line.kinds:
        return (line.key,)
    words = tuple(line.key.split())
    return words if 1 < len(words) <= 12 and all(w in networks or w == "#" for w in words) else ()
