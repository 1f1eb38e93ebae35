"""Words and terms: what a sentence is compared by.

A term is a lower-cased word without the ending (Snowball), stop words left out. Scripts written without spaces give pairs of
neighboring characters instead, which need no dictionary (Nie et al., 1996, found them as good as words for retrieval).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..languages import load

#: Han, kana, Thai, Lao, Myanmar, Khmer: written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
#: Where combining marks live; ``re`` does not count them as parts of a word, yet Hindi, Bengali and Thai spell with them.
#: None above U+FFFF: with one, ``re`` gives up its table of characters and takes eight times as long.
_MARKED = ((0x300, 0x2000), (0x20D0, 0x2100), (0x302A, 0x309B), (0xA66F, 0xAC00), (0xFE20, 0xFE30))
UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
Stem = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language knows of its words."""

    code: str
    summary: Mapping[str, Any]
    stop_words: frozenset[str]
    elisions: frozenset[str]
    stem: Stem

    def terms(self, word: str) -> list[str]:
        """Return the terms of a word as written: none for a stop word."""
        word = unelided(plain(word), self)
        if word in self.stop_words:
            return []
        if word.isascii():
            return [self.stem(word)]
        # Two hiragana are mostly grammar.
        return [self.stem(part) for part in parts(word) if part not in self.stop_words and not _HIRAGANA.fullmatch(part)]

    def is_little(self, word: str) -> bool:
        """Tell whether a word as written is a stop word."""
        return unelided(plain(word), self) in self.stop_words


@cache
def lexicon(code: str) -> Lexicon:
    """Make the lexicon of a language that has a file (``Language.code``)."""
    table = load(code).summary
    own = (word for line in table.get("stop_words", ()) for word in line.split())
    listed = _sumy_stop_words(table.get("stop_words_of_sumy", ""))
    return Lexicon(
        code=code,
        summary=table,
        stop_words=frozenset(map(str.lower, (*own, *listed))),
        elisions=frozenset(table.get("elisions", ())),
        stem=_stemmer(table.get("stemmer", "")),
    )


def plain(text: str) -> str:
    """Return a text in lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")


def unelided(word: str, known: Lexicon) -> str:
    """Return a word (in lower case, with straight apostrophes) without the article or conjunction before an apostrophe.

    >>> unelided("l'article", lexicon("fr")), unelided("aujourd'hui", lexicon("fr"))
    ('article', "aujourd'hui")
    """
    elided, apostrophe, rest = word.partition("'")
    return rest if apostrophe and elided in known.elisions else word


def words(text: str) -> list[str]:
    """Return the words of a text as written: U.S. gives U and S, and COVID-19, don't, 2024 and हिन्दी stay whole.

    >>> words("Don't say COVID-19 isn't हिन्दी; it's 2024.")
    ["Don't", 'say', 'COVID-19', "isn't", 'हिन्दी', "it's", '2024']
    """
    found: list[str] = _word_pattern(text.isascii()).findall(text)
    return found


def parts(word: str) -> Iterator[str]:
    """Return a word, or its neighboring characters two by two where it is written without spaces.

    >>> list(parts("word")), list(parts("東京都"))
    (['word'], ['東京', '京都'])
    """
    if not UNSPACED_RUN.search(word):
        yield word
        return
    for run in UNSPACED_RUN.findall(word):
        yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
    yield from filter(None, UNSPACED_RUN.split(word))


def measure(text: str) -> tuple[int, int]:
    """Count the words written with spaces, and the characters written without.

    >>> measure("One or two."), measure("今日は晴れです。")
    ((3, 0), (0, 7))
    """
    if text.isascii() or not UNSPACED_RUN.search(text):
        return len(text.split()), 0
    return len(words(UNSPACED_RUN.sub(" ", text))), sum(map(len, UNSPACED_RUN.findall(text)))


def size(text: str) -> int:
    """Return the length of a text in words, two characters for a word where no spaces are written."""
    spaced, unspaced = measure(text)
    return spaced + (unspaced + 1) // 2


@cache
def _word_pattern(ascii_only: bool) -> re.Pattern[str]:
    letter = r"\w" if ascii_only else rf"[\w{_marks()}]"
    return re.compile(rf"{letter}++(?:['’-]{letter}++)*+")


@cache
def _marks() -> str:
    return "".join(chr(c) for low, high in _MARKED for c in range(low, high) if unicodedata.category(chr(c))[0] == "M")


def _stemmer(name: str) -> Stem:
    if not name:
        return str
    import snowballstemmer

    if name not in snowballstemmer.algorithms():  # an older Snowball knows fewer languages: words as they are, then
        return str
    stemmer = snowballstemmer.stemmer(name)
    stemmer.maxCacheSize = 0  # tokens are remembered here; to keep its own cache takes it five times as long as to stem
    found: Stem = stemmer.stemWord
    return found


def _sumy_stop_words(name: str) -> list[str]:
    """Read a list that sumy brings along, without importing sumy (whose helpers import an HTTP client)."""
    spec = find_spec("sumy") if name else None
    places = spec.submodule_search_locations if spec else None
    if not places:
        return []
    return (Path(places[0]) / "data" / "stopwords" / f"{name}.txt").read_text(encoding="utf-8").split()
