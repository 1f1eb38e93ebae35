"""Methods: ours, sumy's made safe, and any class made like them."""

import subprocess
import sys

import pytest

from pelican.plugins.brief.languages import load
from pelican.plugins.brief.sentences import Sentence, split
from pelican.plugins.brief.summarizing import from_sumy, summarize
from pelican.plugins.brief.summarizing.as_sumy import BriefSummarizer
from pelican.plugins.brief.summarizing.methods import METHODS, find
from pelican.plugins.brief.summarizing.words import lexicon

from . import articles

ENGLISH, KNOWN = load("en"), lexicon("en")
SUMY = [name for name, method in METHODS.items() if method.path.startswith("sumy.")]
SENTENCES = split(articles.PARAGRAPHS)


class Shortest:
    """A summarizer of sumy's kind that takes the shortest sentences, backwards."""

    def __init__(self, stemmer):
        self.stemmer = stemmer

    def __call__(self, document, count):
        return sorted(document.sentences, key=lambda sentence: len(str(sentence)))[:count]


class NotNumbers:
    """One that rates by what is not a number."""

    def __init__(self, stemmer):
        pass

    def __call__(self, document, count):
        return self._get_best_sentences(document.sentences, count, dict.fromkeys(document.sentences, float("nan")))

    def _get_best_sentences(self, *_):
        raise AssertionError("stands for sumy's own, which sorts")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_chooses_as_many_as_asked_for(method):
    for count in (1, 2, 5, len(SENTENCES), 99):
        found = find(method)(SENTENCES, articles.TITLE, KNOWN, count)
        assert found == sorted(set(found))
        assert len(found) == min(count, len(SENTENCES))


def test_methods_depend_on_no_order_of_sets_and_no_number_of_threads():
    """In processes with hash seeds of their own: sumy iterates over sets of words and adds floating-point numbers."""
    code = (
        "from tests.summarizing.test_methods import *\n"
        "print([find(method)(SENTENCES, articles.TITLE, KNOWN, n) for method in METHODS for n in (1, 2, 3, 5)])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


@pytest.mark.parametrize("method", SUMY)
def test_repeats_are_one_sentence_to_a_method(method):
    """sumy keys its ratings by sentence, so that repeats would be chosen together, or cost each other their rating."""
    texts = ["The lamp of the harbor is out tonight."] * 3 + [
        "The keeper of the lamp sleeps.",
        "Eels are sold at the market of Sallow.",
    ]
    found = find(method)([Sentence(text, n, 0, len(text)) for n, text in enumerate(texts)], "", KNOWN, 3)
    assert found == [0, 3, 4]


@pytest.mark.parametrize("method", ["brief", "lex_rank", "text_rank", "luhn"])
def test_sentences_that_share_nothing_are_taken_in_order(method):
    texts = ["Salt dries.", "Boats sink.", "Eels climb.", "Lamps burn."]
    found = find(method)([Sentence(text, n, 0, len(text)) for n, text in enumerate(texts)], "", KNOWN, 2)
    assert found == [0, 1]


def test_a_class_made_like_sumys_is_a_method_by_its_path():
    path = f"{__name__}.Shortest"
    found = summarize(articles.PARAGRAPHS, articles.TITLE, ENGLISH, method=path, count=2)
    assert [s.text for s in found.sentences] == ["It was a long meeting.", "However, not everybody agrees."]
    assert find(path.replace(".Shortest", ":Shortest"))(SENTENCES, "", KNOWN, 1) == [2]


def test_a_rating_that_is_not_a_number_counts_as_nothing():
    assert from_sumy.ranker(NotNumbers)(SENTENCES, "", KNOWN, 3) == [0, 1, 2]


def test_methods_are_found_by_name_or_path_only():
    with pytest.raises(ValueError, match="'best' is no method: choose one of brief, lead, lex_rank"):
        find("best")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_says_what_it_does(method):
    assert METHODS[method].about
    assert METHODS[method].about[-1] != "."


def test_our_method_is_a_summarizer_of_sumys_kind():
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence

    sentences = [SumySentence(s.text, from_sumy.Tokenizer) for s in SENTENCES]
    title = SumySentence(articles.TITLE, from_sumy.Tokenizer, is_heading=True)
    document = ObjectDocumentModel([Paragraph([title]), Paragraph(sentences)])
    found = BriefSummarizer("en")(document, 2)
    assert [sentences.index(s) for s in found] == find("brief")(
        [Sentence(s.text, 1, 0, 0) for s in SENTENCES], articles.TITLE, KNOWN, 2
    )
    assert all(isinstance(s, SumySentence) for s in found)
    assert len(BriefSummarizer("xx")(document, 99)) == len(sentences)
