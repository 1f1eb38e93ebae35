"""Tokens: what is known of each, whatever was met before it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.languages import load
from pelican.plugins.brief.summarizing import summarize, tokens
from pelican.plugins.brief.summarizing.phrases import prepared
from pelican.plugins.brief.summarizing.tokens import (
    BYLINE,
    CAPITAL,
    COLON,
    MARK,
    OPENER,
    POINTING,
    PRONOUN,
    QUOTE,
    UNNAMED,
    UNSPACED,
    WORD,
    Tokens,
)
from pelican.plugins.brief.summarizing.words import lexicon, words

from . import articles


def fresh(code):
    return Tokens(lexicon(code), prepared(code))


@pytest.mark.parametrize(
    ("code", "token", "terms", "traits"),
    [
        ("en", "lamps,", ["lamp"], WORD),
        ("en", "The", [], WORD | CAPITAL),
        ("en", "“Lamps", ["lamp"], WORD | CAPITAL | MARK | QUOTE),
        ("en", "—", [], QUOTE),
        ("en", "lamps:", ["lamp"], WORD | MARK | COLON),
        ("en", "(lamps)", ["lamp"], WORD | MARK),
        ("en", "www.lamp.org", ["www", "lamp", "org"], WORD | MARK),
        ("en", ".", [], MARK),
        ("en", "COVID-19", ["covid-19"], WORD | CAPITAL),
        ("en", "salt/oil", ["salt", "oil"], WORD),
        ("en", "…", [], 0),
        ("ja", "東京都", ["東京", "京都"], WORD | UNSPACED),
        ("fr", "l’huile", ["huil"], WORD),
    ],
)
def test_what_is_known_of_a_token(code, token, terms, traits):
    found = fresh(code).look([token])
    ours = WORD | CAPITAL | MARK | COLON | QUOTE | UNSPACED
    assert ([found.names[number] for number in found.terms], int(found.traits[0]) & ours) == (terms, traits)
    assert found.held.tolist() == [len(terms)]


@pytest.mark.parametrize(
    ("token", "trait"),
    [("he", PRONOUN), ("She's", PRONOUN), ("they’re", UNNAMED), ("these", POINTING), ("But", OPENER), ("by", BYLINE)],
)
def test_a_word_by_which_a_phrase_is_known_is_marked_in_any_form(token, trait):
    found = fresh("en").look([token, "lamp"])
    assert [bool(traits & trait) for traits in found.traits.tolist()] == [True, False]


@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda text: text.split() == [text]), max_size=8))
def test_the_words_of_a_token_give_its_terms(some):
    known, found = lexicon("en"), fresh("en").look(some)
    expected = [term for token in some for word in words(token) for term in known.terms(word)]
    assert [found.names[number] for number in found.terms.tolist()] == expected


def test_what_was_met_before_shows_nowhere(monkeypatch):
    english = load("en")
    texts = [articles.PARAGRAPHS, articles.long(40), *articles.BAD.values()]
    once = [summarize(paragraphs, articles.TITLE, english, count=3) for paragraphs in texts]
    assert [summarize(paragraphs, articles.TITLE, english, count=3) for paragraphs in reversed(texts)] == once[::-1]
    monkeypatch.setattr(tokens, "_MEMORY", 0)
    assert [summarize(paragraphs, articles.TITLE, english, count=3) for paragraphs in texts] == once
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda paragraphs: summarize(paragraphs, articles.TITLE, english, count=3), texts * 5))
    assert again == once * 5
