"""Length: of a summary, and of reading."""

import pytest

from pelican.plugins.brief.languages import available, load
from pelican.plugins.brief.summarizing.length import SCALE, reading_seconds, wanted


@pytest.mark.parametrize(("words", "expected"), [(60, 2), (499, 2), (500, 3), (1_200, 4), (2_499, 4), (2_500, 5), (90_000, 5)])
def test_longer_articles_get_longer_summaries(words, expected):
    assert wanted(100, words, None, None) == expected


def test_no_more_sentences_than_there_are():
    assert [wanted(1, 900, None, None), wanted(3, 900, 8, None), wanted(0, 0, None, 0.5), wanted(0, 0, None, None)] == [
        1,
        3,
        0,
        0,
    ]


def test_the_scale_begins_at_nothing_and_rises():
    assert SCALE[0][0] == 0
    assert list(SCALE) == sorted(SCALE)


@pytest.mark.parametrize("code", available())
def test_reading_takes_a_plausible_time_in_every_language(code):
    unspaced = code in ("ja", "zh")
    seconds = reading_seconds("字" * 1_000 if unspaced else "word " * 500, load(code))
    assert 100 <= seconds <= 260


def test_reading_nothing_takes_a_second():
    assert reading_seconds("", load("en")) == 1
