"""Each language is a file of words: complete labels, phrases that can match."""

import pytest

from pelican.plugins.brief import languages
from pelican.plugins.brief.cleaning.phrases import phrases

CODES = languages.available()
FIFTEEN = ("cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh")
PLACES = {"provenance": {"n", "total"}, "source": {"n"}, "reference": {"n"}, "reading_time": {"n"}, "summary_time": {"n"}}


@pytest.mark.parametrize(("code", "found"), [("pt-BR", "pt"), ("zh_TW", "zh"), ("EN-gb", "en"), ("tlh", "en"), ("", "en")])
def test_a_language_is_found_by_the_longest_part_of_its_code(code: str, found: str) -> None:
    assert languages.load(code).code == found


@pytest.mark.parametrize("code", FIFTEEN)
def test_the_fifteen_have_labels_and_leftovers_of_their_own(code: str) -> None:
    language = languages.load(code)
    kinds = {
        "prompt",
        "prompt_action",
        "ad",
        "continue",
        "share_label",
        "related",
        "previous",
        "next",
        "newsletter",
        "follow",
        "comment_form",
        "meta",
        "read_time",
    }
    assert kinds <= set(language.leftovers)
    assert code == "en" or language.labels["previous"] != languages.load("en").labels["previous"]


@pytest.mark.parametrize("code", CODES)
def test_labels_hold_their_numbers(code: str) -> None:
    labels = languages.load(code).labels
    assert set(labels) == set(languages.load("en").labels)
    lacking = [name for name, places in PLACES.items() if any(f"{{{place}}}" not in labels[name] for place in places)]
    assert lacking == []
    assert languages.load(code).direction in ("ltr", "rtl")


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_matches_what_it_says(code: str) -> None:
    lookup, table = phrases(code), languages.load(code).leftovers
    from pelican.plugins.brief.cleaning.phrases import INSIDE
    from pelican.plugins.brief.cleaning.text import fold

    written = ((kind, phrase) for kind, words in table.items() if kind not in INSIDE for phrase in words)
    unmatched = [
        phrase for kind, phrase in written if kind not in lookup.kinds(fold(phrase.replace("#", "12").replace("*", "Quill")))
    ]
    assert unmatched == []
