"""Read a site as Pelican does, with its own configuration and plugins, and write nothing."""

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..settings import SettingsError


@dataclass(slots=True)
class Site:
    """What was read: our run with its results, every article in reading order, and the bodies as they were before cleaning."""

    run: Any
    articles: list[Any]
    bodies: dict[Any, str] = field(default_factory=dict)


def read(configuration: str) -> Site:
    """Read the site of a configuration file; raises SettingsError when it is wrong, OSError when it is not there."""
    from pelican.generators import ArticlesGenerator, PagesGenerator
    from pelican.settings import read_settings

    from pelican import Pelican  # type: ignore[attr-defined]

    if not os.path.isfile(configuration):
        raise FileNotFoundError(f"{configuration}: no such configuration file (name one with --settings)")
    logging.getLogger("pelican").addHandler(_console())
    pelican = Pelican(read_settings(configuration))
    context = {**pelican.settings, "generated_content": {}, "static_links": set(), "static_content": {}}
    context["localsiteurl"] = pelican.settings["SITEURL"]
    places = {"path": pelican.path, "theme": pelican.theme, "output_path": pelican.output_path}
    made = [kind(context=context, settings=pelican.settings, **places) for kind in (ArticlesGenerator, PagesGenerator)]
    return _gather(made, context)


def _gather(generators: Sequence[Any], context: dict[str, Any]) -> Site:
    """Let the generators read; a body is kept at the last signal before the plugins work on it."""
    from pelican.plugins import signals

    from .. import neighbors

    bodies: dict[Any, str] = {}

    def keep(generator: Any) -> None:
        bodies.update((article, article._content or "") for article in neighbors.everyone(generator))

    signals.article_generator_pretaxonomy.connect(keep)
    try:
        for generator in generators:
            generator.generate_context()
    finally:
        signals.article_generator_pretaxonomy.disconnect(keep)
    run = context.get("brief_run")
    if run is None:
        raise SettingsError("PLUGINS does not name 'brief': nothing would be cleaned")
    articles = [article for article in neighbors.everyone(generators[0]) if article in run.results]
    run.present(articles)
    return Site(run, sorted(articles, key=lambda article: str(article.source_path)), bodies)


def _console() -> logging.Handler:
    """Return a handler for warnings, on standard error: standard output is for the report alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(message)s"))
    return handler


def below(articles: Sequence[Any], paths: Sequence[str]) -> list[Any]:
    """Return the articles at or below some paths (all where none is named).

    An article's slug and its path below the content folder, as reports tell it, name it, too.

    Raises FileNotFoundError for what names none.
    """
    if not paths:
        return list(articles)
    chosen: dict[Any, None] = {}
    for path in paths:
        place = Path(path).resolve()
        found = [a for a in articles if path in _names(a) or place in (source := Path(a.source_path).resolve(), *source.parents)]
        if not found:
            raise FileNotFoundError(f"{path}: no article of this site (name its file, such as content/article.md, or its slug)")
        chosen.update(dict.fromkeys(found))
    return list(chosen)


def _names(article: Any) -> tuple[str, str]:
    return article.slug, Path(article.get_relative_source_path()).as_posix()
