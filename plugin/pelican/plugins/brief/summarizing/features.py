"""What our method sees of an article: its terms, where they stand, and how central each sentence is.

Most sentences lack most terms, so what is kept are the pairs of a term and a sentence that holds it: work grows with the
text, not with sentences times terms. Sums that decide are over whole numbers, or are rounded to nine digits, so that neither
the order of addition nor the number of threads shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np

from ..sentences import Sentence
from .phrases import Phrases, announcing, points_early
from .words import Lexicon, size, words

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences as words and terms.

    Each of ``terms``, ``places`` and ``counts`` has one number per pair: the term (in ``vocabulary``), the sentence that holds it,
    and how often; in order of terms, and of sentences within a term. ``firsts`` says where each term's pairs begin, ``spread`` how many there
    are. ``in_title`` is 1 for each term that stands in the title, ``title_pairs`` each sentence's share of the title's pairs of
    neighbors, ``capital`` each term's share of capitals where it opens no sentence.
    """

    sentences: Sequence[Sentence]
    words: list[list[str]]
    vocabulary: list[str]
    sizes: Array
    terms: Array
    places: Array
    counts: Array
    firsts: Array
    spread: Array
    in_title: Array
    title_pairs: Array
    capital: Array


class _Numbers(dict[str, int]):
    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def read(sentences: Sequence[Sentence], title: str, known: Lexicon) -> Prose:
    """Turn sentences and title into terms."""
    numbers = _Numbers()
    found = [words(sentence.text) for sentence in sentences]
    every = list(chain.from_iterable(found))
    terms = list(map(known.terms.__getitem__, every))
    flat = np.array(list(map(numbers.__getitem__, chain.from_iterable(terms))), dtype=np.int64)
    number = len(numbers)
    # A word has several terms where it is written without spaces, and a stop word none.
    held = np.fromiter(map(len, terms), np.int64, len(terms))
    lengths = np.fromiter(map(len, found), np.int64, len(found))
    lines = np.repeat(np.repeat(np.arange(len(found)), lengths), held)
    keys = np.sort(flat * len(found) + lines)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    pair_terms, pair_places = np.divmod(keys[starts], max(1, len(found)))
    spread = np.bincount(pair_terms, minlength=number)
    opening = np.zeros(len(every), dtype=bool)
    opening[(np.cumsum(lengths) - lengths)[lengths > 0]] = True
    inside = ~np.repeat(opening, held)
    upper = np.repeat(np.fromiter((word[0].isupper() for word in every), bool, len(every)), held)
    total = np.bincount(flat[inside], minlength=number)
    heading = [numbers[term] for word in words(title) for term in known.terms[word]]  # what the article lacks goes on beyond
    in_title = np.zeros(number)
    in_title[[term for term in heading if term < number]] = 1
    return Prose(
        sentences=sentences,
        words=found,
        vocabulary=list(numbers),
        sizes=np.array([size(sentence.text) for sentence in sentences], dtype=np.int64),
        terms=pair_terms,
        places=pair_places,
        counts=np.diff(starts, append=len(keys)),
        firsts=np.cumsum(spread) - spread,
        spread=spread,
        in_title=in_title,
        title_pairs=_title_pairs(heading, number, flat, lines, len(found)),
        # Where a word is seen only at the start of sentences, nobody can tell: the share that names have among all words, about.
        capital=np.where(total > 0, np.bincount(flat[inside & upper], minlength=number) / np.maximum(1, total), 0.3),
    )


def _title_pairs(heading: Sequence[int], number: int, flat: Array, lines: Array, sentences: int) -> Array:
    """Return each sentence's share of the neighbors in the title that are neighbors there, too."""
    title = set(pairwise(heading))
    shared = np.zeros(sentences)
    wanted = sorted(pair for pair in title if max(pair) < number)
    within = lines[1:] == lines[:-1]
    for first, second in wanted:
        shared[lines[1:][within & (flat[:-1] == first) & (flat[1:] == second)]] += 1  # once, however often it stands there
    return shared / max(1, len(title))


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


def of_sentences(prose: Prose, central: Array, count: int, phrases: Phrases) -> dict[str, Array]:
    """Describe every sentence by the features of its own that ``weights.OWN`` names, for a summary of ``count``."""
    texts = [sentence.text for sentence in prose.sentences]
    places = [sentence.paragraph for sentence in prose.sentences]
    return {
        "title_pairs": prose.title_pairs,
        "central": central * np.exp(-np.arange(len(texts)) / 5),
        "short": count * np.maximum(0, 14 - prose.sizes),
        "long": np.maximum(0, prose.sizes - 22),
        "quote": np.array([text[0] in "\"'“”‘’«»„–—―-「『" for text in texts]),
        "colon": np.array([":" in text or "：" in text for text in texts]),
        "pointing": np.array([points_early(line, phrases) for line in prose.words]),
        "ahead": np.array(announcing(texts, phrases)),
        "opening": np.array([place == places[0] != places[-1] for place in places]),
    }
