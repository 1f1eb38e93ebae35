"""How long a summary is, and how long a text takes to read."""

from ..languages import Language
from .words import measure

#: From this many words on, a summary of this many sentences: about 2 for a short post, up to 5.
SCALE = ((0, 2), (500, 3), (1_200, 4), (2_500, 5))
#: An article shorter than this many times its summary needs none.
RATIO = 3.0
#: Words and characters per minute where a language's file has none.
WORDS_PER_MINUTE, CHARACTERS_PER_MINUTE = 200, 300


def wanted(total: int, words: int, count: int | None, share: float | None) -> int:
    """Return the number of sentences for a summary: a count, else a share of the ``total``, else by the article's words.

    >>> wanted(30, 150, None, None), wanted(200, 3_000, None, None), wanted(30, 150, None, 0.1), wanted(2, 150, 4, None)
    (2, 5, 3, 2)
    """
    if count is None:
        count = max(n for least, n in SCALE if words >= least) if share is None else max(1, round(share * total))
    return min(count, total)


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
