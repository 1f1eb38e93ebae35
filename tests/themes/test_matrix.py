"""Every theme with every way of showing the blocks: once, where they belong, nowhere else."""

import html
import re
import subprocess
import sys

import pytest

from tests import sites, themes

THEMES = ("simple", "notmyidea", "gated", "fullindex", "lede", "bare", "grid", "includes")
MODES = ("auto", "inject", "theme", "off")
#: A theme and a way -> what is ours on an article's own page: (summary, neighbors). Any theme not named: EXPECTED[None].
EXPECTED = {
    ("lede", "auto"): (False, False),  # it shows both itself
    ("includes", "theme"): (True, True),
    (None, "auto"): (True, True),
    (None, "inject"): (True, True),
    (None, "theme"): (False, False),
    (None, "off"): (False, False),
}
#: An article's page -> whether it has a summary, whether it has neighbors.
OWN_PAGES = {
    "the-weir-at-low-mill-gets-a-fish-pass.html": (True, True),
    "the-weir-at-low-mill-gets-a-fish-pass-fr.html": (True, False),  # the only one of its language
    "a-bridge-counts-its-cyclists.html": (True, True),  # by its own template
    "bread-from-the-tide-mill-its-oven.html": (True, True),
    "ferry-late.html": (False, True),  # too short for a summary
    "drafts/not-yet-said-of-the-oven.html": (True, False),
    "a-bridge-nobody-is-told-of.html": (True, False),  # hidden
}
BLOCKS = ("brief-summary", "brief-neighbors", "brief-sentence", "brief-back")


def blocks(page: str) -> dict[str, int]:
    """How often each of our blocks stands on a page."""
    return {name: count for name in BLOCKS if (count := page.count(f'class="{name}"'))}


@pytest.mark.parametrize(("mode", "relative"), [*((mode, False) for mode in MODES), ("auto", True)])
@pytest.mark.parametrize("theme", THEMES)
def test_blocks_stand_once_and_where_they_belong(tmp_path, theme, mode, relative):
    urls = {"RELATIVE_URLS": True, "SITEURL": "", "FEED_DOMAIN": "https://example.org"} if relative else {}
    site = themes.build(tmp_path, theme, BRIEF_SUMMARY=mode, BRIEF_NEIGHBORS=mode, **urls)
    shows_summary, shows_neighbors = EXPECTED.get((theme, mode)) or EXPECTED[None, mode]
    for name in site.files(".html"):
        page = site.page(name)
        found = blocks(page)
        summary, neighbors = OWN_PAGES.get(name, (False, False))
        sentences = len(re.findall(r'<li><a href="#brief-[0-9a-f]+-s\d+">', page))
        if theme == "includes" and mode in ("auto", "theme") and name not in OWN_PAGES:
            assert set(found) <= {"brief-summary"}, name  # its index asks for them
        else:
            assert found.get("brief-summary", 0) == (summary and shows_summary), name
        assert found.get("brief-neighbors", 0) == (neighbors and shows_neighbors), name
        assert found.get("brief-sentence", 0) == found.get("brief-back", 0) == sentences == 2 * (summary and shows_summary), name
        assert (f"{'.' if '/' not in name else '..'}/theme/brief.css" in page) == (
            relative and 'class="brief-' in page and name in OWN_PAGES
        )
        assert [twice for twice in sites.ids(page) if sites.ids(page).count(twice) > 1] == [], name
    for feed in site.files(".xml"):
        assert blocks(html.unescape(site.page(feed))) == {}, feed
    assert site.logged() == []


def test_a_theme_that_shows_neighbors_behind_the_gate_shows_them_when_it_opens(tmp_path):
    site = themes.build(tmp_path, "gated", BRIEF_NEIGHBORS_GATE=True)
    page = site.page("the-weir-at-low-mill-gets-a-fish-pass.html")
    assert (page.count('class="brief-neighbors"'), page.count('class="neighbors"')) == (0, 1)
    assert 'href="https://example.org/bread-from-the-tide-mill-its-oven.html"' in page  # older
    assert 'href="https://example.org/a-bridge-counts-its-cyclists.html"' in page  # newer


def test_a_theme_that_shows_some_summaries_itself_is_asked_for_each_kind_of_article(tmp_path):
    text = themes.CONTENT["oven.md"].split("\n\n", 1)[1]
    wishes = [{}, {"lead": "on"}, {"lead": "off"}, {"lead": "on", "cover": "a.png"}, {"cover": "b.png"}]
    content = {f"{n}.md": sites.article(f"Article {n}", text, **wish) for n, wish in enumerate(wishes)}
    site = themes.build(tmp_path, "grid", content)
    shown = [(site.page(f"article-{n}.html").count(f'class="{name}"')) for n in range(5) for name in ("lead", "brief-summary")]
    assert shown == [0, 1, 1, 0, 0, 1, 1, 0, 0, 1]


def test_a_theme_counts_the_words_of_the_article_and_not_ours(tmp_path):
    with_us = themes.build(tmp_path / "with", "fullindex").page("a-bridge-counts-its-cyclists.html")
    without = themes.build(tmp_path / "without", "fullindex", PLUGINS=[]).page("a-bridge-counts-its-cyclists.html")
    words = [re.findall(r"<p>(\d+) words", page) for page in (with_us, without)]
    assert words[0] == words[1] != []


@pytest.mark.parametrize(("position", "order"), [("top", "s-"), ("bottom", "-s"), ("both", "s-s")])
def test_the_summary_stands_where_the_settings_say(tmp_path, position, order):
    page = themes.build(tmp_path, "simple", BRIEF_POSITION=position).page("a-bridge-counts-its-cyclists.html")
    marks = re.findall(r'class="brief-summary"|The busiest day|class="brief-neighbors"', page.split("<main")[-1])
    assert "".join({"c": "s", "T": "-"}.get(mark[0], "") for mark in marks if "neighbors" not in mark) == order
    assert marks[-1] == 'class="brief-neighbors"'
    assert [twice for twice in sites.ids(page) if sites.ids(page).count(twice) > 1] == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["simple", "notmyidea", "lede", "includes"])
def test_a_build_that_stops_at_warnings_goes_through(tmp_path, theme):
    folder = theme if theme in themes.STOCK else str(themes.HERE / theme)
    overrides = [str(themes.HERE / "overrides")]
    site = sites.build_apart(tmp_path, themes.CONTENT, "--fatal", "warnings", THEME=folder, THEME_TEMPLATES_OVERRIDES=overrides)
    assert (site.status, site.files("weir-at-low-mill-gets-a-fish-pass.html") != []) == (0, True), site.console


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_the_demo_goes_through_a_build_that_stops_at_warnings(tmp_path, settings):
    command = [
        sys.executable,
        "-m",
        "pelican",
        "-s",
        settings,
        "-o",
        str(tmp_path),
        "--fatal",
        "warnings",
        "-e",
        "BRIEF_CACHE=false",
    ]
    done = subprocess.run(command, cwd=themes.OURS.parent, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
