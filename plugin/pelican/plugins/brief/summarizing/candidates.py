"""Which sentences may stand in a summary, and why one may not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..sentences import Sentence
from .words import Lexicon, lexicon, size

SHORTEST, LONGEST = 5, 45
#: Why a sentence is barred, the mildest fault first: where an article has too few others, that is the order of choice.
FAULTS = (
    "",
    "long",
    "short",
    "list item",
    "starts in the middle",
    "address or code",
    "unclosed quote or bracket",
    "starts after an abbreviation",
    "breaks off at an abbreviation",
    "broken punctuation",
    "does not end like a sentence",
    "page chrome or byline",
)
_ENDS = re.compile(r"[.!…।۔。！｡։።؟\u06d4][\s\"'”’»)\]）」』]*$")
_OPENS = r"[\s\"'“”‘’«»„‹›–—―(\[\-•*¿¡「『…]*"
_LIST_MARK = re.compile(r"\s*(?:[•*▪●◦‣–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"), ("（", "）"))
_WEB = re.compile(r"https?://|www\.|\S@\S+\.\S|[{}<>|]|```|\w+\(\)|[=/\\]{2}", re.IGNORECASE)
_BROKEN = re.compile(r"\s[.,]\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be chosen: ``barred`` names the fault, ``dangling`` says it needs the one before it."""

    barred: str
    dangling: bool


def judge(sentences: Sequence[Sentence], code: str) -> list[Verdict]:
    """Judge every sentence of an article by itself; ``code`` is a language that has a file."""
    known = lexicon(code)
    verdicts = []
    for i, sentence in enumerate(sentences):
        before = sentences[i - 1] if i and sentences[i - 1].paragraph == sentence.paragraph else None
        barred = _fault(sentence.text, before.text if before else "", known)
        verdicts.append(Verdict(barred, i > 0 and dangles(sentence.text, known)))
    return verdicts


def dangles(text: str, known: Lexicon) -> bool:
    """Tell whether a sentence opens with a word that points back: "He", "But", "However"."""
    return bool(_openers(known.code).match(text))


def _fault(text: str, before: str, known: Lexicon) -> str:
    length = size(text)
    if length < SHORTEST:
        return "short"
    if length > LONGEST:
        return "long"
    if unbalanced(text):
        return "unclosed quote or bracket"
    if not _ENDS.search(text):
        return "does not end like a sentence"
    if _chrome(known.code).search(text):
        return "page chrome or byline"
    if _WEB.search(text):
        return "address or code"
    if _BROKEN.search(text):
        return "broken punctuation"
    if _LIST_MARK.match(text):
        return "list item"
    if text[0].islower() and not text[1:2].isupper():
        return "starts in the middle"
    if _abbreviation(known.code).search(text):
        return "breaks off at an abbreviation"
    if before and _abbreviation(known.code).search(before):
        return "starts after an abbreviation"
    return ""


def unbalanced(text: str) -> bool:
    """Tell whether a quotation or bracket is left open (apostrophes are no quotes)."""
    if text.count('"') % 2:
        return True
    return any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)


@cache
def _openers(code: str) -> re.Pattern[str]:
    spaced, unspaced = [], []
    for opener in _phrases(code, "openers"):
        (spaced if re.fullmatch(r"[^\u0e00-\u0eff\u3040-\u9fff]+", opener) else unspaced).append(re.escape(opener))
    parts = [rf"(?:{'|'.join(spaced)})(?!\w)"] * bool(spaced) + ["|".join(unspaced)] * bool(unspaced)
    return re.compile(rf"{_OPENS}(?:{'|'.join(parts)})", re.IGNORECASE) if parts else re.compile("(?!)")


@cache
def _chrome(code: str) -> re.Pattern[str]:
    """Match chrome anywhere, bylines and captions at the start; English phrases count everywhere, as old pages mix them in."""
    codes = ("en",) if code == "en" else (code, "en")
    chrome, bylines, captions = (_any(codes, key) for key in ("chrome", "bylines", "captions"))
    return re.compile(rf"(?<!\w)(?:{chrome})|^\W*(?:{bylines})\s+(?:\.\s+)?(?-i:[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ])|^\W*(?:{captions})\)?\s*[:,]", re.IGNORECASE)


def _any(codes: Sequence[str], key: str) -> str:
    return "|".join(_loose(phrase) for code in codes for phrase in _phrases(code, key)) or "(?!)"


@cache
def _abbreviation(code: str) -> re.Pattern[str]:
    known = "|".join(map(re.escape, _phrases(code, "abbreviations")))
    return re.compile(rf"(?<!\w)(?:{known or '(?!)'})$", re.IGNORECASE)


def _loose(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")


def _phrases(code: str, key: str) -> tuple[str, ...]:
    return tuple(lexicon(code).summary.get(key, ()))
