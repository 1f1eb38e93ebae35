"""Labels of related stories, and the links under them."""

from collections.abc import Iterator

from .values import Proposal
from .view import Line, View

_MOST = 12
_TITLE = 200


def related(view: View) -> Iterator[Proposal]:
    """A label with its links goes only beside certain leftovers: alone it is an author's section as often as not."""
    for line in view.of_kind("related"):
        if line.media:
            continue
        last = _last_link(view, line)
        teaser = line.link_only or last > line.number or "*" in line.text
        tier = "soft" if not line.block.inside("blockquote") else "report"
        if last > line.number or teaser or _bare(line):
            why = "a label of related stories with links only" if last > line.number else "a label of related stories"
            yield Proposal("related", tier, line.number, last, why=why)  # type: ignore[arg-type]


def _bare(line: Line) -> bool:
    return len(line.text) < 60


def _last_link(view: View, label: Line) -> int:
    """The number of the last line of the link-only run under a label (the label's own if there is none)."""
    last = label.number
    for line in view.lines[label.number + 1 : label.number + 1 + _MOST]:
        if line.media or not line.link_only or len(line.text) > _TITLE:
            break
        last = line.number
    return last
