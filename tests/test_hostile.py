"""Articles that hold markup and script as text: nothing of ours makes them more than text."""

import json
import re

import lxml.etree
import lxml.html
import pytest

from tests import sites, themes

#: An article whose fields and first sentences attack; titles and summaries come from metadata, sentences are escaped prose.
QUOTED = "&quot;&gt;&lt;script&gt;window.hit = 1&lt;/script&gt;"
BODY = "\n".join(
    f"<p>{text}</p>"
    for text in (
        f"The board read {QUOTED} aloud on Monday, and nobody in the harbor hall knew what the clerk had meant by it.",
        "The harbor board printed {{ 7*7 }} and ' onmouseover=window.hit=1 ' beside the pier's new timetable for the ferry.",
        "The ferry's timetable holds &amp;lt;script&amp;gt;window.hit = 1&amp;lt;/script&amp;gt; & `${window.hit = 1}` \\ at its end.",
        "The board's clerk wrote \u202eesrever\u202c into the harbor's book of ferries, and a\x00b beside it, to see who reads.",
        "The pier was mended in spring, and the ferry to the harbor has been on time since the board met in the hall.",
        "Nobody at the harbor board expects the clerk to write another timetable for the ferry before the winter comes.",
        "The book of ferries lies open in the hall of the harbor board, and everybody may read in it until the evening.",
    )
)
#: A field's value as an author's metadata hold it. Pelican prints titles raw: those of real sites hold markup.
FIELD = f"{QUOTED} {{{{ 7*7 }}}} ' onmouseover=window.hit=1 ' &amp;amp; &lt; a\x00b \u202eesrever"
FIELDS = {"title": FIELD, "category": f"Harbor {FIELD}", "author": f"Ann {FIELD}", "tags": FIELD}


def page(body: str, **fields: str) -> str:
    """An HTML article (Pelican decodes the entities of metadata in an HTML file's head)."""
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in fields.items() if name != "title")
    head = f"<title>{fields.get('title', 'Plain')}</title><meta name='date' content='2026-05-01'>{metas}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


SITE = {
    "hostile.html": page(BODY, **{**FIELDS, "slug": "hostile"}),
    "calm.html": page(BODY.replace(QUOTED, "nothing"), title="Calm", slug="calm"),
    "summed.html": page(BODY, title="Summed", slug="summed", summary=FIELD),
    "described.html": page(BODY, title="Described", slug="described", description=FIELD),
}
#: A summary for each, from the article's beginning; no feeds: Pelican itself stops at a NUL there.
SETTINGS = {"BRIEF_METHOD": "lead", "BRIEF_SENTENCES": 4, "BRIEF_MIN_RATIO": 1}
FEEDS = ("FEED_ALL_ATOM", "FEED_ALL_RSS", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM")
NO_FEEDS = dict.fromkeys(FEEDS)
THEMES = ("simple", "notmyidea", "ours", "includes", "careless", "lede")


def dangers(text: str) -> list[str]:
    """Scripts that hold our attack and handlers of events, as an HTML parser sees them."""
    document = lxml.html.document_fromstring(text.replace("\0", ""))
    scripts = [e.text or "" for e in document.iter("script") if (e.text or "").strip() == "window.hit = 1"]
    handlers = [name for e in document.iter(lxml.etree.Element) for name in e.attrib if name.startswith("on")]
    return scripts + handlers


@pytest.mark.parametrize("theme", THEMES)
def test_no_script_and_no_handler_is_there_that_was_not_there_without_us(tmp_path, theme):
    options = {"BRIEF_SUMMARY": "inject", "BRIEF_NEIGHBORS": "inject"} if theme in ("simple", "notmyidea") else {}
    ours = themes.build(tmp_path / "ours", theme, SITE, **SETTINGS, **NO_FEEDS, **options)
    alone = themes.build(tmp_path / "alone", theme, SITE, PLUGINS=[], **NO_FEEDS)
    assert all(ours.article(slug).brief.summary for slug in ("hostile", "calm", "summed", "described"))
    for name in ours.files(".html"):
        assert len(dangers(ours.page(name))) <= len(dangers(alone.page(name))), name


def test_what_we_generate_holds_no_markup_of_theirs(tmp_path):
    site = themes.build(tmp_path, "includes", SITE, **SETTINGS, **NO_FEEDS)
    for slug in ("hostile", "calm", "summed", "described"):
        text = site.page(f"{slug}.html")
        blocks = re.findall(r'<details class="brief-.*?</details>|<div class="brief-neighbors".*?</div>', text, re.DOTALL)
        assert len(blocks) == 2
        assert [block for block in blocks if dangers(block) or "\0" in block or "<script" in block] == []
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert json.loads(data[0])["@context"] == "https://schema.org"
    hostile = site.article("hostile")
    assert set(hostile.summary).isdisjoint("\"'<>`\\\0\u202e")
    assert set(hostile.description).isdisjoint("\"'<>`\\\0\u202e")
    assert "onmouseover" in hostile.summary  # as text
    neighbors = re.search(r'<div class="brief-neighbors".*?</div>', site.page("described.html"), re.DOTALL)[0]
    assert "&lt;script&gt;" in neighbors
    assert set(site.article("described").brief.description).isdisjoint("\"'<>`\\\0\u202e")


def test_feeds_stay_well_formed_xml(tmp_path):
    content = {name: text.replace("\x00", "") for name, text in SITE.items()}
    site = themes.build(tmp_path, "simple", content, **SETTINGS)
    assert [lxml.etree.fromstring(site.page(name).encode()).tag for name in site.files(".xml")] != []


@pytest.mark.parametrize("url", ["javascript:window.hit=1", "JaVaScRiPt:window.hit=1", "data:text/html,hit", "//evil"])
def test_a_source_is_a_link_only_to_the_web(tmp_path, url):
    body = f"The pier was mended in spring. [CITATION: {url}]\n\nThe ferry is on time."
    site = sites.build(tmp_path, {"a.md": sites.article("A", body)})
    section = re.search(r'<section class="brief-sources".*?</section>', site.page("a.html"), re.DOTALL)[0]
    assert [link for link in re.findall(r'href="(.*?)"', section) if not link.startswith("#brief-")] == []
