"""Sentences as words and terms: what our method reads of an article before it values anything.

Most sentences lack most terms, so what is kept are the pairs of a term and a sentence that holds it: work grows with the
text, not with sentences times terms.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np

from ..sentences import Sentence
from .tokens import CAPITAL, PHRASE, UNSPACED, WORD, tokens
from .words import Lexicon, size, words

Array = np.ndarray[Any, Any]
#: As far as one has to read for a few words.
_HEAD, _FEW = 80, 9


@dataclass(frozen=True, slots=True)
class Marks:
    """What their tokens say of sentences.

    ``of_tokens`` and ``held`` are the traits and the number of terms of each token (see ``tokens``), those of sentence i from
    ``bounds[i]`` to ``bounds[i + 1]``. Per sentence, ``traits`` are those of all its tokens, ``opening`` those of its first word,
    ``first`` those of its first token. ``keys`` are the tokens by which phrases are known.
    """

    of_tokens: Array
    held: Array
    bounds: list[int]
    traits: Array
    opening: Array
    first: Array
    keys: list[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences as words and terms.

    Each of ``terms``, ``places`` and ``counts`` has one number per pair: the term (see ``spelled``), the sentence that holds it,
    and how often; in order of terms, and of sentences within a term. ``firsts`` says where each term's pairs begin, ``spread``
    how many there are. ``in_title`` is 1 for each term that stands in the title, ``title_pairs`` each sentence's share of the
    title's pairs of neighbors, ``capital`` each term's share of capitals where it opens no sentence,
    ``opens_in_title`` whether the first term of a sentence stands in the title.
    """

    sentences: Sequence[Sentence]
    title: str
    words: "Lines"
    marks: Marks
    sizes: Array
    names: Sequence[str]
    named: Array
    terms: Array
    places: Array
    counts: Array
    firsts: Array
    spread: Array
    in_title: Array
    title_pairs: Array
    capital: Array
    opens_in_title: Array

    def spelled(self, term: int) -> str:
        """Return a term as it is spelled."""
        return self.names[int(self.named[term])]


