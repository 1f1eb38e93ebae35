"""Ordered articles -> the previous and the next one of each.

``previous`` is the older article and ``next`` the newer one where articles are ordered by date; with any other order,
``next`` is the one that follows.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

#: What ``Prev`` or ``Next`` says to have no such link.
OFF = "off"
#: The name of a scope -> what articles of one chain have in common (None: in no chain of this scope).
SCOPES: Mapping[str, Callable[[Any], Hashable]] = {
    "site": lambda _: "site",
    "category": lambda article: _slug(getattr(article, "category", None)),
    "subcategory": lambda article: str(getattr(getattr(article, "category", None), "name", "")) or None,
    "author": lambda article: _slug(getattr(article, "author", None)),
    "tag": lambda article: _slug(next(iter(getattr(article, "tags", None) or ()), None)),
    "series": lambda article: " ".join(str(article.metadata.get("series", "")).split()).casefold() or None,
}


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The articles before and after one, None where there is none; ``dated`` when they are ordered by date."""

    previous: Any = None
    next: Any = None
    dated: bool = False


def _slug(wrapper: Any) -> str | None:
    return getattr(wrapper, "slug", None) or (str(wrapper) if wrapper else None)


def is_reversed(order: Any) -> bool:
    """Tell whether an ``ARTICLE_ORDER_BY`` puts the last article first."""
    return isinstance(order, str) and order.startswith("reversed-")


def by_date(order: Any) -> bool:
    """Tell whether an ``ARTICLE_ORDER_BY`` orders articles by date, so that labels may say Older and Newer."""
    return isinstance(order, str) and order.removeprefix("reversed-") == "date"


def reading_order(articles: Iterable[Any], order: Any) -> list[Any]:
    """Order a copy of the articles as the site does, then turn it so that the next article follows.

    Pelican's own lists are never sorted in place: other plugins and the themes rely on them. Sorted by slug and path first,
    because Pelican's sort is stable and starts from that, so that ties fall as on the index.
    """
    from pelican.utils import order_content

    ordered = order_content(sorted(articles, key=lambda a: (a.slug, str(a.source_path))), order)
    return ordered[::-1] if is_reversed(order) else list(ordered)


def link(
    ordered: Sequence[Any], key: Callable[[Any], Hashable], *, dated: bool = False, across: bool = True
) -> dict[Any, Neighbors]:
    """Link articles in reading order within each language and each group of the same key.

    ``a.next is b`` exactly when ``b.previous is a``. The metadata ``Prev`` and ``Next`` of an article (``off`` or a slug) cut
    or replace a link, on both of its ends; ``across`` groups, too, or only within one.
    """
    preceding, following = _links(ordered, key, across)
    return {a: Neighbors(preceding.get(a), following.get(a), dated) for a in ordered}


def _links(ordered: Sequence[Any], key: Callable[[Any], Hashable], across: bool) -> tuple[dict[Any, Any], dict[Any, Any]]:
    chains: dict[tuple[str, Hashable], list[Any]] = {}
    for article in ordered:
        if (group := key(article)) is not None:
            chains.setdefault((article.lang, group), []).append(article)
    following = {a: b for chain_ in chains.values() for a, b in pairwise(chain_)}
    preceding = {b: a for chain_ in chains.values() for a, b in pairwise(chain_)}
    _override(ordered, following, preceding, (lambda _: "") if across else key)
    return preceding, following


def _override(
    ordered: Sequence[Any], following: dict[Any, Any], preceding: dict[Any, Any], key: Callable[[Any], Hashable]
) -> None:
    """Do as articles wish; what no article can fulfill is left as it was."""
    wishing = [article for article in ordered if "next" in article.metadata or "prev" in article.metadata]
    slugs = {(article.lang, article.slug): article for article in ordered} if wishing else {}
    for article in wishing:
        for name, ahead, back in (("next", following, preceding), ("prev", preceding, following)):
            wish = _wish(article, name)
            target = slugs.get((article.lang, wish))
            if wish.lower() == OFF:
                _cut(article, ahead, back)
            elif target not in (None, article) and key(article) is not None and key(target) == key(article):
                _cut(article, ahead, back)
                _cut(target, back, ahead)
                ahead[article], back[target] = target, article


def _wish(article: Any, name: str) -> str:
    return str(article.metadata.get(name, "")).strip()


def _cut(article: Any, ahead: dict[Any, Any], back: dict[Any, Any]) -> None:
    other = ahead.pop(article, None)
    if other is not None:
        back.pop(other, None)


def unknown_wishes(articles: Iterable[Any]) -> list[tuple[Any, str, str]]:
    """Find ``Prev`` / ``Next`` values that are neither ``off`` nor the slug of a published article: (article, name, value)."""
    known = list(articles)
    slugs = {(a.lang, a.slug) for a in known}
    return [
        (a, name, wish)
        for a in known
        for name in ("prev", "next")
        if (wish := _wish(a, name)) and wish.lower() != OFF and (a.lang, wish) not in slugs
    ]


def subcategories(article: Any) -> list[tuple[int, str]]:
    """List the levels of a category path ``a/b/c``: ``[(0, "a"), (1, "a/b"), (2, "a/b/c")]``.

    The level is the number of slashes, as in the neighbors plugin's attribute ``next_article_in_subcategory<N>``.
    """
    parts = str(getattr(getattr(article, "category", None), "name", "")).split("/")
    return [(n, "/".join(parts[: n + 1])) for n in range(len(parts))]


def attributes(ordered: Sequence[Any], scope: Callable[[Any], Hashable] = SCOPES["site"]) -> dict[Any, dict[str, Any]]:
    """Make what themes for the neighbors plugin read: ``prev_article`` (in our scope), ``next_article_in_category`` and more."""
    out: dict[Any, dict[str, Any]] = {a: {} for a in ordered}
    paths = {a: dict(subcategories(a)) for a in ordered}
    levels = sorted({level for path in paths.values() for level in path})
    scopes: list[tuple[str, Callable[[Any], Hashable]]] = [("", scope), ("_in_category", SCOPES["category"])]
    scopes += [(f"_in_subcategory{level}", lambda article, level=level: paths[article].get(level)) for level in levels]  # type: ignore[misc]
    for suffix, key in scopes:
        preceding, following = _links(ordered, key, across=not suffix)
        older, newer = f"prev_article{suffix}", f"next_article{suffix}"
        for article, values in out.items():
            values[older], values[newer] = preceding.get(article), following.get(article)
    return out


def everyone(generator: Any) -> list[Any]:
    """Every article of a generator's six lists (published, hidden, drafts, their translations), and what those call translations.

    A plugin may take a translation out of the lists (i18n_subsites does); Pelican's feeds show it all the same.
    """
    listed = [
        *generator.articles,
        *generator.translations,
        *generator.hidden_articles,
        *generator.hidden_translations,
        *generator.drafts,
        *generator.drafts_translations,
    ]
    return list(dict.fromkeys(chain(listed, *(article.translations for article in listed))))
