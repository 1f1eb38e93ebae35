"""A body's prose: the paragraphs a summary may quote, and the way back from their text to the source.

What is not prose stays out: headings, captions, tables, code, quotations of others, lists of links, footnotes and sources.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from .document import BLOCKS, Block, Document, Element, Span, covers, merged

#: A block in one of these is not the article's own running text.
_NOT_PROSE = tuple(
    """address aside blockquote button caption dialog dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header legend
    menu nav pre select summary table td th tr""".split()
)
#: Sections of notes, by role or class (DPUB-ARIA; Markdown's, reST's and our own).
_NOTES = frozenset("doc-endnotes doc-footnote doc-bibliography doc-toc footnote footnotes toc brief-sources admonition".split())
_NOTES_HINT = re.compile(r"doc-|footnote|toc|brief-|admonition|citation-reference", re.IGNORECASE)
#: A reference to a note, by role or class: part of no sentence.
_NOTEREF = frozenset(["doc-noteref", "brief-noteref", "footnote-ref", "footnote-reference", "citation-reference"])
#: Inline elements that carry meaning and survive in a summary, without attributes.
_KEPT_INLINE = frozenset(["abbr", "b", "cite", "code", "em", "i", "kbd", "q", "samp", "strong", "sub", "sup", "var"])
#: Words with single spaces between them, other white space, an entity.
_RUN = re.compile(r"[^\s&]++(?: [^\s&]++)*+|\s++|&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[^\t\n\f <&#;]{1,32};?)?+")
_REFERENCE_HINT = re.compile("note|reference", re.IGNORECASE)

#: A piece of text with its span in the source: as it stands there, or decoded from an entity, or one space for white space.
Run = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of one prose block, white space folded, without references to notes."""

    text: str
    block: Block


def paragraphs(document: Document) -> list[Paragraph]:
    """List the prose of a document, in order."""
    notes = _notes(document)
    found = ((block, _text(block)) for block in document.blocks if _is_prose(block, notes))
    return [Paragraph(text, block) for block, text in found if text]


def list_items(found: Sequence[Paragraph]) -> frozenset[int]:
    """Return the numbers of the paragraphs that are items of a list (see ``Sentence.item``)."""
    return frozenset(n for n, paragraph in enumerate(found) if paragraph.block.inside("li", "dd"))


def plain_text(html: str) -> str:
    """Return the text of a piece of HTML such as a title: tags dropped, entities decoded, white space folded.

    >>> plain_text('Salt &amp; <em>light</em> at 5 < 6')
    'Salt & light at 5 < 6'
    """
    if "<" not in html:
        return " ".join(unescape(html).split())
    from .document import parse

    document = parse(html)
    tail = unescape(html[document.broken_at :]) if document.broken_at is not None else ""
    return " ".join((*(block.text for block in document.blocks), *tail.split()))


def _is_prose(block: Block, notes: Sequence[Span]) -> bool:
    if not block.texts or block.inside(*_NOT_PROSE) or covers(notes, block.start):
        return False
    return not (block.tag in ("li", "dd") and _mostly_links(block))


def _notes(document: Document) -> list[Span]:
    """List where a block that begins there is a note, or a part of a reference to one."""
    html = document.html
    if not _NOTES_HINT.search(html):
        return []
    spans: list[Span] = []
    never_ends, blocks = len(html), [e.start for e in document.elements if e.tag in BLOCKS]
    for element in document.elements:
        if element.inner_start - element.start <= len(element.tag) + 2:
            continue  # without attributes: most are
        if _is_noteref(element):
            spans.append((element.start + 1, element.end))  # a block that begins with a reference is prose
            holds_block = bisect_left(blocks, element.start) < bisect_left(blocks, element.end)
            if holds_block or (element.tag == "a" and not element.closed):
                never_ends = min(never_ends, element.start)
        elif not _NOTES.isdisjoint(_names(element)):
            spans.append((element.start, element.end))
    # A browser carries a link that does not end on over all that follows, and takes no end tag of what a block in it keeps
    # open; we quote nothing of its block, either.
    if never_ends < len(html):
        spans.append((max((b.start for b in document.blocks if b.start <= never_ends), default=never_ends), len(html)))
    return merged(spans)


def _names(element: Element) -> set[str]:
    attributes = element.attributes
    return {*attributes.get("role", "").lower().split(), *attributes.get("class", "").lower().split()}


