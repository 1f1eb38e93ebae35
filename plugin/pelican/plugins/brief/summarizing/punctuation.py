"""Punctuation: what a whole sentence of prose ends in, keeps in pairs, and does not hold."""

import re

from .phrases import Phrases

_CLOSERS = " \"'”’»›)]）」』】*_"
_ENDS = frozenset(".!…।۔。！｡።؟．")
_PAIRS = (("「", "」"), ("『", "』"), ("（", "）"))
_MARKS = {
    **dict.fromkeys(("://", "www.", "@", "{", "}", "|", "```", "()", "==", "//", "\\"), "address or code"),
    **dict.fromkeys((" . ", " , ", '""', "..,", "\ufffd"), "broken punctuation"),
}
#: A tag, an arrow, a path of pages (Home > Boats > Lamps). One "<" alone is a sign as any other: 3 < 5.
_CODE = re.compile(r"<[a-z/!?][^<]*>|<<|>>|<-|->|=>|^>| > .* > ", re.IGNORECASE)
_DOUBLE_CLOSER = re.compile(r"[.!?…][\"'”’»]{2,}$")
_QUOTE = re.compile(r'"')


def ending(text: str) -> str:
    """Return the fault of a text's end: a question tells nothing by itself, and what ends in a colon promises a list."""
    return "" if text.rstrip(_CLOSERS)[-1:] in _ENDS else "no sentence end"


def inside(text: str) -> str:
    """Return the fault of the marks in a text."""
    if unbalanced(text):
        return "unclosed quotation or bracket"
    if _DOUBLE_CLOSER.search(text[-5:]):
        return "broken punctuation"
    if ("<" in text or ">" in text) and _CODE.search(text):
        return "address or code"
    return next((fault for mark, fault in _MARKS.items() if mark in text), "")


def runs_on(text: str, phrases: Phrases) -> bool:
    """Tell whether a sentence is two: "It was me. I went ...", "Boats were lostThe harbor ...".

    The splitter takes the last word of the first for an abbreviation, or the first is a title without an end. Two sentences of a
    quotation are its author's matter.
    """
    if phrases.glued.search(text):
        return True
    found = phrases.unended.search(text) if ". " in text else None
    return found is not None and not unbalanced(text[: found.start()])


def unbalanced(text: str) -> bool:
    """Tell whether a quotation or bracket is left open or closed backwards (apostrophes are no quotes).

    >>> unbalanced('He said "yes'), unbalanced('yes," he said. "'), unbalanced('He said "yes".')
    (True, True, False)
    """
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return True
    if '"' in text and (text.count('"') % 2 or _backwards(text)):
        return True
    if text.isascii():
        return False
    return _curly_open(text) or _angled_open(text) or any(text.count(a) != text.count(b) for a, b in _PAIRS)


def _curly_open(text: str) -> bool:
    """Tell whether a quotation is left open: “English”, „German“, „Polish” or ”Swedish”.

    >>> [_curly_open(text) for text in ("“a”", "„a“", "„a”", "”a”")], [_curly_open(text) for text in ("“a", "„a", "a”", "a”, “")]
    ([False, False, False, False], [True, True, True, True])
    """
    low, left, right = map(text.count, "„“”")
    if low:
        return low != left + right
    return (left != right or text.find("”") < text.find("“")) if left else right % 2 == 1


def _angled_open(text: str) -> bool:
    """Tell whether a quotation is left open or closed backwards: «French», »German« or »Swedish».

    >>> [_angled_open(text) for text in ("« a »", "»a«", "»a»")], [_angled_open(text) for text in ("«a", "a »", "a », b. «")]
    ([False, False, False], [True, True, True])
    """
    left, right = text.count("«"), text.count("»")
    if left != right:
        return bool(left and right) or (left + right) % 2 == 1
    before, _, after = text.partition("»")
    return bool(left) and "«" not in before and not after[:1].isalnum()


def _backwards(text: str) -> bool:
    """Tell whether a first straight quote plainly closes or a second one plainly opens, as where a split went wrong."""
    begun = False
    for number, match in enumerate(_QUOTE.finditer(text)):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        opens, closes = not before or before.isspace(), not after or after.isspace() or after in ",.;:!?"
        # After a digit, it may be an inch. Some write ( " ... ". ): a space on the inner side says nothing, but that a last
        # mark after it opens where none did before.
        if opens != closes and closes == (number % 2 == 0) and not before.isdigit():
            return True
        if number % 2 and opens and not after and not begun:
            return True
        begun = opens
    return False
