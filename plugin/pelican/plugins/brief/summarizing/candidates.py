"""Which sentences may stand in a summary, and why one may not.

A sentence taken out of its place must be whole, be prose, and need nothing that stands elsewhere. The words that tell come
from the language's file; English page chrome counts in every language, as old pages mix it in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..sentences import Sentence
from . import punctuation
from .phrases import (
    Phrases,
    calls_reader,
    ends_in_part,
    may_open_back,
    names_next,
    opens_back,
    points_after_introduction,
    prepared,
    speaks,
)
from .terms import Prose
from .tokens import BYLINE, CALL, CAPITAL, COLON, MARK, OPENER, PART, PHRASE, PRONOUN, UNNAMED
from .words import Lexicon, plain, words

SHORTEST, ENDLESS = 5, 90
#: So many characters, of white space, may stand between two sentences.
GAP = 3
#: A label has so many words, and opens so many sentences.
LONGEST_LABEL, OFTEN = 5, 3
#: What is no fault right after the sentence that it points to.
BACK = "points back"
#: Why a sentence is barred, the mildest fault first: where an article has too few others, that is the order of choice.
FAULTS = (
    "",
    "points elsewhere",
    BACK,
    "too long",
    "too short",
    "repeats another",
    "starts in the middle",
    "list item",
    "about the author",
    "address or code",
    "broken punctuation",
    "unclosed quotation or bracket",
    "after an abbreviation",
    "ends at an abbreviation",
    "no sentence end",
    "page chrome or byline",
    "endless",
)
#: What an item of a list or of a schedule starts with.
_LIST_MARK = re.compile(
    r"(?:[•*▪●◦‣–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\d{1,2}[:.]\d\d[^.!?:]{0,12}(?:[ap]\.?m\.?)?[^.!?:]{0,8}[:–—-])", re.IGNORECASE
)
#: Between the head of a list and its first item, where a list was made one line.
_FUSED_LIST = ": - "
#: Letters that stand for names ("Korean-U." of "U.S.", "H.R." of a man's); I alone is a numeral or a word.
_INITIALS = re.compile(r"(?:^|[ (-])(?:[A-HJ-Z]|[A-Z](?:\.[A-Z])+)\.$")
#: What goes on with something begun before.
_GOES_ON = ",;:!?)]}%،؛、。，；：！？）」』"


class Verdict(NamedTuple):
    """Whether a sentence may be chosen: ``barred`` names the fault, ``dangling`` says it needs the one before it."""

    barred: str
    dangling: bool


FREE, FOLLOWER = Verdict("", False), Verdict("", True)


class Judge:
    """Judges an article's sentences, each when it is asked for: ``judge[3]``; most of a long article's never are."""

    def __init__(self, prose: Prose, known: Lexicon) -> None:
        """Take an article's prose, and the lexicon of its language."""
        self.prose, self.known, self.phrases = prose, known, prepared(known.code)
        self.sentences, self.sizes = prose.sentences, prose.sizes.tolist()
        self.traits, self.opening = prose.marks.traits.tolist(), prose.marks.opening.tolist()
        self.listed = _listed_phrases(prose.marks.keys, self.phrases)
        self.labels = _labels(self.sentences, self.traits)
        self._verdicts: dict[int, Verdict] = {}
        self._dangling: dict[int, bool] = {}

    def __getitem__(self, i: int) -> Verdict:
        verdict = self._verdicts.get(i)
        if verdict is None:
            dangling = self.dangles(i)
            barred = self._barred(i) or (BACK if dangling and not self._follows(i) else "")
            verdict = self._verdicts[i] = Verdict(barred, dangling)
        return verdict

    def dangles(self, i: int) -> bool:
        """Tell whether a sentence needs the one before it; where that settles the matter, nothing more has to be judged."""
        dangling = self._dangling.get(i)
        if dangling is None:
            dangling = self._dangling[i] = i > 0 and (BACK in self._said(i) or self._points_back(i))
        return dangling

    def _barred(self, i: int) -> str:
        text, size = self.sentences[i].text, self.sizes[i]
        # A length is a mild fault, which shall not hide another one.
        return (
            ("endless" if size > ENDLESS else self._listed(i))
            or punctuation.ending(text)
            or (punctuation.inside(text) if self.traits[i] & MARK else "")
            or ("broken punctuation" if punctuation.runs_on(text, self.phrases) else "")
            or self._start(i)
            or next((fault for fault in self._said(i) if fault != BACK), "")
            or ("about the author" if presents_author(i, self.sentences, self.prose.title, self.phrases) else "")
            or self._cut(i)
            or ("too long" if size > self.phrases.longest else "too short" if size < SHORTEST else "")
        )

    def _listed(self, i: int) -> str:
        text = self.sentences[i].text
        marked = (not text[0].isalpha() or text[1:2] == ")") and _LIST_MARK.match(text)
        fused = self.traits[i] & COLON and _FUSED_LIST in text
        return "list item" if marked or fused or self.sentences[i].item else ""

    def _start(self, i: int) -> str:
        text, opening = self.sentences[i].text, self.opening[i]
        if text[0] in _GOES_ON or (text[0].islower() and not _is_small_name(text)):
            return "starts in the middle"
        if opening & BYLINE and self.phrases.byline.match(text):
            return "page chrome or byline"
        return "points elsewhere" if opening & CALL and calls_reader(self.prose.words.opening(i), self.phrases) else ""

    def _said(self, i: int) -> Sequence[str]:
        """Return the faults of a sentence's phrases, of those that count wherever they stand."""
        listed = self.listed if self.traits[i] & PHRASE else self.phrases.anywhere.get("", ())
        if not listed:
            return ()
        text = self.sentences[i].text
        lowered = text.lower()
        return [fault for phrase, fault, pattern in listed if phrase in lowered and pattern.search(text)]

    def _cut(self, i: int) -> str:
        return "after an abbreviation" if self._shortened(i - 1) else "ends at an abbreviation" if self._shortened(i) else ""

    def _shortened(self, i: int) -> bool:
        """Tell whether a sentence ends where only an abbreviation does; the last one of a paragraph ends there anyway."""
        if i < 0 or i + 1 == len(self.sentences) or self.sentences[i + 1].paragraph != self.sentences[i].paragraph:
            return False
        text = self.sentences[i].text
        if initials := _INITIALS.search(text[-8:]):
            ends = text.endswith(self.phrases.initialisms) or (initials[0].count(".") > 1 and self._begins_small(i + 1))
            return not ends
        end = " " + text[-12:].lower()
        return end.endswith(self.phrases.abbreviations.get(end.rpartition(" ")[2], ()))

    def _begins_small(self, i: int) -> bool:
        """Tell whether a sentence opens with a little word, as what goes on with a name does not."""
        opening = self.prose.words.opening(i)
        return bool(opening) and len(opening[0]) > 1 and self.known.is_little(opening[0])

    def _follows(self, i: int) -> bool:
        """Tell whether nothing stands between a sentence and the one before it here: of a very long article, not all are here."""
        if self._labelled(i):
            return False  # somebody else speaks, or of something else
        before, this = self.sentences[i - 1], self.sentences[i]
        if this.paragraph == before.paragraph:
            return this.start - before.end <= GAP
        return this.paragraph == before.paragraph + 1 and this.start <= GAP

    def _points_back(self, i: int) -> bool:
        text, traits, phrases = self.sentences[i].text, self.traits[i], self.phrases
        if said := self._labelled(i):
            line = words(said)
            if opens_back(said, line, phrases) or speaks(line, phrases):
                return True
        hinted = traits & PART or phrases.unspaced or (self.opening[i] & OPENER and may_open_back(text, phrases))
        if opens_back(text, self.prose.words.opening(i), phrases) if hinted else points_after_introduction(text, phrases):
            return True
        if traits & PART and ends_in_part(self.prose.words[i], phrases):
            return True
        return bool(traits & (PRONOUN | UNNAMED)) and self._lacks_name(i) and not names_next(text, phrases, self.known)

    def _labelled(self, i: int) -> str:
        """Return what stands behind a sentence's label, empty where it has none."""
        if not self.labels or not self.traits[i] & COLON:
            return ""
        head, _, said = self.sentences[i].text.partition(": ")
        return said if head in self.labels else ""

    def _lacks_name(self, i: int) -> bool:
        """Tell whether a sentence says "he" before it names anybody ("The tool, he says, is quicker"), "they" before anything."""
        marks, named = self.prose.marks, False
        span = slice(*marks.bounds[i : i + 2])
        for traits, terms in zip(marks.of_tokens[span].tolist(), marks.held[span].tolist(), strict=True):
            if traits & PRONOUN or (traits & UNNAMED and not named):
                return True
            if terms:
                named = True
                if traits & CAPITAL:
                    return False
        return False


