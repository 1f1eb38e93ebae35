"""A body as the rules see it: its lines, what they may be, and where they stand.

Leftovers are lines, not paragraphs: Markdown joins "No time to read?", "Get a summary" and "Previous Article" into one ``<p>``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from ..document import Block, Document, Element, Span, covers
from ..languages import Language
from .lines import NONE, Line, pieces
from .phrases import LONGEST, Phrases, known_by
from .text import fold, lowered
from .values import Options

__all__ = ["Line", "View"]


@dataclass
class View:
    """What a rule may look at. ``lines`` holds every visible line and every place of media, in reading order."""

    document: Document
    phrases: Phrases
    title: str
    options: Options
    language: Language
    _memo: dict[tuple[str, int], bool] = field(default_factory=dict, repr=False)

    @property
    def html(self) -> str:
        """The body itself."""
        return self.document.html

    @cached_property
    def lines(self) -> list[Line]:
        """Every line with text or media; the sources that an earlier cleaning listed are none."""
        out: list[Line] = []
        for block in self.document.blocks:
            if self.document.own and block.inside("section") and covers(self.document.own, block.start):
                continue
            for start, end, text, sole in pieces(block, self.kinds):
                line = Line(len(out), start, end, text, block, sole)
                if 0 < len(text) <= LONGEST and self.phrases.may_know(text):
                    line.familiar, line.kinds = True, self.phrases.kinds(line.key)
                out.append(line)
        return out

    @cached_property
    def by_kind(self) -> dict[str, list[Line]]:
        """The lines by what they may be."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            for kind in line.kinds:
                found.setdefault(kind, []).append(line)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [line.start for line in self.lines]

    @cached_property
    def block_starts(self) -> list[int]:
        """Where each leaf block starts."""
        return [block.start for block in self.document.blocks]

    @cached_property
    def element_starts(self) -> list[int]:
        """Where each element starts."""
        return [element.start for element in self.document.elements]

    def lines_between(self, start: int, end: int) -> Sequence[Line]:
        """Return the lines that begin in a span."""
        return self.lines[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def count_between(self, start: int, end: int) -> int:
        """How many lines begin in a span."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def line_numbers(self, block: Block) -> Span:
        """Return the number of a block's first line, and the number after its last one."""
        return bisect_left(self.starts, block.start), bisect_left(self.starts, max(block.end, block.start + 1))

    def elements_between(self, start: int, end: int) -> Sequence[Element]:
        """Return the elements that begin in a span."""
        return self.document.elements[bisect_left(self.element_starts, start) : bisect_left(self.element_starts, end)]

    def kinds(self, text: str) -> frozenset[str]:
        """Return what a piece of text may be."""
        return self.phrases.kinds(fold(text)) if len(text) <= LONGEST and self.phrases.may_know(text) else NONE

    def words(self, kind: str) -> tuple[str, ...]:
        """Return the folded words of a kind that is looked for inside lines, not as whole lines."""
        return self.phrases.inside.get(kind, ())

    def words_met(self, kind: str, lines: Iterable[Line]) -> list[str]:
        """Return those of them that these lines hold: where there are none, no line need be searched."""
        text = lowered("\n".join([line.text for line in lines]))
        known = [phrases for word, phrases in known_by(self.words(kind)) if word in text]
        return [phrase for phrases in known for phrase in phrases if phrase in text or "#" in phrase]

    @cached_property
    def opening_tags(self) -> str:
        """The opening tags that have attributes, one after the other: where most rules look first whether there is anything."""
        html = self.html
        return "".join(
            [html[e.start : e.inner_start] for e in self.document.elements if e.inner_start - e.start > len(e.tag) + 2]
        )

    def of_kind(self, *kinds: str) -> Iterator[Line]:
        """Return the lines that may be one of these kinds."""
        if len(kinds) == 1:
            return iter(self.by_kind.get(kinds[0], ()))
        found = {line.number: line for kind in kinds for line in self.by_kind.get(kind, ())}
        return (found[number] for number in sorted(found))

    def memo(self, name: str, element: Element, function: "Callable[[View, Element], bool]") -> bool:
        """Ask a question about an element once."""
        key = (name, element.start)
        if key not in self._memo:
            self._memo[key] = function(self, element)
        return self._memo[key]

    def tail(self, line: Line, share: float = 0.4) -> bool:
        """Tell whether a line stands in the last part of the body (a short body is all tail)."""
        return line.number >= self.tail_start(share)

    def tail_start(self, share: float) -> int:
        """Return the number of the first line of the last part."""
        count = len(self.lines)
        return max(0, ceil(min(count * (1 - share), count - 6)))
