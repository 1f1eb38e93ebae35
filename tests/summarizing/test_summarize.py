"""Summarize: what the package promises of every article, every method and every text, however bad."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican.plugins.brief.languages import available, load
from pelican.plugins.brief.sentences import split
from pelican.plugins.brief.summarizing import considered, summarize
from pelican.plugins.brief.summarizing.methods import METHODS

from . import articles

ENGLISH = load("en")


def chosen(paragraphs, count=3, *, title="", method="brief", lang="en"):
    return summarize(paragraphs, title, load(lang), method=method, count=count).sentences


def assert_quoted(sentences, paragraphs):
    """Every sentence is a slice of its paragraph, in the order of the article, none twice."""
    assert all(s.text == paragraphs[s.paragraph][s.start : s.end] for s in sentences)
    assert all((a.paragraph, a.end) <= (b.paragraph, b.start) or a.paragraph < b.paragraph for a, b in pairwise(sentences))


def test_the_summary_of_an_article():
    assert [s.text for s in chosen(articles.PARAGRAPHS, 2, title=articles.TITLE)] == [
        "The harbor of Quillmouth will get a second lamp this autumn.",
        "The council voted for the lamp on Monday, after a year of talks.",
    ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", articles.BAD)
def test_no_text_breaks_a_method(name, method, caplog):
    paragraphs = articles.BAD[name]
    found = summarize(paragraphs, "The lamp", ENGLISH, method=method, count=3)
    assert_quoted(found.sentences, paragraphs)
    assert len(found.sentences) == min(3, found.total)
    assert not caplog.records
    assert found.method == method


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("name", ["two sentences", "right to left", "no spaces", "lone surrogates"])
def test_no_text_breaks_a_language(name, code, caplog):
    paragraphs = articles.BAD[name]
    assert_quoted(chosen(paragraphs, 1, lang=code), paragraphs)
    assert not caplog.records


def test_ten_thousand_sentences_are_too_many_to_rank_all():
    paragraphs = articles.long(10_000)
    found = summarize(paragraphs, "Salt", ENGLISH, count=5)
    assert_quoted(found.sentences, paragraphs)
    assert (len(found.sentences), found.total) == (5, 10_000)


@pytest.mark.parametrize(("total", "count"), [(0, 3), (3, 5), (400, 3), (401, 3), (10_000, 3), (10_000, 700)])
def test_of_very_many_sentences_some_of_every_part_are_considered(total, count):
    places = considered(total, count)
    assert len(places) == min(total, max(400, count))
    assert places == sorted(set(places))
    assert places[-1:] == [total - 1][:total]
    later = [b - a for a, b in pairwise(places[len(places) // 2 :])]
    assert max(later, default=1) - min(later, default=1) <= 1


SENTENCES = st.sampled_from(
    [
        *(s.text for s in split(articles.PARAGRAPHS)),
        "He said “no.",
        "But why?",
        "See https://example.org.",
        "🙂",
        "\ud800 x.",
        "A. b.",
        "Mr.",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(SENTENCES, max_size=6).map(" ".join), max_size=8), st.integers(1, 6), st.text(max_size=30))
def test_every_sentence_of_a_summary_is_in_the_article_and_in_order(paragraphs, count, title):
    found = summarize(paragraphs, title, ENGLISH, count=count)
    assert_quoted(found.sentences, paragraphs)
    assert len(found.sentences) == min(count, found.total)


def test_faulty_sentences_are_chosen_only_where_there_are_too_few_others():
    paragraphs = [
        "But he left the island. The lamp of the harbor is out again tonight. Why would anybody build a boat in winter?"
    ]
    assert [s.text for s in chosen(paragraphs, 1)] == ["The lamp of the harbor is out again tonight."]
    # Of the two others, the first would point back; it still says more than a question.
    assert "Why would" not in " ".join(s.text for s in chosen(paragraphs, 2))


def test_what_points_back_comes_with_what_it_points_at():
    paragraphs = [
        "Nobody was there on that night in November. Dorothea Plumley came to the harbor at six in the evening, as on every day.",
        "She lit the lamp, then the second lamp, then the third lamp of Quillmouth. It was a fair night with a light wind.",
    ]
    found = chosen(paragraphs, 2, title="The lamp, the second lamp and the third lamp of Quillmouth")
    assert [s.text[:8] for s in found] == ["Dorothea", "She lit "]


def test_no_two_sentences_say_the_same():
    paragraphs = [
        "The old lamp of the harbor will burn again in November. The weather was fair.",
        "The old lamp of the harbor will burn again before November. Fishermen sold eels and salt at the market of Sallow.",
    ]
    found = [s.text for s in chosen(paragraphs, 2, title="The old lamp of the harbor burns again")]
    assert sum("old lamp" in text for text in found) == 1


def test_a_list_gives_no_sentence_where_there_are_others():
    paragraphs = [
        "The lamp of the harbor needs salt and oil.",
        "Put the lamp of the harbor on salt.",
        "The keeper sleeps in the tower by day.",
    ]
    best = summarize(paragraphs, "Put the lamp of the harbor on salt", ENGLISH, count=1)
    other = summarize(paragraphs, "Put the lamp of the harbor on salt", ENGLISH, count=1, items={1})
    assert [s.paragraph for s in (*best.sentences, *other.sentences)] == [1, 0]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, 2),
        ({"count": 4}, 4),
        ({"count": 1_000}, 14),
        ({"count": 0}, 0),
        ({"share": 0.2}, 3),
        ({"share": 0.01}, 1),
        ({"share": 1.0, "ratio": 0}, 14),
        ({"share": 1.0}, 0),  # no summary that is as long as the article
        ({"ratio": 20}, 0),
        ({"count": 2, "ratio": 20}, 0),
    ],
)
def test_length(options, expected):
    assert len(summarize(articles.PARAGRAPHS, articles.TITLE, ENGLISH, **options).sentences) == expected


def test_a_method_that_fails_gives_way_to_the_first_sentences(caplog):
    found = summarize(articles.PARAGRAPHS, "", ENGLISH, method="json.JSONDecoder", count=2)
    assert (found.method, [s.start for s in found.sentences]) == ("lead", [0, 61])
    assert caplog.messages == [
        "summary method json.JSONDecoder failed (JSONDecoder.__init__() takes 1 positional argument but 2 were given): "
        "the first sentences instead [brief.method]"
    ]


@pytest.mark.parametrize(
    ("method", "error"), [("nonsense", ValueError), ("no.such.module", ImportError), ("json.Nonsense", AttributeError)]
)
def test_a_method_that_does_not_exist_is_an_error(method, error):
    with pytest.raises(error):
        summarize(articles.PARAGRAPHS, "", ENGLISH, method=method, count=2)


def test_our_method_needs_neither_nltk_nor_an_http_client():
    import subprocess

    code = (
        "import sys; from pelican.plugins.brief import summarizing; assert 'numpy' not in sys.modules;"
        "from pelican.plugins.brief.languages import load;"
        "summarizing.summarize(['The lamp is out. The keeper sleeps. The boat is gone.'], '', load('en'), count=1);"
        "print(sorted({'nltk', 'sumy', 'requests', 'numpy'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "['numpy']\n"
