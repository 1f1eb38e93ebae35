"""One run over a site: its settings, each article's result, and what was said of it."""

import copy
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import brief as view
from . import render
from .article import Result, Task
from .cache import Cache
from .languages import load
from .metadata import Description, harmless
from .neighbors import SCOPES, Neighbors, attributes, by_date, link, reading_order, unknown_wishes
from .prose import plain_text
from .settings import Settings

#: The markup of a reference, as cleaning writes it.
_NOTEREF = re.compile(r'<sup class="brief-noteref">(?:(?!</?sup).)*+</sup>')
logger = logging.getLogger(__name__)

#: A text without any of these holds no token of a writing tool: then nothing need be loaded to look for one.
_SUSPICIOUS = re.compile(r"\[\s*+cit|oaicite|citeturn|†|\ue200|attributableindex", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """The state of one run. Articles are keyed by themselves: they live as long as the run."""

    settings: Settings
    results: dict[Any, Result] = field(default_factory=dict)
    #: By article: name of the metadata that was cleaned, before, after.
    cleaned_metadata: dict[Any, list[tuple[str, str, str]]] = field(default_factory=dict)
    neighbors: dict[Any, Neighbors] = field(default_factory=dict)
    neighbor_names: tuple[str, ...] = ("prev_article", "next_article")
    cache: Cache | None = None

    def process(self, articles: Sequence[Any], generator: Any) -> None:
        """Clean and summarize articles; their bodies are clean and end with their sources from here on."""
        for article in articles:
            self._clean_metadata(article)
        tasks = {article: self.task(article) for article in articles if article._content is not None}
        for article, result in zip(tasks, self._results(list(tasks.values()), generator.settings), strict=True):
            self.results[article] = result
            self._replace_body(article, result, generator.env)
            for problem in result.problems:
                logger.warning("%s: %s", article.get_relative_source_path(), problem)

    def _results(self, tasks: Sequence[Task], settings: Any) -> list[Result]:
        from . import cache, workers

        if self.cache is None:
            # Results go by content and cannot be stale: only where Pelican's own cache is on and to be ignored, ours is, too.
            load = settings["LOAD_CONTENT_CACHE"] or not settings["CACHE_CONTENT"]
            self.cache = cache.opened(self.settings.cache, settings["CACHE_PATH"], load=load)
        return self.cache.results(tasks, lambda some: workers.results(some, self.settings.workers, self.settings.executor))

    def task(self, article: Any) -> Task:
        """Say what to do for an article, by the settings and by its own ``Brief``, ``Brief_sentences`` and ``Summary``."""
        wishes = self._wishes(article)
        clean = None
        if self.settings.clean and wishes is not None:
            clean = {
                "rules": {**self.settings.rules, **wishes},
                "citations": self.settings.citations,
                "phrases": self.settings.phrases,
                "prefix": view.prefix(article.lang, article.slug),
                "raw": getattr(article, "reader", "") == "text",
            }
        authored = bool(str(article.metadata.get("summary", "")).strip())
        method = None if wishes is None or authored else self.settings.method
        return Task(
            article._content,
            plain_text(str(article.title)),
            article.lang,
            clean,
            method,
            self._count(article),
            self.settings.min_ratio,
        )

    def _wishes(self, article: Any) -> dict[str, str] | None:
        """Read which rules an article leaves off (``Brief: off`` is all of ours: None)."""
        words = str(article.metadata.get("brief", "")).replace(",", " ").split()
        if not words:
            return {}
        from .cleaning import RULE_NAMES

        if [word.lower() for word in words] in (["off"], ["no"], ["false"]):
            return None
        for word in words:
            if word not in RULE_NAMES:
                logger.warning("%s: Brief: there is no rule %r [brief.metadata]", article.get_relative_source_path(), word)
        return {word: "off" for word in words if word in RULE_NAMES}

    def _count(self, article: Any) -> int | float | None:
        own = str(article.metadata.get("brief_sentences", "")).strip()
        if own.isdecimal() and 1 <= int(own) <= 50:
            return int(own)
        if own:
            logger.warning(
                "%s: Brief_sentences: expected 1 to 50, not %r [brief.metadata]", article.get_relative_source_path(), own
            )
        return None if self.settings.sentences == "auto" else self.settings.sentences  # type: ignore[return-value]

    def _replace_body(self, article: Any, result: Result, env: Any) -> None:
        if result.body is not None:
            article._content = result.body
        if result.sources:
            labels = load(article.lang).labels
            article._content += render.sources_html(result.sources, labels, view.prefix(article.lang, article.slug), env)

    def _clean_metadata(self, article: Any) -> None:
        """Strip certain tokens from title and summary, under the same settings and opt-outs as the body."""
        for name in ("title", "summary"):
            before = article.metadata.get(name)
            if not self.settings.clean or not isinstance(before, str) or not _SUSPICIOUS.search(before):
                continue
            wishes = self._wishes(article)
            if wishes is None:
                return
            from .cleaning import Options, clean_text

            options = Options(rules={**self.settings.rules, **wishes}, citations=self.settings.citations)  # type: ignore[arg-type]
            after = clean_text(before, load(article.lang), options)
            if after != before:
                article.metadata[name] = after
                setattr(article, "_summary" if name == "summary" else name, after)
                self.cleaned_metadata.setdefault(article, []).append((name, before, after))
                logger.info("%s: %s: %r becomes %r [brief.citation]", article.get_relative_source_path(), name, before, after)

    def link(self, everyone: Iterable[Any], published: Sequence[Any], order: Any) -> None:
        """Find the neighbors of published articles and set the attributes that themes read, on all articles."""
        ordered = reading_order(published, order)
        self.neighbors = link(ordered, SCOPES[self.settings.scope], dated=by_date(order))
        values = attributes(ordered, SCOPES[self.settings.scope])
        names = dict.fromkeys(name for given in values.values() for name in given)
        self.neighbor_names = tuple(names) or self.neighbor_names
        for article in everyone:
            for name in self.neighbor_names:
                setattr(article, name, values.get(article, {}).get(name))
        for article, name, wish in unknown_wishes(ordered):
            logger.warning("%s: %s: no article %r [brief.neighbors]", article.get_relative_source_path(), name.capitalize(), wish)

    def present(self, articles: Iterable[Any]) -> None:
        """Set ``brief``, the summary and the description of each article."""
        for article in articles:
            article.brief = None
            result = self.results.get(article)
            if result is None:
                continue
            article.brief = self._view(article, result)
            if result.quotes and not _marked(article):
                self._set_summary(article, harmless(article.brief.summary.text).replace("&", "&amp;"))
            elif result.sources and not article.metadata.get("summary"):
                article.get_summary = excerpt(article, _NOTEREF.sub("", result.body or article._content))
            if article.brief.summary and not article.metadata.get("description"):
                article.description = Description(article.brief.description)

    def _set_summary(self, article: Any, summary: str) -> None:
        """Give an article its summary, both where Pelican looks and where it looks again when it refreshes links."""
        from pelican.contents import Content

        article.metadata["summary"] = article._summary = summary
        Content.__dict__["get_summary"].cache.pop((article, article.get_siteurl()), None)

    def _view(self, article: Any, result: Result) -> view.Brief:
        language = load(article.lang)
        prefix = view.prefix(article.lang, article.slug)
        return view.Brief(
            article=article,
            body=article._content,
            result=result,
            language=language,
            summary=view.summary(result, article, language, prefix),
            neighbors=self.neighbors.get(article, Neighbors()),
            show_summary=self.settings.summary in ("auto", "theme"),
            show_neighbors=self.settings.neighbors in ("auto", "theme"),
            open=self.settings.open,
            prefix=prefix,
        )

    def conclude(self, generator: Any) -> None:
        """Keep the results, write the style sheet, say in one line what was done, and write the report if the settings say so."""
        if self.cache is not None:
            self.cache.save()
        if self.settings.css == "link" and self.results:
            from .ownpage import style_path

            path = Path(generator.output_path) / style_path(generator.context)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render.style_sheet(), encoding="utf-8", newline="\n")
        from . import report

        report.conclude(self, generator.settings)


def _marked(article: Any) -> bool:
    """Tell whether a plugin for summaries has found marks of the author's since (``<!-- PELICAN_END_SUMMARY -->``).

    Such plugins say so by ``has_summary``; one that merely works on Pelican's own excerpt (render_math) does not.
    """
    return bool(getattr(article, "has_summary", False) and article.metadata.get("summary"))


def excerpt(article: Any, body: str) -> Callable[[str], str]:
    """Make Pelican's own summary of an article's beginning, without references: their ids stand on the article's page.

    A way to get it rather than its text: Pelican resolves links anew for each page's relative URLs.
    """
    from pelican.contents import Content

    def get_summary(siteurl: str) -> str:
        if article.metadata.get("summary"):  # from another plugin, since
            return str(article.metadata["summary"])
        bare = copy.copy(article)
        del bare.get_summary
        bare._content = body
        summary = str(bare.get_summary(siteurl))
        for name in ("get_content", "get_summary"):
            Content.__dict__[name].cache.pop((bare, siteurl), None)
        return summary

    return get_summary
