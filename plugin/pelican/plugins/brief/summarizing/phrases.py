"""The words by which a sentence gives away that it cannot stand alone; from a language's ``[summary]`` table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from . import patterns
from .words import Lexicon, lexicon, plain, words

#: An introduction before a comma is at most so many characters long; the beginning of a sentence, so many words.
INTRODUCTION, EARLY = 30, 8
#: In so many characters, an expletive comes to what it stands for.
CLAUSE = 100
#: More words than this are too many in a sentence, if the language's file does not say ``longest``.
LONGEST = 45
#: A sentence of so many words rarely names what its last word stands for.
SHORT = 12


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, made ready for looking up.

    ``anywhere`` gives each phrase that bars a sentence wherever it stands, by its rarest word ("" where there is none to go by),
    with the fault and the pattern; ``abbreviations`` gives how a text may end at one, by the last of it.
    ``opener_starts`` are the openers that are compared as they are, ``starts`` all openers.
    """

    harmless: re.Pattern[str]
    expletive: re.Pattern[str]
    pairs: dict[str, str]
    openers: frozenset[str]
    opener_words: frozenset[str]
    opener_starts: tuple[str, ...]
    starts: tuple[str, ...]
    unspaced: bool
    pronouns: frozenset[str]
    pointing: frozenset[str]
    partitives: tuple[str, ...]
    early: tuple[str, ...]
    partitive_words: frozenset[str]
    after_comma: frozenset[str]
    before_comma: frozenset[str]
    impersonal: frozenset[str]
    unnamed: frozenset[str]
    speakers: frozenset[str]
    introducing: frozenset[str]
    ahead: tuple[tuple[str, re.Pattern[str]], ...]
    ahead_words: frozenset[str]
    series: tuple[tuple[str, re.Pattern[str]], ...]
    series_words: frozenset[str]
    at_hand: frozenset[str]
    definite: frozenset[str]
    calls: frozenset[str]
    call_words: frozenset[str]
    anywhere: dict[str, list[tuple[str, str, re.Pattern[str]]]]
    byline_words: frozenset[str]
    byline: re.Pattern[str]
    presenting: re.Pattern[str]
    abbreviations: dict[str, tuple[str, ...]]
    initialisms: tuple[str, ...]
    unended: re.Pattern[str]
    glued: re.Pattern[str]
    articles: frozenset[str]
    definition: re.Pattern[str]
    contrasts: frozenset[str]
    contrast_words: frozenset[str]
    negations: frozenset[str]
    moods: frozenset[str]
    longest: int


