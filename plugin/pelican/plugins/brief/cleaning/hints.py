"""What class names, ids and roles say of an element: evidence that needs no language, but never proof by itself."""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from ..document import Element
from . import common
from .view import Line, View

_NAMES = re.compile(
    r"\s(?:class|id|role|data-component-name|data-type)\s*+=\s*+(?:\"([^\"]{1,400}+)\"|'([^']{1,400}+)')", re.IGNORECASE
)
_WORD = re.compile(r"[A-Z]?[a-z]++|[A-Z]{2,}+(?![a-z])")
_CONTAINERS = frozenset("aside button div figure footer form header li nav ol p section span ul".split())
_LEVELS = 5
_MOST_LINES = 40
_PROSE = 240


@cache
def _of_names(names: str) -> frozenset[str]:
    """Return the kinds that the words of a class attribute hint at, two neighboring words also taken as one."""
    words = [word.lower() for word in _WORD.findall(names)]
    joined = words + [a + b for a, b in pairwise(words)]
    return frozenset(kind for word in joined for kind in common.hint_kinds(word))


def of_element(element: Element) -> frozenset[str]:
    """Return the kinds of page chrome that an element's own names hint at."""
    if element.tag not in _CONTAINERS or element.inner_start - element.start <= len(element.tag) + 2:
        return frozenset()
    found = _NAMES.findall(element.source[element.start : element.inner_start])
    return frozenset(kind for double, single in found for kind in _of_names(double or single))


def is_small(view: View, element: Element) -> bool:
    """Tell whether an element is a piece of a page rather than its body: few lines, no long prose, a small share of the whole."""
    count = view.count_between(element.start, element.end)
    if count > _MOST_LINES or (2 * count > len(view.lines) and count > 4):
        return False
    lines = view.lines_between(element.start, element.end)
    return all(len(line.text) < _PROSE or line.link_only for line in lines)


def of_line(view: View, line: Line) -> frozenset[str]:
    """Return what the small elements around a line hint at, the nearest few of them."""
    found: set[str] = set()
    element, level = line.block.element, 0
    first = bisect_left(line.block.inlines, line.start, key=lambda inline: inline.start)
    for inline in line.block.inlines[first : first + 3]:
        found |= of_element(inline)
    while element is not None and level < _LEVELS:
        if kinds := of_element(element):
            if not view.memo("small", element, is_small):
                break
            found |= kinds
        element, level = element.parent, level + 1
    return frozenset(found)
