"""Who stands before and after whom."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.neighbors import SCOPES, attributes, by_date, link, reading_order, subcategories, unknown_wishes
from tests import sites

DAYS = [dt.datetime(2026, 1, day) for day in (1, 2, 3)]


@dataclass(eq=False)
class Article:
    """As much of a Pelican article as ordering and linking look at."""

    slug: str
    lang: str = "en"
    date: dt.datetime = DAYS[0]
    category: Any = None
    metadata: dict[str, str] = field(default_factory=dict)
    source_path: str = ""

    def __post_init__(self) -> None:
        self.source_path = self.source_path or f"{self.slug}-{self.lang}.md"


def slugs(pairs: Any) -> dict[str, tuple[str | None, str | None]]:
    return {a.slug: tuple(other and other.slug for other in (found.previous, found.next)) for a, found in pairs.items()}


names = st.sampled_from(["a", "b", "c", "d", "e", "f"])
wishes = st.dictionaries(st.sampled_from(["prev", "next"]), names | st.sampled_from(["off", "Off", "nowhere", ""]), max_size=2)
categories = st.sampled_from([None, "red", "blue", "blue/deep"]).map(lambda name: name and SimpleNamespace(name=name, slug=name))
paths = st.integers(1, 99).map("{}.md".format)
articles = st.lists(
    st.builds(
        Article,
        names,
        st.sampled_from(["en", "fr"]),
        st.sampled_from(DAYS),
        categories,
        wishes,
        paths,
    ),
    max_size=9,
    unique_by=lambda article: article.source_path,
)


@given(articles, st.sampled_from(sorted(SCOPES)), st.sampled_from(["date", "reversed-date", "slug"]))
def test_law_4_next_of_one_exactly_when_previous_of_the_other(published, scope, order):
    """With any order, any wishes, in every scope."""
    found = link(reading_order(published, order), SCOPES[scope])
    assert set(found) == set(published)
    for one, neighbors in found.items():
        for other, back in found.items():
            assert (neighbors.next is other) == (back.previous is one)
        assert neighbors.next is not one
        assert {getattr(a, "lang", one.lang) for a in (neighbors.previous, neighbors.next)} == {one.lang}


@given(articles, st.permutations(range(9)))
def test_the_order_in_which_files_were_found_changes_nothing(published, order):
    shuffled = [published[n] for n in order if n < len(published)]
    again = [(a.slug, a.lang, a.date, a.source_path) for a in reading_order(shuffled, "reversed-date")]
    assert again == [(a.slug, a.lang, a.date, a.source_path) for a in reading_order(published, "reversed-date")]


@given(articles)
def test_what_is_in_a_category_stays_in_it(published):
    for article, values in attributes(reading_order(published, "date")).items():
        for name in ("prev_article_in_category", "next_article_in_category"):
            if values[name] is not None:
                assert (values[name].category.slug, values[name].lang) == (article.category.slug, article.lang)


def test_articles_of_one_language_are_linked_in_reading_order():
    one, two, three = (Article(slug, date=date) for slug, date in zip("xyz", DAYS, strict=True))
    autre = Article("y", "fr", DAYS[1])
    found = link(reading_order([two, autre, three, one], "reversed-date"), SCOPES["site"])
    around = [(found[a].previous, found[a].next) for a in (one, two, three, autre)]
    assert around == [(None, two), (one, three), (two, None), (None, None)]


def test_ties_fall_as_on_the_index():
    tied = [Article(slug) for slug in "cab"]
    assert [a.slug for a in reading_order(tied, "date")] == ["a", "b", "c"]
    assert [a.slug for a in reading_order(tied, "reversed-date")] == ["c", "b", "a"]  # the index shows a, b, c


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}),
        ({"b": {"next": "off"}}, {"a": (None, "b"), "b": ("a", None), "c": (None, None)}),
        ({"b": {"prev": "OFF", "next": " off "}}, {"a": (None, None), "b": (None, None), "c": (None, None)}),
        ({"a": {"next": "c"}}, {"a": (None, "c"), "b": (None, None), "c": ("a", None)}),
        ({"a": {"prev": "c"}}, {"a": ("c", "b"), "b": ("a", "c"), "c": ("b", "a")}),
        ({"a": {"next": "a"}}, {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}),
        ({"a": {"next": "nowhere"}}, {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_article_may_wish_for_its_neighbors(wishes, expected):
    published = [Article(slug, date=date, metadata=wishes.get(slug, {})) for slug, date in zip("abc", DAYS, strict=True)]
    assert slugs(link(published, SCOPES["site"])) == expected
    asked = [(a.slug, name, wish) for a, name, wish in unknown_wishes(published)]
    assert asked == [(slug, name, wish) for slug, given in wishes.items() for name, wish in given.items() if wish == "nowhere"]


def test_a_wish_may_lead_out_of_a_scope_but_not_out_of_a_category():
    red, blue = SimpleNamespace(name="red", slug="red"), SimpleNamespace(name="blue", slug="blue")
    one, two = Article("one", category=red, metadata={"next": "three"}), Article("two", category=red, date=DAYS[1])
    three = Article("three", category=blue, date=DAYS[2])
    assert link([one, two, three], SCOPES["category"])[one].next is three
    assert attributes([one, two, three])[one]["next_article_in_category"] is two


@pytest.mark.parametrize(
    ("order", "dated"), [("reversed-date", True), ("date", True), ("title", False), ("basename", False), (str.lower, False)]
)
def test_labels_say_older_and_newer_only_when_ordered_by_date(order, dated):
    assert by_date(order) is dated


def test_the_levels_of_a_category_path():
    assert subcategories(Article("a", category=SimpleNamespace(name="a/b/c"))) == [(0, "a"), (1, "a/b"), (2, "a/b/c")]
    assert subcategories(Article("a", category=SimpleNamespace(name="a"))) == [(0, "a")]


TEXT = "The tide gauge at the old pier was read every morning for ninety years by the same family."
SITE = {
    "one.md": sites.article("One", TEXT, date="2026-01-01", category="Sea/Pier", series="Gauge", tags="tide, pier", author="Ann"),
    "two.md": sites.article("Two", TEXT, date="2026-02-01", category="Sea", tags="pier", author="Ben"),
    "three.md": sites.article("Three", TEXT, date="2026-03-01", category="Sea/Pier", series="gauge", tags="tide", author="Ben"),
    "four.md": sites.article("Four", TEXT, date="2026-04-01", category="Sea", tags="tide", author="Ann", lang="fr"),
    "five.md": sites.article("Five", TEXT, date="2026-05-01", category="Town", tags="fair", author="Ann"),
    "draft.md": sites.article("Draft", TEXT, date="2026-02-15", category="Sea", status="draft", series="Gauge"),
    "hidden.md": sites.article("Hidden", TEXT, date="2026-02-20", category="Sea", status="hidden", series="Gauge"),
}
#: A scope -> each published article with its previous and next.
LINKED = {
    "site": {"one": (None, "two"), "two": ("one", "three"), "three": ("two", "five"), "five": ("three", None)},
    "category": {"one": (None, "three"), "two": (None, None), "three": ("one", None), "five": (None, None)},
    "subcategory": {"one": (None, "three"), "two": (None, None), "three": ("one", None), "five": (None, None)},
    "author": {"one": (None, "five"), "two": (None, "three"), "three": ("two", None), "five": ("one", None)},
    "tag": {"one": (None, "three"), "two": (None, None), "three": ("one", None), "five": (None, None)},
    "series": {"one": (None, "three"), "two": (None, None), "three": ("one", None), "five": (None, None)},
}


@pytest.mark.parametrize("scope", list(SCOPES))
def test_scopes_on_a_real_site(tmp_path, scope):
    site = sites.build(tmp_path, SITE, BRIEF_SCOPE=scope)
    found = {}
    for article in site.articles:
        around = [article.prev_article, article.next_article]
        assert around == [article.brief.neighbors.previous, article.brief.neighbors.next]
        found[article.slug] = tuple(other and other.slug for other in around)
    assert found == LINKED[scope] | {"four": (None, None), "draft": (None, None), "hidden": (None, None)}


def test_what_themes_for_the_neighbors_plugin_read(tmp_path):
    three = sites.build(tmp_path, SITE).article("three")
    names = {name: getattr(three, name) for name in vars(three) if name.startswith(("prev_article", "next_article"))}
    assert {name: other and other.slug for name, other in names.items()} == {
        "prev_article": "two",
        "next_article": "five",
        "prev_article_in_category": "one",
        "next_article_in_category": None,
        "prev_article_in_subcategory0": "two",
        "next_article_in_subcategory0": None,
        "prev_article_in_subcategory1": "one",
        "next_article_in_subcategory1": None,
    }


def test_lists_of_pelican_keep_their_order_and_an_unknown_wish_is_named(tmp_path):
    content = {**SITE, "one.md": SITE["one.md"].replace("Title: One", "Title: One\nNext: nobody")}
    site = sites.build(tmp_path, content, ARTICLE_ORDER_BY="title", DEFAULT_PAGINATION=0)
    published = [a.slug for a in site.articles if a.status == "published"]
    assert published == ["five", "four", "one", "three", "two"]
    assert site.article("three").next_article.slug == "two"
    assert site.logged() == ["one.md: Next: no article 'nobody' [brief.neighbors]"]
    assert "Previous article" in site.page("three.html")
