"""Patterns: how the words of a language's ``[summary]`` table match, ready for ``phrases``.

A phrase counts at the beginning of a sentence only after "^", and may end in one of several words: "the two have|had".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .words import Lexicon, plain, words

#: What may stand before the first word of a sentence.
BEFORE = " \"'“”‘’«»„‹›–—―(（[-•*¿¡「『…"
#: So many words there are at most between an expletive and its link.
FAR = 8
#: The most words of what is defined, and characters of an aside behind it.
SUBJECT, ASIDE = 5, 80
_CAPITALS = "A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ"
_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.’'-]+"
#: What a phrase anywhere in a sentence says of it, by its key.
_ANYWHERE = {"chrome": "page chrome or byline", "pointers": "points elsewhere", "backward": "points back"}


def anywhere(known: Lexicon, tables: Sequence[Mapping[str, Any]]) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """Return phrases that say something of a sentence anywhere, with what and a pattern, by the word they are known by."""
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for kind, fault in _ANYWHERE.items():
        for phrase in (phrase for table in (tables if kind == "chrome" else (known.summary,)) for phrase in table.get(kind, ())):
            match = pattern(phrase, known.summary.get("harmless", ()))
            found.setdefault(key(phrase, known), []).append((fixed(phrase), fault, match))
    return found


def key(phrase: str, known: Lexicon) -> str:
    """Return the word of a phrase by which it is looked up: the rarest, as far as one can tell."""
    if phrase > "\u2fff":
        return ""
    openers = known.summary.get("openers", ())
    found = map(plain, reversed(words(fixed(phrase))))
    return max(found, key=lambda word: (not known.is_little(word), word not in openers, len(word)), default="")


def fixed(phrase: str) -> str:
    """Return what there is of a phrase wherever it stands, without its several last words: "the two have|had"."""
    return phrase.rpartition(" ")[0] if "|" in phrase else phrase.removeprefix("^")


def _either(listed: Iterable[str]) -> str:
    return "|".join(map(re.escape, listed)) or "(?!)"


def glued(listed: Iterable[str]) -> re.Pattern[str]:
    """Match a word with a capital right behind a letter; its capital comes first in the pattern, which makes it quick."""
    each = (rf"{word}(?<=[^\W\d_]{word})" for word in map(str.capitalize, listed))
    return re.compile(rf"(?:{'|'.join(each) or '(?!)'})(?!\w)")


def by_last(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return endings by their last words."""
    found: dict[str, tuple[str, ...]] = {}
    for ending in endings:
        last = ending.rpartition(" ")[2]
        found[last] = (*found.get(last, ()), ending)
    return found


def whole(phrases: Sequence[str]) -> str:
    """Match one of some phrases, of which the last word is whole, or ends in an apostrophe and goes on: "alors qu'"."""
    return "|".join(re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "") for phrase in phrases) or "(?!)"


def expletive(table: Mapping[str, Sequence[str]], after_comma: Sequence[str]) -> re.Pattern[str]:
    """Match a pronoun that stands for what comes after it: "It is often hard to ..."; not "It is hard to use", "... that he"."""
    openers, adverbs, adjectives, links, back = (
        whole(table.get(key, ())) for key in ("openers", "adverbs", "words", "links", "links_back")
    )
    before, word = rf"[{re.escape(BEFORE)}]*(?:{openers}) (?:(?:{adverbs}) )?(?=(?:{adjectives}))", r"[^\s.;:]+ "
    link = rf"(?!{back})(?:{links})\s?(?!(?:\S+ )?(?:\S+ )?(?:{whole(after_comma)}))"
    # "It is hard to use": what is used has to be named, before or after.
    return re.compile(rf"{before}(?:(?:{word}){{1,3}}?{link}[\w'-]+ \w|(?:{word}){{4,{FAR}}}?{link}\w)")


def pattern(phrase: str, spared: Sequence[str]) -> re.Pattern[str]:
    """Match a phrase of whole words, not where it is a part of a harmless one ("the following day"), after "^" only first."""
    start = rf"\A[{re.escape(BEFORE)}]*" if phrase.startswith("^") else r"(?<!\w)"
    phrase = phrase.removeprefix("^")
    longer = [other.removeprefix(phrase) for other in spared if other.startswith(phrase)]
    begun = "".join(rf"(?<!{re.escape(other.removesuffix(phrase))})" for other in spared if other.endswith(phrase))
    *head, last = phrase.split(" ")
    either = [" ".join([*head, word]) for word in last.split("|")]
    # Where no spaces are written, no end can be told.
    end = whole(either) if phrase < "\u2fff" else re.escape(phrase)
    return re.compile(rf"{start}{begun}(?:{end})(?!{whole(longer)})", re.IGNORECASE)


def harmless(listed: Sequence[str]) -> re.Pattern[str]:
    """Match an opening that only looks like one that points back."""
    return re.compile(rf"[{re.escape(BEFORE)}]*(?:{whole(listed)})")


def unended(listed: Iterable[str]) -> re.Pattern[str]:
    """Match a sentence's end in one of some words, and the beginning of the next one."""
    return re.compile(rf"(?<!\w)(?:{_either(listed)})\. (?=[{_CAPITALS}][\w'’ ])")


def presenting(listed: Sequence[str]) -> re.Pattern[str]:
    """Match a name, and what presents its bearer: "Mara Quill is a"."""
    return re.compile(rf"((?:{_NAME} ){{2,4}})(?:\([^)]*\) )?(?:{whole(listed)})")


def definition(listed: Sequence[str]) -> re.Pattern[str]:
    """Match the few words of what a sentence is about, which may have an aside behind them, and what says that it defines it."""
    aside = rf",[^,]{{3,{ASIDE}}},| \([^)]{{1,{ASIDE}}}\)"
    return re.compile(rf"([^\s,;:(]+(?: [^\s,;:(]+){{0,{SUBJECT - 1}}}?)(?:{aside})? (?:{whole(listed)})")


def byline(bylines: Sequence[str], captions: Sequence[str]) -> re.Pattern[str]:
    """Match a byline (a phrase before a name, unlike "By Monday") or caption (one before a colon or comma) at the start."""
    by, at = _either(bylines), _either(captions)
    name = rf"(?:\.\s+[{_CAPITALS}]|[{_CAPITALS}][\w.’'-]+\s+(?:[{_CAPITALS}]|$))"
    return re.compile(rf"\W*(?:(?:{by})\s+(?-i:{name})|(?:{at})\)?\s*[:,])", re.IGNORECASE)