def _mostly_links(block: Block) -> bool:
    linked = merged((e.inner_start, e.inner_end) for e in block.inlines if e.tag == "a")
    inside = sum(stop - start for start, stop in block.texts if covers(linked, start))
    return 2 * inside > sum(stop - start for start, stop in block.texts)


def _noterefs(block: Block) -> list[Element]:
    return [e for e in block.inlines if _is_noteref(e)]


def _is_noteref(element: Element) -> bool:
    hint = element.tag in ("a", "sup") and _REFERENCE_HINT.search(element.source, element.start, element.inner_start)
    return bool(hint) and not _NOTEREF.isdisjoint(_names(element))


def _pieces(block: Block) -> Iterator[tuple[int, int, bool]]:
    """Text spans that are prose, each with whether a line break stands before it."""
    notes, end = merged((note.inner_start, note.inner_end) for note in _noterefs(block)), None
    for start, stop in block.texts:
        if covers(notes, start):
            continue
        yield start, stop, end is not None and "<br" in block.source[end:start].lower()
        end = stop


def _text(block: Block) -> str:
    if not _noterefs(block):
        return block.text
    source = block.source
    raw = (("\n" if broken else "") + unescape(source[start:stop]) for start, stop, broken in _pieces(block))
    return " ".join("".join(raw).split())


def _runs(block: Block) -> Iterator[Run]:
    """Cut the block's prose into runs, with white space not yet folded."""
    source = block.source
    for start, stop, broken in _pieces(block):
        if broken:
            yield " ", start, start
        for match in _RUN.finditer(source, start, stop):
            first, last = match.span()
            if source[first] != "&":
                yield (" " if source[first].isspace() else match[0]), first, last
            elif (decoded := unescape(match[0])).isspace():
                yield " ", first, last
            else:
                yield from ((" " if character.isspace() else character, first, last) for character in decoded)


def folded(block: Block) -> list[Run]:
    """List a paragraph's text, white space folded, in runs, each with its span in the source."""
    out: list[Run] = []
    for run in _runs(block):
        if run[0] != " " or (out and out[-1][0] != " "):
            out.append(run)
    if out and out[-1][0] == " ":
        out.pop()
    return out


def between(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Cut out the runs between two places of a paragraph's text."""
    out: list[Run] = []
    place = 0
    for text, first, last in runs:
        low, high = max(0, start - place), min(len(text), end - place)
        if low < high:
            as_it_is = last - first == len(text)
            out.append((text[low:high], first + low, first + high) if as_it_is else (text, first, last))
        place += len(text)
        if place >= end:
            break
    return out


def locate(document: Document, block: Block, runs: Sequence[Run]) -> Span:
    """Find the span of runs of a paragraph's text in the source, widened over inline tags that begin or end just there."""
    start, end = runs[0][1], runs[-1][2]
    for element in reversed(block.inlines):  # the inner ones first
        if not element.closed:
            continue
        begins, ends = element.inner_start == start, element.inner_end == end
        if begins and (ends or element.end <= end):
            start = element.start
        if ends and (begins or start <= element.start):
            end = element.end
    return (start, end) if document.balanced(start, end) and not _in_noteref(block, start) else (start, start)


def _in_noteref(block: Block, place: int) -> bool:
    return any(note.start < place < note.end for note in _noterefs(block))


def inline_html(block: Block, runs: Sequence[Run]) -> str:
    """Write runs of a paragraph's text as safe HTML: escaped, inline elements that carry meaning without attributes."""
    first, last = runs[0][1], runs[-1][1]
    around = (e for e in block.inlines if e.inner_start <= last and e.inner_end > first)
    kept = deque(e for e in around if e.tag in _KEPT_INLINE and e.closed and not _is_noteref(e))
    parts: list[str] = []
    opened: list[Element] = []
    for text, start, _ in runs:
        while opened and opened[-1].inner_end <= start:
            parts.append(f"</{opened.pop().tag}>")
        while kept and kept[0].inner_start <= start:
            element = kept.popleft()
            if start < element.inner_end:
                parts.append(f"<{element.tag}>")
                opened.append(element)
        parts.append(escape(text))
    parts += [f"</{element.tag}>" for element in reversed(opened)]
    return "".join(parts)
