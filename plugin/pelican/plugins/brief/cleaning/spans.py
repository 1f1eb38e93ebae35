"""Which span to take out for a line: with its ``br``, and with the elements that would be left empty.

Everything here is answered by bisection or once per element, so that a body with ten thousand leftovers costs ten thousand
steps and not their square.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from ..document import Element, Span, merged
from .view import Line, View

#: An emptied element of these names goes together with what was in it.
_GOES_EMPTY = frozenset(
    "a aside b button center div em footer form h1 h2 h3 h4 h5 h6 header i li nav ol p section small span strong u ul".split()
)
_CLIMB = 12


class Cutter:
    """Answers about one view and one set of lines that are to go."""

    def __init__(self, view: View, gone: Iterable[int]) -> None:
        self.view = view
        self.gone = set(gone)
        self.obstacles = _obstacles(view)
        self.empties: dict[tuple[int, bool], bool] = {}
        self.kept: list[int] = []
        self.settle()

    def settle(self) -> None:
        """Count anew what stays, after ``gone`` has changed."""
        self.kept = [0, *accumulate(int(line.number not in self.gone) for line in self.view.lines)]
        self.empties.clear()

    def line_span(self, line: Line) -> Span:
        """Return a line's span; the whole block where all its lines go, else with the ``br`` that parts it from the next."""
        if line.sole:
            return line.start, line.end
        first, last = self.view.line_numbers(line.block)
        if self._all_go(first, last):
            return line.block.start, line.block.end
        before, after = self._breaks(line)
        if before is not None and line.number > first:
            return before.start, line.end
        return (line.start, after.end) if after is not None else (line.start, line.end)

    def _breaks(self, line: Line) -> tuple[Element | None, Element | None]:
        """Return the ``br`` right before and right after a line."""
        html, inlines = self.view.html, line.block.inlines
        place = bisect_left(inlines, line.start, key=_start_of)
        before = inlines[place - 1] if place else None
        if before is not None and (before.tag != "br" or html[before.end : line.start].strip()):
            before = None
        place = bisect_left(inlines, line.end, key=_start_of)
        after = inlines[place] if place < len(inlines) else None
        if after is not None and (after.tag != "br" or html[line.end : after.start].strip()):
            after = None
        return before, after

    def may_cut(self, span: Span, *, icons: bool) -> bool:
        """Tell whether a span can be taken out: tags in balance, nothing protected, no place that something leads to."""
        start, end = span
        place = bisect_left(self.obstacles, start)
        if place < len(self.obstacles) and self.obstacles[place] < end:
            return False
        return self.view.document.balanced(start, end) and not _protected(self.view, start, end, icons)

    def climb(self, span: Span, line: Line, *, icons: bool) -> Span:
        """Take the elements along that hold nothing else."""
        element = line.block.element
        if element is not None and (element.start, element.end) == span:
            element = element.parent
        for _ in range(_CLIMB):
            if element is None or element.tag not in _GOES_EMPTY or not self._empty(element, icons):
                break
            span = (min(span[0], element.start), max(span[1], element.end))
            element = element.parent
        return span

    def _empty(self, element: Element, icons: bool) -> bool:
        key = (element.start, icons)
        if key not in self.empties:
            starts = self.view.starts
            first, last = bisect_left(starts, element.start), bisect_left(starts, element.end)
            place = bisect_left(self.obstacles, element.start)
            self.empties[key] = (
                self._all_go(first, last)
                and self.view.document.sound(element)
                and not (place < len(self.obstacles) and self.obstacles[place] < element.end)
                and not _protected(self.view, element.start, element.end, icons)
            )
        return self.empties[key]

    def _all_go(self, first: int, last: int) -> bool:
        return self.kept[last] == self.kept[first]


def _start_of(element: Element) -> int:
    return element.start


def _obstacles(view: View) -> list[int]:
    """Where elements start that must not go: those a link in the body leads to, and anchors."""
    linked, html = view.document.linked_ids, view.html
    out = []
    for element in view.document.elements:
        if element.inner_start - element.start <= len(element.tag) + 2 or not (linked or element.tag == "a"):
            continue
        if html.find("id", element.start, element.inner_start) < 0 and html.find("name", element.start, element.inner_start) < 0:
            continue
        attributes = element.attributes
        if attributes.get("id") in linked or (
            element.tag == "a" and "href" not in attributes and {"id", "name"} & set(attributes)
        ):
            out.append(element.start)
    return out


def _protected(view: View, start: int, end: int, icons: bool) -> bool:
    """Tell whether a protected passage lies in a span; plain comments, and drawings in share links, may go with it."""
    document = view.document
    if not document.touches_protected(start, end):
        return False
    may_go = list(document.plain_comments(start, end))
    if icons:
        may_go += [(e.start, e.end) for e in view.elements_between(start, end) if e.tag == "svg"]
    covered = merged(may_go)
    ends = [e for _, e in covered]
    for a, b in document.protected_between(start, end):
        place = bisect_right(ends, a)
        if place == len(covered) or not (covered[place][0] <= a and b <= covered[place][1]):
            return True
    return False
