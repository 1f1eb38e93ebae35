"""Tokens: what stands between two spaces. Each is looked into once, in however many articles it occurs.

What a sentence might be barred for (a bracket, a "they", the word by which "follow us" is known) is in few sentences. So that
the others need not be searched, each token has traits, and a sentence has those of its tokens.
"""

import re
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from .memory import Memory
from .phrases import Phrases, prepared
from .words import UNSPACED_RUN, Lexicon, lexicon, plain, unelided, words

#: Traits are bits of a number. Of the token: it holds a word; its first word has a capital; it holds a mark that wants another
#: one or is none of prose, a colon; it opens with a quotation mark or dash; it holds characters written without spaces.
WORD, CAPITAL, MARK, COLON, QUOTE, UNSPACED = (1 << bit for bit in range(6))
#: Of one of its words: it is in the set of that name (see ``_kinds``).
PRONOUN, UNNAMED, POINTING, AHEAD, PART, PHRASE, OPENER, CALL, BYLINE, CONTRAST, NEGATION, MOOD, SERIES = (
    1 << bit for bit in range(6, 19)
)
#: So many characters of tokens are remembered per language: some fifty thousand tokens.
_MEMORY = 400_000
_QUOTES = "\"'“”‘’«»„–—―-「『"
#: What may stand before and after a word, and what of it, alone at the end, says nothing.
_EDGES, _PLAIN = ".,;:!?…()[]\"'“”‘’—–-*", ".,;!?"
_MARK = re.compile(r"""["„“”«»「」『』（）()\[\]{}<>|@\\`\ufffd]|//|==|www\.|\.\.,|['’]['’]|^[.,]$""")

Array = np.ndarray[Any, Any]


class Found(NamedTuple):
    """What is known of some tokens: the traits of each, how many terms it has, and all their terms as numbers.

    ``names`` spells a number out. A stop word has no term, what is written without spaces several.
    """

    traits: Array
    held: Array
    terms: Array
    names: Sequence[str]


class Tokens:
    """All tokens met so far, as numbers, with what is known of them in arrays: looking up is most of the work.

    The numbers depend on what was met before, so that nothing may depend on them but which are equal.
    """

    def __init__(self, known: Lexicon, phrases: Phrases) -> None:
        """Take what is known of a language."""
        self._known, self._kinds = known, _kinds(phrases)
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._size = 0
        self._numbers = Memory(self._add)
        self._terms: dict[str, int] = {}
        self._names: list[str] = []
        self._traits, self._begins, self._held, self._flat = array("I"), array("q"), array("q"), array("q")

    def look(self, tokens: Sequence[str]) -> Found:
        """Return what is known of tokens."""
        with self._lock:
            if self._size > _MEMORY:
                self._forget()
            numbers = np.fromiter(map(self._numbers.__getitem__, tokens), np.int64, len(tokens))
            traits, begins, held = (
                np.frombuffer(column, dtype=column.typecode)[numbers] for column in (self._traits, self._begins, self._held)
            )
            ends = np.cumsum(held)
            places = np.repeat(begins - ends + held, held) + np.arange(ends[-1] if len(ends) else 0)
            return Found(traits, held, np.frombuffer(self._flat, dtype=np.int64)[places], self._names)

    def _add(self, token: str) -> int:
        word = token.strip(_EDGES)
        # Most are a single word.
        terms, traits = self._word(token, word) if word.isascii() and word.isalpha() else self._any(token)
        self._size += len(token)
        self._begins.append(len(self._flat))
        self._held.append(len(terms))
        for term in terms:
            if (number := self._terms.setdefault(term, len(self._names))) == len(self._names):
                self._names.append(term)
            self._flat.append(number)
        self._traits.append(traits)
        return len(self._traits) - 1

    def _word(self, token: str, word: str) -> tuple[Sequence[str], int]:
        lowered, known = word.lower(), self._known
        traits = WORD | self._kinds.get(lowered, 0)
        if lowered[0] != word[0]:
            traits |= CAPITAL
        if len(token) > len(word) and (len(token) > len(word) + 1 or token[-1] not in _PLAIN):
            traits |= MARK | COLON * (":" in token) | QUOTE * (token[0] in _QUOTES)
        return () if lowered in known.stop_words else (known.stem(lowered),), traits

    def _any(self, token: str) -> tuple[Sequence[str], int]:
        found, known = words(token), self._known
        traits = QUOTE * (token[0] in _QUOTES) | MARK * (_MARK.search(token) is not None)
        traits |= COLON * (":" in token or "：" in token)
        traits |= UNSPACED * (not token.isascii() and UNSPACED_RUN.search(token) is not None)
        if found:
            traits |= WORD | CAPITAL * found[0][0].isupper()
        for word in found:
            for form in _forms(word, known):
                traits |= self._kinds.get(form, 0)
        return [term for word in found for term in known.terms(word)], traits


def _forms(word: str, known: Lexicon) -> tuple[str, ...]:
    """Return what a word may be listed as: "l'article" and "article"; "she's" and "she"."""
    lowered = plain(word)
    if lowered.isalpha():
        return (lowered,)
    return lowered, unelided(lowered, known), lowered.partition("'")[0].partition("-")[0]


def _kinds(phrases: Phrases) -> Mapping[str, int]:
    """Return the traits of every word by which a phrase is known, in lower case."""
    kinds: dict[str, int] = {}
    for trait, listed in (
        (PRONOUN, phrases.pronouns),
        (UNNAMED, phrases.unnamed),
        (POINTING, phrases.pointing),
        (AHEAD, phrases.ahead_words),
        (PART, phrases.partitive_words),
        (PHRASE, phrases.anywhere.keys()),
        (OPENER, phrases.openers | phrases.opener_words),
        (CALL, phrases.call_words),
        (BYLINE, phrases.byline_words),
        (CONTRAST, phrases.contrast_words),
        (NEGATION, phrases.negations),
        (MOOD, phrases.moods),
        (SERIES, phrases.series_words),
    ):
        for word in listed:
            kinds[plain(word)] = kinds.get(plain(word), 0) | trait
    return kinds


@cache
def tokens(code: str) -> Tokens:
    """Return the tokens of a language that has a file."""
    return Tokens(lexicon(code), prepared(code))
