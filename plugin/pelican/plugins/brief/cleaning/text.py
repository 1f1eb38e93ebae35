"""Folding: two spellings of one label become one key."""

import re
from unicodedata import normalize

_NUMBER = re.compile(r"\d++(?:[.,:]\d++)*+(?:\s?+[km](?![^\W\d_]))?+")
_DIGIT = re.compile(r"\d")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_APOSTROPHES = str.maketrans("’‘", "''")
EDGE = (
    " \t\n\r\f\v\xa0\u200b\u200c\u200d\u2060\ufeff«»‹›<>←→⇐⇒↑↓↩•·∙|:;,!?…*-–—_~=+()[]{}\"'“”„‚‘’`´"
    "。，、！？：；（）【】「」『』《》〈〉▶►▸▼▲★☆✕✖×&/\\."
)


def fold(text: str) -> str:
    """Fold a line to the key it is looked up by: case, width, numbers, white space, and punctuation at its edges.

    >>> fold("« Image 1 of 5: ")
    'image # of #'
    """
    return " ".join(normalized(text).split()).strip(EDGE)


def normalized(text: str) -> str:
    """Fold case, width and numbers; white space and edges stay."""
    folded = text.lower() if text.isascii() else _PRIVATE.sub("", normalize("NFKC", text).casefold()).translate(_APOSTROPHES)
    return _NUMBER.sub("#", folded) if _DIGIT.search(folded) else folded