@cache
def prepared(code: str) -> Phrases:
    """Make the phrases of a language ready; English page chrome counts everywhere, as old pages mix it in."""
    summary, english = lexicon(code).summary, lexicon("en").summary
    tables = (summary,) if code == "en" else (summary, english)
    openers = [plain(opener) for opener in summary.get("openers", ())]
    # Without spaces there are no words to compare, and a comma is part of no word: such openers are compared as they are.
    starts = tuple(opener for opener in openers if opener.endswith(",") or opener > "\u2fff")
    split = [words(opener) for opener in openers if opener not in starts]
    calls = [words(plain(call)) for call in summary.get("calls", ())]
    bylines, captions = ([phrase for table in tables for phrase in table.get(key, ())] for key in ("bylines", "captions"))
    return Phrases(
        harmless=patterns.harmless(summary.get("harmless", ())),
        expletive=patterns.expletive(summary.get("expletives", {}), summary.get("after_comma", ())),
        pairs=dict(summary.get("pairs", {})),
        openers=frozenset(map(" ".join, split)),
        opener_words=frozenset(first for first, *_ in (*split, *map(words, starts))),
        opener_starts=starts,
        starts=(*map(" ".join, split), *starts),
        unspaced=any(opener > "\u2fff" for opener in starts),
        pronouns=frozenset(summary.get("pronouns", ())),
        pointing=frozenset(summary.get("pointing", ())),
        partitives=tuple(f" {partitive} " for partitive in summary.get("partitives", ())),
        early=tuple(f" {phrase} " for phrase in summary.get("early", ())),
        partitive_words=frozenset(
            form for key in ("partitives", "early") for p in summary.get(key, ()) for form in _spellings(words(p)[-1])
        ),
        after_comma=frozenset(summary.get("after_comma", ())),
        before_comma=frozenset(summary.get("before_comma", ())),
        impersonal=frozenset(summary.get("impersonal", ())),
        unnamed=frozenset(summary.get("unnamed", ())),
        speakers=frozenset(summary.get("speakers", ())),
        introducing=frozenset(summary.get("introducing", ())),
        ahead=tuple(
            (patterns.fixed(phrase), patterns.pattern(phrase, summary.get("harmless", ()))) for phrase in summary.get("ahead", ())
        ),
        ahead_words=frozenset(patterns.key(phrase, lexicon(code)) for phrase in summary.get("ahead", ())),
        series=tuple((patterns.fixed(phrase), patterns.pattern(phrase, ())) for phrase in summary.get("series", ())),
        series_words=frozenset(patterns.key(phrase, lexicon(code)) for phrase in summary.get("series", ())),
        at_hand=frozenset(summary.get("at_hand", ())),
        definite=frozenset(summary.get("definite", ())),
        calls=frozenset(map(" ".join, calls)),
        call_words=frozenset(first for first, *_ in calls),
        anywhere=patterns.anywhere(lexicon(code), tables),
        byline_words=frozenset(words(phrase)[0] for phrase in (*bylines, *captions)),
        byline=patterns.byline(bylines, captions),
        presenting=patterns.presenting(summary.get("presenting", ())),
        abbreviations=patterns.by_last(f" {abbreviation.lower()}" for abbreviation in summary.get("abbreviations", ())),
        initialisms=tuple(summary.get("initialisms", ())),
        unended=patterns.unended(summary.get("unended", ())),
        glued=patterns.glued(summary.get("glued", ())),
        articles=frozenset(summary.get("articles", ())),
        definition=patterns.definition(summary.get("definitions", ())),
        contrasts=frozenset(summary.get("contrasts", ())),
        contrast_words=frozenset(words(contrast)[0] for contrast in summary.get("contrasts", ())),
        negations=frozenset(summary.get("negations", ())),
        moods=frozenset(summary.get("moods", ())),
        longest=summary.get("longest", LONGEST),
    )


def may_open_back(text: str, phrases: Phrases) -> bool:
    """Tell whether ``opens_back`` has to look closer at an opening."""
    return plain(text[:INTRODUCTION]).lstrip(patterns.BEFORE).startswith(phrases.starts)


