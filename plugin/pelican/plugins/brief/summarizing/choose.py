"""Choose the best set of sentences: every set where there are few, else greedily and with swaps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import combinations, pairwise
from math import comb
from typing import Any

import numpy as np

from .candidates import FAULTS, FOLLOWER, FREE, Judge, Verdict
from .memory import Memory
from .terms import Prose
from .weights import ADJACENT, INTRODUCED, OPENING

Array = np.ndarray[Any, Any]
#: So many of the best single sentences are combined, besides the first two.
POOL = 10
#: Beyond this many sets the search is greedy.
MOST_SETS = 1_000
#: Two sentences say the same that share this much of the shorter one's terms, or this much of all its words and some terms.
SAME_TERMS, SAME_WORDS, SOME_TERMS = 0.55, 0.58, 0.35
#: Chances are counted in ten-thousandths: whole numbers add up to the same in any order.
UNIT = 10_000


@dataclass(frozen=True, slots=True)
class Worth:
    """What the value of a set of sentences is made of.

    ``weights`` (3 x terms) is each term's chance in ten-thousandths, 1, and 1 where it stands in the title; ``own`` is what
    each sentence earns by itself, ``taken_back`` what it loses of that because the next one takes it back;
    ``introductions`` tells for a sentence which others introduce what it opens with.
    """

    prose: Prose
    weights: Array
    own: Array
    taken_back: Array
    divisor: float
    title_share: float
    introductions: Callable[[int], list[int]]

    def of(self, sums: Array, own: Array) -> Array:
        """Return the worth of sets, given the sums of the weights of their terms.

        It is the expected overlap with a human summary, as a logarithm, plus the coverage of the title, plus the mean of
        what the sentences earn by themselves.
        """
        chance, number, title = sums
        overlap = np.log((chance + 1) / UNIT / np.maximum(number + self.divisor, 1e-9))
        worth: Array = np.round(overlap + self.title_share * title + own, 9)
        return worth

    def alone(self) -> Array:
        """Return the worth of each sentence alone."""
        return self.of(self.sums(), self.own)

    def sums(self) -> Array:
        """Return the sums of the weights of each sentence's terms (3 x sentences)."""
        terms, places = self.prose.terms, self.prose.places
        return np.array([np.bincount(places, column[terms], len(self.own)) for column in self.weights])

    def coverage(self) -> tuple[Array, Array]:
        """Return the two parts of each sentence's worth besides its own: expected overlap as a share, and the title's part."""
        sums = self.sums()
        return np.exp(self.of(sums * [[1], [1], [0]], np.zeros(len(self.own)))), self.title_share * sums[2]

    def best_terms(self, place: int, count: int) -> list[str]:
        """Return the terms of a sentence that a summary would most likely use, the likeliest first."""
        held = self.prose.terms[self.prose.places == place].tolist()
        likeliest = sorted(held, key=lambda term: (-self.weights[0, term], term))[:count]
        return [self.prose.spelled(term) for term in likeliest]

    def among(self, places: Sequence[int]) -> "Few":
        """Return the same for a few sentences, made ready for combining them.

        A term that one of them alone holds counts for that sentence wherever it is chosen; only those that several hold have
        to be looked at, set by set.
        """
        few = np.array(places, dtype=np.int64)
        number = np.full(len(self.own), -1)
        number[few] = np.arange(len(few))
        rows = number[self.prose.places]
        inside = rows >= 0
        held = np.zeros((len(few), self.weights.shape[1]))
        held[rows[inside], self.prose.terms[inside]] = 1
        shared = held.sum(0) > 1
        common, weights = held[:, shared], self.weights[:, shared]
        # All are whole numbers, so that no order of adding shows.
        single = self.weights @ held.T - weights @ common.T

        def needs(k: int) -> list[int] | None:
            found = self.introductions(places[k])
            return [j for i in found if (j := int(number[i])) >= 0] if found else None

        return Few(self, few, common > 0, weights, single, self.own[few], self.taken_back[few], Memory(needs))


