"""The words by which a sentence gives away that it cannot stand alone; from a language's ``[summary]`` table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .words import Lexicon, lexicon, words

_BEFORE = " \"'“”‘’«»„‹›–—―(（[-•*¿¡「『…"
#: What a phrase anywhere in a sentence says of it, by its key.
_ANYWHERE = {"chrome": "page chrome or byline", "pointers": "points elsewhere"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, made ready for looking up.

    ``anywhere`` gives each phrase that bars a sentence wherever it stands, by its first word ("" where there is none to go by),
    with the fault and the pattern.
    """

    openers: frozenset[str]
    opener_words: frozenset[str]
    opener_starts: tuple[str, ...]
    unspaced: bool
    pronouns: frozenset[str]
    anywhere: dict[str, list[tuple[str, str, re.Pattern[str]]]]
    byline_words: frozenset[str]
    byline: re.Pattern[str]
    abbreviations: tuple[str, ...]


@cache
def prepared(code: str) -> Phrases:
    """Make the phrases of a language ready; English page chrome counts everywhere, as old pages mix it in."""
    summary, english = lexicon(code).summary, lexicon("en").summary
    tables = (summary,) if code == "en" else (summary, english)
    openers = [_plain(opener) for opener in summary.get("openers", ())]
    # Without spaces there are no words to compare, and a comma is part of no word: such openers are compared as they are.
    starts = tuple(opener for opener in openers if opener.endswith(",") or opener > "\u2fff")
    split = [words(opener) for opener in openers if opener not in starts]
    bylines, captions = ([phrase for table in tables for phrase in table.get(key, ())] for key in ("bylines", "captions"))
    return Phrases(
        openers=frozenset(map(" ".join, split)),
        opener_words=frozenset(first for first, *_ in (*split, *map(words, starts))),
        opener_starts=starts,
        unspaced=any(opener > "\u2fff" for opener in starts),
        pronouns=frozenset(summary.get("pronouns", ())),
        anywhere=_anywhere(summary, tables),
        byline_words=frozenset(words(phrase)[0] for phrase in (*bylines, *captions)),
        byline=_byline(bylines, captions),
        abbreviations=tuple(f" {abbreviation.lower()}" for abbreviation in summary.get("abbreviations", ())),
    )


def _anywhere(
    summary: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]
) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for key, fault in _ANYWHERE.items():
        for phrase in (phrase for table in (tables if key == "chrome" else (summary,)) for phrase in table.get(key, ())):
            head = "" if phrase > "\u2fff" else _plain(next(iter(words(phrase)), ""))
            found.setdefault(head, []).append((phrase, fault, re.compile(rf"(?<!\w){re.escape(phrase)}", re.IGNORECASE)))
    return found


def _byline(bylines: Sequence[str], captions: Sequence[str]) -> re.Pattern[str]:
    """Match a byline (a phrase before a name) and a caption (a phrase before a colon or comma) at the start."""
    by, at = ("|".join(map(re.escape, phrases)) or "(?!)" for phrases in (bylines, captions))
    return re.compile(rf"\W*(?:(?:{by})\s+(?:\.\s+)?(?-i:[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ])|(?:{at})\)?\s*[:,])", re.IGNORECASE)


def opens_back(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence opens with a word that points back: "He", "But", "However"; ``line`` are its words."""
    first = _plain(line[0]) if line else ""
    # "She's", "We're": the part before counts, too.
    if first.partition("'")[0].partition("-")[0] in phrases.openers:
        return True
    if first not in phrases.opener_words and not phrases.unspaced:
        return False
    if phrases.opener_starts and _plain(text[:24]).lstrip(_BEFORE).startswith(phrases.opener_starts):
        return True
    head = [first, *map(_plain, line[1:4])]
    return any(" ".join(head[:n]) in phrases.openers for n in range(1, len(head) + 1))


def lacks_name(line: Sequence[str], phrases: Phrases, known: Lexicon) -> bool:
    """Tell whether a sentence says "he" or "her" before it names anybody, as in "The tool, he says, is quicker"."""
    if phrases.pronouns.isdisjoint(map(str.lower, line)):
        return False
    for word in line:
        if word.lower() in phrases.pronouns:
            return True
        if word[0].isupper() and known.terms[word]:
            return False
    return False


def _plain(text: str) -> str:
    """Return a text in lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")
