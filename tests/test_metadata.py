"""Descriptions and structured data: right, short, and harmless wherever a theme prints them."""

import json
import re
from html import unescape

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pelican.plugins.brief.metadata import harmless, printable, shortened
from tests import sites, themes

WEIR = "the-weir-at-low-mill-gets-a-fish-pass"
#: What no feed may hold.
ABSENT = ("[CITATION", "No time to read", "Next Article", "brief-summary", "brief-neighbors")
nasty = st.text(st.sampled_from("ab \"'<>&;`$\\{}\0\u202e\u2028lt#x3cgamp"), max_size=40)


@given(nasty)
def test_harmless_text_stays_harmless_through_any_number_of_striptags(text):
    once = Markup(harmless(text).replace("&", "&amp;")).striptags()
    for shown in (harmless(text), once, Markup(once).striptags(), unescape(unescape(once))):
        assert set(shown).isdisjoint("\"'<>`\\\0\u202e\u2028")
        assert "${" not in shown


@given(st.text(max_size=300), st.integers(20, 155))
def test_a_shortened_text_is_short_enough_and_a_beginning(text, length):
    short = shortened(text, length)
    assert len(short) <= length
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("R&D and Q&A", "R&D and Q&A"),
        ('The "old" pier', "The “old” pier"),
        ("It's {{ 7*7 }}", "It’s {{ 7*7 }}"),
        ("&lt;b> & &#60;", "＆lt;b› & ＆#60;"),
        ("`${x}`", "’＄{x}’"),
    ],
)
def test_harmless(given, expected):
    assert harmless(given) == expected


def test_printable_leaves_everything_that_a_page_may_hold():
    assert printable("a\0b\tc\u202ed\ud800") == "ab\tc\u202ed"


def test_the_author_s_own_description_and_summary_stay(tmp_path):
    body = themes.CONTENT["weir.md"].split("\n\n", 1)[1]
    content = {
        "own.md": sites.article("Own", body, description="Said by its author."),
        "summed.md": sites.article("Summed", body, summary="One line of *mine*."),
    }
    site = sites.build(tmp_path, content)
    own, summed = site.article("own"), site.article("summed")
    assert (own.description, own.brief.description) == ("Said by its author.", "Said by its author.")
    assert own.summary.startswith("The weir at Low Mill")
    assert (summed.summary, summed.description) == ("<p>One line of <em>mine</em>.</p>", "One line of mine.")
    assert summed.brief.summary.method == "author"


def test_a_theme_that_loops_over_the_description_as_pelican_s_once_did_prints_it_once(tmp_path):
    loop = '{% for description in article.description %}<meta name="description" content="{{ description }}">{% endfor %}'
    sites.write(tmp_path / "own", {"article.html": f"<title>x</title>{loop}{{{{ article.content }}}}", "wide.html": "x"})
    site = themes.build(tmp_path, "simple", THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")])
    expected = [site.article(WEIR).brief.description]
    assert re.findall(r'<meta name="description" content="(.*?)">', site.page(f"{WEIR}.html")) == expected


def test_an_article_without_a_summary_of_ours_keeps_pelican_s_own_from_the_clean_body(tmp_path):
    site = themes.build(tmp_path, "simple")
    short = site.article("ferry-late")
    assert re.sub(r"\s+", " ", Markup(short.summary).striptags()) == "The ferry leaves ten minutes late today."
    assert "id=" not in short.summary
    assert not hasattr(short, "description")
    assert short.brief.description == "The ferry leaves ten minutes late today."


def test_json_ld_and_open_graph(tmp_path):
    page = themes.build(tmp_path, "includes").page(f"{WEIR}.html")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    url = f"https://example.org/{WEIR}.html"
    assert data.pop("abstract").startswith("The weir at Low Mill")
    assert len(data.pop("description")) <= 155
    assert (data.pop("wordCount") > 100, data.pop("timeRequired")) == (True, "PT1M")
    assert data == {
        "@context": "https://schema.org",
        "@type": data["@type"],
        "headline": "The Weir at Low Mill Gets a Fish Pass",
        "datePublished": "2026-03-02T09:00:00+00:00",
        "dateModified": "2026-03-02T09:00:00+00:00",
        "author": [{"@type": "Person", "name": "Mara Quill"}],
        "inLanguage": "en",
        "url": url,
        "mainEntityOfPage": url,
        "isPartOf": {"@type": "WebSite", "name": "Harbor Notes", "url": "https://example.org"},
    }
    properties = dict(re.findall(r'<meta property="(.*?)" content="(.*?)">', page))
    assert (properties["og:type"], properties["og:url"], properties["article:section"]) == ("article", url, "River")


@pytest.mark.parametrize("relative", [False, True])
def test_feeds_hold_the_summary_and_the_clean_body_and_lead_to_the_article(tmp_path, relative):
    urls = {"RELATIVE_URLS": True, "SITEURL": "", "FEED_DOMAIN": "https://example.org"} if relative else {}
    site_url = "" if relative else "https://example.org/"
    site = themes.build(tmp_path, "notmyidea", RSS_FEED_SUMMARY_ONLY=False, **urls)
    for name, tag in (("feeds/all.atom.xml", "{*}content"), ("feeds/all.rss.xml", "description")):
        feed = lxml.etree.fromstring(site.page(name).encode())
        (body,) = [e.text for e in feed.iter(tag) if e.text and "Nine of its eleven" in e.text and "doc-noteref" in e.text]
        assert [left for left in ABSENT if left in body] == []
        assert 'class="brief-sources"' in body
        assert set(re.findall(r'href="([^"#]*)#brief-', body)) == {f"{site_url}{WEIR}.html"}  # as Pelican's own links there
    summaries = [e.text for e in lxml.etree.fromstring(site.page("feeds/all.atom.xml").encode()).iter("{*}summary")]
    assert [site.article(WEIR).summary in (text or "") for text in summaries].count(True) == 1
