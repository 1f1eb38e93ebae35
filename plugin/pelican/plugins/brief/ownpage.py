"""An article's own page: the theme's template, wrapped so that our blocks stand in the body for the time of that one rendering.

The body that everyone else sees (index, archives, feeds, other plugins) never holds a block. The template itself sees marks
(comments) in the body, and the blocks take their place in the finished page: what a theme derives from the body (a description
from its first words, a count of words) is derived from the article alone.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pelican.contents import Content

from . import render
from .article import Quote
from .brief import Brief
from .document import Edit, apply
from .probe import Seen, Shown, ask, kind
from .settings import Settings

#: A mark of any article: as written, escaped for HTML, JSON or URLs, or cut off.
_MARK = re.compile(
    r"(?:<|&lt;|&#60;|\\u003[cC]|%3C)(?:!|%21)--(\w[\w-]{0,30}?-)m(\d*+)(?:--?+(?:>|&gt;|&#62;|\\u003[eE]|%3E)?+)?+"
)
#: So many kinds of article are told apart by what a template shows of them; asking costs a rendering each.
MOST_KINDS = 16


@dataclass(slots=True)
class OwnPage:
    """A template of the theme, wrapped; everything but ``render`` is the template's own."""

    template: Any
    settings: Settings
    variable: str
    neighbor_names: tuple[str, ...]
    #: By kind of article: a theme may show drafts without navigation, and some articles' summaries not.
    shown: dict[Hashable, Shown] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.template, name)

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render; on an article's own page, with what the theme lacks."""
        context: dict[str, Any] = dict(*args, **kwargs)
        article: Any = context.get(self.variable)
        brief = getattr(article, "brief", None)
        if not isinstance(brief, Brief) or context.get("output_file", article.save_as) != article.save_as:
            return str(self.template.render(context))
        article.summary  # noqa: B018 - frozen by Pelican on first use: it must not see the marks
        inserts = self._inserts(context, article, brief)
        page = self._rendered(context, article, brief, inserts)
        page = render.despite_base(page, f"{context.get('SITEURL', '')}/{article.url}")
        return render.with_head(page, self._head(page, context))

    def _rendered(self, context: dict[str, Any], article: Any, brief: Brief, inserts: Sequence[Edit]) -> str:
        if not inserts:
            return str(self.template.render(context))
        marked = [Edit(e.start, e.end, _mark(brief.prefix, number), e.rule) for number, e in enumerate(inserts)]
        with _body(article, marked):
            page = str(self.template.render(context))
        placed = in_place(page, brief.prefix, _without_dead_ends(inserts, page, brief))
        if placed is None:  # the theme changes bodies in a way that loses comments
            with _body(article, _without_dead_ends(inserts, page, brief)):
                placed = str(self.template.render(context))
        return placed

    def _inserts(self, context: dict[str, Any], article: Any, brief: Brief) -> list[Edit]:
        """List what is inserted into the body: blocks at its ends, anchors in between."""
        blocks = self._blocks(context, article)
        position, end = self.settings.position, len(article._content)
        edits = render.anchors(anchored(article._content, brief), brief)
        if blocks["summary"] and position != "bottom":
            edits.insert(0, Edit(0, 0, blocks["summary"] + "\n", "summary"))
        if blocks["summary"] and position != "top":
            edits.append(Edit(end, end, "\n" + blocks["again" if position == "both" else "summary"], "summary"))
        if blocks["neighbors"]:
            edits.append(Edit(end, end, "\n" + blocks["neighbors"], "neighbors"))
        return edits

    def _blocks(self, context: dict[str, Any], article: Any) -> dict[str, str]:
        """Render the blocks that the theme lacks ("" for one that it does not), and the summary ``again`` without its id."""
        shown, variables = self._shown(context, article), {**context, "article": article}
        blocks = {}
        for name in ("summary", "neighbors"):
            mode = getattr(self.settings, name)
            wanted = mode == "inject" or (mode == "auto" and not getattr(shown, name))
            blocks[name] = render.placed(render.block(self.template.environment, name, variables)) if wanted else ""
        if blocks["summary"] and self.settings.position == "both":
            blocks["again"] = render.placed(render.block(self.template.environment, "summary", variables, repeated=True))
        return blocks

    def _shown(self, context: dict[str, Any], article: Any) -> Shown:
        if "auto" not in (self.settings.summary, self.settings.neighbors):
            return Shown(False, False)
        which = kind(article)
        if which not in self.shown and len(self.shown) >= MOST_KINDS:
            which = article.status
        if which not in self.shown:
            self.shown[which] = ask(self.template, context, self.variable, self.neighbor_names)
        return self.shown[which]

    def _head(self, page: str, context: dict[str, Any]) -> str:
        if self.settings.css == "off" or 'class="brief-' not in page:
            return ""
        if self.settings.css == "inline":
            return render.inline_style()
        return f'<link rel="stylesheet" href="{context.get("SITEURL", "")}/{style_path(context)}">'


