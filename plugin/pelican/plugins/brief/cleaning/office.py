"""Markup pasted from a word processor: taken off where nothing visible changes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..document import Element
from .values import Proposal
from .view import View

_HINTS = ("mso-", "Mso", "docs-internal-guid", "data-mce-")
_ATTRIBUTE = re.compile(
    r"(?<!\s)\s++(?:class\s*+=\s*+(?:\"Mso\w{1,40}+\"|'Mso\w{1,40}+'|Mso\w{1,40}+)"
    r"|id\s*+=\s*+(?:\"docs-internal-guid[\w-]{0,80}+\"|'docs-internal-guid[\w-]{0,80}+')"
    r"|data-mce-[\w-]{1,40}+\s*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'))?+)(?=[\s/>])"
)
_STYLE = re.compile(r"(?<![\w-])mso-[\w-]{1,60}+\s*+:[^;\"']*+;?+\s*+")


def office(view: View) -> Iterator[Proposal]:
    """Take off ``<o:p>`` tags, Office classes and styles, and the ids and data of editors that pasting leaves."""
    html = view.html
    pasted = any(e.tag == "o:p" for e in view.document.elements)
    if not pasted and not any(hint in view.opening_tags for hint in _HINTS):
        return
    for element in view.document.elements:
        if element.tag == "o:p" and element.closed:
            if "<" not in html[element.inner_start : element.inner_end]:
                yield replace(_off(element.start, element.inner_start), tag=True)
                yield replace(_off(element.inner_end, element.end), tag=True)
        elif element.inner_start - element.start > len(element.tag) + 2:
            yield from _attributes(view, element)


def _attributes(view: View, element: Element) -> Iterator[Proposal]:
    html, linked = view.html, view.document.linked_ids
    for match in _ATTRIBUTE.finditer(html, element.start, element.inner_start):
        if element.attributes.get("id") not in linked or "docs-internal" not in match[0]:
            yield _off(*match.span())
    start, end = element.attribute_spans.get("style", (0, 0))
    if "mso-" in html[start:end]:
        new = _STYLE.sub("", html[start:end]).strip()
        if new != html[start:end]:
            yield Proposal("office", "certain", start=start, end=end, new=new, why="a style of a word processor")


def _off(start: int, end: int) -> Proposal:
    return Proposal("office", "certain", start=start, end=end, why="markup of a word processor")
