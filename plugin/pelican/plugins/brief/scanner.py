"""The scanner: which span of an article body is which.

It is our own and small, and not ``html.parser``: that one tells no end offsets, differs between patch releases of Python (so the
same site would differ, too) and takes quadratic time on some broken input. Ours follows the states of the WHATWG tokenizer that
matter here (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), every pattern is possessive, and the first tag or
comment that never ends stops it: the rest is opaque and never edited.
"""

import re
from collections.abc import Iterator, Sequence

from .document import BLOCKS, MEDIA, Block, Document, Element, Span
from .tags import OPAQUE, TAG, VOID, comment_end, opaque_end

#: Text in these is not seen as prose.
HIDDEN = frozenset("head noscript".split())
_CLOSES_P = BLOCKS - frozenset(
    """
    body button caption html iframe legend noscript optgroup option select svg tbody td tfoot th thead tr
    """.split()
)
#: start tag -> the open sibling it ends (WHATWG 13.1.2.4, optional tags), never looked for beyond the fence.
_IMPLIED_END = {
    "li": (("li",), ("ol", "ul", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "option": (("option",), ("select",)),
}
_P_FENCE = ("table", "button", "object", "td", "th", "caption", "template")
_FENCE_DEPTH = 64
_MAY_STAY_OPEN = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup body html colgroup caption".split())

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NOWHERE: frozenset[str] = frozenset()


class Scanner:
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
        self.outside: list[dict[str, int]] = []  # what was open where each noscript began
        self.block_stack: list[Element] = []
        self.arounds: dict[tuple[frozenset[str], str], frozenset[str]] = {}
        self.run_media = False
        self.hidden = 0  # how many open elements hide their text
        self._start_run(0)

    def run(self) -> Document:
        """Scan the whole body."""
        html, position, broken_at = self.html, 0, None
        find, match_tag, start_tag, end_tag = html.find, TAG.match, self._start_tag, self._end_tag
        while (place := find("<", position)) >= 0:
            following = html[place + 1 : place + 2]
            if following in _LETTERS or (following == "/" and html[place + 2 : place + 3] in _LETTERS):
                match = match_tag(html, place)
                if position < place and not self.hidden:
                    self.run_texts.append((position, place))
                end = -1 if match is None else end_tag(match) if match[1] else start_tag(match)
            elif following and following in "!?/":
                self._text(position, place)
                end = comment_end(html, place)
                if end > 0:
                    self.comments.append((place, end))
            else:
                self._text(position, place + 1)
                end = place + 1
            if end < 0:
                position = broken_at = place
                break
            position = end
        stop = len(html) if broken_at is None else broken_at
        self._text(position, stop)
        self._flush(stop, closing=None)
        for element in self.stack:
            element.inner_end = element.end = stop
        return Document(html, self.elements, self.blocks, self.strays, broken_at, self.tags, self.comments)

    def _start_tag(self, match: re.Match[str]) -> int:
        start, end = match.span()
        name = match[2].lower()
        is_block = name in BLOCKS
        if is_block:
            if self.open.get("p") or name in _IMPLIED_END:
                self._imply_ends(name, start)
            self._flush(start, closing=None)
        parent = self.stack[-1] if self.stack else None
        void = name in VOID
        element = Element(name, start, end, end, end, parent, self.html, void, self._around(parent))
        self.elements.append(element)
        self.tags.append((start, end, 0 if void else 1))
        if not is_block:
            self.run_inlines.append(element)
            self.run_media = self.run_media or name in MEDIA
        elif void:
            self._start_run(end)
        if void:
            return end
        self.stack.append(element)
        self.open[name] = self.open.get(name, 0) + 1
        if name == "noscript":  # most browsers read what is in it as text: no end tag there ends what began outside
            self.outside.append(self.open)
            self.open = {name: 1}
        self.hidden += name in HIDDEN
        if is_block:
            self.block_stack.append(element)
            self._start_run(end, first=True)
            self.run_media = name in MEDIA
        if name in OPAQUE:
            return opaque_end(self.html, name, end)
        return end

    def _around(self, parent: Element | None) -> frozenset[str]:
        """Return the names of the elements around a child of ``parent``; equal sets are shared, so that depth costs nothing."""
        if parent is None:
            return _NOWHERE
        if parent.tag in parent.around:
            return parent.around
        key = (parent.around, parent.tag)
        if (found := self.arounds.get(key)) is None:
            found = self.arounds[key] = parent.around | {parent.tag}
        return found

    def _imply_ends(self, name: str, place: int) -> None:
        if self.open.get("p") and name in _CLOSES_P:
            self._imply(("p",), _P_FENCE, place)
        if (rule := _IMPLIED_END.get(name)) is not None and any(self.open.get(sibling) for sibling in rule[0]):
            self._imply(rule[0], rule[1], place)

    def _imply(self, wanted: Sequence[str], fence: Sequence[str], place: int) -> None:
        """End the open elements of these names inside the nearest fence; looks a bounded way up, so that work stays linear."""
        outermost = None
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - _FENCE_DEPTH), -1):
            if self.stack[index].tag in fence or self.stack[index].tag == "noscript":
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
        innermost = self.stack[-1]
        is_block = name in BLOCKS or (innermost.tag != name and any(element.tag in BLOCKS for element in self._above(name)))
        if is_block:
            self._flush(start, closing=(innermost, end) if innermost.tag == name else None)
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
        if element.tag == "noscript":
            self.open = self.outside.pop()
        self.open[element.tag] -= 1
        self.hidden -= element.tag in HIDDEN
        if self.block_stack and self.block_stack[-1] is element:
            self.block_stack.pop()
        return element

    def _start_run(self, place: int, *, first: bool = False) -> None:
        self.run_start, self.run_first, self.run_media = place, first, False
        self.run_texts: list[Span] = []
        self.run_inlines: list[Element] = []

    def _text(self, start: int, end: int) -> None:
        if start < end and not self.hidden:
            self.run_texts.append((start, end))

    def _flush(self, place: int, *, closing: tuple[Element, int] | None) -> None:
        """End the leaf block being collected; whole when its element ends and held nothing else. ``_start_run`` has to follow."""
        element = self.block_stack[-1] if self.block_stack else None
        if closing is not None and element is not None and self.run_first and closing[0] is element:
            self._add(element.start, closing[1], element, whole=True)
        elif self.run_inlines or self.run_texts:
            self._flush_part(place, element)

    def _flush_part(self, place: int, element: Element | None) -> None:
        """End a run of inline content beside other blocks; white space alone is none."""
        html = self.html
        if self.run_inlines or any(not html[start:end].isspace() for start, end in self.run_texts):
            start, end = self.run_start, place
            while start < end and html[start].isspace():
                start += 1
            while end > start and html[end - 1].isspace():
                end -= 1
            self._add(start, end, element, whole=False)

    def _add(self, start: int, end: int, element: Element | None, *, whole: bool) -> None:
        self.blocks.append(
            Block(start, end, element, whole, tuple(self.run_texts), self.run_media, self.html, tuple(self.run_inlines))
        )
