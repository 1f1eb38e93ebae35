"""Characters: wrongly decoded ones are repaired per text node, invisible ones that mean nothing are taken out.

Only ftfy's repair of encodings is used, and only where a cheap look finds a hint: its other repairs (curly quotes, width)
change what people wrote. No-break spaces and joiners are never touched: French, Persian, Hindi and emoji need them.
"""

import re
from collections.abc import Iterator

from .values import Proposal
from .view import View

_HINT = re.compile(
    r"[ÂÃÄÅÎÏÐÑÕØÙâãäåæçèéïð][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
#: A repair must not make markup of text.
_MARKUP = re.compile("[<>&]")
_NOTHING = re.compile("[\ufeff\u2060]{1,99}+")
_DOUBTFUL = re.compile("[\u200b\u00ad]")
#: Scripts that break lines at U+200B, or hyphenate by U+00AD without meaning harm.
_USES_BREAKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def mojibake(view: View) -> Iterator[Proposal]:
    """Repair text that was decoded with the wrong encoding ("Ã©" for "é"), one text node at a time."""
    # In UTF-8, the first character of each hint begins with this byte: most texts lack it, and searching them takes long.
    if view.html.isascii() or b"\xc3" not in view.html.encode("utf-8", "surrogatepass") or not _HINT.search(view.html):
        return
    from ftfy import fix_encoding

    for start, end in (span for block in view.document.blocks for span in block.texts):
        text = view.html[start:end]
        if _HINT.search(text) and (new := fix_encoding(text)) != text:
            for place, old, repaired in _differences(text, new):
                if not _MARKUP.search(repaired):
                    yield Proposal(
                        "mojibake",
                        "certain",
                        start=start + place,
                        end=start + place + len(old),
                        new=repaired,
                        why="wrongly decoded characters",
                    )


def _differences(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Where two texts differ, word by word, each difference as narrow as it can be.

    >>> list(_differences("one cafÃ© two", "one café two"))
    [(7, 'Ã©', 'é')]
    """
    words = old.split(" ")
    repaired = new.split(" ")
    if len(words) != len(repaired):
        words, repaired = [old], [new]
    place = 0
    for before, after in zip(words, repaired, strict=True):
        if before != after:
            same = _same(before, after)
            rest = _same(before[same:][::-1], after[same:][::-1])
            yield place + same, before[same : len(before) - rest], after[same : len(after) - rest]
        place += len(before) + 1


def _same(one: str, other: str) -> int:
    """Count the characters that two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def invisible(view: View) -> Iterator[Proposal]:
    """Take out U+FEFF and U+2060; report U+200B and soft hyphens outside the scripts that use them."""
    html = view.html
    if html.isascii():
        return
    for match in _NOTHING.finditer(html) if "\ufeff" in html or "\u2060" in html else ():
        if _in_text(view, match.start()):
            yield Proposal("invisible", "certain", start=match.start(), end=match.end(), why="an invisible character")
    if ("\u200b" in html or "\xad" in html) and not _USES_BREAKS.search(html):
        for match in _DOUBTFUL.finditer(html):
            if _in_text(view, match.start()):
                yield Proposal("invisible", "report", start=match.start(), end=match.end(), why="an invisible character")


def _in_text(view: View, place: int) -> bool:
    from .tokens import element_with_tag_at

    return element_with_tag_at(view, place) is None