class Lines(dict[int, list[str]]):
    """The words of each sentence, found when they are asked for: most never are."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        super().__init__()
        self.sentences = sentences
        self._openings: dict[int, list[str]] = {}
        self._whole = "\n".join([sentence.text for sentence in sentences])
        self._ends = list(accumulate(len(sentence.text) + 1 for sentence in sentences))

    def __missing__(self, place: int) -> list[str]:
        found = self[place] = words(self.sentences[place].text)
        return found

    def opening(self, place: int) -> list[str]:
        """Return the first words of a sentence: nine at least, if it has so many."""
        found = self._openings.get(place)
        if found is None:
            text = self.sentences[place].text
            head = words(text[:_HEAD])[:-1] if place not in self and len(text) > _HEAD else []
            found = self._openings[place] = head if len(head) >= _FEW else self[place]
        return found

    def holding(self, forms: Collection[str], before: int) -> list[int]:
        """Return the places before one of the sentences that hold a word in one of its forms."""
        holding: set[int] = set()
        limit = self._ends[before - 1] if before else 0
        for form in forms:
            found = self._whole.find(form, 0, limit)
            while found >= 0:
                end = found + len(form)
                # What makes it part of a longer word is a letter beside it, or a hyphen and a letter.
                if form in words(self._whole[max(0, found - 2) : end + 2]):
                    holding.add(place := bisect_right(self._ends, found))
                    end = self._ends[place]
                found = self._whole.find(form, end, limit)
        return sorted(holding)


def read(sentences: Sequence[Sentence], title: str, known: Lexicon) -> Prose:
    """Turn sentences and title into terms."""
    split, heading = [sentence.text.split() for sentence in sentences], title.split()
    every = list(chain.from_iterable(split))
    found = tokens(known.code).look(every + heading)
    traits, held = found.traits[: len(every)], found.held[: len(every)]
    lengths = np.array(list(map(len, split)), dtype=np.int64)
    marks, inside = _marks(every, traits, held, lengths)
    everything, named = _first_come(found.terms)
    flat, titled = np.split(everything, [held.sum()])
    number = int(flat.max(initial=-1)) + 1  # what only the title has goes on beyond
    lines = np.repeat(np.repeat(np.arange(len(split)), lengths), held)
    keys = np.sort(flat * len(split) + lines)
    bounds = np.flatnonzero(np.concatenate(([True] * (len(keys) > 0), keys[1:] != keys[:-1], [True])))
    terms, places = np.divmod(keys[bounds[:-1]], len(split))
    spread = np.bincount(terms, minlength=number)
    in_title = np.zeros(number)
    in_title[titled[titled < number]] = 1
    total = np.bincount(flat[np.repeat(inside, held)], minlength=number)
    upper = np.bincount(flat[np.repeat(inside & (traits & CAPITAL > 0), held)], minlength=number)
    return Prose(
        sentences=sentences,
        title=title,
        words=Lines(sentences),
        marks=marks,
        sizes=_sizes(sentences, lengths, marks.traits),
        names=found.names,
        named=named,
        terms=terms,
        places=places,
        counts=bounds[1:] - bounds[:-1],
        firsts=np.cumsum(spread) - spread,
        spread=spread,
        in_title=in_title,
        title_pairs=_title_pairs(titled.tolist(), number, flat, lines, len(split)),
        # Where a word is seen only at the start of sentences, nobody can tell: the share that names have among all words, about.
        capital=np.where(total > 0, upper / np.maximum(1, total), 0.3),
        opens_in_title=_opens_in_title(flat, lines, in_title, len(split)),
    )


def _marks(every: Sequence[str], traits: Array, held: Array, lengths: Array) -> tuple[Marks, Array]:
    """Gather what the tokens of sentences say of them; with it, which tokens do not open a sentence."""
    begins = np.cumsum(lengths) - lengths
    # A dash or quotation mark may stand before the opening word.
    opening = begins + ((traits[begins] & WORD == 0) & (lengths > 1))
    inside = np.ones(len(every), dtype=bool)
    inside[opening] = False
    marks = Marks(
        of_tokens=traits,
        held=held,
        bounds=[*begins.tolist(), len(every)],
        traits=np.bitwise_or.reduceat(traits, begins),
        opening=traits[opening],
        first=traits[begins],
        keys=[every[place] for place in np.flatnonzero(traits & PHRASE).tolist()],
    )
    return marks, inside


def _first_come(values: Array) -> tuple[Array, Array]:
    """Return for values their numbers in the order in which they are first met, and the value of each number.

    >>> numbers, values = _first_come(np.array([7, 3, 7, 9]))
    >>> numbers.tolist(), values.tolist()
    ([0, 1, 0, 2], [7, 3, 9])
    """
    listed = values.tolist()
    unlike = dict.fromkeys(listed)
    numbers = dict(zip(unlike, range(len(unlike)), strict=True))
    return np.array(list(map(numbers.__getitem__, listed)), dtype=np.int64), np.array(list(numbers), dtype=np.int64)


def _sizes(sentences: Sequence[Sentence], lengths: Array, traits: Array) -> Array:
    """Return the lengths of sentences in words: as many as tokens, but where no spaces are written."""
    sizes = lengths.copy()
    for place in np.flatnonzero(traits & UNSPACED).tolist():
        sizes[place] = size(sentences[place].text)
    return sizes


def _title_pairs(heading: Sequence[int], number: int, flat: Array, lines: Array, sentences: int) -> Array:
    """Return each sentence's share of the neighbors in the title that are neighbors there, too."""
    title = set(pairwise(heading))
    shared = np.zeros(sentences)
    wanted = sorted(pair for pair in title if max(pair) < number)
    if wanted:
        within, pairs = lines[1:] == lines[:-1], flat[:-1] * number + flat[1:]
        for first, second in wanted:
            shared[lines[1:][within & (pairs == first * number + second)]] += 1  # once, however often it stands there
    return shared / max(1, len(title))


def _opens_in_title(flat: Array, lines: Array, in_title: Array, sentences: int) -> Array:
    """Return for each sentence whether its first term stands in the title."""
    opens = np.zeros(sentences, dtype=bool)
    first = np.diff(lines, prepend=-1) > 0
    opens[lines[first]] = in_title[flat[first]] > 0
    return opens
