"""Where no edit goes, whatever the elements are: formulas, template tags, passages marked to keep."""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

#: Openers and closers of formulas and template tags, and how long one may be.
_PAIRS = (("\\(", "\\)", 4000), ("\\[", "\\]", 4000), ("$$", "$$", 4000), ("{{", "}}", 2000), ("{%", "%}", 2000))
_KEEP_START = re.compile(r"<!--\s*+brief:\s*+keep\s*+-->", re.IGNORECASE)
_KEEP_END = re.compile(r"<!--\s*+/brief\s*+-->", re.IGNORECASE)


def formulas_and_templates(html: str) -> Iterator[Span]:
    """Find formulas and template tags."""
    for opener, closer, longest in _PAIRS:
        if opener in html:
            yield from _between(html, opener, closer, longest)


def _between(html: str, opener: str, closer: str, longest: int) -> Iterator[Span]:
    """Spans from each opener to the next closer, both included; each closer is looked for once, so that work stays linear.

    >>> list(_between("a {{ b }} c", "{{", "}}", 99))
    [(2, 9)]
    """
    start, end = html.find(opener), -1
    while start >= 0:
        place = start + len(opener)
        if end < place:
            end = html.find(closer, place)
        if end < 0:
            return
        if end - place <= longest:
            yield start, end + len(closer)
            place = end + len(closer)
        start = html.find(opener, place)


def kept_passages(html: str, comments: Sequence[Span]) -> Iterator[Span]:
    """Spans from ``<!-- brief: keep -->`` to ``<!-- /brief -->`` (to the end of the body where that is missing)."""
    opened: int | None = None
    for start, end in comments:
        if opened is None and _KEEP_START.fullmatch(html, start, end):
            opened = start
        elif opened is not None and _KEEP_END.fullmatch(html, start, end):
            yield opened, end
            opened = None
    if opened is not None:
        yield opened, len(html)
