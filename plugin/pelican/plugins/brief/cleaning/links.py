"""Tracking parameters in links: taken out of ``href`` values, byte by byte; visible text and code stay."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from . import common
from .values import Proposal
from .view import View

_QUERY = re.compile(r"\?([^#]*+)")
_PART = re.compile(r"(&(?:amp|#38|#038|#x26);|&)", re.IGNORECASE)


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\*", r"\w{1,40}+") for name in common.table()["tracking"])
    return re.compile(rf"(?:{names})(?:=|$)", re.IGNORECASE)


@cache
def _hint() -> re.Pattern[str]:
    names = "|".join(re.escape(name.removesuffix("*")) for name in common.table()["tracking"])
    return re.compile(rf"[?&;](?i:{names})")


def without_tracking(url: str) -> str:
    """Return a URL, or the source of one, without the parameters that only count; everything else stays as it is.

    >>> without_tracking("https://e.org/a?x=1&amp;utm_medium=m&amp;y=2#part")
    'https://e.org/a?x=1&amp;y=2#part'
    """
    found = _QUERY.search(url)
    if found is None:
        return url
    pieces = _PART.split(found[1])
    kept: list[str] = []
    for number in range(0, len(pieces), 2):
        if not _names().match(pieces[number]):
            kept += ([pieces[number - 1]] if kept else []) + [pieces[number]]
    if len(kept) == len(pieces):
        return url
    query = "".join(kept)
    return url[: found.start()] + (f"?{query}" if query else "") + url[found.end() :]


def _on_purpose(url: str) -> bool:
    """Tell whether a link's parameters are an author's own: by its medium, unless its source is a known tool.

    A source alone, of no known tool, is how an author signs a link; tools write the medium or the campaign as well.
    """
    values = {
        name.lower(): value.lower()
        for name, _, value in (part.partition("=") for part in _PART.split(unescape(url).partition("?")[2]))
    }
    if values.get("utm_source", "").startswith(tuple(common.table()["tools"])):
        return False
    if any("blog" in values.get(name, "") for name in ("utm_source", "utm_medium", "utm_campaign")):
        return True
    if [name for name in values if _names().match(f"{name}=")] == ["utm_source"]:
        return True
    return values.get("utm_medium", "").startswith(tuple(common.table()["purposeful"]))


def tracking_links(view: View) -> Iterator[Proposal]:
    """Take known tracking parameters out of links; other parameters, their order and their escapes stay.

    Where they say that the author put them there on purpose (an affiliate's link, the credit that a picture's license asks for,
    a campaign of one's own site), they are reported only.
    """
    html = view.html
    if "?" not in view.opening_tags or not _hint().search(view.opening_tags):
        return
    for element in view.document.elements:
        if element.tag in ("a", "area") and html.find("?", element.start, element.inner_start) >= 0:
            start, end = element.attribute_spans.get("href", (0, 0))
            new = without_tracking(html[start:end])
            if len(new) != end - start:
                why = "a parameter that only counts readers"
                if _on_purpose(html[start:end]):
                    yield Proposal("tracking-link", "report", start=start, end=end, why=why + ", but an author's own")
                else:
                    yield Proposal("tracking-link", "certain", start=start, end=end, new=new, why=why)
