"""What our method sees of an article: its terms, where they stand, and how central each sentence is.

Arrays have a row per sentence and a column per term. Sums that decide are over whole numbers, or are rounded to nine digits,
so that neither the order of addition nor the number of threads shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ..sentences import Sentence
from .words import Lexicon, size, words

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences as words and terms.

    ``counts`` (sentences x terms) says how often a sentence has a term, ``runs`` its terms by number in order, ``title`` those
    of the title in order (-1 for one that the article lacks), ``capital`` each term's share of capitals where it opens no
    sentence.
    """

    sentences: Sequence[Sentence]
    words: list[list[str]]
    vocabulary: list[str]
    runs: list[list[int]]
    counts: Array
    sizes: Array
    title: list[int]
    capital: Array


class _Numbers(dict[str, int]):
    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def read(sentences: Sequence[Sentence], title: str, known: Lexicon) -> Prose:
    """Turn sentences and title into terms."""
    terms, numbers = known.terms, _Numbers()
    found = [words(sentence.text) for sentence in sentences]
    runs = [[numbers[term] for word in line for term in terms[word]] for line in found]
    upper = [numbers[term] for line in found for word in line[1:] if word[0].isupper() for term in terms[word]]
    opening = [numbers[term] for line in found if line for term in terms[line[0]]]
    counts = _count(runs, len(numbers))
    inside = counts.sum(0) - _tally(opening, len(numbers))
    # Where a word is seen only at the start of sentences, nobody can tell: the share that names have among all words, about.
    capital = np.where(inside > 0, _tally(upper, len(numbers)) / np.maximum(1, inside), 0.3)
    heading = [numbers.get(term, -1) for word in words(title) for term in terms[word]]
    sizes = np.array([size(sentence.text) for sentence in sentences])
    return Prose(sentences, found, list(numbers), runs, counts, sizes, heading, capital)


def _count(runs: list[list[int]], terms: int) -> Array:
    flat = np.array([term for run in runs for term in run], dtype=np.int64)
    rows = np.repeat(np.arange(len(runs)), [len(run) for run in runs])
    return np.bincount(rows * terms + flat, minlength=len(runs) * terms).reshape(len(runs), terms)


def _tally(terms: list[int], length: int) -> Array:
    return np.bincount(np.array(terms, dtype=np.int64), minlength=length)


def forward_centrality(counts: Array) -> Array:
    """Sum each sentence's cosine similarity to all later ones, scaled to 0..1 within the article.

    PacSum (Zheng and Lapata, 2019): similarity to what follows speaks for a sentence, similarity to what went before does not.
    With the sum of the later vectors it is linear in the number of sentences.
    """
    rarity = np.log(1 + len(counts) / np.maximum(1, (counts > 0).sum(0)))
    vectors = np.where(counts > 0, (1 + np.log(np.maximum(1, counts))) * rarity, 0.0)
    vectors /= np.maximum(1e-12, np.sqrt((vectors * vectors).sum(1)))[:, None]
    later = vectors.sum(0) - np.cumsum(vectors, axis=0)
    values = (vectors * later).sum(1)
    low, high = values.min(initial=0.0), values.max(initial=0.0)
    scaled = (values - low) / (high - low) if high - low > 1e-9 else np.zeros(len(counts))
    return np.round(scaled, 9)


def of_words(prose: Prose, central: Array) -> dict[str, Array]:
    """Describe every term by the features that ``weights.WORD`` names."""
    held = prose.counts > 0
    total, spread = prose.counts.sum(0), held.sum(0)
    place = np.arange(len(held))[:, None]
    frequent = np.log(total)
    return {
        "bias": np.ones(len(total)),
        "count": frequent,
        "relative_count": frequent / np.log(1 + total.max(initial=1)),
        "first": np.exp(-held.argmax(0) / 3),
        "early": (held * np.exp(-place / 8)).sum(0) / 3,
        "title": in_title(prose),
        "capital": prose.capital,
        "central": (held * central[:, None]).max(0),
        "long": (held * np.minimum(prose.sizes, 40)[:, None]).sum(0) / spread / 40,
    }


def in_title(prose: Prose) -> Array:
    """Return 1 for each term that stands in the title, else 0."""
    found = np.zeros(len(prose.vocabulary))
    found[[term for term in prose.title if term >= 0]] = 1
    return found


def of_sentences(prose: Prose, central: Array) -> dict[str, Array]:
    """Describe every sentence by the features of its own that ``weights.OWN`` names."""
    texts = [sentence.text for sentence in prose.sentences]
    places = [sentence.paragraph for sentence in prose.sentences]
    return {
        "title_pairs": _title_pairs(prose),
        "central": central * np.exp(-np.arange(len(texts)) / 5),
        "short": np.maximum(0, 14 - prose.sizes),
        "long": np.maximum(0, prose.sizes - 22),
        "quote": np.array([text[0] in "\"'“”‘’«»„–—―-「『" for text in texts]),
        "colon": np.array([":" in text or "：" in text for text in texts]),
        "opening": np.array([place == places[0] != places[-1] for place in places]),
    }


def _title_pairs(prose: Prose) -> Array:
    title = set(pairwise(prose.title))
    wanted = {pair for pair in title if min(pair) >= 0}
    if not wanted:
        return np.zeros(len(prose.runs))
    shared = [len(wanted.intersection(pairwise(run))) for run in prose.runs]
    return np.array(shared) / len(title)
