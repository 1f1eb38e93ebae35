"""Paragraphs and spans that hold nothing."""

from collections.abc import Iterator

from ..document import Element
from .values import Proposal
from .view import View

_BLANK = ("&nbsp;", "&#160;", "&#xa0;", "\xa0")


def empty(view: View) -> Iterator[Proposal]:
    """Take out empty ``p`` and ``span`` elements that bear no attribute: nobody can link to, style or script them.

    A paragraph of no-break spaces is a gap that readers see, and goes. One that holds nothing at all is seen by nobody: it goes
    only from a body that is changed anyway. Never ``<a id>``, ``<i class>`` and the like, which are anchors and icons.
    """
    html = view.html
    for element in view.document.elements:
        if element.tag in ("p", "span") and element.closed and element.inner_end - element.inner_start <= 64:
            bare = html[element.start : element.inner_start].lower() in ("<p>", "<span>")
            inner = html[element.inner_start : element.inner_end]
            if bare and _blank(inner) and not _in_table(element):
                seen = element.tag == "p" and bool(inner.strip(" \t\r\n\f"))
                yield Proposal(
                    "empty",
                    "certain" if seen else "soft",
                    start=element.start,
                    end=element.end,
                    why="an element that holds nothing",
                )


def _blank(inner: str) -> bool:
    for blank in _BLANK:
        inner = inner.replace(blank, "")
    return not inner.strip()


def _in_table(element: Element) -> bool:
    parent = element.parent
    return parent is not None and parent.tag in ("td", "th", "li", "dd", "dt", "details", "figcaption", "o:p")
