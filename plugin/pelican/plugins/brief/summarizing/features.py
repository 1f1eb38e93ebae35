"""What our method sees of an article: its terms, where they stand, and how central each sentence is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from ..sentences import Sentence
from .words import Lexicon, size, terms, words


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences as terms. ``counts[i]`` maps the terms of sentence i to their number, in order of appearance."""

    sentences: Sequence[Sentence]
    counts: tuple[dict[str, int], ...]
    runs: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]
    title: tuple[str, ...]
    capitals: dict[str, float]


def read(sentences: Sequence[Sentence], title: str, known: Lexicon) -> Prose:
    """Turn sentences and title into terms; ``capitals`` is each term's share of capitals where it opens no sentence."""
    upper: dict[str, int] = {}
    seen: dict[str, int] = {}
    runs = []
    for sentence in sentences:
        run: list[str] = []
        for place, word in enumerate(words(sentence.text)):
            found = terms(word, known)
            run += found
            if place:
                for term in found:
                    seen[term] = seen.get(term, 0) + 1
                    if word[0].isupper():
                        upper[term] = upper.get(term, 0) + 1
        runs.append(tuple(run))
    return Prose(
        sentences=sentences,
        counts=tuple(map(_count, runs)),
        runs=tuple(runs),
        sizes=tuple(size(s.text) for s in sentences),
        title=tuple(term for word in words(title) for term in terms(word, known)),
        capitals={term: upper.get(term, 0) / number for term, number in seen.items()},
    )


def forward_centrality(counts: Sequence[dict[str, int]]) -> list[float]:
    """Sum each sentence's cosine similarity to all later ones, scaled to 0..1 within the article.

    PacSum (Zheng and Lapata, 2019): similarity to what follows speaks for a sentence, to what went before rather against it.
    One pass from the end with the sum of the later vectors makes it linear.
    """
    vectors = _vectors(counts)
    later: dict[str, float] = {}
    values = []
    for vector in reversed(vectors):
        values.append(sum(weight * later.get(term, 0.0) for term, weight in vector.items()))
        for term, weight in vector.items():
            later[term] = later.get(term, 0.0) + weight
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [round((value - low) / (high - low), 9) if high - low > 1e-9 else 0.0 for value in reversed(values)]


def _vectors(counts: Sequence[dict[str, int]]) -> list[dict[str, float]]:
    holders: dict[str, int] = {}
    for count in counts:
        for term in count:
            holders[term] = holders.get(term, 0) + 1
    rarity = {term: log(1 + len(counts) / number) for term, number in holders.items()}
    return [_normalized({term: (1 + log(n)) * rarity[term] for term, n in count.items()}) for count in counts]


def _normalized(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: value / length for term, value in vector.items()}


def word_features(prose: Prose, central: Sequence[float]) -> dict[str, dict[str, float]]:
    """Describe each term of the article by the features that ``weights.WORD`` names."""
    places: dict[str, list[int]] = {}
    totals: dict[str, int] = {}
    for i, count in enumerate(prose.counts):
        for term, number in count.items():
            places.setdefault(term, []).append(i)
            totals[term] = totals.get(term, 0) + number
    most = log(1 + max(totals.values(), default=1))
    title = frozenset(prose.title)
    early = [exp(-i / 8) / 3 for i in range(len(prose.counts))]
    length = [min(size, 40) / 40 for size in prose.sizes]
    return {
        term: {
            "bias": 1.0,
            "count": log(totals[term]),
            "relative_count": log(totals[term]) / most,
            "first": exp(-where[0] / 3),
            "early": sum(early[i] for i in where),
            "title": float(term in title),
            "capital": prose.capitals.get(term, 0.3),
            "central": max(central[i] for i in where),
            "long": sum(length[i] for i in where) / len(where),
        }
        for term, where in places.items()
    }


def _count(run: Sequence[str]) -> dict[str, int]:
    count: dict[str, int] = {}
    for term in run:
        count[term] = count.get(term, 0) + 1
    return count
