"""First mentions before later ones: which earlier sentences introduce what a sentence opens with.

"The gutter is steep" wants the sentence that says what gutter, and "Plumley asserted" the one that calls her Dorothea Plumley.
"""

from collections.abc import Container, Sequence

from .phrases import Phrases
from .terms import Lines
from .words import Lexicon

#: Shorter words are rarely the names of things.
SHORTEST = 4
#: So many words count as the opening of a sentence.
OPENING = 3


def introductions(i: int, found: Lines, titled: Container[str], phrases: Phrases, known: Lexicon) -> list[int]:
    """Return the places of earlier sentences that introduce what sentence ``i`` opens with: none where nothing is to introduce.

    ``found`` are the words of every sentence, ``titled`` those of the title, in lower case: what it names needs no introduction.
    """
    line = found.opening(i)
    if len(line) <= OPENING:
        return []
    if line[0].lower() in phrases.definite:
        thing = line[1].lower()
        if len(thing) < SHORTEST or thing in titled:
            return []
        return found.holding({thing, line[1], thing.capitalize()}, i)
    name = _lone_name(line, known) if known.summary.get("names_by_capital", True) else ""
    if len(name) < SHORTEST or name.lower() in titled:
        return []
    return [j for j in found.holding({name}, i) if _is_named(name, found[j], known)]


def _lone_name(line: Sequence[str], known: Lexicon) -> str:
    """Return the name that opens a sentence, the word before ``'s``: one with a capital, and no other one beside it."""
    begin = int(known.is_little(line[0]))  # "Then" has a capital, and is no name
    for k in range(begin, OPENING):
        if line[k][0].isupper():
            beside = line[k + 1][0].isupper() or (k > begin and line[k - 1][0].isupper())
            return "" if beside else line[k].replace("’", "'").partition("'")[0]
    return ""


def _is_named(name: str, line: Sequence[str], known: Lexicon) -> bool:
    """Tell whether a name stands after another word with a capital that is more than the sentence's first little word."""
    return any(
        word == name and k and line[k - 1][0].isupper() and line[k - 1][1:].islower() and (k > 1 or not known.is_little(line[0]))
        for k, word in enumerate(line)
    )
