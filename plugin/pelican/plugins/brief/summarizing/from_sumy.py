"""Summarizers of sumy, and classes made like them, on our sentences: made safe and the same on every run.

sumy's own tokenizer wants a download, so sentences and words come from us. Repeated sentences are shown to a summarizer once
(its ratings are keyed by sentence), ratings that are not a number count as 0, and ratings are rounded to nine digits, so that
neither the order of a set nor the number of threads decides a tie: the earlier sentence wins it.
"""

from collections.abc import Callable, Sequence
from math import isnan, sqrt
from typing import Any
from warnings import catch_warnings, simplefilter

from ..sentences import Sentence
from . import words as our_words
from .words import Lexicon

#: A power iteration that has not settled by then never will.
ROUNDS = 1_000
EPSILON = 1e-9


class Tokenizer:
    """What sumy's sentences ask for their words."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        """Return the words of a sentence; pairs of characters where no spaces are written."""
        return tuple(part for word in our_words.words(text) for part in our_words.parts(word))


def ranker(cls: Callable[..., Any]) -> Callable[[Sequence[Sentence], str, Lexicon, int], list[int]]:
    """Return a ranker that asks a summarizer class of sumy's kind."""

    def rank(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> list[int]:
        places = {sentence.text: i for i, sentence in reversed(list(enumerate(sentences)))}
        summarizer = _prepared(cls(known.stem), title, known)
        with catch_warnings():  # of few words, LSA warns on the console
            simplefilter("ignore")
            chosen = summarizer(_document(sentences, places, title), min(count, len(places)))
        found = sorted({places[str(sentence)] for sentence in chosen})
        rest = [i for i in range(len(sentences)) if i not in found]
        return sorted(found + rest[: max(0, count - len(found))])

    return rank


def _document(sentences: Sequence[Sentence], places: dict[str, int], title: str) -> Any:
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence

    paragraphs: dict[int, list[Any]] = {}
    for i, sentence in enumerate(sentences):
        if places[sentence.text] == i:
            paragraphs.setdefault(sentence.paragraph, []).append(SumySentence(sentence.text, Tokenizer))
    heading = [Paragraph([SumySentence(title, Tokenizer, is_heading=True)])] if title.strip() else []
    # The heading has a paragraph of its own at the end, as sumy takes the first paragraph for the article's opening.
    return ObjectDocumentModel([*map(Paragraph, paragraphs.values()), *heading])


def _prepared(summarizer: Any, title: str, known: Lexicon) -> Any:
    stop_words = sorted(known.stop_words) or ["the"]
    for name, value in {
        "stop_words": stop_words,
        "null_words": stop_words,
        "bonus_words": our_words.words(title) or ["the"],
        "stigma_words": [word for opener in known.summary.get("openers", ()) for word in opener.split()] or ["the"],
    }.items():
        if hasattr(summarizer, name):
            setattr(summarizer, name, value)
    for name, function in {"_get_best_sentences": _best, "power_method": _settled, "cosine_similarity": _cosine}.items():
        if hasattr(summarizer, name):
            setattr(summarizer, name, function)
    return summarizer


def _best(sentences: Sequence[Any], count: int, rating: Any, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
    """Stand in for sumy's choice of the best: the same, with safe ratings."""
    rate = rating.__getitem__ if isinstance(rating, dict) else rating
    ratings = [_safe(rate(sentence, *args, **kwargs)) for sentence in sentences]
    order = sorted(range(len(sentences)), key=lambda i: (-ratings[i], i))
    return tuple(sentences[i] for i in sorted(order[:count]))


def _safe(rating: float) -> float:
    return 0.0 if isnan(rating) else round(float(rating), 9)


def _settled(matrix: Any, _epsilon: float) -> Any:
    """Stand in for sumy's power iteration: a fine end, a last round, and no division by zero on unrelated sentences."""
    import numpy

    vector = numpy.full(len(matrix), 1.0 / len(matrix))
    for _ in range(ROUNDS):
        new = matrix.T @ vector
        new /= numpy.linalg.norm(new) or 1.0
        change = numpy.linalg.norm(new - vector)
        vector = new
        if change <= EPSILON:
            break
    return vector


def _cosine(*measures: Any) -> float:
    """Stand in for sumy's similarity: the same, summed in the order of words, as it is compared with a threshold."""
    _, _, first, second, rarity = measures
    shared = sum(first[t] * second[t] * rarity[t] ** 2 for t in first if t in second)
    lengths = [sqrt(sum((tf[t] * rarity[t]) ** 2 for t in tf)) for tf in (first, second)]
    return round(shared / (lengths[0] * lengths[1]), 9) if all(lengths) else 0.0
