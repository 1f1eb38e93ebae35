"""Choosing: the best set there is, by a value that can be computed the slow way, too."""

from itertools import combinations, pairwise
from math import log

import numpy as np
import pytest

from pelican.plugins.brief.sentences import split
from pelican.plugins.brief.summarizing import choose
from pelican.plugins.brief.summarizing.brief import weigh
from pelican.plugins.brief.summarizing.weights import ADJACENT, INTRODUCED, OPENING
from pelican.plugins.brief.summarizing.words import lexicon

from . import articles

KNOWN = lexicon("en")
TAKEN_BACK = ["Salt dries. The lamp burns. But the keeper sleeps. Eels climb. Boats sink. However, nets float. Oil burns."]
TEXTS = {
    "long": articles.long(11),
    "real": articles.PARAGRAPHS,
    "taken back": TAKEN_BACK,
    "repeats": articles.BAD["the same but for case"][:9],
}


def weighed(name, count):
    return weigh(split(TEXTS[name]), articles.TITLE, KNOWN, count)


def slow_value(worth, places):
    """The value of a set of sentences, straight from its definition."""
    prose = worth.prose
    held = set(prose.terms[np.isin(prose.places, places)].tolist())
    chance, _, title = (sum(row[term] for term in held) for row in worth.weights)
    own = sum(worth.own[i] for i in places) / len(places)
    if len(places) > 1:
        own += ADJACENT.value * sum(b - a == 1 for a, b in pairwise(places)) / (len(places) - 1)
        own += OPENING.value * (places[0] == 0)
        own -= sum(worth.taken_back[a] for a, b in pairwise(places) if b - a == 1) / len(places)
    lacking = [i for i in places if (found := worth.introductions(i)) and not set(found) & set(places)]
    own += INTRODUCED.value * len(lacking) / len(places)
    return log((chance + 1) / choose.UNIT / (len(held) + worth.divisor)) + worth.title_share * title + own


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", TEXTS)
def test_the_value_of_a_set_is_what_it_is_defined_to_be(name, count):
    worth = weighed(name, count).worth
    among = list(range(len(worth.own)))
    rows = np.array(list(combinations(among, count)))
    fast = worth.among(among).values(rows).tolist()
    assert fast == pytest.approx([slow_value(worth, row) for row in rows.tolist()], abs=1e-8)


def test_a_sentence_alone_is_worth_as_much_as_a_set_of_one():
    worth = weighed("real", 1).worth
    among = [i for i in range(len(worth.own)) if not worth.introductions(i)]
    assert len(among) > 9
    assert worth.alone()[among] == pytest.approx(worth.among(among).values(np.arange(len(among))[:, None]), abs=1e-9)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_set_of_few_sentences_is_worth_more_than_the_chosen_one(count):
    values = weighed("long", count)
    free = [i for i in range(11) if values.judge[i] == choose.FREE]
    repeats = {(free[a], free[b]) for a, b in values.worth.among(free).repeats()}
    sets = [row for row in combinations(free, count) if not repeats & set(combinations(row, 2))]
    best = max(sets, key=lambda row: (round(slow_value(values.worth, row), 8), [-i for i in row]))
    assert choose.best(values.worth, values.judge, count) == list(best)


def test_the_greedy_search_gets_near_the_best(monkeypatch):
    values = weighed("long", 3)
    best = choose.best(values.worth, values.judge, 3)
    monkeypatch.setattr(choose, "MOST_SETS", 0)
    greedy = choose.best(values.worth, values.judge, 3)
    assert slow_value(values.worth, greedy) >= slow_value(values.worth, best) - 0.05


def test_of_equal_sets_the_earliest_is_chosen():
    sentences = split(["Salt dries. Boats sink. Eels climb. Lamps burn."])
    values = weigh(sentences, "", KNOWN, 2)
    few = values.worth.among([0, 1, 2, 3])
    assert few.best(np.array([[2, 3], [1, 2], [1, 2]])) == [1, 2]


def test_sentences_that_say_the_same_are_pairs():
    texts = ["The old lamp of the harbor burns again.", "Eels climb.", "The harbor's old lamp is burning again tonight."]
    assert weigh(split(texts), "", KNOWN, 1).worth.among([0, 1, 2]).repeats() == [(0, 2)]