@dataclass(frozen=True, slots=True)
class Few:
    """Sentences worth combining: ``held`` (sentences x terms) of the terms that several have, ``single`` sums of the others.

    ``needs`` gives for one that opens with what others introduce these others, else None.
    """

    worth: Worth
    places: Array
    held: Array
    weights: Array
    single: Array
    own: Array
    taken_back: Array
    needs: Memory[int, list[int] | None]

    def values(self, rows: Array) -> Array:
        """Return the worth of each set: a row of numbers within these few, in order."""
        values = self._at_most(rows)
        for number in np.unique(rows).tolist():
            values = self._introduced(values, rows, number)
        return values

    def _at_most(self, rows: Array) -> Array:
        """Return the worth of each set if nothing in it wants an introduction."""
        columns = list(rows.T)
        covered = reduce(np.logical_or, (self.held[column] for column in columns))
        sums = self.weights @ covered.T.astype(float) + reduce(np.add, (self.single[:, column] for column in columns))
        own = reduce(np.add, (self.own[column] for column in columns)) / len(columns)
        if len(columns) > 1:
            near = [(before, self.places[after] - self.places[before] == 1) for before, after in pairwise(columns)]
            own = own + ADJACENT.value / (len(columns) - 1) * sum(next_to for _, next_to in near)
            own = own + OPENING.value * (self.places[columns[0]] == 0)
            # What takes it back stands there, too.
            own = own - sum(self.taken_back[before] * next_to for before, next_to in near) / len(columns)
        return self.worth.of(sums, own)

    def _introduced(self, values: Array, rows: Array, number: int) -> Array:
        """Return the worth of each set where it counts whether one of the few lacks its introduction."""
        if (others := self.needs[number]) is None:
            return values
        lacking = (rows == number).any(1)
        for other in others:
            lacking &= (rows != other).all(1)
        less: Array = np.round(values + INTRODUCED.value / rows.shape[1] * lacking, 9)
        return less

    def best(self, rows: Array) -> list[int]:
        """Return the set that is worth most, of equals the earliest.

        What wants an introduction takes long to tell, and only lowers a value: it is asked of what would be the best set, until
        that has been asked whole.
        """
        values, asked = self._at_most(rows), set[int]()
        while True:
            first: list[int] = min(rows[values == values.max()].tolist())
            if asked.issuperset(first):
                return first
            for number in first:
                if number not in asked:
                    values = self._introduced(values, rows, number)
            asked.update(first)

    def repeats(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences that say much the same."""
        held = self.held.astype(float)
        shared, sizes = held @ held.T, held.sum(1) + self.single[1]
        share = shared / np.maximum(1, np.minimum(sizes, sizes[:, None]))
        pairs = [(a, b) for a, b in np.argwhere(share >= SOME_TERMS).tolist() if a < b]
        words = Memory[int, frozenset[str]](lambda k: frozenset(map(str.lower, self.worth.prose.words[int(self.places[k])])))
        return [(a, b) for a, b in pairs if share[a, b] >= SAME_TERMS or _shared(words[a], words[b]) >= SAME_WORDS]


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))


def best(worth: Worth, judge: Judge, count: int) -> list[int]:
    """Return the places of the best ``count`` sentences in article order; faulty ones only where there are too few others."""
    alone = worth.alone()
    order: list[int] = np.argsort(-alone, kind="stable").tolist()
    places = pool(order, judge)
    free = [k for k, i in enumerate(places) if not judge[i].dangling]
    if count <= len(places) and comb(len(free), count) <= MOST_SETS:
        few = worth.among(places)
        rows = _without_repeats(_rows(free, list(_chains(places, judge)), count), few.repeats())
        if len(rows):
            return [places[k] for k in few.best(rows)]
    order.sort(key=lambda i: FAULTS.index(judge[i].barred))
    return _greedy(worth, judge, [*places, *(i for i in order if i not in places)][: 3 * POOL + count], count)


def pool(order: Sequence[int], judge: Judge) -> list[int]:
    """Return the sentences worth combining: the best, the first two, and those that may follow one of them."""
    found = {i for i in (0, 1) if i < len(order) and not judge.dangles(i) and judge[i] == FREE}
    size = 0
    for i in order:
        if size < POOL and not judge.dangles(i) and judge[i] == FREE:
            found.add(i)
            size += 1
    for i in sorted(found):
        while (i := i + 1) < len(order) and i not in found and judge.dangles(i) and judge[i] == FOLLOWER:
            found.add(i)
    return sorted(found)


def _chains(places: Sequence[int], judge: Judge) -> Iterator[list[int]]:
    """Yield every run of a sentence and those after it that point back, as numbers within the pool."""
    for k, i in enumerate(places):
        if judge[i].dangling:
            start = k
            while judge[places[start]].dangling:
                start -= 1
            yield list(range(start, k + 1))


def _rows(free: Sequence[int], chains: Sequence[list[int]], count: int) -> Array:
    """Return all sets of sentences that stand by themselves, and those with one chain."""
    sets = [np.array(free)[_combinations(len(free), count)]] if count <= len(free) else []
    for chain in chains:
        others = [k for k in free if k not in chain]
        if 0 <= count - len(chain) <= len(others):
            rest = np.array(others, dtype=int)[_combinations(len(others), count - len(chain))]
            rows = np.empty((len(rest), count), dtype=int)
            rows[:, : len(chain)], rows[:, len(chain) :] = chain, rest
            sets.append(rows)
    return np.sort(np.concatenate(sets), axis=1) if sets else np.empty((0, count), dtype=int)


@cache
def _combinations(number: int, count: int) -> Array:
    return np.array(list(combinations(range(number), count)), dtype=int).reshape(comb(number, count), count)


def _without_repeats(rows: Array, repeats: Sequence[tuple[int, int]]) -> Array:
    for a, b in repeats:
        rows = rows[~((rows == a).any(1) & (rows == b).any(1))]
    return rows


def _greedy(worth: Worth, judge: Judge, places: Sequence[int], count: int) -> list[int]:
    """Add the best sentence, fault by fault, until there are enough; then exchange one as long as the set gets better."""
    places = sorted(places)
    few = worth.among(places)
    repeats = few.repeats()
    after = [k > 0 and places[k - 1] == i - 1 for k, i in enumerate(places)]
    judged = [judge[i] for i in places]

    def best_of(options: list[list[int]]) -> tuple[tuple[int, float], list[int]]:
        values = few.values(np.array(options)).tolist()
        faults = [-_faults(option, judged, after, repeats) for option in options]
        return max(zip(zip(faults, values, strict=True), options, strict=True), key=lambda pair: pair[0])

    chosen: list[int] = []
    worth_of_chosen = (0, 0.0)
    while len(chosen) < min(count, len(places)):
        worth_of_chosen, chosen = best_of([sorted([*chosen, k]) for k in range(len(places)) if k not in chosen])
    while options := [sorted([*_without(chosen, n), k]) for n in chosen for k in range(len(places)) if k not in chosen]:
        better, option = best_of(options)
        if better <= worth_of_chosen:
            break
        worth_of_chosen, chosen = better, option
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
