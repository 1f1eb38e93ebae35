"""With other plugins and with links of every kind: small real sites."""

import base64
import copy
import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests import sites, themes

#: Four pixels.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
)
OVEN = "bread-from-the-tide-mill-its-oven"
WORKSHOP = "a-workshop"
BODY = themes.CONTENT["oven.md"].split("\n\n", 1)[1]
CONTENT = {
    **{name: text.replace("\n", "\nLang: en\n", 1) if "\nLang:" not in text else text for name, text in themes.CONTENT.items()},
    "workshop.md": sites.article(
        "A Workshop",
        f"{BODY}\n\n![tools](images/tools.png){{.image-process-thumb}}\n\nAs $a^2+b^2=c^2$ says.\n\n"
        "```python\nprint('[CITATION: kept, it is code]')\n```\n",
        lang="en",
        date="2026-03-20 10:00",
        category="Town",
        tags="bread",
        series="Mill",
        summary="See [the oven]({filename}oven.md).",
    ),
    "images/tools.png": PICTURE,
    "pages/about.md": f"Title: About\nLang: en\n\n{BODY}",
}
SETTINGS = {
    "STATIC_PATHS": ["images"],
    "MARKDOWN": {"extension_configs": {"markdown.extensions.extra": {}}},
    "BRIEF_PAGES": True,
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """Another plugin: its settings, and what it adds to a site, to be there with us as it is without us."""

    adds: Callable[[sites.Site], Any]
    settings: Mapping[str, Any] = field(default_factory=dict)


def matches(page: str, pattern: str) -> Callable[[sites.Site], Any]:
    """What a pattern finds on a page."""
    return lambda site: re.findall(pattern, site.page(page))


def neighbors(site: sites.Site) -> dict[str, tuple[str | None, ...]]:
    """The slugs around each published article of the site's language."""
    names = [f"{way}_article{scope}" for way in ("prev", "next") for scope in ("", "_in_category")]
    published = (a for a in site.articles if (a.status, a.lang) == ("published", "en"))
    return {a.slug: tuple(getattr(getattr(a, name), "slug", None) for name in names) for a in published}


PLUGINS: Mapping[str, Plugin] = {
    "i18n_subsites": Plugin(
        lambda site: site.files(".html"), {"I18N_SUBSITES": {"fr": {"SITENAME": "Notes du port"}}, "THEME": "notmyidea"}
    ),
    "series": Plugin(lambda site: site.article(WORKSHOP).series["index"]),
    "seo": Plugin(
        matches(f"{WORKSHOP}.html", '<meta content="[^"]*" property="og:(?:title|url)"|<meta name="twitter:card"|BreadcrumbList'),
        {"SEO_REPORT": False, "SEO_ENHANCER": True, "SEO_ENHANCER_OPEN_GRAPH": True, "SEO_ENHANCER_TWITTER_CARDS": True},
    ),
    "sitemap": Plugin(matches("sitemap.xml", "<loc>(.*?)</loc>")),
    "neighbors": Plugin(neighbors),
    "image_process": Plugin(
        matches(f"{WORKSHOP}.html", "<img[^>]*srcset=[^>]*>"),
        {"IMAGE_PROCESS": {"thumb": {"type": "responsive-image", "srcset": [("1x", ["scale_in 2 2 True"])], "default": "1x"}}},
    ),
    "render_math": Plugin(matches(f"{WORKSHOP}.html", 'class="math">.*?</span>|mathjaxscript_pelican_[^"\']*')),
    "more_categories": Plugin(lambda site: [category.name for category in site.article(OVEN).categories]),
    "related_posts": Plugin(lambda site: [other.slug for other in site.article(WORKSHOP).related_posts]),
}


def shown(site: sites.Site, name: str) -> tuple[int, int]:
    """How many summaries and navigations of ours stand on a page."""
    return site.page(name).count('class="brief-summary"'), site.page(name).count('class="brief-neighbors"')


def build_with(tmp_path, plugins: list[str], settings: Mapping[str, Any]) -> sites.Site:
    own = copy.deepcopy({**SETTINGS, **settings})  # i18n_subsites empties the table that it is given
    return sites.build(tmp_path, CONTENT, **own, PLUGINS=plugins, THEME_TEMPLATES_OVERRIDES=[str(themes.HERE / "overrides")])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs
@pytest.mark.parametrize("name", list(PLUGINS))
def test_another_plugin_does_its_work_and_we_do_ours_in_either_order(tmp_path, name):
    if importlib.util.find_spec(f"pelican.plugins.{name}") is None:
        pytest.skip(f"pelican-{name} is not installed")
    plugin = PLUGINS[name]
    alone = build_with(tmp_path / "alone", [name], plugin.settings)
    ours = build_with(tmp_path / "ours", ["brief"], plugin.settings)
    added = plugin.adds(alone)
    assert added
    for order in ([name, "brief"], ["brief", name]):
        site = build_with(tmp_path / order[0], order, plugin.settings)
        assert plugin.adds(site) == added, order
        assert site.logged() == alone.logged(), order
        assert {page: shown(site, page) for page in ours.files(".html") if page in site.files()} == {
            page: shown(ours, page) for page in ours.files(".html") if page in site.files()
        }, order
        assert_clean(site, alone)


TEASER = """
from pelican.plugins import signals

def teaser(generators):
    for generator in generators:
        for article in getattr(generator, "articles", ()):
            if "summary" not in article.metadata:
                article.metadata["summary"] = "<p>A teaser. <a href='/more'>More</a></p>"
                if {marked}:
                    article.has_summary = True

def register():
    signals.all_generators_finalized.connect(teaser)
"""


@pytest.mark.parametrize(
    ("order", "marked", "expected"),
    [
        (["teaser", "brief"], True, "<p>A teaser."),
        (["brief", "teaser"], True, "Twice a week"),
        (["teaser", "brief"], False, "Twice a week"),
        (["brief", "teaser"], False, "Twice a week"),
    ],
)
def test_a_summary_that_the_author_marked_for_another_plugin_stays_and_an_excerpt_does_not(tmp_path, order, marked, expected):
    name = f"teaser_{marked}".lower()  # modules stay loaded
    sites.write(tmp_path, {f"plugins/{name}.py": TEASER.format(marked=marked)})
    settings = {
        "PLUGINS": [name if plugin == "teaser" else plugin for plugin in order],
        "PLUGIN_PATHS": [str(tmp_path / "plugins")],
    }
    site = sites.build(tmp_path, {"a.md": sites.article("A", BODY)}, **settings)
    assert site.article("a").summary.startswith(expected)
    assert site.page("a.html").count('class="brief-summary"') == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_of_them_together(tmp_path):
    names = [name for name in PLUGINS if importlib.util.find_spec(f"pelican.plugins.{name}")]
    settings = {key: value for name in names for key, value in PLUGINS[name].settings.items()}
    alone = build_with(tmp_path / "alone", names, settings)
    for order in (["brief", *names], [*names, "brief"], [*reversed(names), "brief"]):
        site = build_with(tmp_path / order[0], order, settings)
        assert site.logged() == alone.logged(), order
        assert [shown(site, f"{slug}.html") for slug in (OVEN, WORKSHOP)] == [(1, 1), (1, 1)]
        assert_clean(site, alone)


def assert_clean(site: sites.Site, alone: sites.Site) -> None:
    """No leftover and no mark of ours in any page or feed, no id twice that is not twice without us."""
    for page in [*site.files(".html"), *site.files(".xml")]:
        text = site.page(page).replace("[CITATION: kept", "")
        assert [left for left in ("[CITATION", "briefprobe", "Get a summary</p>", "-m0--") if left in text] == [], page
        ids, before = sites.ids(text), sites.ids(alone.page(page)) if page in alone.files() else []
        assert [i for i in set(ids) if ids.count(i) > 1 and before.count(i) < 2] == [], page


def test_with_typogrify_and_a_table_of_contents(tmp_path):
    pytest.importorskip("typogrify", reason="typogrify is not installed")
    body = (
        themes.CONTENT["weir.md"]
        .split("\n\n", 1)[1]
        .replace("The pass will", "## The pass\n\nThe pass will")
        .replace("No time", "[TOC]\n\nNo time", 1)
    )
    settings = {
        "TYPOGRIFY": True,
        "MARKDOWN": {"extension_configs": {"markdown.extensions.toc": {}, "markdown.extensions.extra": {}}},
    }
    page = sites.build(tmp_path, {"a.md": sites.article("A Weir", body)}, **settings).page("a-weir.html")
    assert page.count('class="brief-summary"') == 1
    assert 'href="#the-pass"' in page
    assert 'id="the-pass"' in page
    links = re.findall(r'<li><a href="#(brief-[^"]*)"', page)
    assert [link for link in links if page.count(f'id="{link}"') != 1] == []


@pytest.mark.parametrize("relative", [False, True])
def test_links_of_every_kind_lead_where_they_led(tmp_path, relative):
    text = themes.CONTENT["oven.md"].split("\n\n", 1)[1]
    body = (
        f"{text}\n\nSee [one]({{filename}}other.md), [two](|filename|other.md#end), "
        "[three]({static}files/a.txt), [four]({attach}files/b.txt), [five]({tag}bread), [six]({index})."
    )
    content = {
        "a.md": sites.article("A", body, tags="bread"),
        "b.md": sites.article("B", text, summary="My [other]({filename}other.md) one."),
        "other.md": sites.article("Other", text),
        "files/a.txt": "a",
        "files/b.txt": "b",
        "pages/about.md": "Title: About\n\n" + text,
    }
    urls = {"RELATIVE_URLS": True, "SITEURL": "", "FEED_DOMAIN": "https://example.org"} if relative else {}
    pages = []
    for name, plugins in (("with", ["brief"]), ("without", [])):
        site = sites.build(tmp_path / name, content, PLUGINS=plugins, STATIC_PATHS=["files"], BRIEF_PAGES=True, **urls)
        assert site.logged() == []
        pages.append(
            {f: set(re.findall(r'href="([^"#]*(?:other|files|tag/|index)[^"]*)"', site.page(f))) for f in site.files(".html")}
        )
        about = site.page("pages/about.html")
        assert about.count('class="brief-summary"') == bool(plugins)
    ours, alone = pages
    for name in ("a.html", "b.html", "pages/about.html"):
        assert alone[name] <= ours[name]
    assert "{filename}" not in site.page("index.html")
