"""Our blocks as HTML, and a body with its anchors. Values in, strings out."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .article import Quote
from .document import Edit

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

    from .brief import Brief

#: Source URLs that may become a link.
_LINKABLE = ("http://", "https://", "mailto:")
_HEAD_END = re.compile(r"</head\s*+>|<body[\s>]", re.IGNORECASE)
_BASE = re.compile(r"<base\s[^>]{0,400}?\bhref", re.IGNORECASE)
_BLOCK = re.compile(r'<[a-z]++ class="brief-')


def loader() -> "BaseLoader":
    """Make the loader of our templates; appended last, so that a theme's own ``brief/*.html`` wins."""
    from jinja2 import FileSystemLoader

    return FileSystemLoader(str(files(__package__) / "templates"))


@cache
def style_sheet() -> str:
    """Read the style sheet of our blocks."""
    return (files(__package__) / "static" / "brief.css").read_text(encoding="utf-8")


def sources_html(
    sources: Sequence[Mapping[str, Any]], labels: Mapping[str, str], prefix: str, env: "Environment | None" = None
) -> str:
    """Render the list of sources that ends a body. ``env`` is the site's, so that a theme's template is honored."""
    if not sources:
        return ""
    if env is None:
        from jinja2 import Environment

        env = Environment(loader=loader(), autoescape=True)
    safe = [{**s, "url": s["url"] if s["url"].lower().startswith(_LINKABLE) else ""} for s in sources]
    return "\n" + placed(env.get_template("brief/sources.html").render(sources=safe, labels=labels, prefix=prefix).strip())


def placed(html: str) -> str:
    """Wrap a block in what a theme lays out (``.content > *``: a column of a grid, a width, a margin).

    The block itself takes nothing from the theme: its own place in a layout would be lost with the rest.
    """
    return f'<div class="brief-place">{html}</div>' if html else ""


def block(env: "Environment", name: str, variables: Mapping[str, Any], *, repeated: bool = False) -> str:
    """Render one of our blocks, through the site's environment; ``repeated`` leaves out the id that may stand on a page once."""
    return env.get_template(f"brief/{name}.html").render(variables, injected=True, repeated=repeated).strip()


def anchors(quotes: Sequence[Quote], brief: "Brief") -> list[Edit]:
    """Make an anchor for each sentence of the summary, and behind it the way back (none for a place below 0), in order."""
    edits: list[Edit] = []
    back = _back(brief)
    for number, quote in enumerate(quotes, 1):
        opening = f'<span class="brief-sentence" id="{anchor(brief.prefix, number)}">'
        if quote.start == quote.end >= 0:
            edits.append(Edit(quote.start, quote.start, f"{opening}</span>", "anchor"))
        elif quote.start >= 0:
            edits.append(Edit(quote.start, quote.start, opening, "anchor"))
            edits.append(Edit(quote.end, quote.end, "</span>", "anchor"))
        if quote.start >= 0 and not quote.linked:
            edits.append(Edit(quote.end, quote.end, back, "back"))
    return sorted(edits, key=lambda edit: edit.start)


def anchor(prefix: str, number: int) -> str:
    """Name the place of a summary's sentence, counted from 1: its id."""
    return f"{prefix}s{number}"


def _back(brief: "Brief") -> str:
    label = escape(brief.labels["back"])
    return f'<a class="brief-back" href="#{brief.ids["summary"]}" aria-label="{label}" title="{label}">↑</a>'


def with_head(page: str, addition: str) -> str:
    """Put a style sheet at the end of a page's head; where the head has no end tag, before the first of our blocks."""
    if not addition:
        return page
    place = page.find("</head>")
    if place < 0:
        end = _HEAD_END.search(page) or _BLOCK.search(page)
        place = end.start() if end else len(page)
    return page[:place] + addition + page[place:]


def despite_base(page: str, address: str) -> str:
    """Let our fragments lead to the page itself where a ``<base>`` would make them lead to the site's front page."""
    return page.replace('href="#brief-', f'href="{escape(address)}#brief-') if _BASE.search(page) else page


def inline_style() -> str:
    """Make an element of the style sheet."""
    return f"<style>{style_sheet()}</style>"
