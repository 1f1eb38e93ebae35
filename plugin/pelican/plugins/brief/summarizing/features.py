"""Features: what our method sees of words and of sentences, and how central each sentence is.

Sums that decide are over whole numbers, or are rounded to nine digits, so that neither the order of addition nor the number of
threads shows.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from .phrases import LONGEST, Phrases, contradicts, points_early, prepared, says
from .terms import Prose
from .tokens import AHEAD, COLON, CONTRAST, MARK, MOOD, NEGATION, POINTING, QUOTE, SERIES
from .words import Lexicon, plain, words

Array = np.ndarray[Any, Any]
#: A quotation inside a sentence, of which so many words are long; and the end of a question.
LONG_QUOTE = 5
_QUOTED = re.compile(r"""[\s(](?:"(?=\S)|[“„«»])([^"“”„«»]+)["“”«»]""")
_QUESTION = re.compile(r"[?？؟][\s\"'”’»)\]]*$")


def forward_centrality(prose: Prose) -> Array:
    """Sum each sentence's cosine similarity to all later ones, scaled to 0..1 within the article.

    PacSum (Zheng and Lapata, 2019): similarity to what follows speaks for a sentence, similarity to what went before does not.
    With a running sum over each term's sentences it is linear in the number of pairs.
    """
    number = len(prose.sentences)
    rarity = np.log(1 + number / np.maximum(1, prose.spread))
    values = (1 + np.log(prose.counts)) * rarity[prose.terms]
    values /= np.sqrt(np.bincount(prose.places, values * values, number))[prose.places]
    running = np.cumsum(values)
    lasts = prose.firsts + prose.spread - 1
    later = running[lasts[prose.terms]] - running
    central = np.bincount(prose.places, values * later, number)
    low, high = central.min(initial=0.0), central.max(initial=0.0)
    return np.round((central - low) / (high - low) if high - low > 1e-9 else np.zeros(number), 9)


def of_words(prose: Prose, central: Array) -> dict[str, Array]:
    """Describe every term by the features that ``weights.WORD`` names."""
    terms, places, number = prose.terms, prose.places, len(prose.spread)
    total = np.bincount(terms, prose.counts, number)
    frequent = np.log(total)
    return {
        "bias": np.ones(number),
        "count": frequent,
        "relative_count": frequent / np.log(1 + total.max(initial=1)),
        "first": np.exp(-places[prose.firsts] / 3),
        "early": np.bincount(terms, np.exp(-places / 8), number) / 3,
        "title": prose.in_title,
        "capital": prose.capital,
        "central": np.maximum.reduceat(central[places], prose.firsts) if number else np.zeros(0),
        "long": np.bincount(terms, np.minimum(prose.sizes, 40)[places], number) / prose.spread / 40,
    }


def of_sentences(prose: Prose, central: Array, count: int, known: Lexicon) -> dict[str, Array]:
    """Describe every sentence by the features of its own that ``weights.OWN`` names, for a summary of ``count``."""
    phrases, places = prepared(known.code), [sentence.paragraph for sentence in prose.sentences]
    return {
        "title_pairs": prose.title_pairs,
        "central": central * np.exp(-np.arange(len(places)) / 5),
        "short": count * np.maximum(0, 14 - prose.sizes),
        "long": np.maximum(0, prose.sizes - 22),
        "very_long": count * ((prose.sizes > LONGEST) & (prose.sizes <= phrases.longest)),
        "quote": prose.marks.first & QUOTE > 0,
        "colon": prose.marks.traits & COLON > 0,
        "pointing": _where(prose, POINTING, lambda i: points_early(prose.words.opening(i), phrases)),
        "ahead": _where(prose, AHEAD, lambda i: says(prose.sentences[i].text, phrases.ahead), always=phrases.unspaced),
        "series": _where(prose, SERIES, lambda i: says(prose.sentences[i].text, phrases.series)),
        "opening": np.array(places) == (places[0] if places[0] != places[-1] else -1),
        "quoting": _where(prose, MARK, lambda i: _quotes_at_length(prose.sentences[i].text)),
        "negative": prose.marks.traits & NEGATION > 0,
        "mood": prose.marks.traits & MOOD > 0,
        "taken_back": _taken_back(prose, phrases),
        "answer": _answers(prose),
        "definition": _definitions(prose, known, phrases),
    }


def _quotes_at_length(text: str) -> bool:
    """Tell whether a long quotation stands inside a sentence."""
    return any(len(quoted.split()) >= LONG_QUOTE for quoted in _QUOTED.findall(text))


def _taken_back(prose: Prose, phrases: Phrases) -> Array:
    """Say of each sentence but the first whether the next one of its paragraph contradicts it."""
    found, sentences = np.zeros(len(prose.sentences)), prose.sentences
    for i in np.flatnonzero(prose.marks.opening & CONTRAST).tolist():
        if i > 1 and sentences[i].paragraph == sentences[i - 1].paragraph:
            found[i - 1] = contradicts(prose.words.opening(i), phrases)
    return found


def _answers(prose: Prose) -> Array:
    """Say of each sentence whether a question stands before it."""
    return np.array([0, *(_QUESTION.search(sentence.text[-4:]) is not None for sentence in prose.sentences[:-1])])


def _definitions(prose: Prose, known: Lexicon, phrases: Phrases) -> Array:
    """Say of each sentence whether it tells what something is of which the title speaks: "A weekly ship is a memo ..."."""
    found = np.zeros(len(prose.sentences))
    for i in np.flatnonzero(prose.opens_in_title & (prose.marks.opening & POINTING == 0)).tolist():
        if match := phrases.definition.match(plain(prose.sentences[i].text)):
            first, *others = words(match[1]) or [""]
            # "There is salt", "In Salem is a lamp": a little word that is no article opens something else.
            if first in phrases.articles or not known.is_little(first):
                titled = frozenset(map(prose.spelled, np.flatnonzero(prose.in_title).tolist()))
                subject = [term for word in (first, *others) for term in known.terms(word)]
                found[i] = 0 < len(subject) <= 2 * sum(term in titled for term in subject)
    return found


def _where(prose: Prose, trait: int, holds: Callable[[int], bool], always: bool = False) -> Array:
    """Say for each sentence whether something holds that the trait hints at: 0 or 1."""
    found = np.zeros(len(prose.sentences))
    for place in range(len(found)) if always else np.flatnonzero(prose.marks.traits & trait).tolist():
        found[place] = holds(place)
    return found
