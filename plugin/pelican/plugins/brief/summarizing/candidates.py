"""Which sentences may stand in a summary, and why one may not.

A sentence taken out of its place must be whole, be prose, and need nothing that stands elsewhere. The words that tell come
from the language's file; English page chrome counts in every language, as old pages mix it in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ..sentences import Sentence
from .words import lexicon, words

SHORTEST, LONGEST = 5, 45
#: Why a sentence is barred, the mildest fault first: where an article has too few others, that is the order of choice.
FAULTS = (
    "",
    "too long",
    "too short",
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
_QUESTIONS = frozenset("?？؟;")
_OPENERS = " \"'“”‘’«»„‹›–—―(（[-•*¿¡「『…"
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


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a language's ``[summary]`` that bar a sentence, made ready for looking up."""

    openers: frozenset[str]
    opener_words: frozenset[str]
    opener_starts: tuple[str, ...]
    chrome: dict[str, re.Pattern[str]]
    byline_words: frozenset[str]
    byline: re.Pattern[str]
    abbreviations: tuple[str, ...]


def judge(sentences: Sequence[Sentence], found: Sequence[Sequence[str]], sizes: Iterable[int], code: str) -> list[Verdict]:
    """Judge every sentence of an article, given its words and its size; ``code`` is a language that has a file."""
    phrases = _phrases(code)
    whole = "\n".join(sentence.text for sentence in sentences)
    lowered = whole.lower()
    # Most articles hold none of these, so that most sentences need not be searched.
    chrome = [pattern for phrase, pattern in phrases.chrome.items() if phrase in lowered]
    marks = {mark: fault for mark, fault in _MARKS.items() if mark in whole}
    verdicts: list[Verdict] = []
    abbreviated = False
    for i, (sentence, line, size) in enumerate(zip(sentences, found, sizes, strict=True)):
        text = sentence.text
        last = i + 1 == len(sentences) or sentences[i + 1].paragraph != sentence.paragraph
        shortened = not last and (" " + text[-12:].lower()).endswith(phrases.abbreviations)
        barred = _length(size) or _ending(text) or _punctuation(text, marks) or _start(text, line, phrases)
        if not barred and any(pattern.search(text) for pattern in chrome):
            barred = "page chrome or byline"
        barred = barred or ("after an abbreviation" if abbreviated else "ends at an abbreviation" if shortened else "")
        verdicts.append(Verdict(barred, i > 0 and points_back(text, line, phrases)))
        abbreviated = shortened
    return verdicts


def points_back(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence opens with a word that points back: "He", "But", "However"."""
    if phrases.opener_starts and text.lower().lstrip(_OPENERS).startswith(phrases.opener_starts):
        return True
    if not line:
        return False
    # "She's", "We're", "It-": the part before counts, too.
    first = line[0].lower().replace("’", "'")
    if re.split("['-]", first, maxsplit=1)[0] in phrases.openers:
        return True
    if first not in phrases.opener_words:
        return False
    head = [first, *(word.lower().replace("’", "'") for word in line[1:4])]
    return any(" ".join(head[:n]) in phrases.openers for n in range(1, len(head) + 1))


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


@cache
def _phrases(code: str) -> Phrases:
    summary, english = lexicon(code).summary, lexicon("en").summary
    tables = (summary,) if code == "en" else (summary, english)
    both = {key: [phrase for table in tables for phrase in table.get(key, ())] for key in ("chrome", "bylines", "captions")}
    openers = [opener.lower().replace("’", "'") for opener in summary.get("openers", ())]
    # Without spaces there are no words to compare, and a comma is part of no word: such openers are compared as they are.
    starts = tuple(opener for opener in openers if opener.endswith(",") or opener > "\u2fff")
    bylines, captions = ("|".join(map(re.escape, both[key])) or "(?!)" for key in ("bylines", "captions"))
    split = [words(opener) for opener in openers if opener not in starts]
    return Phrases(
        openers=frozenset(map(" ".join, split)),
        opener_words=frozenset(first for first, *_ in split),
        opener_starts=starts,
        chrome={phrase: re.compile(rf"(?<!\w){re.escape(phrase)}", re.IGNORECASE) for phrase in both["chrome"]},
        byline_words=frozenset(words(phrase)[0] for key in ("bylines", "captions") for phrase in both[key]),
        byline=re.compile(rf"\W*(?:(?:{bylines})\s+(?:\.\s+)?(?-i:[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ])|(?:{captions})\)?\s*[:,])", re.IGNORECASE),
        abbreviations=tuple(f" {abbreviation.lower()}" for abbreviation in summary.get("abbreviations", ())),
    )
