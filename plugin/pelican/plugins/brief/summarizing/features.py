"""What our method sees of an article: its terms, where they stand, and how central each sentence is.

Most sentences lack most terms, so what is kept are the pairs of a term and a sentence that holds it: work grows with the
text, not with sentences times terms. Sums that decide are over whole numbers, or are rounded to nine digits, so that neither
the order of addition nor the number of threads shows.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np

from ..sentences import Sentence
from .phrases import LONGEST, Phrases, contradicts, points_early, prepared, says
from .tokens import AHEAD, CAPITAL, COLON, CONTRAST, MARK, MOOD, NEGATION, PHRASE, POINTING, QUOTE, SERIES, UNSPACED, WORD, tokens
from .words import Lexicon, plain, size, words

Array = np.ndarray[Any, Any]
#: As far as one has to read for a few words.
_HEAD, _FEW = 80, 9
#: A quotation inside a sentence, of which so many words are long; and the end of a question.
LONG_QUOTE = 5
_QUOTED = re.compile(r"""[\s(](?:"(?=\S)|[“„«»])([^"“”„«»]+)["“”«»]""")
_QUESTION = re.compile(r"[?？؟][\s\"'”’»)\]]*$")


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


def forward_centrality(prose: Prose) -> Array:
    """Sum each sentence's cosine similarity to all later ones, scaled to 0..1 within the article.

    PacSum (Zheng and Lapata, 2019): similarity to what follows speaks for a sentence, similarity to what went before does not.
    With a running sum over each term's sentences it is linear in the number of pairs.
    """
    number = len(prose.sentences)
    rarity = np.log(1 + number / np.maximum(1, prose.spread))
    values = (1 + np.log(prose.counts)) * rarity[prose.terms]
    values /= np.sqrt(np.bincount(prose.places, values * values, number))[prose.places]
    running = np.cumsum(values)
    lasts = prose.firsts + prose.spread - 1
    later = running[lasts[prose.terms]] - running
    central = np.bincount(prose.places, values * later, number)
    low, high = central.min(initial=0.0), central.max(initial=0.0)
    return np.round((central - low) / (high - low) if high - low > 1e-9 else np.zeros(number), 9)


def of_words(prose: Prose, central: Array) -> dict[str, Array]:
    """Describe every term by the features that ``weights.WORD`` names."""
    terms, places, number = prose.terms, prose.places, len(prose.spread)
    total = np.bincount(terms, prose.counts, number)
    frequent = np.log(total)
    return {
        "bias": np.ones(number),
        "count": frequent,
        "relative_count": frequent / np.log(1 + total.max(initial=1)),
        "first": np.exp(-places[prose.firsts] / 3),
        "early": np.bincount(terms, np.exp(-places / 8), number) / 3,
        "title": prose.in_title,
        "capital": prose.capital,
        "central": np.maximum.reduceat(central[places], prose.firsts) if number else np.zeros(0),
        "long": np.bincount(terms, np.minimum(prose.sizes, 40)[places], number) / prose.spread / 40,
    }


def of_sentences(prose: Prose, central: Array, count: int, known: Lexicon) -> dict[str, Array]:
    """Describe every sentence by the features of its own that ``weights.OWN`` names, for a summary of ``count``."""
    phrases, places = prepared(known.code), [sentence.paragraph for sentence in prose.sentences]
    return {
        "title_pairs": prose.title_pairs,
        "central": central * np.exp(-np.arange(len(places)) / 5),
        "short": count * np.maximum(0, 14 - prose.sizes),
        "long": np.maximum(0, prose.sizes - 22),
        "very_long": count * ((prose.sizes > LONGEST) & (prose.sizes <= phrases.longest)),
        "quote": prose.marks.first & QUOTE > 0,
        "colon": prose.marks.traits & COLON > 0,
        "pointing": _where(prose, POINTING, lambda i: points_early(prose.words.opening(i), phrases)),
        "ahead": _where(prose, AHEAD, lambda i: says(prose.sentences[i].text, phrases.ahead), always=phrases.unspaced),
        "series": _where(prose, SERIES, lambda i: says(prose.sentences[i].text, phrases.series)),
        "opening": np.array(places) == (places[0] if places[0] != places[-1] else -1),
        "quoting": _where(prose, MARK, lambda i: _quotes_at_length(prose.sentences[i].text)),
        "negative": prose.marks.traits & NEGATION > 0,
        "mood": prose.marks.traits & MOOD > 0,
        "taken_back": _taken_back(prose, phrases),
        "answer": _answers(prose),
        "definition": _definitions(prose, known, phrases),
    }


def _quotes_at_length(text: str) -> bool:
    """Tell whether a long quotation stands inside a sentence."""
    return any(len(quoted.split()) >= LONG_QUOTE for quoted in _QUOTED.findall(text))


def _taken_back(prose: Prose, phrases: Phrases) -> Array:
    """Say of each sentence but the first whether the next one of its paragraph contradicts it."""
    found, sentences = np.zeros(len(prose.sentences)), prose.sentences
    for i in np.flatnonzero(prose.marks.opening & CONTRAST).tolist():
        if i > 1 and sentences[i].paragraph == sentences[i - 1].paragraph:
            found[i - 1] = contradicts(prose.words.opening(i), phrases)
    return found


def _answers(prose: Prose) -> Array:
    """Say of each sentence whether a question stands before it."""
    return np.array([0, *(_QUESTION.search(sentence.text[-4:]) is not None for sentence in prose.sentences[:-1])])


def _definitions(prose: Prose, known: Lexicon, phrases: Phrases) -> Array:
    """Say of each sentence whether it tells what something is of which the title speaks: "A weekly ship is a memo ..."."""
    found = np.zeros(len(prose.sentences))
    for i in np.flatnonzero(prose.opens_in_title & (prose.marks.opening & POINTING == 0)).tolist():
        if match := phrases.definition.match(plain(prose.sentences[i].text)):
            first, *others = words(match[1]) or [""]
            # "There is salt", "In Salem is a lamp": a little word that is no article opens something else.
            if first in phrases.articles or not known.is_little(first):
                titled = frozenset(map(prose.spelled, np.flatnonzero(prose.in_title).tolist()))
                subject = [term for word in (first, *others) for term in known.terms(word)]
                found[i] = 0 < len(subject) <= 2 * sum(term in titled for term in subject)
    return found


def _where(prose: Prose, trait: int, holds: Callable[[int], bool], always: bool = False) -> Array:
    """Say for each sentence whether something holds that the trait hints at: 0 or 1."""
    found = np.zeros(len(prose.sentences))
    for place in range(len(found)) if always else np.flatnonzero(prose.marks.traits & trait).tolist():
        found[place] = holds(place)
    return found
