"""The demo's articles show what the page *About this site* says they show."""

import re
import tomllib
from html import unescape

from .conftest import ROOT, Site

LEFTOVERS = tomllib.loads((ROOT / "tests/browser/leftovers.toml").read_text(encoding="utf-8"))
#: Characters and words that were mended are in the page, and not in the source.
MENDED = "mended"


def test_the_import_gone_wrong_holds_one_of_every_leftover_and_its_page_none(site: Site) -> None:
    source = (ROOT / "content/imported/tide-bread.md").read_text(encoding="utf-8")
    page = unescape(re.sub(r".*<div class=\"prose\">|</article>.*", "", site.read("tide-bread.html"), flags=re.S))
    raw = site.read("tide-bread.html")
    gone = [text for texts in LEFTOVERS["gone"].values() for text in texts]
    assert [text for text in gone if text not in source] == []
    assert [text for text in gone if text in page or ("<" in text and text in raw)] == []


def test_what_only_looks_like_a_leftover_stays(site: Site) -> None:
    source = (ROOT / "content/imported/tide-bread.md").read_text(encoding="utf-8")
    page = unescape(site.read("tide-bread.html"))
    kept = {kind: texts for kind, texts in LEFTOVERS["kept"].items() if kind != MENDED}
    assert [text for texts in kept.values() for text in texts if text not in source] == []
    assert [text for texts in LEFTOVERS["kept"].values() for text in texts if text not in page] == []


def test_the_page_about_this_site_leads_to_every_article_that_is_published(site: Site) -> None:
    named = set(re.findall(r'href="[^"]*/([a-z0-9-]+\.html)"', site.read("pages/about-this-site.html")))
    unlisted = {"drafts/low-bridge.html", "proofreaders-note.html"}
    assert set(site.articles) - unlisted - named == set()
    assert len(set(site.articles) - unlisted) >= 30


def test_the_articles_are_in_nine_languages_two_of_them_from_right_to_left(site: Site) -> None:
    spoken = {re.findall(r'<html lang="([^"]*)" dir="([^"]*)"', site.read(path))[0] for path in site.articles}
    assert {lang for lang, _ in spoken} == {"en", "de", "fr", "es", "it", "ar", "he", "ja", "zh"}
    assert {lang for lang, direction in spoken if direction == "rtl"} == {"ar", "he"}
