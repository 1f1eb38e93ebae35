"""Summarize: pick the few sentences that tell the story."""

import logging
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ..languages import Language
from ..sentences import Sentence, split
from . import length, methods
from .length import reading_seconds
from .words import lexicon, size

__all__ = ["Summary", "reading_seconds", "summarize"]

#: At most this many sentences of an article are ranked.
MOST = 400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences in article order, by which method, and out of how many."""

    sentences: tuple[Sentence, ...]
    method: str
    total: int


def summarize(
    paragraphs: Sequence[str],
    title: str,
    language: Language,
    *,
    method: str = "brief",
    count: int | None = None,
    share: float | None = None,
    ratio: float | None = None,
    items: Container[int] = (),
) -> Summary:
    """Choose the sentences of an article that tell its story, each an exact slice of its paragraph.

    ``count`` sentences, or a ``share`` of the article's, or by its length where neither is given. No summary where the article
    has fewer than ``ratio`` times the summary's words: by default 3 where the length is ours to choose, and 0 (always as many
    as asked for) where a number is given. ``items`` are the numbers of the paragraphs that are items of a list.

    Where a method fails, the first sentences stand in. Raises ValueError, ImportError or AttributeError for a method that does
    not exist.
    """
    sentences = split(paragraphs, language.summary.get("splitter", language.code), items)
    ratio = ratio if ratio is not None else length.RATIO if count is None else 0.0
    total = sum(map(size, paragraphs)) if ratio or count is None else 0
    number = length.wanted(len(sentences), total, count, share)
    if not number:
        return Summary((), method, len(sentences))
    used, chosen = _ranked(sentences, title, language, method, number)
    if ratio and total < ratio * sum(size(s.text) for s in chosen):
        return Summary((), used, len(sentences))
    return Summary(tuple(chosen), used, len(sentences))


def _ranked(sentences: list[Sentence], title: str, language: Language, method: str, count: int) -> tuple[str, list[Sentence]]:
    known, ranker = lexicon(language.code), methods.find(method)
    places = considered(len(sentences), count)
    considered_sentences = [sentences[i] for i in places]
    try:
        return method, [considered_sentences[i] for i in ranker(considered_sentences, title, known, count)]
    except Exception as error:  # A method may be anyone's code, and one article never stops a build.
        _log.warning("summary method %s failed (%s): the first sentences instead [brief.method]", method, error)
        return "lead", sentences[:count]


def considered(total: int, count: int) -> list[int]:
    """Return the places of the sentences to rank: all, or of a very long article its first half of ``MOST`` and an even spread.

    >>> len(considered(10_000, 3)), considered(10_000, 3)[-1]
    (400, 9999)
    """
    most = max(MOST, count)
    if total <= most:
        return list(range(total))
    opening = most // 2
    spread = most - opening
    return [*range(opening), *(total - 1 - (spread - 1 - k) * (total - opening) // spread for k in range(spread))]
