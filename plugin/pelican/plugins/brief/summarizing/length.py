"""How long a summary is, and how long a text takes to read."""

from collections.abc import Sequence

from ..languages import Language
from ..sentences import Sentence
from .words import measure, size

#: From this many words on, a summary of this many sentences: about 2 for a short post, up to 5.
SCALE = ((0, 2), (500, 3), (1_200, 4), (2_500, 5))
#: An article shorter than this many times its summary needs none.
RATIO = 3.0
#: Words and characters per minute where a language's file has none.
WORDS_PER_MINUTE, CHARACTERS_PER_MINUTE = 200, 300


def wanted(sentences: Sequence[Sentence], count: int | None, share: float | None) -> int:
    """Return the number of sentences for a summary: a count, else a share of the article's, else by the article's length.

    >>> wanted([Sentence("Five words are in here.", 0, 0, 23)] * 30, None, None)
    2
    """
    if count is not None:
        return min(count, len(sentences))
    if share is not None:
        return min(max(1, round(share * len(sentences))), len(sentences))
    words = sum(size(s.text) for s in sentences)
    return min(max(n for least, n in SCALE if words >= least), len(sentences))


def reading_seconds(text: str, language: Language) -> int:
    """Return how many seconds a text takes to read, at least 1 (Trauzettel-Klosinski and Dietz, 2012, for most speeds).

    >>> from pelican.plugins.brief.languages import load
    >>> reading_seconds("word " * 228, load("en"))
    60
    """
    words, characters = measure(text)
    minutes: float = words / language.summary.get("words_per_minute", WORDS_PER_MINUTE)
    minutes += characters / language.summary.get("characters_per_minute", CHARACTERS_PER_MINUTE)
    return max(1, round(60 * minutes))
