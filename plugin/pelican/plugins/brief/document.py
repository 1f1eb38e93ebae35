"""An article body as source spans: what is where in the HTML, so that an edit can be a splice.

The body is never built into a tree and written out again: reserializing changes bytes that nobody asked to change (quotes,
entities, ``{filename}`` links). ``parse`` only finds out which span is which; ``apply`` replaces spans. What no edit covers
stays as it was, byte for byte.

The scanner is our own and small, and not ``html.parser``: that one tells no end offsets, differs between patch releases of
Python (so the same site would differ, too) and takes quadratic time on some broken input. Ours follows the states of the
WHATWG tokenizer that matter here (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), every pattern is
possessive, and the first tag or comment that never ends stops it: the rest is opaque and never edited.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
#: Elements passed over up to their own end tag: those whose content is text to a browser, and those that no rule looks into
#: (a highlighted code block is hundreds of spans). A nested one ends early, leaves a stray end tag, and so bars edits around it.
OPAQUE = frozenset(["iframe", "math", "noembed", "noframes", "pre", "script", "style", "svg", "textarea", "title", "xmp"])
#: Elements no edit may touch, inside or across: code, data, drawings, formulas, foreign content.
PROTECTED = frozenset(["canvas", "code", "iframe", "kbd", "math", "object", "pre", "samp", "script", "style", "svg", "template", "textarea", "var", "xmp"])
#: Text in these is not seen as prose.
HIDDEN = frozenset(["head", "noscript", "template"])
MEDIA = frozenset(["audio", "canvas", "embed", "iframe", "img", "input", "math", "object", "picture", "pre", "svg", "textarea", "video"])
BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)
_CLOSES_P = BLOCKS - frozenset(["body", "button", "caption", "html", "iframe", "legend", "noscript", "optgroup", "option", "select", "svg", "tbody", "td", "tfoot", "th", "thead", "tr"])
#: start tag -> the open sibling it ends (WHATWG 13.1.2.4, optional tags), never looked for beyond the fence.
_IMPLIED_END = {
    "li": ("li", ("ol", "ul", "menu", "dir")),
    "dt": ("dt dd", ("dl",)),
    "dd": ("dt dd", ("dl",)),
    "tr": ("tr td th", ("table",)),
    "td": ("td th", ("tr", "table")),
    "th": ("td th", ("tr", "table")),
    "option": ("option", ("select",)),
}
_FENCE_DEPTH = 64
_MAY_STAY_OPEN = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "body", "html", "colgroup", "caption"])

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
_OPAQUE_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(OPAQUE)}
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")
_MATH = re.compile(r"\\\((?:(?!\\\)).){0,4000}\\\)|\\\[(?:(?!\\\]).){0,4000}\\\]|\$\$(?:(?!\$\$).){0,4000}\$\$", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{(?:(?!\}\}).){0,2000}\}\}|\{%(?:(?!%\}).){0,2000}%\}", re.DOTALL)
_KEEP_START = re.compile(r"<!--\s*+brief:\s*+keep\s*+-->", re.IGNORECASE)
_KEEP_END = re.compile(r"<!--\s*+/brief\s*+-->", re.IGNORECASE)

_MEANT = re.compile(r"<!--\s*+(?:/?+brief|more|pelican)", re.IGNORECASE)

Span = tuple[int, int]


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

    @property
    def attributes(self) -> dict[str, str]:
        """Attribute values by lower-case name, entities decoded; the first of a repeated name counts, as in browsers."""
        return {name: unescape(self.source[start:end]) for name, (start, end) in self.attribute_spans.items()}

    @property
    def attribute_spans(self) -> dict[str, Span]:
        """Where each attribute's value stands in the source, without its quotes (an empty span at the name's end if it has none)."""
        spans: dict[str, Span] = {}
        for match in _ATTRIBUTE.finditer(self.source, self.start + 1 + len(self.tag), self.inner_start):
            group = match.lastindex or 1
            place = match.span(group) if group > 1 else (match.end(), match.end())
            spans.setdefault(match[1].lower(), place)
        return spans

    def ancestors(self) -> "Iterator[Element]":
        """The elements around this one, innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


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

    @property
    def tag(self) -> str:
        """The block element's name, ``""`` at top level."""
        return self.element.tag if self.element is not None else ""

    @property
    def raw(self) -> str:
        """The text as it stands in the source, entities decoded, a line break for each ``br``."""
        parts, end = [], None
        for start, stop in self.texts:
            if end is not None and "<br" in self.source[end:start].lower():
                parts.append("\n")
            parts.append(self.source[start:stop])
            end = stop
        return unescape("".join(parts))

    @property
    def text(self) -> str:
        """The text with white space folded."""
        return " ".join(self.raw.split())

    def inside(self, *tags: str) -> bool:
        """Tell whether the block is, or stands in, an element of one of these names."""
        element = self.element
        return element is not None and (element.tag in tags or any(above.tag in tags for above in element.ancestors()))


