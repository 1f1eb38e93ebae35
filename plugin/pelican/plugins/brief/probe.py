"""Ask a theme's article template what it shows by itself.

It is rendered once for each kind of article, with a stand-in whose summary and neighbors can be recognized. A real article
rendered early would move ``{attach}`` files and leave its body in Pelican's memos; the stand-in has neither.
"""

import copy
import logging
import re
import warnings
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from markupsafe import escape
from pelican.contents import Content

from .brief import Brief, SummarySentence, SummaryView
from .neighbors import Neighbors

logger = logging.getLogger(__name__)

_BODY = "briefprobebody"
_SUMMARY = "briefprobesummary"
_PREVIOUS = "briefprobeprevious"
_NEXT = "briefprobenext"
#: Elements without an end tag.
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: What stands in these is seen by no reader.
_UNSEEN = frozenset(["head", "noscript", "script", "style", "template", "textarea", "title"])
#: Classes by which frameworks hide an element from every reader, or from all but screen readers ...
_HIDING = frozenset("d-none hidden hide invisible is-hidden screen-reader-text sr-only visually-hidden visuallyhidden".split())
#: ... and those by which they show it again on some screens (``hidden md:block``, ``d-none d-md-flex``).
_SHOWING = re.compile(r"block|flex|grid|inline|(?<!in)visible|show|focusable")
#: Metadata by which no theme decides what to show.
_KNOWN = frozenset(
    "title subtitle date modified lang translation slug category tags keywords author authors summary description template save_as"
    " url path reader series prev next brief brief_sentences".split()
)
#: Values by which one does; of others it matters only that there is one.
_SWITCHES = frozenset("true false yes no on off 0 1 none show hide".split())


@dataclass(frozen=True, slots=True)
class Shown:
    """What a theme's article template shows by itself."""

    summary: bool
    neighbors: bool


def kind(article: Any) -> Hashable:
    """Name what a template may decide by: an article's status, and metadata of the theme's own (``hide_summary: True``)."""
    values = {name: str(value).strip().casefold() for name, value in article.metadata.items() if name not in _KNOWN}
    return article.status, frozenset((name, value if value in _SWITCHES else "") for name, value in values.items())


def ask(template: Any, context: dict[str, Any], variable: str, neighbor_names: tuple[str, ...]) -> Shown:
    """Find out what a template shows by itself; where that fails, nothing is taken for shown, and the log says so.

    A summary counts when it can be read on the page, not when it stands in an attribute or a script. Neighbors count when both
    are linked.
    """
    article = context[variable]
    around = tuple(_neighbor(article, name) for name in (_PREVIOUS, _NEXT))
    probe = _stand_in(article, around, neighbor_names)
    try:
        with _quiet():
            page = str(template.render({**context, variable: probe, "article": probe}))
    except Exception as error:
        logger.info("template %s: could not be asked what it shows (%r); blocks are added [brief.theme]", template.name, error)
        return Shown(False, False)
    finally:
        _forget((probe, *around))
    seen = Seen(page)
    return Shown(_SUMMARY in seen.text.casefold(), all(any(name in link for link in seen.links) for name in (_PREVIOUS, _NEXT)))


class Seen(HTMLParser):
    """What a reader sees of a page, as far as its HTML tells: text, targets of links, and comments among it.

    Survives any HTML: an end tag closes the nearest element of its name, or nothing.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.links: list[str] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        """The text, without that of the head and of hidden elements."""
        return " ".join(self._texts)

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        given = dict(attrs)
        hidden = self._hidden or tag in _UNSEEN or "hidden" in given or _hides(given)
        if tag == "body":  # the end tag of the head may be left out
            self._open.clear()
        if tag not in VOID:
            self._open.append((tag, hidden and tag != "body"))
        if tag == "a" and not hidden:
            self.links.append((given.get("href") or "").casefold())

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element, and of those left open in it."""
        place = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == tag), None)
        if place is not None:
            del self._open[place:]

    def handle_data(self, data: str) -> None:
        """Keep text that can be seen."""
        if not self._hidden:
            self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment that stands where text would be seen."""
        if not self._hidden:
            self.comments.append(data)


def _hides(attributes: dict[str, str | None]) -> bool:
    """Tell whether an element's style or classes hide it."""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    classes = (attributes.get("class") or "").lower()
    hiding = not _HIDING.isdisjoint(classes.split()) and not _SHOWING.search(classes)
    return hiding or "display:none" in style or "visibility:hidden" in style


def _stand_in(article: Any, around: tuple[Any, ...], neighbor_names: tuple[str, ...]) -> Any:
    probe = _copy(article, _SUMMARY)
    previous, following = around
    for name in neighbor_names:
        setattr(probe, name, previous if name.startswith("prev") else following)
    brief: Brief = article.brief
    sentence = SummarySentence(_SUMMARY, escape(_SUMMARY), "")
    probe.brief = replace(
        brief,
        article=probe,
        summary=SummaryView((sentence,), 1, "", ""),
        neighbors=Neighbors(previous, following, brief.neighbors.dated),
    )
    return probe


def _copy(article: Any, summary: str) -> Any:
    """Copy an article without its body and summary: no link of theirs is resolved, no file attached."""
    probe = copy.copy(article)
    probe.metadata = {**article.metadata, "summary": summary}
    probe._summary = summary
    probe._content = f"<p>{_BODY}</p>"
    for name in ("_get_content", "get_content", "get_summary"):
        probe.__dict__.pop(name, None)
    return probe


def _neighbor(article: Any, name: str) -> Any:
    probe = _copy(article, _BODY)
    probe.title, probe.slug = name, name
    probe.override_url = probe.override_save_as = f"{name}.html"
    return probe


def _forget(probes: tuple[Any, ...]) -> None:
    """Drop what Pelican memoized of stand-ins (once per template: the memos are gone through)."""
    for name in ("get_content", "get_summary"):
        memo = Content.__dict__[name].cache
        for key in [key for key in memo if any(key[0] is probe for probe in probes)]:
            del memo[key]


@contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing while a stand-in is rendered: what its template warns of is about no real article."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
