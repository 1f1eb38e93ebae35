"""Our method: the set of sentences whose words a human summary would most likely use.

Forward centrality and a small logistic model say which words of an article matter; a set of sentences is worth the share of a
human summary's words that it may be expected to cover (an expected ROUGE-1, with diminishing returns as in Lin and Bilmes,
2011), plus what each sentence earns by itself. Sentences a reader would stumble over are no candidates.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..sentences import Sentence
from . import choose, features, mentions, terms
from .candidates import Judge
from .terms import Prose
from .weights import LENGTH, OWN, TITLE, WORD, Weight
from .words import Lexicon, words

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Values:
    """What a summary is chosen by, kept whole so that ``explain`` can show it."""

    judge: Judge
    parts: dict[str, Array]
    worth: choose.Worth


def rank(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> list[int]:
    """Return the places of the ``count`` best sentences, in article order."""
    if not 0 < count < len(sentences):
        return list(range(min(count, len(sentences))))
    values = weigh(sentences, title, known, count)
    return choose.best(values.worth, values.judge, count)


def weigh(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> Values:
    """Value an article's sentences for a summary of ``count`` of them."""
    prose = terms.read(sentences, title, known)
    central = features.forward_centrality(prose)
    chances = 1 / (1 + np.exp(-_weighted(features.of_words(prose, central), WORD)))
    judge = Judge(prose, known)
    own = features.of_sentences(prose, central, count, known)
    parts = {name: OWN[name].value * amount for name, amount in own.items()}
    total = sum(parts.values(), np.zeros(len(sentences)))
    titled = frozenset(map(str.lower, words(title)))
    introduced = partial(mentions.introductions, found=prose.words, titled=titled, phrases=judge.phrases, known=known)
    return Values(judge, parts, _worth(prose, chances, total, parts["taken_back"], count, introduced))


def _weighted(amounts: dict[str, Array], weights: dict[str, Weight]) -> Array:
    # Not a product of matrices: that may add in another order with another number of threads.
    first, *others = (weights[name].value * amount for name, amount in amounts.items())
    return sum(others, first)


def _worth(
    prose: Prose, chances: Array, own: Array, taken_back: Array, count: int, introductions: Callable[[int], list[int]]
) -> choose.Worth:
    whole = np.rint(choose.UNIT * chances)
    average = len(prose.terms) / len(prose.sentences)
    return choose.Worth(
        prose=prose,
        weights=np.array([whole, np.ones(len(whole)), prose.in_title]),
        own=np.round(own, 9),
        taken_back=taken_back,
        divisor=float(whole.sum() / choose.UNIT + LENGTH.value * count * average),
        title_share=TITLE.value / max(1.0, prose.in_title.sum()),
        introductions=introductions,
    )
