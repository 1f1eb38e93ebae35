"""Citation placeholders: made numbered references to a list of sources.

``[CITATION: …]`` stands in text, or, where Markdown took ``[CITATION: …](url)`` for a link, is one; so is what a writing tool
leaves as ``[oai_citation:0‡Title](url)``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape, unescape

from ..document import BLOCKS, Element
from . import common, tokens
from .links import without_tracking
from .text import fold
from .values import Proposal, Source
from .view import View

_OPEN = re.compile(r"\[\s*+citation\s*+:", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"\s*+\d{1,4}+(?:\s*+,\s*+\d{1,4}+)*+\s*+\]")
_STEP = re.compile(r"[\[\]<]")
_OAI_TEXT = re.compile(r"\(?\[oai_citation(?:_attribution)?+:\d{1,5}+‡([^\]<]{0,400}+)\]\(([^)\s<]{1,1500}+)\)\)?")
_OAI = re.compile(r"^\s*+\[?oai_citation(?:_attribution)?+:\d{1,5}+‡", re.IGNORECASE)
_LINKED = re.compile(r"^\s*+\[?\s*+(?:CITATION|Citation)\s*+:\s*+")
_LONGEST = 1500
_UNCLOSED = 250


def citations(view: View) -> Iterator[Proposal]:
    """Turn each placeholder into a reference (or strip it, as the options say); an empty one is stripped."""
    html = view.html
    if view.options.citations == "keep" or not ("itation" in html or "ITATION" in html):
        return
    done: list[Element] = []
    for element in view.document.elements:
        if (
            element.tag == "a"
            and element.closed
            and "itation" in (inner := html[element.inner_start : element.inner_end]).casefold()
        ):
            found = list(_link(view, element, inner))
            if found:
                done.append(element)
                yield from found
    for match in _OPEN.finditer(html):
        if not any(e.start <= match.start() < e.end for e in done[-400:]) and not _NUMBER_ONLY.match(html, match.end()):
            yield from _text(view, match)
    for match in _OAI_TEXT.finditer(html):
        yield _reference(view, match.start(), match.end(), unescape(match[1]), unescape(match[2]))


def _link(view: View, element: Element, inner: str) -> Iterator[Proposal]:
    """Return a link that is a placeholder as a whole."""
    if "<" in inner and any(e.tag in BLOCKS for e in view.elements_between(element.inner_start, element.inner_end)):
        return
    text = " ".join(unescape(re.sub(r"<[^>]*+>", "", inner)).split())
    for pattern in (_OAI, _LINKED):
        if found := pattern.match(text):
            rest = text[found.end() :].rstrip()
            rest = rest[:-1] if found[0].lstrip().startswith("[") and rest.endswith("]") else rest
            href = element.attributes.get("href", "")
            start, end = _parentheses(view.html, element.start, element.end)
            yield _reference(view, start, end, rest, href)
            return


def _parentheses(html: str, start: int, end: int) -> tuple[int, int]:
    """Take parentheses or brackets along that hold nothing but the link."""
    pair = html[start - 1 : start] + html[end : end + 1] if start else ""
    return (start - 1, end + 1) if pair in ("()", "[]") else (start, end)


def _text(view: View, match: re.Match[str]) -> Iterator[Proposal]:
    html, start = view.html, match.start()
    if (attribute := tokens.attribute_at(view, start)) is not None:
        close = html.find("]", start, attribute[1][1])
        if close >= 0:
            span = tokens.with_space(html, start, close + 1, *attribute[1])
            yield Proposal("citation", "certain", start=span[0], end=span[1], why="a citation placeholder in an attribute")
        return
    if tokens.element_with_tag_at(view, start) is not None:
        return
    end, closed = _close(html, match.end())
    text = " ".join(unescape(re.sub(r"<[^>]*+>", "", html[match.end() : end - closed])).split())
    if tokens.quoted(html, start, end):
        yield Proposal("citation", "report", start=start, end=end, why="a citation placeholder, quoted")
    elif not closed and (len(text) > _UNCLOSED or re.search(r"[.!?]\s", text)):
        yield Proposal("citation", "report", start=start, end=end, why="a citation placeholder that never ends")
    else:
        yield from _placed(view, start, end, text)


def _placed(view: View, start: int, end: int, text: str) -> Iterator[Proposal]:
    """Return the reference in place of the placeholder; after the link where the placeholder stands in a link's text."""
    link = next((a for a in _around(view, start) if a.tag == "a"), None)
    if link is None or not link.closed:
        yield _reference(view, start, end, text, "")
        return
    low, _ = tokens.with_space(view.html, start, end, link.inner_start, link.inner_end)
    yield Proposal("citation", "certain", start=low, end=end, why="a citation placeholder in a link")
    if text:
        yield replace(_reference(view, link.end, link.end, text, ""), start=link.end, end=link.end)


