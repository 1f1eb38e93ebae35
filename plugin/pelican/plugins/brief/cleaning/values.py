"""The plain values that go in and out of cleaning: all frozen, picklable and JSON-able."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..document import Edit

Mode = Literal["on", "report", "off"]
Tier = Literal["removed", "rewritten", "reported"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table: ``function`` is ``module:name`` inside this package, loaded when first used."""

    name: str
    what: str
    default: Mode
    function: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a site or an article asks of cleaning.

    ``rules`` and ``phrases`` are tuples of pairs, so that options can be hashed and cached by; a mapping is taken, too.
    ``raw`` says that the body was made from a raw text file, where a first heading that repeats the title is no author's choice.
    """

    rules: tuple[tuple[str, Mode], ...] = ()
    citations: Literal["sources", "strip", "keep"] = "sources"
    phrases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prefix: str = "brief-"
    raw: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.rules, Mapping):
            object.__setattr__(self, "rules", tuple(sorted(self.rules.items())))
        else:
            object.__setattr__(self, "rules", tuple((name, mode) for name, mode in self.rules))
        pairs = self.phrases.items() if isinstance(self.phrases, Mapping) else self.phrases
        object.__setattr__(self, "phrases", tuple(sorted((kind, tuple(words)) for kind, words in pairs)))


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Source:
    """A source named by a citation placeholder; ``references`` is how often the text refers to it."""

    number: int
    text: str
    url: str = ""
    references: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found where (offsets in the body that came in), what became of it, and why."""

    tier: Tier
    rule: str
    start: int
    end: int
    before: str
    after: str = ""
    why: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned body: the same string object where nothing was done. ``sources`` are in the order of their numbers."""

    html: str
    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule would like to do: remove lines ``first`` to ``last`` (numbers in the view), or change ``start:end`` to ``new``.

    ``soft`` ones are carried out only in a run that touches a certain one; ``report`` ones never. ``icons`` lets drawings go
    with the words; ``tag`` says that the span is one of the two tags of an element that is to be unwrapped.
    """

    rule: str
    tier: Literal["certain", "soft", "report"]
    first: int = -1
    last: int = -1
    start: int = -1
    end: int = -1
    new: str = ""
    why: str = ""
    titles: tuple[str, ...] = ()
    icons: bool = False
    tag: bool = False
    source: tuple[str, str] | None = None
