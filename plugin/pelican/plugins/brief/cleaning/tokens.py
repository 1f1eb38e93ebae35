"""Where a token stands: in text, in an attribute, or in a tag; and what may go along with it."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..document import Block, Element, Span
from .view import View

_QUOTES = "\"'“”„‘’«»`"
_SPACES = " \t\n\r\f\xa0\u202f"
#: Attributes whose text a reader meets.
READ_ATTRIBUTES = ("alt", "title", "aria-label")


def element_with_tag_at(view: View, place: int) -> Element | None:
    """Return the element whose start tag covers a place, None if the place is in text (or in an end tag)."""
    index = bisect_right(view.element_starts, place) - 1
    if index >= 0 and place < view.document.elements[index].inner_start:
        return view.document.elements[index]
    return None


def attribute_at(view: View, place: int) -> tuple[str, Span] | None:
    """Name and value span of the readable attribute that covers a place."""
    element = element_with_tag_at(view, place)
    if element is None:
        return None
    for name, (start, end) in element.attribute_spans.items():
        if start <= place < end and name in READ_ATTRIBUTES:
            return name, (start, end)
    return None


def block_at(view: View, place: int) -> Block | None:
    """Return the leaf block that a place in text belongs to."""
    blocks = view.document.blocks
    index = bisect_right(view.block_starts, place) - 1
    while index >= 0 and index >= bisect_right(view.block_starts, place) - 4:
        if blocks[index].start <= place < blocks[index].end:
            return blocks[index]
        index -= 1
    return None


def quoted(html: str, start: int, end: int) -> bool:
    """Tell whether a span stands between quotation marks: then a text is about it."""
    return html[start - 1 : start] in _QUOTES and html[end : end + 1] in _QUOTES if start and end < len(html) else False


def with_space(html: str, start: int, end: int, low: int, high: int) -> Span:
    """Widen a span by the white space that would be left over: before it, or after it at the beginning of a text."""
    while start > low and html[start - 1] in _SPACES:
        start -= 1
    if start == low or (html[start - 1 : start] == ">" and html[start - 4 : start] != "</a>"):
        while end < high and html[end] in _SPACES:
            end += 1
    return start, end


def matches(pattern: re.Pattern[str], html: str) -> Iterator[re.Match[str]]:
    """Every match of a pattern."""
    return pattern.finditer(html)
