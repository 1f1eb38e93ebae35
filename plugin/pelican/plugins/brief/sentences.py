"""Paragraphs into sentences, by language.

The rules are those of sentencex (https://github.com/wikimedia/sentencex), whose stance is ours: rather one sentence too long
than two halves. A sentence is always an exact slice of its paragraph.
"""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

#: sentencex looks for the end of every quote that opens, so a paragraph of unclosed quotes takes quadratic time: beyond this
#: many characters a paragraph is read in pieces.
LONGEST_PIECE = 40_000
_SURROGATES = re.compile("[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔]\S{0,3}\s")


class Sentence(NamedTuple):
    """A sentence and its place: ``text == paragraphs[paragraph][start:end]``. ``item``: it tells little without its list."""

    text: str
    paragraph: int
    start: int
    end: int
    item: bool = False


def split(paragraphs: Sequence[str], code: str = "en", items: Container[int] = ()) -> list[Sentence]:
    """Return the sentences of all paragraphs in reading order; ``code`` is a language code that sentencex knows.

    ``items`` are the numbers of the paragraphs that are items of a list.

    >>> [s.text for s in split(["Mr. Smith came. He left.", "So did we."])]
    ['Mr. Smith came.', 'He left.', 'So did we.']
    """
    return [
        sentence
        for number, paragraph in enumerate(paragraphs)
        for sentence in _sentences(paragraph, number, code, number in items)
    ]


def _sentences(paragraph: str, number: int, code: str, listed: bool) -> list[Sentence]:
    spans: list[tuple[int, int]] = []
    place = 0
    for text in _segments(paragraph, code):
        stripped = text.strip()
        start = place + (text.index(stripped) if len(stripped) < len(text) else 0)
        place += len(text)
        if spans and not _has_letters(stripped):
            # A closing bracket, a footnote's number or an emoji is no sentence of its own.
            spans[-1] = (spans[-1][0], start + len(stripped) if stripped else spans[-1][1])
        elif stripped:
            spans.append((start, start + len(stripped)))
    # The first sentence of an item needs the list or the term it explains; the others of a short one need the first.
    return [Sentence(paragraph[a:b], number, a, b, listed and (len(spans) < 3 or k == 0)) for k, (a, b) in enumerate(spans)]


def _has_letters(text: str) -> bool:
    return text[:1].isalpha() or any(map(str.isalpha, text))


def _segments(paragraph: str, code: str) -> Iterator[str]:
    from sentencex import segment

    # A lone surrogate has no UTF-8 form, and sentencex raises; one character for one keeps the places.
    readable = paragraph if paragraph.isascii() else _SURROGATES.sub("\ufffd", paragraph)
    if len(readable) <= LONGEST_PIECE:
        return iter(segment(code, readable))
    return (text for piece in _pieces(readable) for text in segment(code, piece))


def _pieces(text: str) -> Iterator[str]:
    """Cut a very long paragraph after a sentence where there is one, else at a space, else anywhere."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, limit)]
        cut = ends[-1] if ends else text.rfind(" ", start, limit) + 1
        cut = cut if cut > start else limit
        yield text[start:cut]
        start = cut
    yield text[start:]
