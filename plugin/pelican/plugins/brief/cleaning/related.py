"""Labels of related stories, and the links under them."""

from collections.abc import Iterator

from .values import Proposal
from .view import Line, View

_MOST = 12
_TITLE = 200


def related(view: View) -> Iterator[Proposal]:
    """Take out a label with its links beside certain leftovers only: alone it is an author's section as often as not.

    Lines that hold more than a link are an author's list with descriptions: reported with their label.
    """
    for line in view.of_kind("related"):
        if line.media and not line.text:
            continue
        tier = "report" if line.block.inside("blockquote") or line.media else "soft"
        last = _last(view, line, links_only=True)
        if last == line.number and not line.link_only and len(line.text) > 60 and not line.links:
            continue
        why = "a label of related stories with links only" if last > line.number else "a label of related stories"
        yield Proposal("related", tier, line.number, last, why=why)  # type: ignore[arg-type]
        more = _last(view, line, links_only=False)
        if more > last:
            yield Proposal("related", "report", last + 1, more, why="lines with links under a label of related stories")


def _last(view: View, label: Line, *, links_only: bool) -> int:
    """Return the number of the last line of the run of links under a label (the label's own if there is none)."""
    last = label.number
    for line in view.lines[label.number + 1 : label.number + 1 + _MOST]:
        if not line.text and not links_only:
            continue
        if len(line.text) > _TITLE or not line.links or (links_only and (line.media or not line.link_only)):
            break
        last = line.number
    return last
