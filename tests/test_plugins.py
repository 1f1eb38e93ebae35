"""With other plugins and with links of every kind: small real sites."""

import re

import pytest

from tests import sites, themes


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
