"""Our blocks as HTML, and a body with its anchors. Values in, strings out."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .article import Quote
from .document import Edit, apply, parse

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

    from .brief import Brief

#: Source URLs that may become a link.
_LINKABLE = ("http://", "https://", "mailto:")


def loader() -> "BaseLoader":
    """The loader of our templates; appended last, so that a theme's own ``brief/*.html`` wins."""
    from jinja2 import FileSystemLoader

    return FileSystemLoader(str(files(__package__) / "templates"))


@cache
def style_sheet() -> str:
    """The style sheet of our blocks."""
    return (files(__package__) / "static" / "brief.css").read_text(encoding="utf-8")


def sources_html(sources: Sequence[Mapping[str, Any]], labels: Mapping[str, str], prefix: str, env: "Environment | None" = None) -> str:
    """The list of sources that ends a body; "" without sources. ``env`` is the site's, so that a theme's template is honored."""
    if not sources:
        return ""
    if env is None:
        from jinja2 import Environment

        env = Environment(loader=loader(), autoescape=True)
    safe = [{**s, "url": s["url"] if s["url"].lower().startswith(_LINKABLE) else ""} for s in sources]
    return "\n" + env.get_template("brief/sources.html").render(sources=safe, labels=labels, prefix=prefix).strip()


def with_anchors(body: str, quotes: Sequence[Quote], brief: "Brief") -> str:
    """A body with an anchor at each sentence of the summary, and behind it the way back (no anchor for a place below 0)."""
    edits: list[Edit] = []
    back = _back(brief)
    for number, quote in enumerate(quotes, 1):
        name = anchor(brief.prefix, number)
        if quote.start == quote.end >= 0:
            edits.append(Edit(quote.start, quote.start, f'<span class="brief-sentence" id="{name}"></span>{back}', "anchor"))
        elif quote.start >= 0:
            edits.append(Edit(quote.start, quote.start, f'<span class="brief-sentence" id="{name}">', "anchor"))
            edits.append(Edit(quote.end, quote.end, f"</span>{back}", "anchor"))
    return apply(body, edits)


def anchor(prefix: str, number: int) -> str:
    """The id of the place of a summary's sentence, counted from 1."""
    return f"{prefix}s{number}"


def _back(brief: "Brief") -> str:
    label = escape(brief.labels["back"])
    return f'<a class="brief-back" href="#{brief.ids["summary"]}" aria-label="{label}" title="{label}">↑</a>'


def with_head(page: str, addition: str) -> str:
    """A page with something added at the end of its head; as it was where it has none."""
    place = page.find("</head>")
    return page if place < 0 or not addition else page[:place] + addition + page[place:]


def inline_style() -> str:
    """The style sheet as an element."""
    return f"<style>{style_sheet()}</style>"


def visible(page: str) -> tuple[str, frozenset[str]]:
    """What a reader of a page sees: the text below ``body`` and the targets of links. For looking at what a theme shows."""
    document = parse(page)
    blocks = (b for b in document.blocks if not b.inside("head", "title"))
    text = "\n".join(block.text for block in blocks)
    return text, frozenset(e.attributes.get("href", "") for e in document.elements if e.tag == "a")