def anchored(content: str, brief: Brief) -> tuple[Quote, ...]:
    """Find the places of the summary's sentences in the body as it is now; other plugins may have changed it since.

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


def _without_dead_ends(inserts: Sequence[Edit], page: str, brief: Brief) -> list[Edit]:
    """Leave out anchors that no summary on the page leads to, and ways back to a summary that is not there."""
    blocks = [*(edit.new for edit in inserts if edit.rule == "summary"), page]  # mostly found in the first
    anchors = tuple(f"#{render.anchor(brief.prefix, number)}" for number in range(1, len(brief.result.quotes) + 1))
    needed = {"anchor": anchors, "back": (brief.ids["summary"],)}
    dead = {rule for rule, names in needed.items() if not any(name in block for block in blocks for name in names)}
    return [replace(edit, new="") if edit.rule in dead else edit for edit in inserts] if dead else list(inserts)


def in_place(page: str, prefix: str, inserts: Sequence[Edit]) -> str | None:
    """Put inserts in place of their marks, once, where they can be seen; None where no body with all of its marks stands.

    Marks elsewhere (in attributes, in scripts, in a body printed again) go, whether escaped or cut off.
    """
    marks = [_mark(prefix, number) for number in range(len(inserts))]
    if page.count(f"{prefix}m") == len(marks) and (placed := _all_once(page, marks, inserts)) is not None:
        return placed
    found = [match for match in _MARK.finditer(page) if match[1] == prefix] if f"--{prefix}m" in page else []
    whole = [m[2] if m[0] == _mark(prefix, m[2]) else "" for m in found]
    expected = [str(number) for number in range(len(inserts))]
    bodies = [found[n : n + len(inserts)] for n in range(len(found)) if whole[n : n + len(inserts)] == expected]
    if not bodies:
        return None
    body = bodies[0] if len(bodies) == 1 else _seen(page, bodies)
    chosen = {place.start(): edit.new for place, edit in zip(body, inserts, strict=True)}
    return apply(page, [Edit(m.start(), m.end(), chosen.get(m.start(), ""), "mark") for m in found])


def _mark(prefix: str, number: int | str) -> str:
    return f"<!--{prefix}m{number}-->"


def _all_once(page: str, marks: Sequence[str], inserts: Sequence[Edit]) -> str | None:
    """Replace marks that stand in the page once each and in order, as they nearly always do; None where they do not."""
    parts: list[str] = []
    place = 0
    for mark, edit in zip(marks, inserts, strict=True):
        found = page.find(mark, place)
        if found < 0:
            return None
        parts += (page[place:found], edit.new)
        place = found + len(mark)
    return "".join((*parts, page[place:]))


def _seen(page: str, bodies: Sequence[list[re.Match[str]]]) -> list[re.Match[str]]:
    """Choose the first of several bodies that stands where a reader sees it (else the first)."""
    tried = apply(page, [Edit(body[0].start(), body[0].start(), f"<!--{n}-->", "") for n, body in enumerate(bodies)])
    comments = Seen(tried).comments
    return next((body for n, body in enumerate(bodies) if str(n) in comments), bodies[0])


def style_path(context: dict[str, Any]) -> str:
    """Say where the style sheet is written, below the output folder."""
    return f"{context.get('THEME_STATIC_DIR', 'theme')}/brief.css"


@contextmanager
def _body(article: Any, inserts: Sequence[Edit]) -> Iterator[None]:
    """Let ``article.content`` hold these, for one rendering (Pelican memoizes bodies by article and site URL)."""
    memo, key = Content.__dict__["get_content"].cache, (article, article.get_siteurl())
    before = memo.get(key)
    memo[key] = article._update_content(apply(article._content, inserts), article.get_siteurl())
    try:
        yield
    finally:
        if before is None:
            memo.pop(key, None)
        else:
            memo[key] = before
