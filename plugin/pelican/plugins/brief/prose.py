"""A body's prose: the paragraphs a summary may quote, and the way back from their text to the source.

What is not prose stays out: headings, captions, tables, code, quotations of others, lists of links, footnotes and sources.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from .document import Block, Document, Element, Span, covers, merged

#: A block in one of these is not the article's own running text.
_NOT_PROSE = tuple(
    """address aside blockquote button caption dialog dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header legend
    menu nav pre select summary table""".split()
)
#: Sections of notes, by role or class (DPUB-ARIA; Markdown's, reST's and our own).
_NOTES = frozenset("doc-endnotes doc-footnote doc-bibliography doc-toc footnote footnotes toc brief-sources admonition".split())
_NOTES_HINT = re.compile(r"doc-|footnote|toc|brief-sources|admonition")
#: A reference to a note, by role or class: part of no sentence.
_NOTEREF = frozenset(["doc-noteref", "brief-noteref", "footnote-ref", "footnote-reference", "citation-reference"])
#: Inline elements that carry meaning and survive in a summary, without attributes.
_KEPT_INLINE = frozenset(["abbr", "b", "cite", "code", "em", "i", "kbd", "q", "samp", "strong", "sub", "sup", "var"])
_ENTITY = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[^\t\n\f <&#;]{1,32};?)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of one prose block, white space folded, without references to notes."""

    text: str
    block: Block


def paragraphs(document: Document) -> list[Paragraph]:
    """List the prose of a document, in order."""
    notes = _sections_of_notes(document)
    found = ((block, _text(block)) for block in document.blocks if _is_prose(block, notes))
    return [Paragraph(text, block) for block, text in found if text]


def plain_text(html: str) -> str:
    """Return the text of a piece of HTML such as a title: tags dropped, entities decoded, white space folded.

    >>> plain_text('Salt &amp; <em>light</em> at 5 < 6')
    'Salt & light at 5 < 6'
    """
    from .document import parse

    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    document = parse(html)
    tail = unescape(html[document.broken_at :]) if document.broken_at is not None else ""
    return " ".join((*(block.text for block in document.blocks), *tail.split()))


def _is_prose(block: Block, notes: Sequence[Span]) -> bool:
    if not block.texts or block.inside(*_NOT_PROSE) or covers(notes, block.start):
        return False
    return not (block.tag in ("li", "dd") and _mostly_links(block))


def _sections_of_notes(document: Document) -> list[Span]:
    if not _NOTES_HINT.search(document.html):
        return []
    bearing_attributes = (e for e in document.elements if e.inner_start - e.start > len(e.tag) + 2)
    return merged((e.start, e.end) for e in bearing_attributes if _names(e) & _NOTES)


def _names(element: Element) -> set[str]:
    attributes = element.attributes
    return {*attributes.get("role", "").split(), *attributes.get("class", "").split()}


def _mostly_links(block: Block) -> bool:
    linked = merged((e.inner_start, e.inner_end) for e in block.inlines if e.tag == "a")
    inside = sum(stop - start for start, stop in block.texts if covers(linked, start))
    return 2 * inside > sum(stop - start for start, stop in block.texts)


def _noterefs(block: Block) -> list[Element]:
    return [e for e in block.inlines if e.tag in ("a", "sup") and _names(e) & _NOTEREF]


def _pieces(block: Block) -> Iterator[tuple[int, int, bool]]:
    """Text spans that are prose, each with whether a line break stands before it."""
    notes, end = merged((note.inner_start, note.inner_end) for note in _noterefs(block)), None
    for start, stop in block.texts:
        if covers(notes, start):
            continue
        yield start, stop, end is not None and "<br" in block.source[end:start].lower()
        end = stop


def _text(block: Block) -> str:
    source = block.source
    raw = (("\n" if broken else "") + unescape(source[start:stop]) for start, stop, broken in _pieces(block))
    return " ".join("".join(raw).split())


def _characters(block: Block) -> Iterator[tuple[str, int, int]]:
    """Each character of the block's prose with its span in the source (an entity's span is the whole entity)."""
    source = block.source
    for start, stop, broken in _pieces(block):
        if broken:
            yield "\n", start, start
        place = start
        for match in _ENTITY.finditer(source, start, stop):
            yield from ((source[i], i, i + 1) for i in range(place, match.start()))
            yield from ((character, match.start(), match.end()) for character in unescape(match[0]))
            place = match.end()
        yield from ((source[i], i, i + 1) for i in range(place, stop))


def folded(block: Block) -> list[tuple[str, int, int]]:
    """List the characters of a paragraph's text, white space folded, each with its span in the source."""
    out: list[tuple[str, int, int]] = []
    for character, start, stop in _characters(block):
        if not character.isspace():
            out.append((character, start, stop))
        elif out and out[-1][0] != " ":
            out.append((" ", start, stop))
    if out and out[-1][0] == " ":
        out.pop()
    return out


def locate(document: Document, block: Block, characters: list[tuple[str, int, int]]) -> Span:
    """Find the span of a run of a paragraph's characters in the source, widened over inline tags that begin or end just there."""
    start, end = characters[0][1], characters[-1][2]
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


def inline_html(block: Block, characters: list[tuple[str, int, int]]) -> str:
    """Write a run of a paragraph's characters as safe HTML: escaped, inline elements that carry meaning without attributes."""
    first, last = characters[0][1], characters[-1][1]
    around = (e for e in block.inlines if e.inner_start <= last and e.inner_end > first)
    kept = deque(e for e in around if e.tag in _KEPT_INLINE and e.closed and not _names(e) & _NOTEREF)
    parts: list[str] = []
    opened: list[Element] = []
    for character, start, _ in characters:
        while opened and opened[-1].inner_end <= start:
            parts.append(f"</{opened.pop().tag}>")
        while kept and kept[0].inner_start <= start:
            element = kept.popleft()
            if start < element.inner_end:
                parts.append(f"<{element.tag}>")
                opened.append(element)
        parts.append(escape(character))
    parts += [f"</{element.tag}>" for element in reversed(opened)]
    return "".join(parts)
