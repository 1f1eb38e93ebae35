"""Descriptions and structured data of an article, harmless wherever a theme prints them."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .document import parse
from .prose import paragraphs, plain_text

if TYPE_CHECKING:
    from .brief import Brief

DESCRIPTION_LENGTH = 155
#: Careless themes print descriptions raw into attributes and scripts, and ``striptags`` undoes escaping: characters that could
#: end an attribute or open a tag there are replaced by their typographic likes.
_HARMLESS = {ord("<"): "‹", ord(">"): "›", ord("`"): "’", ord("'"): "’", ord("\\"): "＼", 0x2028: " ", 0x2029: " "}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_OVERRIDE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ENTITY = re.compile(r"&#?+\w++;?")
#: Without any of these a text is harmless as it is.
_HARMFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\"$&'<>\\`\x7f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
#: What could end a script element, or a line in it.
_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
#: A dollar before a brace opens an expression in a script's template string.
_EXPRESSION = re.compile(r"\$(?=\{)")
_STRAIGHT_QUOTE = re.compile(r'(^|[\s(\[‹–—-])"')


def harmless(text: str) -> str:
    """Make plain text safe even where it is printed raw: no ``"``, ``'``, ``<``, ``>``, no control or direction override.

    An entity that the text itself holds (an article about HTML) is taken apart: ``striptags`` would make a ``<`` of it.

    >>> harmless('He said "5 < 6".')
    'He said “5 ‹ 6”.'
    >>> harmless("Write &lt; and AT&T")
    'Write ＆lt; and AT&T'
    """
    if not _HARMFUL.search(text):
        return text
    text = _STRAIGHT_QUOTE.sub(r"\1“", _OVERRIDE.sub("", printable(text))).replace('"', "”")
    text = _EXPRESSION.sub("＄", text.translate(_HARMLESS))
    return _ENTITY.sub(lambda match: match[0] if unescape(match[0]) == match[0] else f"＆{match[0][1:]}", text)


def printable(text: str) -> str:
    """Drop the characters that no HTML or XML page may hold: NUL, other control characters, lone surrogates."""
    return _CONTROL.sub("", text)


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Cut text at a word so that it is at most ``length`` characters, an ellipsis included.

    >>> shortened("One two three", 9)
    'One two…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: length - 1]
    words, space, _ = head.rpartition(" ")
    cut = head if text[length - 1] == " " or not space or len(words) < length // 2 else words
    return cut.rstrip(" ,;:–—-") + "…"


class Description(str):
    """A description that a loop meets whole: Pelican's theme simple once said ``{% for description in article.description %}``.

    Themes made after it still do, and would print a tag for each character.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((str(self),))


def description(brief: "Brief") -> str:
    """Make a description of the author's own, else of the summary, else of the body's beginning: shortened and harmless."""
    own = brief.article.metadata.get("description")
    if own:
        return shortened(harmless(plain_text(str(own))))
    return shortened(harmless(brief.summary.text if brief.summary else _beginning(brief.body)))


def _beginning(body: str) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs(parse(body[:4000])))[: 2 * DESCRIPTION_LENGTH]


def json_ld(brief: "Brief") -> Markup:
    """Make the schema.org description of an article (https://schema.org/Article), safe inside a script element."""
    article, settings = brief.article, brief.article.settings
    site = {"@type": "WebSite", "name": settings.get("SITENAME", "")}
    if settings.get("SITEURL"):
        site["url"] = settings["SITEURL"]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shortened(plain_text(str(article.title)), 110),
        "datePublished": _iso(article, "date"),
        "dateModified": _iso(article, "modified") or _iso(article, "date"),
        "author": _authors(article) or [{**site, "@type": "Organization"}],
        "description": brief.description,
        "abstract": brief.summary.text if brief.summary else None,
        "wordCount": brief.reading.words,
        "timeRequired": f"PT{brief.reading.minutes}M",
        "inLanguage": brief.lang,
        "url": _url(article),
        "mainEntityOfPage": _url(article),
        "isPartOf": site,
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704 - no character in it can end the script


def _authors(article: Any) -> list[dict[str, str]]:
    """List an article's authors. Where it names none, the site is: readers of structured data ask for one."""
    return [{"@type": "Person", "name": plain_text(str(name))} for name in getattr(article, "authors", ())]


def open_graph(brief: "Brief") -> tuple[tuple[str, str], ...]:
    """List the Open Graph properties of an article (https://ogp.me); those without a value are left out."""
    article, settings = brief.article, brief.article.settings
    pairs = (
        ("og:type", "article"),
        ("og:title", plain_text(str(article.title))),
        ("og:description", brief.description),
        ("og:url", _url(article)),
        ("og:site_name", plain_text(settings.get("SITENAME", ""))),
        ("og:locale", brief.lang.replace("-", "_")),
        ("article:published_time", _iso(article, "date")),
        ("article:modified_time", _iso(article, "modified")),
        ("article:section", plain_text(str(getattr(article, "category", "")))),
    )
    return tuple((name, value) for name, value in pairs if value)


def _iso(article: Any, name: str) -> str:
    date = getattr(article, name, None)
    return date.isoformat() if date is not None else ""


def _url(article: Any) -> str:
    base = article.settings.get("SITEURL", "")
    return f"{base}/{article.url}" if base else ""
