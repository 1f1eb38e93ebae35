"""An article's own page: the theme's template, wrapped so that our blocks stand in the body for the time of that one rendering.

The body that everyone else sees (index, archives, feeds, other plugins) never holds a block. What the theme shows by itself is
asked of the theme: rendered once per template with a stand-in article whose body, summary and neighbors can be recognized.
"""

import copy
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from pelican.contents import Content

from . import render
from .article import Quote
from .brief import Brief, SummarySentence, SummaryView
from .neighbors import Neighbors
from .settings import Settings

logger = logging.getLogger(__name__)

_PROBE_BODY = "briefprobebody"
_PROBE_SUMMARY = "briefprobesummary"
_PROBE_PREVIOUS = "briefprobeprevious"
_PROBE_NEXT = "briefprobenext"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a theme's article template shows by itself."""

    summary: bool
    neighbors: bool


@dataclass(slots=True)
class OwnPage:
    """A template of the theme, wrapped; everything but ``render`` is the template's own."""

    template: Any
    settings: Settings
    variable: str
    neighbor_names: tuple[str, ...]
    shown: Shown | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.template, name)

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render; on an article's own page, with what the theme lacks."""
        context: dict[str, Any] = dict(*args, **kwargs)
        article: Any = context.get(self.variable)
        brief = getattr(article, "brief", None)
        if not isinstance(brief, Brief) or context.get("output_file", article.save_as) != article.save_as:
            return str(self.template.render(context))
        if self.shown is None:
            self.shown = self._ask(context, article, brief)
        article.summary  # noqa: B018 - frozen by Pelican on first use: it must not see the blocks
        with _body(article, self._body(context, article, brief)):
            page = str(self.template.render(context))
        return render.with_head(page, self._head(page, context))

    def _body(self, context: dict[str, Any], article: Any, brief: Brief) -> str:
        env, shown, wish = self.template.environment, self.shown or Shown(True, True), self.settings
        variables = {**context, "article": article}
        blocks = {"summary": "", "neighbors": ""}
        for name, has in (("summary", shown.summary), ("neighbors", shown.neighbors)):
            mode = getattr(wish, name)
            if mode == "inject" or (mode == "auto" and not has):
                blocks[name] = env.get_template(f"brief/{name}.html").render(variables, injected=True).strip()
        body = render.with_anchors(article._content, anchored(article._content, brief), brief)
        body = article._update_content(body, article.get_siteurl())
        top = blocks["summary"] if wish.position in ("top", "both") else ""
        bottom = blocks["summary"] if wish.position == "bottom" else ""
        if wish.position == "both" and top:  # once more, without the id that may stand on a page only once
            bottom = env.get_template("brief/summary.html").render(variables, injected=True, repeated=True).strip()
        return "\n".join(part for part in (top, body, bottom, blocks["neighbors"]) if part)

    def _head(self, page: str, context: dict[str, Any]) -> str:
        if self.settings.css == "off" or 'class="brief-' not in page:
            return ""
        if self.settings.css == "inline":
            return render.inline_style()
        return f'<link rel="stylesheet" href="{context.get("SITEURL", "")}/{style_path(context)}">'

    def _ask(self, context: dict[str, Any], article: Any, brief: Brief) -> Shown:
        """Find out what the template shows by itself; where that fails, nothing is taken for shown."""
        if self.settings.summary != "auto" and self.settings.neighbors != "auto":
            return Shown(False, False)
        probe = _stand_in(article, brief, self.neighbor_names)
        try:
            with _quiet():
                page = str(self.template.render({**context, self.variable: probe, "article": probe}))
        except Exception as error:
            logger.info("template %s: could not be asked what it shows (%r); blocks are added [brief.theme]", self.template.name, error)
            return Shown(False, False)
        finally:
            _forget(probe)
        text, links = render.visible(page)
        hrefs = " ".join(sorted(links))
        return Shown(_PROBE_SUMMARY in text, _PROBE_PREVIOUS in hrefs and _PROBE_NEXT in hrefs)


def anchored(content: str, brief: Brief) -> tuple[Quote, ...]:
    """The places of the summary's sentences in the body as it is now; other plugins may have changed it since.

    A place that moved is looked for by its source; a sentence that does not stand there exactly once gets no anchor.
    """
    if not brief.summary or content is brief.body:
        return brief.result.quotes
    found = []
    for quote in brief.result.quotes:
        source = brief.body[quote.start : quote.end]
        once = source and content.count(source) == 1
        place = content.find(source) if once else -1
        found.append(replace(quote, start=place, end=place + len(source) if once else place))
    return tuple(found)


def style_path(context: dict[str, Any]) -> str:
    """Where the style sheet is written, below the output folder."""
    return f"{context.get('THEME_STATIC_DIR', 'theme')}/brief.css"


def _stand_in(article: Any, brief: Brief, neighbor_names: tuple[str, ...]) -> Any:
    probe = copy.copy(article)
    probe.metadata = {**article.metadata, "summary": _PROBE_SUMMARY}
    probe._summary = _PROBE_SUMMARY
    probe._content = f"<p>{_PROBE_BODY}</p>"
    previous, following = _neighbor(article, _PROBE_PREVIOUS), _neighbor(article, _PROBE_NEXT)
    for name in neighbor_names:
        setattr(probe, name, previous if name.startswith("prev") else following)
    sentence = SummarySentence(_PROBE_SUMMARY, Markup(_PROBE_SUMMARY), "")
    probe.brief = replace(
        brief,
        article=probe,
        summary=SummaryView((sentence,), 1, "", ""),
        neighbors=Neighbors(previous, following, brief.neighbors.dated),
        show_summary=True,
        show_neighbors=True,
    )
    return probe


def _neighbor(article: Any, name: str) -> Any:
    probe = copy.copy(article)
    probe.title, probe.slug = name, name
    probe.override_url = probe.override_save_as = f"{name}.html"
    return probe


def _forget(probe: Any) -> None:
    """Drop what Pelican memoized of a stand-in."""
    for name in ("get_content", "get_summary"):
        Content.__dict__[name].cache.pop((probe, probe.get_siteurl()), None)


@contextmanager
def _body(article: Any, body: str) -> Iterator[None]:
    """Let ``article.content`` be this body, for one rendering (Pelican memoizes bodies by article and site URL)."""
    memo, key = Content.__dict__["get_content"].cache, (article, article.get_siteurl())
    before = memo.get(key)
    memo[key] = body
    try:
        yield
    finally:
        if before is None:
            memo.pop(key, None)
        else:
            memo[key] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing while a stand-in is rendered: what its template warns of is about no real article."""
    pelican_logger = logging.getLogger("pelican")
    before = pelican_logger.disabled
    pelican_logger.disabled = True
    try:
        yield
    finally:
        pelican_logger.disabled = before
