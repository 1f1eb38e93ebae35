"""Our method: the set of sentences whose words a human summary would most likely use.

Forward centrality and a small logistic word model say which words of the article matter; a set of sentences is worth the
expected share of a human summary's words that it covers (an expected ROUGE-1, as in Lin and Bilmes, 2011, coverage with
diminishing returns), plus what each sentence earns by itself. Sentences a reader would stumble over are not candidates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from ..sentences import Sentence
from . import choose, features
from .candidates import Verdict, judge
from .features import Prose
from .weights import SET, WORD
from .words import Lexicon

_QUOTE_OPENS = "\"'“”‘’«»„–—―-「『"


@dataclass(frozen=True, slots=True)
class Values:
    """What a summary is chosen by, kept whole so that ``explain`` can show it."""

    prose: Prose
    verdicts: list[Verdict]
    chances: dict[str, int]
    parts: list[dict[str, float]]
    own: list[float]
    sets: choose.Sets


def rank(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> list[int]:
    """Return the places of the ``count`` best sentences, in article order."""
    values = weigh(sentences, title, known, count)
    return choose.best(values.sets, values.verdicts, count)


def weigh(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> Values:
    """Value an article's sentences for a summary of ``count`` of them."""
    prose = features.read(sentences, title, known)
    central = features.forward_centrality(prose.counts)
    chances = word_chances(features.word_features(prose, central))
    parts = [own_parts(prose, i, central[i], title) for i in range(len(sentences))]
    own = [round(sum(part.values()), 9) for part in parts]
    return Values(prose, judge(sentences, known.code), chances, parts, own, _sets(prose, chances, own, count))


def word_chances(described: dict[str, dict[str, float]]) -> dict[str, int]:
    """Return each term's chance to be in a human summary, in millionths."""
    return {
        term: round(choose.UNIT / (1 + exp(-sum(WORD[name].value * value for name, value in feature.items()))))
        for term, feature in described.items()
    }


def own_parts(prose: Prose, i: int, central: float, title: str) -> dict[str, float]:
    """Return what sentence i earns by itself, by the names of ``weights.SET``."""
    sentence, length = prose.sentences[i], prose.sizes[i]
    several = prose.sentences[-1].paragraph > prose.sentences[0].paragraph
    amounts = {
        "title_pairs": _shared_pairs(prose.title, prose.runs[i]),
        "central": central * exp(-i / 5),
        "short": max(0, 14 - length),
        "long": max(0, length - 22),
        "quote": sentence.text[0] in _QUOTE_OPENS,
        "colon": ":" in sentence.text or "：" in sentence.text,
        "opening": several and sentence.paragraph == prose.sentences[0].paragraph,
    }
    return {name: SET[name].value * amount for name, amount in amounts.items()}


def _shared_pairs(title: Sequence[str], run: Sequence[str]) -> float:
    wanted = set(zip(title, title[1:], strict=False))
    return len(wanted & set(zip(run, run[1:], strict=False))) / len(wanted) if wanted else 0.0


def _sets(prose: Prose, chances: dict[str, int], own: list[float], count: int) -> choose.Sets:
    number = {term: n for n, term in enumerate(chances)}
    title = set(prose.title) & number.keys()
    average = sum(map(len, prose.counts)) / max(1, len(prose.counts))
    return choose.Sets(
        terms=[frozenset(number[t] for t in count) for count in prose.counts],
        weights=[chance + choose.TERM + choose.TITLE * (term in title) for term, chance in chances.items()],
        own=own,
        divisor=sum(chances.values()) / choose.UNIT + SET["length"].value * count * average,
        title_share=SET["title"].value / max(1, len(title)),
    )
