"""Which sentences may stand in a summary, and why one may not.

A sentence taken out of its place must be whole, be prose, and need nothing that stands elsewhere. The words that tell come
from the language's file; English page chrome counts in every language, as old pages mix it in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..sentences import Sentence
from .phrases import Phrases, lacks_name, opens_back, prepared
from .words import lexicon

SHORTEST, LONGEST = 5, 45
#: Why a sentence is barred, the mildest fault first: where an article has too few others, that is the order of choice.
FAULTS = (
    "",
    "too long",
    "too short",
    "points elsewhere",
    "points back",
    "repeats another",
    "starts in the middle",
    "list item",
    "address or code",
    "broken punctuation",
    "unclosed quotation or bracket",
    "after an abbreviation",
    "ends at an abbreviation",
    "no sentence end",
    "page chrome or byline",
)
_CLOSERS = " \"'”’»›)]）」』】*_"
_ENDS = frozenset(".!…।۔。！｡።؟．")
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("（", "）"))
_MARKS = {
    **dict.fromkeys(("://", "www.", "@", "{", "}", "<", ">", "|", "```", "()", "==", "//", "\\"), "address or code"),
    **dict.fromkeys((" . ", " , ", '""', "..,", "\ufffd"), "broken punctuation"),
}
_LIST_MARK = re.compile(r"(?:[•*▪●◦‣–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")
_DOUBLE_CLOSER = re.compile(r"[.!?…][\"'”’»]{2,}$")
_QUOTE = re.compile(r'"')


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be chosen: ``barred`` names the fault, ``dangling`` says it needs the one before it."""

    barred: str
    dangling: bool


def judge(sentences: Sequence[Sentence], found: Sequence[Sequence[str]], sizes: Iterable[int], code: str) -> list[Verdict]:
    """Judge every sentence of an article, given its words and its size; ``code`` is a language that has a file."""
    known = lexicon(code)
    phrases = prepared(code)
    whole = "\n".join(sentence.text for sentence in sentences)
    lowered = whole.lower()
    # Most articles hold few of these, so that most sentences need not be searched.
    elsewhere = [(fault, pattern) for phrase, (fault, pattern) in phrases.anywhere.items() if phrase in lowered]
    marks = {mark: fault for mark, fault in _MARKS.items() if mark in whole}
    verdicts: list[Verdict] = []
    abbreviated = False
    for i, (sentence, line, size) in enumerate(zip(sentences, found, sizes, strict=True)):
        text = sentence.text
        last = i + 1 == len(sentences) or sentences[i + 1].paragraph != sentence.paragraph
        shortened = not last and (" " + text[-12:].lower()).endswith(phrases.abbreviations)
        barred = _length(size) or _ending(text) or _punctuation(text, marks) or _start(text, line, phrases)
        barred = barred or next((fault for fault, pattern in elsewhere if pattern.search(text)), "")
        barred = barred or ("after an abbreviation" if abbreviated else "ends at an abbreviation" if shortened else "")
        verdicts.append(Verdict(barred, i > 0 and (opens_back(text, line, phrases) or lacks_name(line, phrases, known))))
        abbreviated = shortened
    return verdicts


def _length(size: int) -> str:
    return "too short" if size < SHORTEST else "too long" if size > LONGEST else ""


def _ending(text: str) -> str:
    # A question tells nothing by itself, and what ends in a colon promises a list.
    return "" if text.rstrip(_CLOSERS)[-1:] in _ENDS else "no sentence end"


def _punctuation(text: str, marks: dict[str, str]) -> str:
    if unbalanced(text):
        return "unclosed quotation or bracket"
    if _DOUBLE_CLOSER.search(text[-5:]):
        return "broken punctuation"
    return next((fault for mark, fault in marks.items() if mark in text), "")


def unbalanced(text: str) -> bool:
    """Tell whether a quotation or bracket is left open or closed backwards (apostrophes are no quotes).

    >>> unbalanced('He said "yes'), unbalanced('yes," he said. "'), unbalanced('He said "yes".')
    (True, True, False)
    """
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return True
    if '"' in text and (text.count('"') % 2 or _backwards(text)):
        return True
    return not text.isascii() and any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)


def _backwards(text: str) -> bool:
    """Tell whether a first straight quote plainly closes or a second one plainly opens, as where a split went wrong."""
    for number, match in enumerate(_QUOTE.finditer(text)):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        opens, closes = not before or before.isspace(), not after or after.isspace()
        if opens != closes and closes == (number % 2 == 0):
            return True
    return False


def _start(text: str, line: Sequence[str], phrases: Phrases) -> str:
    if _LIST_MARK.match(text):
        return "list item"
    if text[0].islower() and not text[1:2].isupper():
        return "starts in the middle"
    if line and line[0].lower() in phrases.byline_words and phrases.byline.match(text):
        return "page chrome or byline"
    return ""
