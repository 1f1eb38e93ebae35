"""The lines of docs/themes.md, put into a template as they stand there."""

import json
import re

import pytest

from tests import sites, themes

PAGE = themes.OURS.parent / "docs" / "themes.md"
#: What is in the first cells of the table: the summary, the neighbors, and what belongs into the head.
SUMMARY, NEIGHBORS, *HEAD = (
    cell.replace("\\|", "|") for cell in re.findall(r"^\| `(.*?)` \| ", PAGE.read_text("utf-8").split("## ")[0], re.MULTILINE)
)
TEMPLATE = (
    "<!DOCTYPE html><html><head><title>x</title>{% if article.brief %}" + "".join(HEAD) + "{% endif %}</head>"
    "<body><main>" + SUMMARY + "{{ article.content }}" + NEIGHBORS + "</main></body></html>"
)
WEIR = "the-weir-at-low-mill-gets-a-fish-pass.html"


def build(tmp_path, **settings):
    text = themes.CONTENT["oven.md"].split("\n\n", 1)[1]
    templates = {"article.html": TEMPLATE, "wide.html": TEMPLATE, "page.html": "{% set article = page %}" + TEMPLATE}
    sites.write(tmp_path / "own", templates)
    content = {**themes.CONTENT, "pages/about.md": f"Title: About\n\n{text}"}
    return sites.build(tmp_path, content, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")], BRIEF_PAGES=True, **settings)


@pytest.mark.parametrize("mode", ["auto", "theme"])
def test_each_line_shows_what_the_table_says_once_and_where_it_stands(tmp_path, mode):
    site = build(tmp_path, BRIEF_SUMMARY=mode, BRIEF_NEIGHBORS=mode)
    page = site.page(WEIR)
    main = page.split("<main>")[1]
    assert main.lstrip().startswith('<details class="brief-summary"')
    assert main.rstrip().removesuffix("</main></body></html>").endswith("</div>")
    assert [page.count(f'class="brief-{name}"') for name in ("summary", "neighbors", "sources")] == [1, 1, 1]
    description = site.article(WEIR.removesuffix(".html")).brief.description
    assert re.findall('<meta name="description" content="(.*?)">', page) == [description]
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["description"] == description
    assert f'<meta property="og:description" content="{description}">' in page
    about = site.page("pages/about.html")
    assert [about.count(f'class="brief-{name}"') for name in ("summary", "neighbors")] == [1, 0]
    assert site.logged() == []


def test_the_theme_works_without_the_plugin(tmp_path):
    site = build(tmp_path, PLUGINS=[])
    assert "brief" not in site.page(WEIR)
    assert site.logged() == []
