"""The whole way of one article, as a pure function: cleaned, its prose found, summarized, each sentence's place marked.

``digest`` takes plain values and gives plain values, so that it can run here, in another process or on another machine,
and so that its result can be kept (see ``cache``). What depends on the rest of the site (neighbors) is not in here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .document import Document, covers, parse
from .languages import load
from .prose import Paragraph, between, folded, inline_html, list_items, locate, paragraphs
from .sentences import Sentence

#: What an author may put around the passage that is to be the summary.
_MARKED = re.compile(r"<!--\s*+summary\s*+-->(?:(?!<!--\s*+/summary\s*+-->).)*+", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """An article's body with all that its result depends on. ``clean`` holds the options of cleaning, None: do not clean."""

    body: str
    title: str
    lang: str
    clean: Mapping[str, Any] | None
    method: str | None
    count: int | float | None
    min_ratio: float


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the summary: its text, its safe HTML, and its span in the cleaned body (empty: an anchor before it).

    ``linked`` says that the span's end stands in a link: no other link may stand there.
    """

    text: str
    html: str
    start: int
    end: int
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What ``digest`` found. ``body`` is None when cleaning changed nothing (the task's own string is the body then)."""

    body: str | None
    findings: tuple[Mapping[str, Any], ...]
    sources: tuple[Mapping[str, Any], ...]
    quotes: tuple[Quote, ...]
    method: str
    total: int
    words: int
    seconds: int
    summary_seconds: int
    problems: tuple[str, ...] = ()


def digest(task: Task) -> Result:
    """Clean and summarize one article. Never raises over an article's text: what failed is named in ``problems``."""
    problems: list[str] = []
    document, findings, sources = _clean(task, problems)
    return _summarize(task, document, findings, sources, problems)


def _clean(task: Task, problems: list[str]) -> tuple[Document, tuple[Any, ...], tuple[Any, ...]]:
    if task.clean is None:
        return parse(task.body), (), ()
    from dataclasses import asdict

    from .cleaning import Options, clean_and_parse

    try:
        cleaned, document = clean_and_parse(task.body, task.title, load(task.lang), Options(**task.clean))
    except Exception as error:
        problems.append(f"published as written, cleaning failed: {error!r} [brief.clean]")
        return parse(task.body), (), ()
    return document, tuple(map(asdict, cleaned.findings)), tuple(map(asdict, cleaned.sources))


def _summarize(task: Task, document: Document, findings: Any, sources: Any, problems: list[str]) -> Result:
    from .summarizing import reading_seconds

    language = load(task.lang)
    found = paragraphs(document)
    quotes: tuple[Quote, ...] = ()
    method, total = "", 0
    if task.method is not None:
        try:
            quotes, method, total = _chosen(task, document, found)
        except Exception as error:
            problems.append(f"published without a summary: {error!r} [brief.summary]")
    return Result(
        body=None if document.html is task.body else document.html,
        findings=findings,
        sources=sources,
        quotes=quotes,
        method=method,
        total=total,
        words=sum(paragraph.text.count(" ") + 1 for paragraph in found),
        seconds=reading_seconds(" ".join(block.text for block in document.blocks), language),
        summary_seconds=reading_seconds(" ".join(quote.text for quote in quotes), language) if quotes else 0,
        problems=tuple(problems),
    )


def _chosen(task: Task, document: Document, found: Sequence[Paragraph]) -> tuple[tuple[Quote, ...], str, int]:
    """Choose the summary's sentences; with their places, the method's name, and the number of sentences to choose from."""
    from .sentences import split
    from .summarizing import summarize

    texts, language = [paragraph.text for paragraph in found], load(task.lang)
    if marked := _marked(document, found):
        sentences = split(texts, language.summary.get("splitter", language.code))
        return tuple(_quote(document, found, s) for s in sentences if s.paragraph in marked), "marked", len(sentences)
    share = task.count if isinstance(task.count, float) else None
    count = task.count if isinstance(task.count, int) else None
    summary = summarize(
        texts,
        task.title,
        language,
        method=str(task.method),
        count=count,
        share=share,
        ratio=task.min_ratio,
        items=list_items(found),
    )
    return tuple(_quote(document, found, s) for s in summary.sentences), summary.method, summary.total


def _marked(document: Document, found: Sequence[Paragraph]) -> frozenset[int]:
    """Return the numbers of the paragraphs that the author put between ``<!-- summary -->`` and ``<!-- /summary -->``."""
    spans = [match.span() for match in _MARKED.finditer(document.html)] if "<!--" in document.html else []
    return frozenset(n for n, paragraph in enumerate(found) if covers(spans, paragraph.block.start))


def _quote(document: Document, found: Sequence[Paragraph], sentence: Sentence) -> Quote:
    """Give a sentence its safe HTML and its place in the body."""
    block = found[sentence.paragraph].block
    runs = between(folded(block), sentence.start, sentence.end)
    start, end = locate(document, block, runs)
    linked = block.inside("a") or covers(document.links, end) or start > document.open_link
    return Quote(sentence.text, inline_html(block, runs), start, end, linked)
