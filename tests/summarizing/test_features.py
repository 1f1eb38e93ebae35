"""Features: what is seen of a sentence and of its neighbors, as data."""

import tomllib
from pathlib import Path

import pytest

from pelican.plugins.brief.sentences import split
from pelican.plugins.brief.summarizing import features, terms
from pelican.plugins.brief.summarizing.weights import OWN
from pelican.plugins.brief.summarizing.words import lexicon

CASES = tomllib.loads((Path(__file__).parent / "cases" / "traits.toml").read_text(encoding="utf-8"))["case"]


def found(paragraphs, code="en", title=""):
    """Return what the sentences of some paragraphs show, by the feature's name."""
    prose = terms.read(split(paragraphs, code), title, lexicon(code))
    return features.of_sentences(prose, features.forward_centrality(prose), 3, lexicon(code))


@pytest.mark.parametrize(
    ("trait", "lang", "text", "expected"),
    [
        pytest.param(case["trait"], case["lang"], text, key == "has", id=f"{case['trait']} {key}: {text}")
        for case in CASES
        for key in ("has", "lacks")
        for text in case[key]
    ],
)
def test_what_a_sentence_shows_by_itself(trait, lang, text, expected):
    assert [bool(value) for value in found([text], lang)[trait]] == [expected]


def test_every_feature_of_a_sentence_has_a_weight():
    assert found(["The lamp burns."]).keys() == OWN.keys()


@pytest.mark.parametrize(
    ("code", "paragraphs", "expected"),
    [
        ("en", ["Salt dries. The lamp burns. But the keeper sleeps. Eels climb."], [0, 1, 0, 0]),
        ("en", ["Salt dries. The lamp burns. On the other hand, the keeper sleeps."], [0, 1, 0]),
        ("en", ["Salt dries. The lamp burns. On Monday the keeper sleeps."], [0, 0, 0]),
        ("en", ["Salt dries. The lamp burns.", "But the keeper sleeps."], [0, 0, 0]),  # a paragraph of its own
        ("en", ["The lamp burns. But the keeper sleeps. Eels climb."], [0, 0, 0]),  # what opens the article stands
        ("de", ["Salz trocknet. Die Lampe brennt. Doch die Wärterin schläft."], [0, 1, 0]),
        ("fr", ["Le sel sèche. La lampe brûle. En revanche, la gardienne dort."], [0, 1, 0]),
    ],
)
def test_a_sentence_is_taken_back_by_the_next_one(code, paragraphs, expected):
    assert found(paragraphs, code)["taken_back"].tolist() == expected


def test_what_comes_after_a_question_answers_it():
    paragraphs = ["Salt dries. Does the lamp burn? The lamp burns. Eels climb.", "“Who keeps it?” Plumley keeps it."]
    assert found(paragraphs)["answer"].tolist() == [0, 0, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("code", "title", "sentence", "expected"),
    [
        ("en", "How to write a weekly ship", "A weekly ship is a memo for partners.", True),
        ("en", "How to write a weekly ship", "Weekly ships (some say letters, others say notes) are a habit.", True),
        ("en", "How to write a weekly ship", "Weekly ships, now in their third year, are the best of habits.", True),
        ("en", "How to write a weekly ship", "A weekly ship takes ten minutes.", False),
        ("en", "How to write a weekly ship", "The keeper of the lamp is a writer of weekly ships.", False),
        ("en", "What is salt?", "Salt stands for much in the town.", True),
        ("en", "", "Salt is a mineral.", False),
        ("en", "Salt of the bay", "There is a salt lamp in the town.", False),
        ("de", "Mann stirbt in Köln", "In Köln ist ein Mann nach einem Unfall gestorben.", False),
        ("fr", "Le sel de la baie", "Le sel est l’or blanc de la ville.", True),
        ("en", "What is salt?", "This salt is a mineral.", False),
        ("en", "What is salt?", "While salt from the bay of Ilm dries, it is a burden.", False),
        ("fr", "Le sel de la baie", "Le sel est une ressource de la ville.", True),
        ("fr", "Le sel de la baie", "Le sel sèche tout l'été sur les quais.", False),
        ("de", "Das Salz der Bucht", "Das Salz ist ein Schatz der Stadt.", True),
        ("ru", "Соль залива", "Соль — это богатство города.", True),
        ("vi", "Muối của vịnh", "Muối là một báu vật của thành phố.", True),
    ],
)
def test_a_definition_tells_what_the_title_speaks_of(code, title, sentence, expected):
    assert found([sentence], code, title)["definition"].tolist() == [expected]
