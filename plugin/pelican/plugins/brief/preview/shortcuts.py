"""Faster ways to the same result, in place of functions of Pelican while a preview runs.

Each gives what the original gives (the tests compare whole sites with stock builds), and leaves to the original what it
does not know. They are taken out again when the preview ends.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from string import Formatter
from typing import Any

import pelican.contents as contents
import pelican.generators as generators
from pelican.utils import path_to_url

Content = Any
URL_FIELDS: Mapping[str, Callable[[Content], Any]] = {
    "slug": lambda content: getattr(content, "slug", ""),
    "lang": lambda content: getattr(content, "lang", "en"),
    "date": attrgetter("date"),
    "author": lambda content: content.author.slug if hasattr(content, "author") else "",
    "category": lambda content: content.category.slug if hasattr(content, "category") else "",
    "path": lambda content: path_to_url(content.metadata.get("path", content.get_relative_source_path())),
}
#: Our own pure functions of a text that every build asks again: module -> names.
TEXT_FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "brief": ("plain_text",),
    "metadata": ("harmless", "plain_text"),
    "report": ("plain_text",),
    "run": ("harmless", "plain_text"),
}
TEXTS_KEPT = 20_000


@contextmanager
def shortcuts() -> Iterator[None]:
    """Put the shortcuts in, and the originals back."""
    replaced = (
        (generators, "process_translations", quick_translations(generators.process_translations)),
        (contents.Content, "_expand_settings", quick_expansion(contents.Content._expand_settings)),
        (contents.Content, "get_relative_source_path", once(contents.Content.get_relative_source_path, "source_path")),
        (contents.Content, "get_static_links", once(contents.Content.get_static_links, "source_path", "_content")),
        *remembered_texts(),
    )
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in replaced]
    for owner, name, quick in replaced:
        setattr(owner, name, quick)
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def quick_translations(original: Callable[..., Any]) -> Callable[..., Any]:
    """Find translations among those articles only that share what identifies them with another one.

    The original asks of each article whether it is in the list of originals: at 5,000 that is 12 million comparisons.
    """

    def process(content_list: list[Content], translation_id: Any = None) -> Any:
        if not translation_id or not all(hasattr(item, "metadata") for item in content_list):
            return original(content_list, translation_id)
        key = attrgetter(*([translation_id] if isinstance(translation_id, str) else translation_id))
        try:
            shared = Counter(map(key, content_list))
        except (AttributeError, TypeError):
            return original(content_list, translation_id)
        content_list.sort(key=key)
        several = [item for item in content_list if shared[key(item)] > 1 or item.metadata.get("translation")]
        among = {id(item) for item in several}
        index, translations = original(list(several), translation_id)
        for item in content_list:
            if id(item) not in among:
                item.translations = []
        chosen = {id(item) for item in index}
        return [item for item in content_list if id(item) not in among or id(item) in chosen], translations

    return process


@lru_cache(maxsize=256)
def fields_of(text: str) -> frozenset[str]:
    """Return the names a format string uses, without attributes and indexes."""
    names = (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return frozenset(name.partition(".")[0].partition("[")[0] for name in names)


def quick_expansion(original: Callable[..., str]) -> Callable[..., str]:
    """Work out those parts of a URL that its setting names, and no others."""

    def expand(self: Content, key: str, klass: str | None = None) -> str:
        text = str(self.settings[f"{klass or self.__class__.__name__}_{key}".upper()])
        names = fields_of(text)
        if not names <= URL_FIELDS.keys() or ("date" in names and not hasattr(self, "date")):
            return original(self, key, klass)
        return text.format(**{name: URL_FIELDS[name](self) for name in names})

    return expand


def once(original: Callable[..., Any], *attributes: str) -> Callable[..., Any]:
    """Remember a method's last result for each source, by the attributes it depends on. Results are copied when they are sets."""
    known: dict[Any, tuple[Any, Any]] = {}
    values = attrgetter(*attributes)

    def method(self: Content, *args: Any) -> Any:
        key, now = (self.source_path, args), (values(self), self.settings["PATH"])
        before, found = known.get(key, (None, None))
        if before != now:
            found = original(self, *args)
            known[key] = now, found
        return set(found) if isinstance(found, set) else found

    return method


def remembered_texts() -> Iterator[tuple[Any, str, Callable[..., str]]]:
    """Yield the plugin's functions of texts with a memory, where the plugin is loaded."""
    for module, names in TEXT_FUNCTIONS.items():
        loaded = sys.modules.get(f"{__package__.rpartition('.')[0]}.{module}")
        for name in names if loaded else ():
            yield loaded, name, lru_cache(TEXTS_KEPT)(getattr(loaded, name))
    if view := sys.modules.get(f"{__package__.rpartition('.')[0]}.brief"):
        yield view, "summary", remembered_summaries(view.summary)


def remembered_summaries(original: Callable[..., Any]) -> Callable[..., Any]:
    """Remember how each article's summary is shown, as long as its result is the same object."""
    known: dict[str, tuple[Any, Any]] = {}

    def summary(result: Any, article: Content, language: Any, prefix: str) -> Any:
        if not result.quotes:  # the author's own, perhaps, which is no part of the result
            return original(result, article, language, prefix)
        before, shown = known.get(prefix, (None, None))
        if before is not result:
            shown = original(result, article, language, prefix)
            known[prefix] = result, shown
        return shown

    return summary
