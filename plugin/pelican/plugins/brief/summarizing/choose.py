"""Choose the best set of sentences: every set where there are few, else greedily and with swaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from .candidates import FAULTS, Verdict

Array = np.ndarray[Any, Any]
#: So many of the best single sentences are combined, besides the first two.
POOL = 16
#: Beyond this many sets the search is greedy.
MOST_SETS = 1_000
#: Two sentences say the same that share this much of the shorter one's terms, or this much of all its words and some terms.
SAME_TERMS, SAME_WORDS, SOME_TERMS = 0.55, 0.58, 0.2
#: Chances are counted in ten-thousandths: whole numbers add up to the same in any order.
UNIT = 10_000


@dataclass(frozen=True, slots=True)
class Sets:
    """What the value of a set of sentences is made of.

    ``held`` (sentences x terms) says which terms a sentence has, ``weights`` (terms x 3) is each term's chance in
    ten-thousandths, 1, and 1 where it stands in the title; ``own`` is what each sentence earns by itself.
    """

    held: Array
    weights: Array
    own: Array
    divisor: float
    title_share: float
    words: Sequence[Sequence[str]]

    def values(self, rows: Array) -> Array:
        """Return the worth of each set (a row of sentence numbers).

        It is the expected overlap with a human summary, as a logarithm, plus the coverage of the title, plus the mean of
        what the sentences earn by themselves.
        """
        covered = reduce(np.logical_or, (self.held[column] for column in rows.T))
        chance, number, title = (covered.astype(float) @ self.weights).T
        overlap = np.log((chance + 1) / UNIT / np.maximum(number + self.divisor, 1e-9))
        worth: Array = np.round(overlap + self.title_share * title + self.own[rows].mean(1), 9)
        return worth

    def within(self, pool: Sequence[int]) -> "Sets":
        """Return the same of a few sentences, without the terms that none of them has."""
        held = self.held[list(pool)]
        used = held.any(0)
        words = [self.words[i] for i in pool]
        return Sets(held[:, used], self.weights[used], self.own[list(pool)], self.divisor, self.title_share, words)

    def repeats(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences that say much the same."""
        held = self.held.astype(float)
        shared, sizes = held @ held.T, held.sum(1)
        share = shared / np.maximum(1, np.minimum.outer(sizes, sizes))
        pairs = [(int(a), int(b)) for a, b in zip(*np.nonzero(np.triu(share >= SOME_TERMS, 1)), strict=True)]
        words = {i: frozenset(map(str.lower, self.words[i])) for pair in pairs for i in pair}
        return [(a, b) for a, b in pairs if share[a, b] >= SAME_TERMS or _shared(words[a], words[b]) >= SAME_WORDS]


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))


def best(sets: Sets, verdicts: Sequence[Verdict], count: int) -> list[int]:
    """Return the places of the best ``count`` sentences in article order; faulty ones only where there are too few others."""
    alone = sets.values(np.arange(len(verdicts))[:, None])
    order = sorted(range(len(verdicts)), key=lambda i: (FAULTS.index(verdicts[i].barred), -alone[i], i))
    places = pool([i for i in order if not verdicts[i].barred], verdicts)
    few, chains = sets.within(places), list(_chains(places, verdicts))
    free = [k for k, i in enumerate(places) if not verdicts[i].dangling]
    if count <= len(places) and comb(len(free), count) <= MOST_SETS:
        rows = _without_repeats(_rows(free, chains, count), few.repeats())
        if len(rows):
            return [places[k] for k in rows[int(few.values(rows).argmax())]]
    return _greedy(sets, verdicts, [*places, *(i for i in order if i not in places)][: 3 * POOL + count], count)


def pool(order: Sequence[int], verdicts: Sequence[Verdict]) -> list[int]:
    """Return the sentences worth combining: the best, the first two, and those that may follow one of them."""
    free = [i for i in order if not verdicts[i].dangling]
    found = {*free[:POOL], *(i for i in free if i < 2)}
    for i in sorted(set(order) - set(free)):
        if i - 1 in found:
            found.add(i)
    return sorted(found)


def _chains(places: Sequence[int], verdicts: Sequence[Verdict]) -> Iterator[list[int]]:
    """Yield every run of a sentence and those after it that point back, as numbers within the pool."""
    for k, i in enumerate(places):
        if verdicts[i].dangling:
            start = k
            while verdicts[places[start]].dangling:
                start -= 1
            yield list(range(start, k + 1))


def _rows(free: Sequence[int], chains: Sequence[list[int]], count: int) -> Array:
    """Return all sets of sentences that stand by themselves, and those with one chain; in order of their sentences."""
    sets = [np.array(free)[_combinations(len(free), count)]] if count <= len(free) else []
    for chain in chains:
        others = [k for k in free if k not in chain]
        if 0 <= count - len(chain) <= len(others):
            rest = np.array(others, dtype=int)[_combinations(len(others), count - len(chain))]
            sets.append(np.sort(np.hstack([np.tile(chain, (len(rest), 1)), rest]), axis=1))
    rows = np.vstack(sets) if sets else np.empty((0, count), dtype=int)
    return rows[np.lexsort(rows.T[::-1])] if chains else rows


@cache
def _combinations(number: int, count: int) -> Array:
    return np.array(list(combinations(range(number), count)), dtype=int).reshape(comb(number, count), count)


def _without_repeats(rows: Array, repeats: Sequence[tuple[int, int]]) -> Array:
    for a, b in repeats:
        rows = rows[~((rows == a).any(1) & (rows == b).any(1))]
    return rows


def _greedy(sets: Sets, verdicts: Sequence[Verdict], places: Sequence[int], count: int) -> list[int]:
    """Add the best sentence, fault by fault, until there are enough; then exchange one as long as the set gets better."""
    places = sorted(places)
    few, repeats = sets.within(places), sets.within(places).repeats()
    after = [k > 0 and places[k - 1] == i - 1 for k, i in enumerate(places)]
    judged = [verdicts[i] for i in places]

    def best_of(options: list[list[int]]) -> tuple[tuple[int, float], list[int]]:
        values = few.values(np.array(options)).tolist()
        faults = [-_faults(option, judged, after, repeats) for option in options]
        return max(zip(zip(faults, values, strict=True), options, strict=True), key=lambda pair: pair[0])

    chosen: list[int] = []
    worth = (0, 0.0)
    while len(chosen) < min(count, len(places)):
        worth, chosen = best_of([sorted([*chosen, k]) for k in range(len(places)) if k not in chosen])
    while options := [sorted([*_without(chosen, n), k]) for n in chosen for k in range(len(places)) if k not in chosen]:
        better, option = best_of(options)
        if better <= worth:
            break
        worth, chosen = better, option
    return [places[k] for k in chosen]


def _without(chosen: Sequence[int], number: int) -> list[int]:
    return [k for k in chosen if k != number]


def _faults(chosen: Sequence[int], judged: Sequence[Verdict], after: Sequence[bool], repeats: Sequence[tuple[int, int]]) -> int:
    """Return how bad the faults of a set are: each kind outweighs several of the milder kinds.

    ``after[k]`` tells whether candidate k - 1 is the sentence right before candidate k.
    """
    kinds = [judged[k].barred for k in chosen]
    kinds += ["points back" for k in chosen if judged[k].dangling and not (after[k] and k - 1 in chosen)]
    kinds += ["repeats another" for a, b in repeats if a in chosen and b in chosen]
    return sum(4 ** FAULTS.index(kind) for kind in kinds if kind)
