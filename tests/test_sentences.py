"""Sentences: exact slices of their paragraphs, in any language, and of any text in reasonable time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.languages import available, load
from pelican.plugins.brief.sentences import LONGEST_PIECE, _pieces, split


def texts(paragraphs, code="en"):
    return [s.text for s in split(paragraphs, code)]


@pytest.mark.parametrize(
    ("code", "paragraph", "expected"),
    [
        ("en", "Mr. Smith came at 5 p.m. to see us. He left.", ["Mr. Smith came at 5 p.m. to see us.", "He left."]),
        ("en", "It rose by 3.5 percent. The U.S. economy grew.", ["It rose by 3.5 percent.", "The U.S. economy grew."]),
        ("en", "“It is late. Go home,” he said. We went.", ["“It is late. Go home,” he said.", "We went."]),
        ("en", "It was so. [1] We went. 🙂", ["It was so. [1]", "We went. 🙂"]),
        ("en", "  Two  spaces.   More. ", ["Two  spaces.", "More."]),
        ("de", "Das ist z. B. so. Am 3. Mai ging er.", ["Das ist z. B. so.", "Am 3. Mai ging er."]),
        ("fr", "Mme Dupont est venue. Elle est partie.", ["Mme Dupont est venue.", "Elle est partie."]),
        ("ja", "船が来た。番人は眠っている。", ["船が来た。", "番人は眠っている。"]),
        ("hi", "नाव आई। वह चला गया।", ["नाव आई।", "वह चला गया।"]),
        ("ar", "هل جاء القارب؟ لقد وصل الآن.", ["هل جاء القارب؟", "لقد وصل الآن."]),
        ("en", "", []),
        ("en", " \n ", []),
        ("en", "no end", ["no end"]),
    ],
)
def test_sentences(code, paragraph, expected):
    assert texts([paragraph], load(code).summary.get("splitter", code)) == expected


@pytest.mark.parametrize("code", available())
def test_sentencex_knows_every_language_or_splits_it_anyway(code):
    assert len(texts(["La casa rossa. Il cane nero! Tutto qui."], load(code).summary.get("splitter", code))) == 3


@given(st.lists(st.text(st.sampled_from('aB .!?。“”"()\ud800\u0301🙂\n'), max_size=60), max_size=4))
def test_a_sentence_is_a_slice_and_none_is_lost(paragraphs):
    found = split(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        mine = [s for s in found if s.paragraph == number]
        assert all(s.text == paragraph[s.start : s.end] for s in mine)
        assert "".join("".join(s.text.split()) for s in mine) == "".join(paragraph.split())


@pytest.mark.parametrize(
    "text", ["“He said no. " * 9_000, "x" * 100_000, "word " * 20_000, "港は今夜も暗い。" * 12_000, "a\n" * 50_000]
)
def test_a_long_paragraph_is_read_in_pieces(text):
    """sentencex looks for the end of every quote that opens, which takes quadratic time in one piece."""
    pieces = list(_pieces(text))
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= LONGEST_PIECE
    assert all(piece[-1:].isspace() or " " not in piece for piece in pieces[:-1])