def _around(view: View, place: int) -> Iterator[Element]:
    block = tokens.block_at(view, place)
    if block is None:
        return
    yield from (e for e in block.inlines if e.inner_start <= place < e.inner_end)
    element, count = block.element, 0
    while element is not None and count < 8:
        yield element
        element, count = element.parent, count + 1


def _close(html: str, place: int) -> tuple[int, int]:
    """Where a placeholder ends, nested brackets and inline tags passed over; (end of its text, 0) if it never does."""
    depth, limit = 1, min(len(html), place + _LONGEST)
    while (step := _STEP.search(html, place, limit)) is not None:
        if step[0] == "<":
            name = re.compile(r"</?+([a-zA-Z][a-zA-Z0-9]*+)").match(html, step.start())
            if name is not None and name[1].lower() in BLOCKS:
                return step.start(), 0
            place = max(html.find(">", step.start(), limit), step.start()) + 1
            continue
        if step[0] == "[" and _OPEN.match(html, step.start()):
            return step.start(), 0
        depth += 1 if step[0] == "[" else -1
        place = step.end()
        if not depth:
            return place, 1
    return limit, 0


def _reference(view: View, start: int, end: int, text: str, url: str) -> Proposal:
    """Return a reference for a source; an empty or dead one, or the wish to strip, leaves nothing."""
    block = tokens.block_at(view, start)
    low = max((s for s, e in block.texts if s <= start), default=0) if block is not None else 0
    start, end = tokens.with_space(view.html, start, end, min(low, start), end)
    url = "" if url.lower().startswith(tuple(common.table()["dead_links"])) else without_tracking(url)
    dead = (not url and not text) or view.options.citations == "strip"
    proposal = Proposal("citation", "certain", start=start, end=end, why="a citation placeholder")
    return proposal if dead else replace(proposal, source=(" ".join(text.split()) or url, url))


def number(view: View, accepted: Sequence[Proposal], known: Sequence[Source] = ()) -> tuple[list[Proposal], tuple[Source, ...]]:
    """Give the sources of accepted proposals numbers in reading order, after the ``known`` ones, and write the references.

    One source has one number, however often the text refers to it.
    """
    numbers = {fold(source.text): source.number for source in known}
    sources = list(known)
    out: list[Proposal] = []
    for proposal in accepted:
        if proposal.source is None:
            out.append(proposal)
            continue
        text, url = proposal.source
        key = fold(text)
        if key in numbers:
            old = sources[numbers[key] - 1]
            sources[numbers[key] - 1] = replace(old, references=old.references + 1, url=old.url or url)
        else:
            numbers[key] = len(sources) + 1
            sources.append(Source(len(sources) + 1, text, url))
        source = sources[numbers[key] - 1]
        out.append(replace(proposal, new=noteref(view, source.number, source.references)))
    return out, tuple(sources)


def noteref(view: View, n: int, k: int) -> str:
    """Return the reference to source ``n``, the ``k``-th one."""
    prefix = escape(view.options.prefix)
    label = escape(view.language.labels["source"].format(n=n))
    return (
        f'<sup class="brief-noteref"><a role="doc-noteref" aria-label="{label}" href="#{prefix}source-{n}" '
        f'id="{prefix}ref-{n}-{k}">{n}</a></sup>'
    )
