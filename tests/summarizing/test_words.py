"""Words and terms: what sentences are compared by, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.languages import available
from pelican.plugins.brief.summarizing.words import lexicon, measure, parts, size, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't say COVID-19 — it's 2024’s.", ["Don't", "say", "COVID-19", "it's", "2024’s"]),
        ("U.S. and e-mail-", ["U", "S", "and", "e-mail"]),
        ("हिन्दी में বাংলা ไทย שָׁלוֹם", ["हिन्दी", "में", "বাংলা", "ไทย", "שָׁלוֹם"]),
        ("cafe\u0301 naïve", ["cafe\u0301", "naïve"]),
        ("🙂 … — ()", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("code", "word", "expected"),
    [
        ("en", "Lamps", ("lamp",)),
        ("en", "the", ()),
        ("en", "don’t", ()),
        ("fr", "l’infolettre", ("infolettr",)),
        ("fr", "qu’ils", ()),
        ("fr", "aujourd’hui", ("aujourd'hui",)),
        ("it", "dell’isola", ("isol",)),
        ("de", "Häuser", ("haus",)),
        ("no", "båtene", ("båt",)),
        ("ja", "東京都", ("東京", "京都")),
        ("ja", "これから", ()),
        ("zh", "港", ("港",)),
        ("bn", "নৌকা", ("নৌকা",)),
        ("ko", "다리를", ("다리를",)),
    ],
)
def test_terms(code, word, expected):
    found = lexicon(code).terms(word)
    assert tuple(term.replace("’", "'") for term in found) == expected


@pytest.mark.parametrize("code", available())
def test_every_language_leaves_its_little_words_out(code):
    known = lexicon(code)
    if code not in ("ja", "vi"):  # pairs of hiragana are left out instead; Vietnamese syllables are parts of many words
        assert len(known.stop_words) >= 40
    assert all(word == word.lower() for word in known.stop_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("One or two.", 3), ("今日は晴れです。", 4), ("東京 and Kyoto", 3), ("", 0), ("  a  b ", 2), ("ไทย", 2)],
)
def test_size(text, expected):
    assert size(text) == expected


@given(st.text(max_size=60))
def test_words_are_pieces_of_the_text_in_order(text):
    place = 0
    for word in words(text):
        place = text.index(word, place) + len(word)
        assert all(parts(word))
    assert sum(measure(text)) >= 0
