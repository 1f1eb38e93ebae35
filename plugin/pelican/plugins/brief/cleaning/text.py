"""Folding: two spellings of one label become one key."""

import re
from unicodedata import normalize

_NUMBER = re.compile(r"\d++(?:[.,:]\d++)*+(?:\s?+[km](?![^\W\d_]))?+")
_EDGE = " \t\n\r\f\v\xa0\u200b\u200c\u200d\u2060\ufeff«»‹›<>←→⇐⇒↑↓↩•·∙|:;,!?…*-–—_~=+()[]{}\"'“”„‚‘’`´。，、！？：；（）【】「」『』《》〈〉▶►▸▼▲★☆✕✖×&/\\."


def fold(text: str) -> str:
    """Fold a line to the key it is looked up by: case, width, numbers, white space, and punctuation at its edges.

    >>> fold("« Image 1 of 5: ")
    'image # of #'
    """
    folded = normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = "".join(c for c in folded if not "\ue000" <= c <= "\uf8ff").replace("’", "'").replace("‘", "'")
    return " ".join(_NUMBER.sub("#", folded).split()).strip(_EDGE)
