"""Candidates: which sentences may stand in a summary, in every language, as data."""

import tomllib
from pathlib import Path

import pytest

from pelican.plugins.brief.languages import available
from pelican.plugins.brief.sentences import Sentence, split
from pelican.plugins.brief.summarizing.candidates import FAULTS, FOLLOWER, FREE, Judge, presents_author
from pelican.plugins.brief.summarizing.phrases import points_early, prepared, says
from pelican.plugins.brief.summarizing.terms import read
from pelican.plugins.brief.summarizing.words import lexicon, words

CASES = Path(__file__).parent / "cases"
BEFORE = "The harbor paper is printed every Monday."


def cases(name):
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(case["lang"], case.get("fault", ""), text, id=f"{case['lang']}: {text}")
        for case in found
        for text in case["texts"]
    ]


def judge(sentences, code):
    return Judge(read(sentences, "", lexicon(code)), lexicon(code))


def second(text, code, *, item=False):
    """Judge a sentence that has another one before it, in a paragraph of its own."""
    return judge([Sentence(BEFORE, 0, 0, len(BEFORE)), Sentence(text, 1, 0, len(text), item)], code)[1]


@pytest.mark.parametrize(("lang", "fault", "text"), cases("barred"))
def test_what_cannot_stand_alone_is_barred(lang, fault, text):
    verdict = second(text, lang)
    assert (verdict == FOLLOWER) if fault == "points back" else (verdict.barred == fault)


@pytest.mark.parametrize(("lang", "fault", "text"), cases("free"))
def test_what_stands_alone_is_free(lang, fault, text):
    assert second(text, lang) == FREE


def test_every_language_has_cases_of_both_kinds():
    for name in ("barred", "free"):
        assert {case["lang"] for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]} == set(available())


def test_the_first_sentence_points_at_nothing():
    assert judge([Sentence("He left the island in August.", 0, 0, 29)], "en")[0] == FREE


def test_a_long_sentence_is_barred_and_forty_five_words_are_not_too_many():
    assert [second(" ".join(["Salt", *["water"] * n]) + ".", "en").barred for n in (44, 45, 90)] == ["", "too long", "endless"]


def test_where_spaces_part_syllables_a_sentence_may_have_more_of_them():
    assert [second(" ".join(["Muối", *["biển"] * n]) + ".", "vi").barred for n in (54, 55)] == ["", "too long"]


def test_a_list_made_one_line_is_barred():
    assert second("Three lamps burn now: - The lamp of the harbor, which is old.", "en").barred == "list item"


def test_an_item_of_a_list_is_barred():
    assert second("Put the plank on the floor of the shed.", "en", item=True).barred == "list item"


@pytest.mark.parametrize(
    ("paragraph", "start", "barred"),
    [(0, 42, ""), (0, 99, "points back"), (1, 0, ""), (1, 30, "points back"), (2, 0, "points back")],
)
def test_what_points_back_is_barred_where_its_predecessor_is_not_here(paragraph, start, barred):
    text = "He left the island in August."
    found = judge([Sentence(BEFORE, 0, 0, 41), Sentence(text, paragraph, start, start + len(text))], "en")
    assert found[1] == (barred, True)


@pytest.mark.parametrize(
    ("code", "texts", "cut"),
    [
        ("en", ["It was found by the keeper H.", "Tarrant at noon."], True),
        ("en", ["It was found by the keeper J.D.", "Tarrant at noon."], True),
        ("en", ["They spoke of the joint Korean-U.", "S. talks at noon."], True),
        ("en", ["They met in the U.S.", "The lamp is out."], False),
        ("en", ["The drug was approved by the F.D.A.", "The doctors wait."], False),
        ("en", ["The harbor of Ilm was built by 612 B.C.", "The lamp is out."], False),
        ("fr", ["Le port fut construit en 612 av. J.-C.", "La lampe est éteinte."], False),
        ("vi", ["Ngọn đèn do ông M.K.", "Tarrant tìm thấy vào buổi trưa."], True),
    ],
)
def test_a_sentence_cut_at_initials_is_barred_with_its_rest(code, texts, cut):
    texts = [*texts, "The talks went on until the evening."]
    found = judge([Sentence(text, 0, 50 * n, 50 * n + len(text)) for n, text in enumerate(texts)], code)
    assert [found[n].barred.endswith("abbreviation") for n in range(3)] == [cut, cut, False]


