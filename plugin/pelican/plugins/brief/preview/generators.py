"""Pelican's generators with a memory, and without their quadratic list tests.

They keep their names: plugins ask for them. What they produce is compared with a stock build, byte for byte, in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pelican.generators as stock

from .reading import remember_contents, remember_reads

Content = Any


class Remembering:
    """What articles and pages have in common: sources are read once, and no walk for readers that do not exist."""

    pelican: Any
    readers: Any

    def generate_context(self) -> None:
        """Read the sources, from memory where the file is the same."""
        remember_reads(self.readers, self.pelican.reads)
        remember_contents(self, self.pelican.contents)
        super().generate_context()  # type: ignore[misc]

    def check_disabled_readers(self) -> None:
        """Look for files of disabled readers only when there are such readers."""
        if self.readers.disabled_readers:
            super().check_disabled_readers()  # type: ignore[misc]


class ArticlesGenerator(Remembering, stock.ArticlesGenerator):  # type: ignore[misc]
    """Articles, with the lists by date made by sorting instead of by ``if article in articles``."""

    def _build_period_archives(self, sorted_articles: list[Content], articles: list[Content], settings: Any) -> Any:
        archives = super()._build_period_archives(sorted_articles, [], settings)
        order = ranks(articles)
        for archive in (archive for found in archives.values() for archive in found):
            archive["articles"] = in_order(archive["dates"], order)
        return archives

    def generate_tags(self, write: Callable[..., None]) -> None:
        """Generate the pages of tags."""
        with self._dates_sorted(write) as sorting:
            super().generate_tags(sorting)

    def generate_categories(self, write: Callable[..., None]) -> None:
        """Generate the pages of categories."""
        with self._dates_sorted(write) as sorting:
            super().generate_categories(sorting)

    def generate_authors(self, write: Callable[..., None]) -> None:
        """Generate the pages of authors."""
        with self._dates_sorted(write) as sorting:
            super().generate_authors(sorting)

    dates: list[Content]

    @contextmanager
    def _dates_sorted(self, write: Callable[..., None]) -> Iterator[Callable[..., None]]:
        """Hide the dates while Pelican would search them for each page, and put the found ones in afterwards."""
        dates, self.dates = self.dates, []
        order = ranks(dates)

        def sorting(*args: Any, **kwargs: Any) -> None:
            write(*args, **kwargs | {"dates": in_order(kwargs["articles"], order)})

        try:
            yield sorting
        finally:
            self.dates = dates


class PagesGenerator(Remembering, stock.PagesGenerator):  # type: ignore[misc]
    """Pages, read once."""


def ranks(items: Iterable[Content]) -> dict[int, int]:
    """Return each item's place, by identity: Pelican's contents are never equal, only the same."""
    return {id(item): place for place, item in enumerate(items)}


def in_order(items: Iterable[Content], order: dict[int, int]) -> list[Content]:
    """Return those items that have a place, in the order of places."""
    return sorted((item for item in items if id(item) in order), key=lambda item: order[id(item)])