def presents_author(i: int, sentences: Sequence[Sentence], title: str, phrases: Phrases) -> bool:
    """Tell whether a sentence presents somebody of whom nothing else speaks, before the article or after it.

    "Jane Doe is a writer at ..." is about the author; in an article about Jane Doe, a part of her name comes again, or stands in
    the title.
    """
    this, last = sentences[i], sentences[-1]
    if sentences[0].paragraph < this.paragraph < last.paragraph - 1:
        return False
    match = phrases.presenting.match(this.text)
    if not match:
        return False
    elsewhere = (title, *(other.text for other in sentences if other is not this))
    return not any(name in text for name in match[1].split() for text in elsewhere)


def _labels(sentences: Sequence[Sentence], traits: Sequence[int]) -> frozenset[str]:
    """Return what stands before a colon at the beginning of several sentences: who speaks in an interview, "Learned in 2022".

    With "Ryan" comes "Ryan Day".
    """
    heads = Counter(sentence.text.partition(": ")[0] for sentence, trait in zip(sentences, traits, strict=True) if trait & COLON)
    often = frozenset(head for head, number in heads.items() if number >= OFTEN and head.count(" ") < LONGEST_LABEL)
    return frozenset(head for head in heads if head in often or (head.count(" ") == 1 and head.partition(" ")[0] in often))


def _listed_phrases(keys: Iterable[str], phrases: Phrases) -> list[tuple[str, str, re.Pattern[str]]]:
    """Return the phrases that an article may hold, by the tokens in it that hint at them."""
    known = sorted({"", *(plain(word) for token in keys for word in words(token))})
    return [phrase for key in known for phrase in phrases.anywhere.get(key, ())]


def _is_small_name(text: str) -> bool:
    """Tell whether a text opens with a name that begins with a small letter: iPhone, macOS, oauth2_proxy."""
    return any(character.isupper() or character.isdigit() or character == "_" for character in text.split(maxsplit=1)[0])
