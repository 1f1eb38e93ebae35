"""An article body as source spans: what is where in the HTML, so that an edit can be a splice.

The body is never built into a tree and written out again: reserializing changes bytes that nobody asked to change (quotes,
entities, ``{filename}`` links). ``parse`` only finds out which span is which; ``apply`` replaces spans. What no edit covers
stays as it was, byte for byte.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from .zones import Span as Span
from .zones import formulas_and_templates, kept_passages

#: Elements no edit may touch, inside or across: code, data, drawings, formulas, foreign content.
PROTECTED = frozenset(
    """
    canvas code iframe kbd math object pre samp script style svg template textarea var xmp
    """.split()
)
MEDIA = frozenset("audio canvas embed iframe img input math object picture pre svg textarea video".split())
BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript ol optgroup option p pre
    search section select summary svg table tbody td tfoot th thead tr ul
    """.split()
)
_ATTRIBUTE = re.compile(
    r"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"([^\"]*+)\"|'([^']*+)'|(?![\"'])([^\t\n\f\r >]*+)))?+"
)

#: The classes of what cleaning itself writes into a body: it is never edited again.
_OWN = re.compile(r'class="brief-(?:noteref|sources)"')
_MEANT = re.compile(r"<!--\s*+(?:/?+brief|more|pelican)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: ``html[start:end]`` becomes ``new``; ``rule`` says why. A rule's only output, and the report's raw material."""

    start: int
    end: int
    new: str
    rule: str


@dataclass(slots=True)
class Element:
    """An element's place: its tags and its content (``inner``), its parent, and whether its own end tag was found."""

    tag: str
    start: int
    inner_start: int
    inner_end: int
    end: int
    parent: "Element | None"
    source: str = field(repr=False)
    closed: bool = False
    around: frozenset[str] = frozenset()  # the names of all elements around it

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values by lower-case name, entities decoded; the first of a repeated name counts, as in browsers."""
        return {name: unescape(self.source[start:end]) for name, (start, end) in self.attribute_spans.items()}

    @property
    def attribute_spans(self) -> dict[str, Span]:
        """Where each attribute's value stands in the source, without its quotes (an empty span after a name without value)."""
        spans: dict[str, Span] = {}
        for match in _ATTRIBUTE.finditer(self.source, self.start + 1 + len(self.tag), self.inner_start):
            group = match.lastindex or 1
            place = match.span(group) if group > 1 else (match.end(), match.end())
            spans.setdefault(match[1].lower(), place)
        return spans


@dataclass(slots=True)
class Block:
    """A leaf block: text with inline markup only, in reading order.

    ``start``/``end`` span the whole block element when it holds nothing else, otherwise the run of inline content alone
    (text straight in a ``div`` beside other blocks); ``element`` is the block element the text stands in, None at top level.
    """

    start: int
    end: int
    element: Element | None
    whole: bool
    texts: tuple[Span, ...]
    media: bool
    source: str = field(repr=False)
    inlines: tuple[Element, ...] = field(default=(), repr=False)
    _text: str | None = field(default=None, repr=False, compare=False)

    @property
    def tag(self) -> str:
        """The block element's name, ``""`` at top level."""
        return self.element.tag if self.element is not None else ""

    @property
    def raw(self) -> str:
        """The text as it stands in the source, entities decoded, a line break for each ``br``."""
        source, texts = self.source, self.texts
        if len(texts) == 1:
            return unescape(source[texts[0][0] : texts[0][1]])
        if any(e.tag == "br" for e in self.inlines):
            return "".join(self._parts())
        # A tag ends an entity: "&#<b>39</b>" is none.
        return "".join([unescape(source[start:stop]) for start, stop in texts])

    def _parts(self) -> Iterator[str]:
        end = None
        for start, stop in self.texts:
            if end is not None and "<br" in self.source[end:start].lower():
                yield "\n"
            yield unescape(self.source[start:stop])
            end = stop

    @property
    def text(self) -> str:
        """The text with white space folded."""
        if self._text is None:
            raw = self.raw
            # Only a space is both white and printable.
            folded = raw.isprintable() and "  " not in raw and raw[:1] != " " != raw[-1:]
            self._text = raw if folded else " ".join(raw.split())
        return self._text

    def inside(self, *tags: str) -> bool:
        """Tell whether the block is, or stands in, an element of one of these names."""
        element = self.element
        return element is not None and (element.tag in tags or not element.around.isdisjoint(tags))


@dataclass
class Document:
    """A body, taken apart: elements and leaf blocks in source order; ``broken_at`` is where scanning had to stop, if anywhere."""

    html: str
    elements: list[Element]
    blocks: list[Block]
    strays: list[int]
    broken_at: int | None
    _tags: list[tuple[int, int, int]] = field(repr=False)  # start, end, +1 / -1 / 0
    _comments: list[Span] = field(repr=False)

    @cached_property
    def protected(self) -> list[Span]:
        """Spans that no edit may touch, sorted and merged: code, formulas, templates, comments, passages marked to keep."""
        # A browser opens code that does not end anew in each block that follows.
        spans = [(e.start, e.end if e.closed or e.tag != "code" else len(self.html)) for e in self.elements if e.tag in PROTECTED]
        spans += formulas_and_templates(self.html)
        spans += self._comments
        spans += kept_passages(self.html, self._comments)
        spans += self.own
        if self.broken_at is not None:
            spans.append((self.broken_at, len(self.html)))
        return merged(spans)

    @cached_property
    def own(self) -> list[Span]:
        """Spans of the references and lists of sources that an earlier cleaning wrote, sorted."""
        if "brief-" not in self.html:
            return []
        marked = (e for e in self.elements if e.tag in ("section", "sup") and _OWN.search(e.source, e.start, e.inner_start))
        return merged((e.start, e.end) for e in marked)

    @cached_property
    def linked_ids(self) -> frozenset[str]:
        """Every id that a link in the body leads to (``href="#…"``): an element bearing one is not removed."""
        html = self.html
        links = (e for e in self.elements if e.tag in ("a", "area") and html.find("#", e.start, e.inner_start) >= 0)
        hrefs = (e.attributes.get("href", "") for e in links)
        return frozenset(href[1:] for href in hrefs if href.startswith("#"))

    @cached_property
    def links(self) -> list[Span]:
        """Where a link would stand inside another one, sorted."""
        return merged((e.start + 1, e.end) for e in self.elements if e.tag == "a")

    @cached_property
    def open_link(self) -> int:
        """Where the first link begins that never ends: a browser carries it on into all that follows. Else the body's end."""
        return min((e.start for e in self.elements if e.tag == "a" and not e.closed), default=len(self.html))

    def touches_protected(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps a protected one (an insertion at its very edge does not)."""
        place = bisect_right(self.protected, (start, len(self.html) + 1)) - 1
        if place >= 0 and start < self.protected[place][1] and (end > self.protected[place][0]):
            return True
        return place + 1 < len(self.protected) and self.protected[place + 1][0] < end

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id in the body."""
        html = self.html
        bearing = (e for e in self.elements if html.find("id", e.start, e.inner_start) >= 0)
        return frozenset(value for e in bearing if (value := e.attributes.get("id")))

    def protected_between(self, start: int, end: int) -> list[Span]:
        """Return the protected spans that overlap a span."""
        first = max(0, bisect_right(self.protected, (start, -1)) - 1)
        last = bisect_left(self.protected, (end, -1))
        return [(s, e) for s, e in self.protected[first:last] if e > start]

    def plain_comments(self, start: int, end: int) -> Iterator[Span]:
        """Return the comments in a span that mean nothing to a site: none of ours, and no mark where a summary ends."""
        first = bisect_left(self._comments, (start, -1))
        for comment in self._comments[first : bisect_left(self._comments, (end, -1))]:
            if not _MEANT.match(self.html, *comment):
                yield comment

    def sound(self, element: Element) -> bool:
        """Tell whether an element is closed and every tag in it has its partner there; costs nothing, unlike ``balanced``."""
        strays = self.strays
        return element.closed and bisect_left(strays, element.start) == bisect_left(strays, element.end)

    def balanced(self, start: int, end: int) -> bool:
        """Tell whether a span cuts through no tag and opens exactly what it closes, in order."""
        first = bisect_left(self._tags, (start, -1, -2))
        if first and self._tags[first - 1][1] > start:
            return False
        depth = 0
        for index in range(first, len(self._tags)):
            tag_start, tag_end, step = self._tags[index]
            if tag_start >= end:
                break
            depth += step
            if tag_end > end or depth < 0:
                return False
        if depth or (self.strays and bisect_left(self.strays, start) != bisect_left(self.strays, end)):
            return False
        return self.broken_at is None or end <= self.broken_at


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and join those that overlap or touch."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def covers(spans: Sequence[Span], place: int) -> bool:
    """Tell whether a place lies in one of these merged spans.

    >>> [covers([(2, 4), (6, 9)], place) for place in (1, 2, 4, 8)]
    [False, True, False, True]
    """
    before = bisect_right(spans, place, key=_start) - 1
    return before >= 0 and place < spans[before][1]


def _start(span: Span) -> int:
    return span[0]


def apply(html: str, edits: Iterable[Edit]) -> str:
    """Splice edits into a body. They must not overlap; without any, the same string object comes back.

    >>> apply("<p>One</p>", [Edit(3, 6, "Two", "example")])
    '<p>Two</p>'
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return html
    parts: list[str] = []
    place = 0
    for edit in ordered:
        if edit.start < place:
            raise ValueError(f"edits overlap at {edit.start}")
        parts += (html[place : edit.start], edit.new)
        place = edit.end
    return "".join((*parts, html[place:]))


def parse(html: str) -> Document:
    """Take a body apart. Never raises; what cannot be understood is left out of ``blocks`` or marked unbalanced."""
    from .scanner import Scanner

    return Scanner(html).run()
