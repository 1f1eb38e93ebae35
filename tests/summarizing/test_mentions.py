"""First mentions: which sentences introduce what another one opens with."""

import pytest

from pelican.plugins.brief.sentences import Sentence
from pelican.plugins.brief.summarizing.mentions import introductions
from pelican.plugins.brief.summarizing.phrases import prepared
from pelican.plugins.brief.summarizing.terms import Lines
from pelican.plugins.brief.summarizing.words import lexicon, words

EELS = ["Eels passed by way of a plastic gutter.", "It is full of bristles.", "The gutter is the new eel ladder."]
PLUMLEY = [
    "The boat stays.",
    "So said Dorothea Plumley of the council.",
    "Plumley’s letters are long ones.",
    "Then Plumley left the council house.",
]


@pytest.mark.parametrize(
    ("texts", "place", "title", "code", "expected"),
    [
        (EELS, 2, "", "en", [0]),
        (EELS, 2, "The gutter of Nine Sluices", "en", []),  # the title names it
        (EELS, 0, "", "en", []),
        ([*EELS, "The ladder is a ramp of four meters."], 3, "", "en", [2]),
        ([*EELS, "The engineer wrote to the council then."], 3, "", "en", []),  # nobody introduces the engineer
        (PLUMLEY, 2, "", "en", [1]),
        (PLUMLEY, 3, "", "en", [1]),
        (PLUMLEY, 3, "What Plumley said", "en", []),
        ([*PLUMLEY, "Dorothea Plumley was there again."], 4, "", "en", []),  # the full name introduces itself
        (["Der Rat traf Dorothea Plumley.", "Plumley ging nach Hause zurück."], 1, "", "de", []),  # every noun has a capital
        (["Le maire a vu Dorothea Plumley.", "Plumley est partie sans rien dire."], 1, "", "fr", [0]),
        (["It was Plumley.", "Plumley left."], 1, "", "en", []),  # no more than before
    ],
)
def test_introductions(texts, place, title, code, expected):
    found = Lines([Sentence(text, 0, 0, len(text)) for text in texts])
    assert introductions(place, found, set(words(title.lower())), prepared(code), lexicon(code)) == expected