def opens_back(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence opens with a word that points back: "He", "However", "Together, they"; ``line`` its words."""
    return (_has_opener(text, line, phrases) and not _is_harmless(text, line, phrases)) or (
        points_after_introduction(text, phrases) or _is_part(text, line, phrases)
    )


def _has_opener(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    first = plain(line[0]) if line else ""
    # "She's", "We're": the part before counts, too.
    if first.partition("'")[0].partition("-")[0] in phrases.openers:
        return True
    if first in phrases.opener_words or phrases.unspaced:
        if phrases.opener_starts and plain(text[:24]).lstrip(patterns.BEFORE).startswith(phrases.opener_starts):
            return True
        return _starts(line, phrases.openers)
    return False


def _is_harmless(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether what looks like an opener is none: "Earlier this week", "Both salt and oil", "US officials"."""
    if len(line[0]) > 1 and line[0].isupper() and not text.isupper():
        return True
    if phrases.expletive.match(plain(text[:CLAUSE])):
        return True
    partner = phrases.pairs.get(plain(line[0]))
    return (partner is not None and partner in line[1:EARLY]) or bool(phrases.harmless.match(plain(text[:40])))


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word as a text may write it: with a capital, with a typographic apostrophe."""
    curly = word.replace("'", "’")
    return word, curly, word.capitalize(), curly.capitalize()


def _starts(line: Sequence[str], among: frozenset[str]) -> bool:
    head = [plain(word) for word in line[:4]]
    return any(" ".join(head[:n]) in among for n in range(1, len(head) + 1))


def _is_part(text: str, line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence is about some of them: "Four of them cannot be printed", "Boards from the outside of it ..."."""
    if phrases.partitive_words.isdisjoint(line[:EARLY]):
        return False
    head = plain(" ".join(["", *line[: EARLY // 2 + 1], ""]))
    if any(partitive in head for partitive in phrases.partitives):
        return True
    head = plain(" ".join(["", *words(text.partition(", ")[0])[:EARLY], ""]))
    found = (head.partition(phrase) for phrase in phrases.early)
    return any(phrase and after.partition(" ")[0] not in phrases.at_hand for _, phrase, after in found)


def ends_in_part(line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a short sentence ends in what it is about: "Whole farms are made of it"; a long one may name it itself."""
    tail = plain(" ".join(["", *line[-3:], ""]))
    return len(line) <= SHORT and tail.endswith(phrases.partitives)


def points_after_introduction(text: str, phrases: Phrases) -> bool:
    """Tell whether a pronoun stands right before the first comma, or after it; a name before it may be what it means."""
    comma = text.find(", ", 0, INTRODUCTION)
    if comma < 0:
        return False
    if plain(text[:comma].rpartition(" ")[2]) in phrases.before_comma:
        return True
    if not text[1:comma].islower():
        return False
    following = [plain(word) for word in words(text[comma : comma + 20])]
    if not following or following[0] not in phrases.after_comma or " ".join(following[:2]) in phrases.impersonal:
        return False
    return not phrases.expletive.match(plain(text[comma + 2 : comma + CLAUSE]))


def speaks(line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether somebody speaks of himself: "I", "we've", "our"."""
    return any(plain(word).partition("'")[0] in phrases.speakers for word in line)


def calls_reader(line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence asks something of the reader: "Go to ...", "Thank you to ..."."""
    return bool(line) and plain(line[0]) in phrases.call_words and _starts(line, phrases.calls)


def points_early(line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence says "these", "therefore" or the like early on, if not first; "this week" is something else."""
    if phrases.pointing.isdisjoint(map(str.lower, line[1:EARLY])):
        return False
    head = [word.lower() for word in line[1 : EARLY + 1]]
    return any(word in phrases.pointing and after not in phrases.at_hand for word, after in pairwise(head))


def names_next(text: str, phrases: Phrases, known: Lexicon) -> bool:
    """Tell whether a sentence names after its introduction whom it spoke of there: "Although she won, Jane Doe ..."."""
    comma = text.find(", ")
    head, rest = words(text[: max(0, comma)]), words(text[comma : comma + 30])
    if not head or not rest or plain(head[0]) not in phrases.introducing:
        return False
    named = rest[0][0].isupper() and not known.is_little(rest[0])
    return named and not (phrases.pronouns | phrases.unnamed).isdisjoint(_unelided(word, known) for word in head)


def contradicts(line: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether a sentence opens by taking back what was said: "But ...", "On the other hand, ..."."""
    return bool(line) and _starts(line, phrases.contrasts)


def says(text: str, phrases: Iterable[tuple[str, re.Pattern[str]]]) -> bool:
    """Tell whether one of some phrases stands in a text."""
    lowered = plain(text)
    return any(phrase in lowered and pattern.search(lowered) for phrase, pattern in phrases)


def _unelided(word: str, known: Lexicon) -> str:
    """Return a word in lower case, without an article or conjunction before an apostrophe."""
    elided, apostrophe, rest = plain(word).partition("'")
    return rest if apostrophe and elided in known.elisions else elided
