"""The only module that knows Pelican: which signal runs which step.

A run's state (settings, results, report) hangs on the context that Pelican makes for each run and shares among its
generators: it is gone with the run, and two runs in one process never meet.
"""

import logging
from html import escape
from typing import Any

import pelican.plugins.signals as signals
from pelican.contents import Content

from . import neighbors, ownpage, render
from .run import Run
from .settings import Settings, SettingsError

logger = logging.getLogger(__name__)
_KEY = "brief_run"


def connect() -> None:
    """Connect every step to its signal."""
    logging.getLogger("pelican").addFilter(_without_traceback)
    signals.initialized.connect(check_settings)
    signals.generator_init.connect(start)
    signals.article_generator_init.connect(read_texts)
    signals.article_generator_finalized.connect(process_articles)
    signals.page_generator_finalized.connect(process_pages)
    signals.all_generators_finalized.connect(present)
    signals.feed_generated.connect(lead_to_article)
    signals.finalized.connect(finish)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Drop the traceback of a SettingsError: its message says everything, and the fault is in no code."""
    if record.exc_info and isinstance(record.exc_info, tuple) and isinstance(record.exc_info[1], SettingsError):
        record.exc_info = None
    return True


def check_settings(pelican: Any) -> None:
    """Refuse wrong settings before anything is built (raises SettingsError)."""
    Settings.read(pelican.settings)


def start(generator: Any) -> None:
    """Make this run's state, and let the generator find our templates after the theme's."""
    if _KEY not in generator.context:
        generator.context[_KEY] = Run(Settings.read(generator.settings))
        # Pelican never clears what it memoized of articles: under --autoreload they would pile up.
        Content.__dict__["get_content"].cache.clear()
        Content.__dict__["get_summary"].cache.clear()
    if hasattr(generator, "env"):
        generator.env.loader.loaders.append(render.loader())
    if _run(generator).settings.neighbors_gate:
        _open_gate(generator)


def _run(generator: Any) -> Run:
    run: Run = generator.context[_KEY]
    return run


def _open_gate(generator: Any) -> None:
    """Let ``'neighbors' in PLUGINS`` and ``'neighbors' is plugin_enabled`` hold in templates; the settings stay as they are."""
    from functools import partial

    from pelican.plugins._utils import plugin_enabled

    names = [*generator.settings["PLUGINS"], "neighbors"]
    generator.context["PLUGINS"] = names
    generator.env.tests["plugin_enabled"] = partial(plugin_enabled, plugin_list=names)


def read_texts(generator: Any) -> None:
    """Let the article generator read raw text files where the settings say so."""
    if _run(generator).settings.text_paths:
        from .readers import install

        install(generator, _run(generator).settings)


def process_articles(generator: Any) -> None:
    """Clean and summarize every article, compute its neighbors."""
    run = _run(generator)
    everyone = neighbors.everyone(generator)
    run.process(everyone, generator)
    published = [*generator.articles, *generator.translations]
    run.link(everyone, published, generator.settings["ARTICLE_ORDER_BY"])


def process_pages(generator: Any) -> None:
    """Clean and summarize pages, where the settings say so."""
    run = _run(generator)
    if run.settings.pages:
        run.process(_pages(generator), generator)


def _pages(generator: Any) -> list[Any]:
    listed = [*generator.pages, *generator.translations, *generator.hidden_pages, *generator.hidden_translations]
    return [*listed, *generator.draft_pages, *generator.draft_translations]


def present(generators: list[Any]) -> None:
    """Set summaries and ``brief``, wrap the templates of articles' own pages, write the style sheet and the report."""
    for generator in generators:
        run = generator.context.get(_KEY)
        if run is None:
            return
        if hasattr(generator, "drafts_translations"):
            _present(run, generator, neighbors.everyone(generator), "article")
        elif hasattr(generator, "draft_pages") and run.settings.pages:
            _present(run, generator, _pages(generator), "page")
    if generators:
        _run(generators[0]).conclude(generators[0])


def _present(run: Run, generator: Any, contents: list[Any], variable: str) -> None:
    """Let templates see what was found, and wrap each distinct one (the generator keeps those it has loaded by name)."""
    run.present(contents)
    for name in dict.fromkeys(content.template for content in contents):
        try:
            template = generator.get_template(name)
        except Exception:
            logger.debug("template %s: not found; left to Pelican to say so", name)
            continue
        generator._templates[name] = ownpage.OwnPage(template, run.settings, variable, run.neighbor_names)


def lead_to_article(context: dict[str, Any], feed: Any) -> None:  # noqa: ARG001 - the signal's
    """In feeds, let references to notes lead to the article's page: a fragment alone leads nowhere there."""
    for item in feed.items:
        for field in ("content", "description"):
            text = item.get(field)
            if text and 'href="#brief-' in text:
                item[field] = text.replace('href="#brief-', f'href="{escape(item["link"])}#brief-')


def finish(pelican: Any) -> None:  # noqa: ARG001 - the signal's
    """Nothing of a run outlives it: Pelican's memos would keep every article."""
    Content.__dict__["get_content"].cache.clear()
    Content.__dict__["get_summary"].cache.clear()
