"""How much work a regular expression makes: steps counted, not seconds.

``steps`` does what CPython's engine does (tries, and goes back), on the tree that its own parser makes of a pattern, and counts
every look at a character. ``hostile`` makes texts out of the pattern itself: what it begins to match, over and over, without an
end.
"""

import re
from collections.abc import Iterator
from itertools import islice
from math import inf
from random import Random
from typing import Any

MOST = 200_000
#: A bound is a constant: a small one shows the same growth with less text.
BOUND = 8
_CATEGORIES = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda character: character.isalnum() or character == "_",
}
_SAMPLES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "w",
    "CATEGORY_NOT_SPACE": "s",
    "CATEGORY_NOT_WORD": "-",
}


class EndlessError(Exception):
    """The work has no end that one would wait for."""


def steps(pattern: re.Pattern[str], text: str, *, anchored: bool = False) -> int:
    """Count the steps of finding every match in a text (of matching at its beginning, if ``anchored``)."""
    matcher, place = _Matcher(pattern, text), 0
    tree = list(re._parser.parse(pattern.pattern, pattern.flags))  # type: ignore[attr-defined]
    while place <= len(text):
        end = next(matcher.ends(tree, place), None)
        place = place + 1 if end is None or end == place else end
        if anchored:
            break
    return matcher.count


def hostile(pattern: re.Pattern[str], times: int) -> Iterator[str]:
    """Make texts that grow with ``times`` and that the pattern begins to match again and again."""
    tree = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    whole = [_sample(tree, Random(number)) for number in range(4)]
    pieces = {piece[:size] for piece in whole for size in (1, len(piece) // 2, len(piece) - 1, len(piece)) if piece[:size]}
    for piece in sorted(pieces):
        yield piece * times
        yield whole[0][: len(whole[0]) // 2] + piece[-2:] * times + "\0"


def growth(pattern: re.Pattern[str], *, anchored: bool = False) -> float:
    """Return how much more work the next doubling makes than the one before: 2 for linear work, 4 for quadratic."""
    worst = 0.0
    for small, middle, large in zip(*(hostile(pattern, times) for times in (20, 40, 80)), strict=True):
        try:
            one, two, three = (steps(pattern, text, anchored=anchored) for text in (small, middle, large))
        except EndlessError:
            return inf
        worst = max(worst, (three - two) / max(two - one, len(small)))
    return worst


class _Matcher:
    """One text, and how often it was looked at."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.text, self.count, self.fold = text, 0, bool(pattern.flags & re.IGNORECASE)

    def ends(self, tree: list[Any], place: int) -> Iterator[int]:
        """Yield where a sequence may end that begins at a place, in the order in which the engine tries."""
        if not tree:
            yield place
            return
        for end in self._node(str(tree[0][0]), tree[0][1], place):
            yield from self.ends(tree[1:], end)

    def _node(self, name: str, argument: Any, place: int) -> Iterator[int]:
        self.count += 1
        if self.count > MOST:
            raise EndlessError
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            if place < len(self.text) and self._one(name, argument, self.text[place]):
                yield place + 1
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from self.ends(list(branch), place)
        elif name == "SUBPATTERN":
            yield from self.ends(list(argument[3]), place)
        elif name == "ATOMIC_GROUP":
            yield from islice(self.ends(list(argument), place), 1)
        elif name == "POSSESSIVE_REPEAT":
            yield from self._possessive(argument, place)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            yield from self._repeat(name == "MAX_REPEAT", argument, place, 0)
        elif self._holds_at(name, argument, place):
            yield place

    def _holds_at(self, name: str, argument: Any, place: int) -> bool:
        """Tell whether what takes no character holds at a place."""
        if name == "AT":  # a boundary, an end: taken to hold, which is more work than the engine makes, never less
            return place == 0 or "BEGINNING" not in str(argument)
        if name == "FAILURE":
            return False
        if name not in ("ASSERT", "ASSERT_NOT"):
            raise NotImplementedError(name)
        start = place if argument[0] > 0 else place - argument[1].getwidth()[0]
        return (start >= 0 and next(self.ends(list(argument[1]), start), None) is not None) == (name == "ASSERT")

    def _one(self, name: str, argument: Any, character: str) -> bool:
        if name == "ANY":
            return True
        forms = {character, character.lower(), character.upper()} if self.fold else {character}
        if name != "IN":
            return (chr(argument) in forms) == (name == "LITERAL")
        negated = str(argument[0][0]) == "NEGATE"
        return any(_holds(str(kind), value, form) for kind, value in argument[negated:] for form in forms) != negated

    def _possessive(self, argument: Any, place: int) -> Iterator[int]:
        least, most, tree = _bounded(argument)
        times = 0
        while times < most and (end := next(self.ends(tree, place), None)) is not None:
            times += 1
            if end == place:
                break
            place = end
        if times >= least:
            yield place

    def _repeat(self, greedy: bool, argument: Any, place: int, times: int) -> Iterator[int]:
        least, most, tree = _bounded(argument)
        if not greedy and times >= least:
            yield place
        if times < most:
            for end in self.ends(tree, place):
                if end != place or times < least:
                    yield from self._repeat(greedy, argument, end, times + 1)
        if greedy and times >= least:
            yield place


def _bounded(argument: Any) -> tuple[int, int, list[Any]]:
    least, most, tree = argument
    return least, most if most is re._constants.MAXREPEAT else max(least, min(most, BOUND)), list(tree)  # type: ignore[attr-defined]


def _holds(kind: str, value: Any, character: str) -> bool:
    if kind == "LITERAL":
        return chr(value) == character
    if kind == "RANGE":
        return value[0] <= ord(character) <= value[1]
    name = str(value)
    return _CATEGORIES[name.replace("_NOT_", "_")](character) != ("_NOT_" in name)


def _sample(tree: Any, random: Random) -> str:
    """Make a text that a pattern matches, more or less."""
    return "".join(_sample_of(str(name), argument, random) for name, argument in tree)


def _sample_of(name: str, argument: Any, random: Random) -> str:
    if name == "LITERAL":
        return chr(argument)
    if name == "IN":
        return _member(argument, random)
    if name == "BRANCH":
        return _sample(random.choice(argument[1]), random)
    if name == "SUBPATTERN":
        return _sample(argument[3], random)
    if name == "ATOMIC_GROUP":
        return _sample(argument, random)
    if name.endswith("REPEAT"):
        return _sample(argument[2], random) * max(argument[0], random.choice((1, 1, 2)))
    return "" if name in ("AT", "ASSERT", "ASSERT_NOT", "FAILURE") else "x"


def _member(kinds: Any, random: Random) -> str:
    if str(kinds[0][0]) == "NEGATE":
        barred = {chr(value) for kind, value in kinds[1:] if str(kind) == "LITERAL"}
        return next(character for character in "x <a" if character not in barred)
    kind, value = random.choice(kinds)
    if str(kind) == "LITERAL":
        return chr(value)
    return chr(value[0]) if str(kind) == "RANGE" else _SAMPLES[str(value)]
