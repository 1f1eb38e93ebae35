"""Sentences of an assistant, placeholders, footnote marks without a note: all reported, none removed.

Each of them is real prose somewhere: an article about assistants, a template, a closing line that a person wrote.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from . import tokens
from .phrases import first_word, first_words
from .text import fold
from .values import Proposal
from .view import Line, View

#: So many lines at either end may be an assistant's.
_EDGE = 2
#: No opening or closing phrase is longer.
_OPENING = 80
_MARK = re.compile(
    r"\[\^\d{1,3}+\^?\]|\[citation needed\]"
    r"|\[(?:insert|your|enter|add|add your|company|client|recipient|author|placeholder)\b[^\]\[<>]{0,60}+\]",
    re.IGNORECASE,
)


def talk(view: View) -> Iterator[Proposal]:
    """Report what an assistant says to its user, and what it leaves to be filled in."""
    yield from _sentences(view)
    html = view.html
    place = html.find("[")
    while place >= 0:
        match = _MARK.match(html, place)
        if match is not None and html[match.end() : match.end() + 1] not in ("(", ":") and _in_text(view, *match.span()):
            yield Proposal("assistant", "report", start=place, end=match.end(), why="a placeholder or a mark without a note")
        place = html.find("[", place + 1)


def _in_text(view: View, start: int, end: int) -> bool:
    return tokens.element_with_tag_at(view, start) is None and not view.document.touches_protected(start, end)


def _sentences(view: View) -> Iterator[Proposal]:
    lines = view.lines
    for kind, some, why in (
        ("assistant_opening", _first_with_text(lines), "an assistant's opening"),
        ("assistant_closing", _first_with_text(reversed(lines)), "an assistant's closing"),
    ):
        starts = view.words(kind)
        for line in some if starts else ():
            if first_word(line.text) in first_words(starts) and fold(line.text[:_OPENING]).startswith(starts):
                yield Proposal("assistant", "report", line.number, line.number, why=why)
    phrases = view.words_met("assistant", view.lines)
    lower = view.html.replace("İ", "i").lower() if phrases else ""  # the one letter that is longer in lower case
    for phrase in phrases:
        place = lower.find(phrase)
        while place >= 0:
            block = tokens.block_at(view, place)
            if block is not None and not view.document.touches_protected(place, place + len(phrase)):
                yield Proposal("assistant", "report", start=place, end=place + len(phrase), why="an assistant speaks of itself")
            place = lower.find(phrase, place + len(phrase))


def _first_with_text(lines: Iterable[Line]) -> list[Line]:
    return sorted(islice((line for line in lines if line.text), _EDGE), key=lambda line: line.number)
