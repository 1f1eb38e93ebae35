"""A writer that remembers what Pelican asked for, and does it when somebody looks.

Most of a rebuild is rendering pages nobody opens. Here a call of the writer is kept as a value and made later, by a fresh
stock writer: the bytes are the stock bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pelican.paginator import Paginator
from pelican.utils import get_relative_path, path_to_url, sanitised_join
from pelican.writers import Writer

from pelican.plugins import signals

from .statics import slashed

try:
    from pelican.writers import FileOverwriteFailedError
except ImportError:  # Pelican 4.11
    FileOverwriteFailedError = RuntimeError

Context = dict[str, Any]
WRITE_SIGNALS = (signals.article_generator_write_article, signals.page_generator_write_page)


@dataclass(frozen=True, slots=True)
class PageOfList:
    """Which page of a paginated list this is."""

    paginators: Mapping[str, Paginator]
    number: int

    def variables(self) -> Iterator[tuple[str, Any]]:
        """Yield what Pelican gives the template of such a page."""
        for key, paginator in self.paginators.items():
            yield f"{key}_paginator", paginator
            yield f"{key}_page", paginator.page(self.number)
            yield f"{key}_previous_page", paginator.page(self.number - 1) if self.number > 1 else None
            yield f"{key}_next_page", paginator.page(self.number + 1) if self.number < paginator.num_pages else None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One page or feed to write: the writer's method, and what it was called with.

    ``siteurl`` is what the links in articles start with. It lives in the context that all pages share, and Pelican leaves
    there what the page before needed: so it is kept for each page.
    """

    method: Literal["write_file", "write_feed"]
    shared: Context
    siteurl: str
    context: Context
    arguments: Mapping[str, Any]
    place: PageOfList | None = None

    @property
    def source(self) -> Any:
        """Return the article or page this is the own page of, or None."""
        return self.arguments.get("article") or self.arguments.get("page")

    def write(self, writer: type[Writer], output: str, settings: Mapping[str, Any]) -> None:
        """Write the file as a stock build would, with a new writer of the site's class."""
        before = self.shared["localsiteurl"]
        self.shared["localsiteurl"] = self.siteurl
        extra = dict(self.place.variables()) if self.place else {}
        try:
            getattr(writer(output, settings=settings), self.method)(context=self.context, **self.arguments, **extra)
        finally:
            self.shared["localsiteurl"] = before


@dataclass(slots=True)
class Overrides:
    """Pelican's rule for two files of one name: an override wins once, everything else is a clash."""

    written: set[str] = field(default_factory=set)
    overridden: set[str] = field(default_factory=set)

    def admits(self, path: str, override: bool) -> bool:
        """Say whether this write takes effect; raise FileOverwriteFailedError on a clash, as Pelican's writer does."""
        if path in self.overridden and not override:
            return False
        if path in self.overridden or (path in self.written and not override):
            raise FileOverwriteFailedError(f'Failed to overwrite "{path}": two sources want this file')
        self.written.add(path)
        if override:
            self.overridden.add(path)
        return True


class RecordingWriter(Writer):  # type: ignore[misc]
    """Keep every call under the path it would write, below the output folder; the pages of a paginated list one by one."""

    def __init__(self, output_path: str, settings: Mapping[str, Any], shared: Context) -> None:
        super().__init__(output_path, settings)
        self.records: dict[str, Recorded] = {}
        self._shared = shared
        self._overrides = Overrides()
        self._snapshots: dict[int, Context] = {}
        self._attaches = any_attached(shared)

    def write_file(
        self,
        name: str | None,
        template: Any,
        context: Context,
        relative_urls: bool = False,
        paginated: dict[str, Sequence[Any]] | None = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Record a page, or each page of a paginated list."""
        if not name:
            return
        snapshot = self._snapshot(context)
        for save_as, place in self._pages(name, paginated, template_name, url, kwargs):
            if relative_urls:
                context["localsiteurl"] = path_to_url(get_relative_path(save_as))
            self._attach(kwargs.get("article") or kwargs.get("page"))
            fixed = {"name": save_as, "template": template, "relative_urls": relative_urls, "paginated": {}}
            self._record("write_file", save_as, override_output, snapshot, fixed | kwargs, place)

    def write_feed(
        self,
        elements: Sequence[Any],
        context: Context,
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        """Record a feed; make it now when it has no path, because the caller wants the feed itself."""
        arguments: dict[str, Any] = {"url": url, "feed_type": feed_type, "feed_title": feed_title}
        if not path:
            return Writer(self.output_path, self.settings).write_feed(elements, context, path, **arguments)
        chosen = list(elements[: self.settings["FEED_MAX_ITEMS"]])
        self._attach(*chosen)
        arguments |= {"elements": chosen, "path": path}
        self._record("write_feed", path, override_output, self._snapshot(context), arguments)
        return None

    def _record(
        self,
        method: Literal["write_file", "write_feed"],
        name: str,
        override: bool,
        context: Context,
        arguments: dict[str, Any],
        place: PageOfList | None = None,
    ) -> None:
        path = self._key(name)
        if self._overrides.admits(path, override):
            siteurl = self._shared["localsiteurl"]
            self.records[path] = Recorded(method, self._shared, siteurl, context, arguments, place)

    def _key(self, name: str) -> str:
        """Return the path below the output folder; refuse a name that leads out of it, as Pelican does."""
        if os.path.normpath(name) == name and not name.startswith(("/", "..")):
            return name
        return slashed(os.path.relpath(sanitised_join(self.output_path, name), self.output_path))

    def _pages(
        self, name: str, paginated: Any, template_name: str | None, url: str | None, kwargs: Mapping[str, Any]
    ) -> Iterator[tuple[str, PageOfList | None]]:
        """Yield the file name of each page of a list, and its place there; or the one name of a page that is no list."""
        lists = {key: kwargs[key] for key in kwargs if key in ("articles", "dates")} if paginated is None else paginated
        if not lists or template_name not in self.settings["PAGINATED_TEMPLATES"]:
            yield name, None
            return
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        paginators = {key: Paginator(name, url, items, self.settings, size) for key, items in lists.items()}
        last = list(paginators.values())[-1]
        for number in range(1, next(iter(paginators.values())).num_pages + 1):
            yield last.page(number).save_as, PageOfList(paginators, number)

    def _snapshot(self, context: Context) -> Context:
        """Return the context as this page must see it.

        A plugin that hears of each article before it is written may put something for that article into the context: then
        the page needs a copy, one for every run of equal values. Without such a plugin the context itself will do.
        """
        if not any(signal.receivers for signal in WRITE_SIGNALS):
            return context
        last = self._snapshots.get(id(context))
        if last is None or not _same(last, context):
            last = self._snapshots[id(context)] = dict(context)
        return last

    def _attach(self, *sources: Any) -> None:
        """Let ``{attach}`` links move their files now, in the order of a stock build: they work by being rendered."""
        if self._attaches:
            for source in sources:
                if source is not None:
                    source.content  # noqa: B018


def any_attached(shared: Context) -> bool:
    """Say whether any source of the site moves a file with ``{attach}``."""
    sources = shared["generated_content"].values() if shared["static_links"] else ()
    return any("attach" in (source._content or "") for source in sources if source is not None)


def _same(one: Context, other: Context) -> bool:
    """Compare values by identity: a plugin rebinds a key, or it does not."""
    return one.keys() == other.keys() and all(one[key] is other[key] for key in one if key != "localsiteurl")
