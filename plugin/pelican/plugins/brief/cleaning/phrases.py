"""Phrases of page chrome: from the languages' words to one lookup by folded line.

A phrase is a whole line. In it ``#`` stands for a number, ``*`` for anything; there are no regular expressions, so no line can
make one slow.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .. import languages
from ..languages import Language
from . import common
from .text import EDGE, fold, normalized

LONGEST = 300
_WORD = re.compile(r"\w++")
#: Kinds that are looked for inside lines, or at their start.
INSIDE = ("assistant", "assistant_opening", "assistant_closing", "invitation")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Kinds by folded line: ``exact`` for whole lines, ``patterns`` by first word (or first character of unspaced scripts)."""

    exact: dict[str, frozenset[str]]
    patterns: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    inside: dict[str, tuple[str, ...]]
    openings: frozenset[str]
    endings: tuple[str, ...]

    def may_know(self, text: str) -> bool:
        """Tell at little cost whether a line may be a phrase or a share word: by its first word, or by a phrase's end in it.

        Most lines are prose, and need not be folded. Where the first word is not plain letters, the answer is yes.
        """
        word = first_word(text)
        if not (word.isascii() and word.isalpha()) or word in self.openings:
            return True
        lower = text.lower()
        return any(ending in lower for ending in self.endings)

    def kinds(self, key: str) -> frozenset[str]:
        """Return the kinds of leftover that a folded line may be."""
        if (found := self.exact.get(key)) is not None:
            return found
        candidates = self.patterns.get(_first(key), ()) + self.patterns.get("", ())
        return frozenset(kind for parts, kind in candidates if _matches(parts, key)) if candidates else frozenset()


def first_word(text: str) -> str:
    """Return the first word of a text in lower case, "" where there is none."""
    found = _WORD.search(text)
    return found[0].lower() if found is not None else ""


@cache
def first_words(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the first words of some phrases."""
    return frozenset(map(first_word, phrases)) - {""}


def _longest_word(phrase: str) -> str:
    """Return the longest word of a phrase, or its signs where it has no word.

    >>> _longest_word("sign up for our"), _longest_word("© # ")
    ('sign', '©')
    """
    words = _WORD.findall(phrase)
    return max(words, key=len) if words else phrase.replace("#", "").strip()


@cache
def known_by(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a few long words of which every phrase holds one, each with its phrases: so few need be looked for in a text.

    >>> known_by(("our newsletter", "daily newsletter", "have a tip"))
    (('newsletter', ('our newsletter', 'daily newsletter')), ('have', ('have a tip',)))
    """
    left = {phrase: {word for word in _WORD.findall(phrase) if len(word) > 4} or {_longest_word(phrase)} for phrase in phrases}
    out: list[tuple[str, tuple[str, ...]]] = []
    while left:
        counts = Counter(word for words in left.values() for word in words)
        best = min(counts, key=lambda word: (-counts[word], -len(word), word))
        out.append((best, tuple(phrase for phrase, words in left.items() if best in words)))
        left = {phrase: words for phrase, words in left.items() if best not in words}
    return tuple(out)


def _first(key: str) -> str:
    return key[:1] if key[:1] >= "\u2e80" else key.partition(" ")[0]


def _matches(parts: tuple[str, ...], key: str) -> bool:
    """Match a phrase cut at its ``*``, leftmost first: as good as any other way, and linear."""
    place = len(parts[0])
    if not key.startswith(parts[0]) or len(key) - place < len(parts[-1]) or not key.endswith(parts[-1]):
        return False
    for part in parts[1:-1]:
        found = key.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return place <= len(key) - len(parts[-1])


@cache
def phrases(code: str, extra: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Phrases:
    """Return the lookup of the language with a code: its own phrases, the English ones, and a site's extra ones."""
    return _lookup(_all(languages.load(code), extra))


@cache
def named(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    """Return the lookup of a site's extra phrases alone: its owner has said that they are leftovers."""
    return _lookup((kind, phrase) for kind, words in extra for phrase in words)


def _lookup(every: Iterable[tuple[str, str]]) -> Phrases:
    exact: dict[str, set[str]] = defaultdict(set)
    patterns: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    inside: dict[str, list[str]] = defaultdict(list)
    for kind, phrase in every:
        if kind in INSIDE:
            inside[kind].append(fold(phrase))
        elif "*" in phrase:
            parts = _parts(phrase)
            first = _first(parts[0]) if parts[0] and (" " in parts[0] or parts[0][:1] >= "\u2e80") else ""
            patterns[first].append((parts, kind))
        elif key := fold(phrase):
            exact[key].add(kind)
    known = [*exact, *(parts[0] for found in patterns.values() for parts, _ in found if parts[0]), *common.networks()]
    open_ended = [max(parts, key=len) for found in patterns.values() for parts, _ in found if not _WORD.search(parts[0])]
    return Phrases(
        {key: frozenset(kinds) for key, kinds in exact.items()},
        {first: tuple(dict.fromkeys(found)) for first, found in patterns.items()},
        {kind: tuple(words) for kind, words in inside.items()},
        openings=first_words(tuple(known)),
        endings=tuple(dict.fromkeys(_longest_word(part) for part in open_ended)),
    )


def _parts(phrase: str) -> tuple[str, ...]:
    """Fold the pieces of a phrase around its ``*``; only the phrase's own edges are trimmed, a colon before the ``*`` counts.

    >>> _parts("Read more: *")
    ('read more: ', '')
    """
    pieces = [" ".join(f".{normalized(piece)}.".split())[1:-1] for piece in phrase.split("*")]
    pieces[0], pieces[-1] = pieces[0].lstrip(EDGE), pieces[-1].rstrip(EDGE)
    return tuple(pieces)


def _all(language: Language, extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[tuple[str, str]]:
    """Every phrase with its kind; prompts and actions of summary widgets also as one line."""
    tables = [language.leftovers] if language.code == languages.DEFAULT else [language.leftovers, languages.load("en").leftovers]
    for table in (*tables, dict(extra)):
        for kind, words in table.items():
            for phrase in words:
                yield kind, phrase
                if kind == "comment_form" and phrase.endswith(" *"):
                    yield kind, f"{phrase[:-2]}. *"
        for prompt in table.get("prompt", ()):
            yield from (("prompt_pair", f"{prompt} {action}") for action in table.get("prompt_action", ()))
