"""Patterns: what a phrase of a language's table matches; what follows from it is in the cases of ``test_candidates``."""

import pytest

from pelican.plugins.brief.summarizing.patterns import glued, key, pattern, unended
from pelican.plugins.brief.summarizing.words import lexicon


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("read more", "Read more on the lamp.", True),
        ("read more", "The keeper spread moreover some salt.", False),
        ("^newsletter", "« Newsletter du port »", True),
        ("^newsletter", "Le port a une newsletter.", False),
        ("the two have|had", "The two had left.", True),
        ("the two have|had", "The two keepers had left.", False),
        ("en question", "Le bateau en question est parti.", True),
        ("en question", "Il faut le remettre en question.", False),
        ("the following", "On the following day, they left.", False),
        ("广告", "广告在这里。", True),
    ],
)
def test_a_phrase_is_found_whole_in_its_place_and_not_in_a_harmless_one(phrase, text, expected):
    assert bool(pattern(phrase, ["mettre en question", "the following day"]).search(text)) is expected


@pytest.mark.parametrize(
    ("phrase", "expected"), [("that did it", "did"), ("^disclaimer:", "disclaimer"), ("the two have|had", "two"), ("广告", "")]
)
def test_a_phrase_is_looked_up_by_its_rarest_word(phrase, expected):
    assert key(phrase, lexicon("en")) == expected


def test_without_words_nothing_matches():
    text = "Boats were lostThe harbor is me. The end."
    assert glued(["the"]).search(text)
    assert unended(["me"]).search(text)
    assert not glued([]).search(text)
    assert not unended([]).search(text)
