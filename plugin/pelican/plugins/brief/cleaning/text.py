"""Folding: two spellings of one label become one key."""

import re
from unicodedata import normalize

_NUMBER = re.compile(r"\d++(?:[.,:]\d++)*+(?:\s?+[km](?![^\W\d_]))?+")
_DIGIT = re.compile(r"\d")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
EDGE = (
    " \t\n\r\f\v\xa0\u200b\u200c\u200d\u2060\ufeff«»‹›<>←→⇐⇒↑↓↩•·∙|:;,!?…*-–—_~=+()[]{}\"'“”„‚‘’`´"
    "。，、！？：；（）【】「」『』《》〈〉▶►▸▼▲★☆✕✖×&/\\."
)


#: Signs that make a text a Unicode one, which takes long to fold.
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\xa0": " "}


def lowered(text: str) -> str:
    """Fold the case of a text, and make typographic signs plain.

    >>> lowered("Don’t PANIC – yet…")
    "don't panic - yet..."
    """
    if not text.isascii():
        for sign, plain in _PLAIN.items():
            text = text.replace(sign, plain)
    return text.lower() if text.isascii() else text.casefold()


def fold(text: str) -> str:
    """Fold a line to the key it is looked up by: case, width, numbers, white space, and punctuation at its edges.

    >>> fold("« Image 1 of 5: ")
    'image # of #'
    """
    return " ".join(normalized(text).split()).strip(EDGE)


def normalized(text: str) -> str:
    """Fold case, width and numbers; white space and edges stay."""
    folded = lowered(text)
    if not folded.isascii():
        folded = _PRIVATE.sub("", normalize("NFKC", folded).casefold())
    return _NUMBER.sub("#", folded) if _DIGIT.search(folded) else folded
