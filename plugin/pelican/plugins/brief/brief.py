"""What a template sees as ``article.brief``: one article's summary, neighbors, reading times, labels, ids and metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from . import metadata
from .article import Result
from .languages import Language
from .neighbors import Neighbors
from .prose import plain_text


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary: plain, as safe HTML, and the id of its place in the article ("" where it has none)."""

    text: str
    html: Markup
    anchor: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A summary as a template shows it. ``provenance`` says where the sentences come from ("" when the author wrote them)."""

    sentences: tuple[SummarySentence, ...]
    total: int
    method: str
    provenance: str

    @property
    def text(self) -> str:
        """The sentences, joined, as plain text."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def html(self) -> Markup:
        """The sentences, joined, as safe HTML."""
        return Markup(" ").join(sentence.html for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Reading:
    """How long reading takes: whole minutes (at least one) and seconds of the article, seconds of its summary, words."""

    minutes: int
    seconds: int
    summary_seconds: int
    words: int


@dataclass(frozen=True, slots=True)
class Brief:
    """One article, as our templates and the theme's see it. Built once per run, after all articles are known."""

    article: Any = field(repr=False)
    body: str = field(repr=False)
    result: Result = field(repr=False)
    language: Language = field(repr=False)
    summary: SummaryView | None
    neighbors: Neighbors
    show_summary: bool
    show_neighbors: bool
    open: bool
    prefix: str

    @property
    def lang(self) -> str:
        """The article's language, as it is written in ``lang`` attributes."""
        return str(self.article.lang).replace("_", "-")

    @property
    def labels(self) -> Mapping[str, str]:
        """Our words in the article's language."""
        return self.language.labels

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.language.direction

    @property
    def ids(self) -> Mapping[str, str]:
        """Ids of our blocks on the article's own page."""
        return MappingProxyType({"summary": f"{self.prefix}summary", "sources": f"{self.prefix}sources"})

    @property
    def reading(self) -> Reading:
        """Reading times of the article and of its summary."""
        seconds = self.result.seconds
        return Reading(max(1, round(seconds / 60)), seconds, self.result.summary_seconds, self.result.words)

    @property
    def links(self) -> tuple[tuple[str, str, Any], ...]:
        """The neighbors there are, as (direction in words, ``rel``, article)."""
        older, newer = ("older", "newer") if self.neighbors.dated else ("previous", "next")
        both = ((self.labels[older], "prev", self.neighbors.previous), (self.labels[newer], "next", self.neighbors.next))
        return tuple(link for link in both if link[2] is not None)

    @property
    def sources(self) -> tuple[Mapping[str, Any], ...]:
        """The sources that citations in the article name: number, text, url, references."""
        return self.result.sources

    @property
    def description(self) -> str:
        """At most 155 characters of plain text, harmless in any attribute."""
        return metadata.description(self)

    @property
    def json_ld(self) -> Markup:
        """Structured data (schema.org), for a ``<script type="application/ld+json">``."""
        return metadata.json_ld(self)

    @property
    def open_graph(self) -> tuple[tuple[str, str], ...]:
        """Open Graph properties and their values."""
        return metadata.open_graph(self)

    @staticmethod
    def plain(html: str) -> str:
        """Take the text of a title that may hold markup."""
        return metadata.printable(plain_text(str(html)))


def _safe(html: str) -> Markup:
    return Markup(metadata.printable(html))  # noqa: S704 - escaped where it was made, in prose.inline_html


def prefix(lang: str, slug: str) -> str:
    """How every id of ours on an article's page begins, so that two articles on one page never clash.

    >>> prefix("en", "salt").startswith("brief-")
    True
    """
    return f"brief-{blake2b(f'{lang}/{slug}'.encode('utf-8', 'replace'), digest_size=4).hexdigest()}-"


def summary(result: Result, article: Any, language: Language, prefix: str) -> SummaryView | None:
    """Make the summary as a template shows it: the chosen sentences, else what the author wrote as ``Summary``, else None."""
    from .render import anchor

    if result.quotes:
        sentences = tuple(
            SummarySentence(metadata.printable(quote.text), _safe(quote.html), anchor(prefix, n))
            for n, quote in enumerate(result.quotes, 1)
        )
        said = language.labels["provenance"].format(n=len(sentences), total=result.total)
        return SummaryView(sentences, result.total, result.method, said)
    authored = metadata.printable(plain_text(str(article.metadata.get("summary", ""))))
    if not authored:
        return None
    return SummaryView((SummarySentence(authored, escape(authored), ""),), 0, "author", "")