def test_a_sentence_cut_at_an_abbreviation_is_barred_with_its_rest():
    texts = [
        "The ministers met the harbor keeper Mr.",
        "Tarrant and the people of the town.",
        "The talks went on until the evening.",
    ]
    found = judge([Sentence(text, 0, 50 * n, 50 * n + len(text)) for n, text in enumerate(texts)], "en")
    assert [found[n].barred for n in range(3)] == ["ends at an abbreviation", "after an abbreviation", ""]


@pytest.mark.parametrize(
    ("lang", "said", "barred"),
    [
        ("en", "Quill: We lit the lamp of the harbor in May.", "points back"),
        ("en", "Quill: The lamp is the love of my life.", "points back"),
        ("en", "Quill: The lamp of the harbor was lit in May.", ""),
        ("en", "Harbor: The lamp is the love of my life.", ""),
        ("fr", "Quill : J’ai allumé la lampe du port en mai.", "points back"),
        ("fr", "Quill : La lampe du port a été allumée en mai.", ""),
    ],
)
def test_behind_the_label_of_who_speaks_a_sentence_is_judged_as_any_other(lang, said, barred):
    mark = " :" if lang == "fr" else ":"
    texts = [
        "The harbor paper is printed every Monday.",
        f"Quill{mark} Yes.",
        f"Quill{mark} Salt and oil.",
        f"Quill{mark} No.",
        said,
    ]
    found = judge([Sentence(text, n, 0, len(text)) for n, text in enumerate(texts)], lang)
    assert found[4] == (barred, bool(barred))


def test_every_fault_has_cases_and_a_rank():
    tried = {case["fault"] for case in tomllib.loads((CASES / "barred.toml").read_text("utf-8"))["case"]}
    elsewhere = {"", "too long", "endless", "repeats another", "after an abbreviation", "ends at an abbreviation"}
    assert tried | elsewhere == set(FAULTS)


def test_english_chrome_counts_everywhere():
    assert second("Click here, um die ganze Liste der Boote zu sehen.", "de").barred == "page chrome or byline"


@pytest.mark.parametrize(
    ("items", "expected"),
    [((), [False] * 6), ((0, 1, 2), [True, True, True, True, False, False])],
)
def test_what_of_an_item_needs_its_list(items, expected):
    paragraphs = ["One is alone.", "Two are few. They need each other.", "Three are many. Two stand alone. So do three."]
    assert [s.item for s in split(paragraphs, "en", items)] == expected


def test_what_announces_is_told_from_what_only_compares():
    texts = [
        "The figures below show the tide.",
        "Prices fell below the level of May.",
        "They left on the following day.",
        "Here are the tools.",
    ]
    assert [says(text, prepared("en").ahead) for text in texts] == [True, False, False, True]
    assert not any(says(text, prepared("fr").ahead) for text in texts)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The keeper also lit the lamp of the harbor.", True),
        ("en", "The keeper lit the lamp this week.", False),
        ("fr", "La gardienne a également allumé la lampe.", True),
        ("fr", "La gardienne a allumé la lampe du port.", False),
    ],
)
def test_what_adds_to_another_sentence_points_back_a_little(code, text, expected):
    assert points_early(words(text), prepared(code)) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Mara Quill is a writer.", "The lamp is out.", "The boats are late."], [True, False, False]),
        (["Mara Quill is a keeper.", "The lamp is out.", "Quill left the island."], [False, False, False]),
        (["The lamp is out.", "Mara Quill is a writer.", "The boats are late.", "The end is near."], [False] * 4),
        (["The lamp is out.", "The boats are late.", "Mara Quill is a writer.", "She likes boats."], [False, False, True, False]),
    ],
)
def test_who_is_presented_and_never_spoken_of_is_the_author(texts, expected):
    sentences = [Sentence(text, n, 0, len(text)) for n, text in enumerate(texts)]
    assert [presents_author(n, sentences, "The lamp", prepared("en")) for n in range(len(texts))] == expected


TITLES = ("The lamp of Ilm", "Mara Quill gets a prize")


def test_after_a_note_before_the_article_its_author_may_be_presented():
    texts = [
        "First posted by the town.",
        "Mara Quill is a writer of the town.",
        "The lamp burns.",
        "Eels climb.",
        "Salt dries.",
        "Oil is dear.",
    ]
    sentences = [Sentence(text, max(0, n - 1), 0, len(text)) for n, text in enumerate(texts)]
    found = {title: [n for n in range(len(texts)) if presents_author(n, sentences, title, prepared("en"))] for title in TITLES}
    assert found == {TITLES[0]: [1], TITLES[1]: []}  # in the second case, the article is about her