@dataclass
class Document:
    """A body, taken apart: elements and leaf blocks in source order; ``broken_at`` is where scanning had to stop, if it had to."""

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
        spans = [(e.start, e.end) for e in self.elements if e.tag in PROTECTED]
        spans += [match.span() for pattern, hint in ((_MATH, ("\\(", "\\[", "$$")), (_TEMPLATE, ("{{", "{%")))
                  if any(h in self.html for h in hint) for match in pattern.finditer(self.html)]
        spans += self._comments
        spans += _kept_passages(self.html, self._comments)
        if self.broken_at is not None:
            spans.append((self.broken_at, len(self.html)))
        return merged(spans)

    @cached_property
    def linked_ids(self) -> frozenset[str]:
        """Every id that a link in the body leads to (``href="#…"``): an element bearing one is not removed."""
        hrefs = (e.attributes.get("href", "") for e in self.elements if e.tag in ("a", "area"))
        return frozenset(href[1:] for href in hrefs if href.startswith("#"))

    def touches_protected(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps a protected one (an insertion at its very edge does not)."""
        place = bisect_right(self.protected, (start, len(self.html) + 1)) - 1
        if place >= 0 and start < self.protected[place][1] and (end > self.protected[place][0]):
            return True
        return place + 1 < len(self.protected) and self.protected[place + 1][0] < end

    def protected_between(self, start: int, end: int) -> list[Span]:
        """The protected spans that overlap a span."""
        first = max(0, bisect_right(self.protected, (start, -1)) - 1)
        last = bisect_left(self.protected, (end, -1))
        return [(s, e) for s, e in self.protected[first:last] if e > start]

    def plain_comments(self, start: int, end: int) -> Iterator[Span]:
        """The comments in a span that mean nothing to a site: none of ours, and no mark where a summary ends."""
        first = bisect_left(self._comments, (start, -1))
        for comment in self._comments[first : bisect_left(self._comments, (end, -1))]:
            if not _MEANT.match(self.html, *comment):
                yield comment

    def balanced(self, start: int, end: int) -> bool:
        """Tell whether a span cuts through no tag and opens exactly what it closes, in order."""
        first = bisect_left(self._tags, (start, -1, -2))
        if first and self._tags[first - 1][1] > start:
            return False
        depth = 0
        for tag_start, tag_end, step in self._tags[first:]:
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


def _kept_passages(html: str, comments: Sequence[Span]) -> Iterator[Span]:
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
    return _Parser(html).run()


class _Parser:
    """The state of one scan: the stack of open elements and the leaf block being collected."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.tags: list[tuple[int, int, int]] = []
        self.strays: list[int] = []
        self.comments: list[Span] = []
        self.stack: list[Element] = []
        self.open: dict[str, int] = {}
        self.block_stack: list[Element] = []
        self.run_media = False
        self._start_run(0)

    def run(self) -> Document:
        html, position, broken_at = self.html, 0, None
        while True:
            place = html.find("<", position)
            if place < 0:
                self._text(position, len(html))
                break
            following = html[place + 1 : place + 2]
            if (following.isascii() and following.isalpha()) or (following == "/" and html[place + 2 : place + 3].isalpha()):
                match = _TAG.match(html, place)
                if match is None:
                    broken_at = place
                    break
                self._text(position, place)
                end = self._end_tag(match) if match[1] else self._start_tag(match)
            elif following in ("!", "?", "/"):
                end = self._comment_end(place)
                if end > 0:
                    self._text(position, place)
                    self.comments.append((place, end))
            else:
                self._text(position, place + 1)
                position = place + 1
                continue
            if end < 0:
                broken_at = place
                break
            position = end
        if broken_at is not None:
            self._text(position, broken_at)
        stop = len(html) if broken_at is None else broken_at
        self._flush(stop, closing=None)
        for element in self.stack:
            element.inner_end = element.end = stop
        return Document(html, self.elements, self.blocks, self.strays, broken_at, self.tags, self.comments)

    def _comment_end(self, place: int) -> int:
        """The end of a comment, doctype, processing instruction or bogus comment; -1 if it never ends."""
        html = self.html
        if html.startswith("<!--", place):
            if html.startswith(("<!-->", "<!--->"), place):
                return html.index(">", place) + 1
            end = html.find("-->", place + 4)
            return end + 3 if end >= 0 else -1
        return html.find(">", place) + 1 or -1

    def _start_tag(self, match: re.Match[str]) -> int:
        start, end = match.span()
        name = match[2].lower()
        is_block = name in BLOCKS
        if is_block:
            self._imply_ends(name, start)
        void = name in VOID
        if is_block:
            self._flush(start, closing=None)
        element = Element(name, start, end, end, end, self.stack[-1] if self.stack else None, self.html, closed=void)
        self.elements.append(element)
        if not is_block:
            self.run_inlines.append(element)
            self.run_media = self.run_media or name in MEDIA
        if void:
            self.tags.append((start, end, 0))
            if is_block:
                self._start_run(end)
            return end
        self.tags.append((start, end, 1))
        self.stack.append(element)
        self.open[name] = self.open.get(name, 0) + 1
        if is_block:
            self.block_stack.append(element)
            self._start_run(end, first=True)
            self.run_media = name in MEDIA
        if name in OPAQUE:
            close = _OPAQUE_END[name].search(self.html, end)
            return close.start() if close is not None else -1
        return end

    def _imply_ends(self, name: str, place: int) -> None:
        if self.open.get("p") and name in _CLOSES_P:
            self._imply("p", ("table", "button", "object", "td", "th", "caption", "template"), place)
        if rule := _IMPLIED_END.get(name):
            self._imply(rule[0], rule[1], place)

    def _imply(self, names: str, fence: Sequence[str], place: int) -> None:
        """End the open elements of these names inside the nearest fence; looks a bounded way up, so that work stays linear."""
        wanted = names.split()
        if not any(self.open.get(name) for name in wanted):
            return
        outermost = None
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - _FENCE_DEPTH), -1):
            if self.stack[index].tag in fence:
                break
            if self.stack[index].tag in wanted:
                outermost = index
        if outermost is not None:
            self._flush(place, closing=None)
            while len(self.stack) > outermost:
                self._pop(place, place, closed=False)
            self._start_run(place)

    def _end_tag(self, match: re.Match[str]) -> int:
        start, end = match.span()
        name = match[2].lower()
        if not self.open.get(name):
            self.strays.append(start)
            self.tags.append((start, end, 0))
            if name in BLOCKS:
                self._flush(start, closing=None)
                self._start_run(end)
            return end
        is_block = name in BLOCKS
        if is_block or any(element.tag in BLOCKS for element in self._above(name)):
            self._flush(start, closing=(self.stack[-1], end) if self.stack[-1].tag == name else None)
            is_block = True
        while self.stack[-1].tag != name:
            unclosed = self._pop(start, start, closed=False)
            if unclosed.tag not in _MAY_STAY_OPEN:
                self.strays.append(start)
        self._pop(start, end, closed=True)
        self.tags.append((start, end, -1))
        if is_block:
            self._start_run(end)
        return end

    def _above(self, name: str) -> Iterator[Element]:
        for element in reversed(self.stack):
            if element.tag == name:
                return
            yield element

    def _pop(self, inner_end: int, end: int, *, closed: bool) -> Element:
        element = self.stack.pop()
        element.inner_end, element.end, element.closed = inner_end, end, closed
        self.open[element.tag] -= 1
        if self.block_stack and self.block_stack[-1] is element:
            self.block_stack.pop()
        return element

    def _start_run(self, place: int, *, first: bool = False) -> None:
        self.run_start, self.run_first = place, first
        self.run_texts: list[Span] = []
        self.run_inlines: list[Element] = []
        self.run_media = False

    def _text(self, start: int, end: int) -> None:
        if start < end and not (self.stack and self.stack[-1].tag in HIDDEN):
            self.run_texts.append((start, end))

    def _flush(self, place: int, *, closing: tuple[Element, int] | None) -> None:
        """End the leaf block being collected; it is whole when its element ends here and held nothing else."""
        html = self.html
        element = self.block_stack[-1] if self.block_stack else None
        whole = closing is not None and self.run_first and closing[0] is element
        if whole and closing is not None and element is not None:
            self._add(element.start, closing[1], element, whole=True)
        elif self.run_inlines or any(not html[start:end].isspace() for start, end in self.run_texts):
            start, end = self.run_start, place
            while start < end and html[start].isspace():
                start += 1
            while end > start and html[end - 1].isspace():
                end -= 1
            self._add(start, end, element, whole=False)
        self._start_run(place)

    def _add(self, start: int, end: int, element: Element | None, *, whole: bool) -> None:
        self.blocks.append(
            Block(start, end, element, whole, tuple(self.run_texts), self.run_media, self.html, tuple(self.run_inlines))
        )
