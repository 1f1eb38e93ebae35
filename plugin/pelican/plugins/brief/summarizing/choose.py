"""Choose the best set of sentences: every set where there are few, else greedily and with swaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, log

from .candidates import FAULTS, Verdict

#: As many of the best single sentences are combined, besides the first two.
POOL = 16
#: Beyond this many sets the search is greedy.
MOST_SETS = 1_000
#: Two sentences that share this much of the shorter one's terms say the same.
REPEATS = 0.55
#: Sums over terms are kept in one whole number: the chances in millionths, the number of terms, the number of title terms.
UNIT, TERM, TITLE = 1_000_000, 1 << 44, 1 << 64

Open = tuple[int, frozenset[int], int]


@dataclass(frozen=True, slots=True)
class Sets:
    """What the value of a set of sentences is made of: each sentence's terms by number, each term's weight.

    ``weights[t]`` is the chance of term t in millionths, plus ``TERM``, plus ``TITLE`` where it stands in the title. Whole
    numbers add up to the same whatever their order, so no hash seed and no machine changes a choice.
    """

    terms: list[frozenset[int]]
    weights: list[int]
    own: list[float]
    divisor: float
    title_share: float

    def sum(self, terms: Iterable[int]) -> int:
        """Return the weight of terms together."""
        return sum(map(self.weights.__getitem__, terms))

    def score(self, weight: int, own: float) -> float:
        """Return the worth of a set: expected overlap with a human summary, coverage of the title, mean of the own values."""
        titles, rest = divmod(weight, TITLE)
        number, chance = divmod(rest, TERM)
        return round(log((chance + 1) / UNIT / (number + self.divisor)) + self.title_share * titles + own, 9)

    def value(self, chosen: Sequence[int]) -> float:
        """Return the worth of a set of sentences."""
        covered = frozenset[int]().union(*(self.terms[i] for i in chosen))
        return self.score(self.sum(covered), sum(self.own[i] for i in chosen) / len(chosen))

    def repeats(self, a: int, b: int) -> bool:
        """Tell whether two sentences say much the same."""
        shorter = min(len(self.terms[a]), len(self.terms[b]))
        return len(self.terms[a] & self.terms[b]) >= REPEATS * shorter


def best(sets: Sets, verdicts: Sequence[Verdict], count: int) -> list[int]:
    """Return the places of the best ``count`` sentences in article order; faulty ones only where there are too few others."""
    alone = [sets.value([i]) for i in range(len(verdicts))]
    order = sorted(range(len(verdicts)), key=lambda i: (-alone[i], i))
    candidates = pool([i for i in order if not verdicts[i].barred], verdicts)
    free = sum(not verdicts[i].dangling for i in candidates)
    chosen: Sequence[int] | None = None
    if 0 < count <= len(candidates) and comb(free, count) <= MOST_SETS:
        chosen = _of_all(sets, candidates, verdicts, count)
    if chosen is None:
        chosen = _swapped(sets, candidates, verdicts, _greedy(sets, candidates, verdicts, count))
    missing = sorted((i for i in order if i not in chosen), key=lambda i: FAULTS.index(verdicts[i].barred))
    return sorted([*chosen, *missing[: max(0, count - len(chosen))]])


def pool(order: Sequence[int], verdicts: Sequence[Verdict]) -> list[int]:
    """Return the sentences worth combining: the best, the first two, and those that may follow one of them."""
    free = [i for i in order if not verdicts[i].dangling]
    found = {*free[:POOL], *(i for i in free if i < 2)}
    for i in sorted(set(order) - set(free)):
        if i - 1 in found:
            found.add(i)
    return sorted(found)


def _of_all(sets: Sets, candidates: Sequence[int], verdicts: Sequence[Verdict], count: int) -> tuple[int, ...] | None:
    """Return the best of all allowed sets, the earlier one on ties; None where no set of this many is allowed."""
    found: tuple[float, tuple[int, ...]] | None = None
    repeated = {(a, b) for a, b in combinations(candidates, 2) if sets.repeats(a, b)}
    start = [(i, sets.terms[i], sets.sum(sets.terms[i])) for i in candidates]
    for chosen, weight in _walk(sets, (), 0, start, verdicts, repeated, count):
        value = sets.score(weight, sum(sets.own[i] for i in chosen) / count)
        if found is None or value > found[0]:
            found = value, chosen
    return found[1] if found else None


def _walk(
    sets: Sets,
    chosen: tuple[int, ...],
    weight: int,
    open_: list[Open],
    verdicts: Sequence[Verdict],
    repeated: set[tuple[int, int]],
    count: int,
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield every allowed set in order with its weight; ``open_`` holds what each later sentence would still add."""
    for k, (i, new, gain) in enumerate(open_):
        if verdicts[i].dangling and i - 1 not in chosen[-1:]:
            continue
        longer = (*chosen, i)
        if len(longer) == count:
            yield longer, weight + gain
            continue
        later = []
        for j, terms, its_gain in open_[k + 1 :]:
            if (i, j) not in repeated:
                shared = terms & new
                later.append((j, terms - shared, its_gain - sets.sum(shared)) if shared else (j, terms, its_gain))
        yield from _walk(sets, longer, weight + gain, later, verdicts, repeated, count)


def _greedy(sets: Sets, candidates: Sequence[int], verdicts: Sequence[Verdict], count: int) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < count:
        options = [[*chosen, i] for i in candidates if i not in chosen and _fits(sets, [*chosen, i], verdicts)]
        if not options:
            break
        chosen = max(options, key=lambda option: (sets.value(option), -option[-1]))
    return sorted(chosen)


def _swapped(sets: Sets, candidates: Sequence[int], verdicts: Sequence[Verdict], chosen: list[int]) -> list[int]:
    """Exchange one sentence for another as long as the set gets better."""
    value = sets.value(chosen) if chosen else 0.0
    for _ in range(len(chosen)):
        options = [
            sorted([*chosen[:k], *chosen[k + 1 :], i]) for k in range(len(chosen)) for i in candidates if i not in chosen
        ]
        fitting = [(sets.value(option), option) for option in options if _fits(sets, option, verdicts)]
        top = max(fitting, key=lambda pair: (pair[0], [-i for i in pair[1]]), default=(value, chosen))
        if top[0] <= value:
            break
        value, chosen = top
    return chosen


def _fits(sets: Sets, chosen: Sequence[int], verdicts: Sequence[Verdict]) -> bool:
    if any(verdicts[i].dangling and i - 1 not in chosen for i in chosen):
        return False
    return not any(sets.repeats(a, b) for a, b in combinations(chosen, 2))
