"""Lines: what leftovers are made of, and where a block's text is cut into them.

A line ends at the end of its block or at a ``<br>``; at a line break in the source only where a label begins or ends there,
because elsewhere such a break is mere wrapping.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from ..document import Block, Element, Span, covers, merged
from .phrases import LONGEST
from .text import fold

#: Of more pieces than this a block's line breaks are mere wrapping.
_MANY = 200
NONE: frozenset[str] = frozenset()
_SENTENCE_END = (".", "!", "?", ":", "…", "»", "”", '"', ")", "]", "。", "！", "？")

#: What a text may be: the kinds of phrases it matches.
Kinds = Callable[[str], frozenset[str]]
#: A piece of a block: its span in the source, and its text.
Piece = tuple[int, int, str]


@dataclass(slots=True)
class Line:
    """One line: its source span (the whole block element where it is the block's only line), its text and what it may be."""

    number: int
    start: int
    end: int
    text: str
    block: Block
    sole: bool
    kinds: frozenset[str] = NONE
    familiar: bool = False
    _key: str | None = field(default=None, repr=False)
    _links: "list[Element] | None" = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """What the line is looked up by ("" for a long one); ``familiar`` says whether it may be known at all."""
        if self._key is None:
            self._key = fold(_without_tokens(self.text)) if len(self.text) <= LONGEST else ""
        return self._key

    @property
    def media(self) -> bool:
        """Whether a picture or the like stands in the line's block."""
        return self.block.media

    @property
    def icon_of(self) -> "Element | None":
        """The link or button around a line that is nothing but a drawing, None for any other line."""
        element = self.block.element
        if self.text or element is None or element.tag != "svg" or element.around.isdisjoint(("a", "button")):
            return None
        return next((e for e in _near(self.block) if e.tag in ("a", "button")), None)

    @property
    def links(self) -> "list[Element]":
        """The links in, or around, the line."""
        if self._links is None:
            element, inlines = self.block.element, self.block.inlines
            self._links = []
            if element is not None and (element.tag == "a" or "a" in element.around):
                self._links += [e for e in _near(self.block) if e.tag == "a"]
            if inlines:
                within = (
                    slice(None) if self.sole else slice(*(bisect_left(inlines, p, key=_start) for p in (self.start, self.end)))
                )
                self._links += [e for e in inlines[within] if e.tag == "a"]
        return self._links

    @property
    def hrefs(self) -> list[str]:
        """Where the line's links lead."""
        return [link.attributes.get("href", "") for link in self.links]

    @property
    def link_only(self) -> bool:
        """Whether all words of the line are those of links (to somewhere else than a place in the body)."""
        if not self.text or len(self.text) > LONGEST or not self.links:
            return False
        if any(link.start <= self.start and link.end >= self.end for link in self.links):
            return True
        texts, source = self.block.texts, self.block.source
        if self.sole and texts[0][0] < self.links[0].start and any(map(str.isalnum, source[slice(*texts[0])])):
            return False
        linked = merged((link.start + 1, link.end) for link in self.links)
        outside = (span for span in _within(texts, self.start, self.end) if not covers(linked, span[0]))
        return not any(any(map(str.isalnum, source[start:end])) for start, end in outside)


def _without_tokens(text: str) -> str:
    """Leave tokens of writing tools out of what a line is looked up by: they go anyway."""
    if "[" not in text and "【" not in text and "\ue200" not in text:
        return text
    from .residue import strip_tokens

    return strip_tokens(text)


def _near(block: Block) -> Iterator[Element]:
    """Return the block's element and the next few around it."""
    element, count = block.element, 0
    while element is not None and count < 6:
        yield element
        element, count = element.parent, count + 1


def pieces(block: Block, kinds: Kinds) -> Iterator[tuple[int, int, str, bool]]:
    """Return the lines of a block: source span, text, whether it is the only one."""
    inlines = block.inlines
    breaks = [(e.start, e.end) for e in inlines if e.tag == "br"] if inlines else []
    if not breaks and not _label_between_breaks(block, kinds):
        text = block.text
        if text or block.media:
            yield block.start, block.end, text, True
        return
    found = [p for p in _cut(block, breaks, kinds) if p[2]]
    if len(found) <= 1:
        text = block.text
        if text or block.media:
            yield block.start, block.end, text, True
        return
    for start, end, text in found:
        yield start, end, text, False


def _label_between_breaks(block: Block, kinds: Kinds) -> bool:
    """Tell, at little cost, whether a line break in the source may part a label from something else."""
    texts = block.texts
    if not texts or block.source.find("\n", texts[0][0], texts[-1][1]) < 0:
        return False
    before = ""
    for row in block.raw.split("\n"):
        text = row.strip()
        if text and (not before or len(before) < 60 or before.endswith(_SENTENCE_END)) and _may_be_label(text, kinds):
            return True
        before = text or before
    return False


def _cut(block: Block, breaks: list[Span], kinds: Kinds) -> list[Piece]:
    """Cut a block at its ``br`` elements, and those pieces at line breaks that part a label from something else."""
    edges = [*block.texts[:1], *((e.start, e.start) for e in block.inlines[:1])]
    ends = [e.end for e in block.inlines if e.end <= block.end] + [end for _, end in block.texts[-1:]]
    start, last = min(edge for edge, _ in edges), max(ends, default=block.end)
    out: list[Piece] = []
    for begin, end in zip([start, *(e for _, e in breaks)], [*(s for s, _ in breaks), last], strict=True):
        if begin < end:
            out += _wrapped(block, begin, end, kinds)
    return out


def _wrapped(block: Block, start: int, end: int, kinds: Kinds) -> list[Piece]:
    """Cut a piece of a block at the line breaks in its source where a label stands alone between two of them."""
    html = block.source
    spans = _within(block.texts, start, end)
    whole = [(start, end, _text(html, spans))]
    places = [p for s, e in spans for p in _newlines(html, s, e)] if len(spans) <= _MANY else []
    if not places or len(places) > _MANY:
        return whole
    bounds = zip([start, *places], [*places, end], strict=True)
    rows = [(s, e, text) for s, e in bounds if (text := _text(html, _within(spans, s, e)))]
    labels = [_may_be_label(text, kinds) for _, _, text in rows]
    return _joined(html, spans, rows, labels) if any(labels) else whole


def _may_be_label(text: str, kinds: Kinds) -> bool:
    return len(text) <= 120 and not text[0].islower() and not text.endswith(".") and bool(kinds(text))


def _joined(html: str, spans: list[Span], rows: list[Piece], labels: list[bool]) -> list[Piece]:
    """Join rows that are one wrapped text; a label stays apart where what is before it has ended and what follows begins anew."""
    out: list[Piece] = []
    apart = False
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        before_ended = not out or apart or out[-1][2].endswith(_SENTENCE_END)
        follows = rows[number + 1][2] if number + 1 < len(rows) else ""
        begins_anew = not follows or labels[number + 1] or not follows[:1].islower()
        alone = label and before_ended and begins_anew
        if out and not alone and not apart:
            start = out[-1][0]
            out[-1] = (start, row[1], _text(html, _within(spans, start, row[1])))
        else:
            out.append(row)
        apart = alone
    return out


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the parts of sorted spans that lie between two places."""
    first = bisect_right(spans, start, key=_second)
    last = bisect_left(spans, end, key=_start)
    return [(max(s, start), min(e, end)) for s, e in spans[first:last]]


def _start(item: Element | Span) -> int:
    return item[0] if isinstance(item, tuple) else item.start


def _second(span: Span) -> int:
    return span[1]


def _newlines(html: str, start: int, end: int) -> Iterator[int]:
    place = html.find("\n", start, end)
    while place >= 0:
        yield place
        place = html.find("\n", place + 1, end)


def _text(html: str, spans: Sequence[Span]) -> str:
    return " ".join("".join([unescape(html[s:e]) for s, e in spans]).split())
