"""The front page: a lead with its whole summary, cards with its first sentence, and never an article in full."""

import re
from typing import TYPE_CHECKING

from .conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CARDS = """[...document.querySelectorAll('article.card')].map(c => [c.querySelector('h2 a, h3 a').getAttribute('href').slice(1),
    c.querySelector('.dek')?.textContent ?? null, !!c.closest('.lead'), !!c.querySelector('time[datetime]')])"""
SENTENCES = "[...document.querySelectorAll('.brief-summary li')].map(li => li.textContent)"


def test_a_card_says_the_first_sentence_of_its_summary_and_the_lead_says_all(browser: "Browser", site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/")
    cards = page.evaluate(CARDS)
    wrong = {}
    for path, dek, lead, _ in cards:
        page.goto(f"{site.url}/{path}", wait_until="domcontentloaded")
        sentences = page.evaluate(SENTENCES)
        if dek is not None and sentences and dek != (" ".join(sentences) if lead else sentences[0]):
            wrong[path] = dek
    context.close()
    assert wrong == {}
    assert [path for path, _, lead, _ in cards if lead] == ["lamp-at-pell-point.html"]


def test_every_section_and_every_language_stands_on_it_and_no_article_twice(site: Site) -> None:
    page = site.read("index.html")
    linked = re.findall(r'<h[23]><a href="/([^"]+)"', page)
    assert len(linked) == len(set(linked))
    assert set(re.findall(r'<article class="card" lang="([a-z]+)"', page)) == {"ar", "de", "es", "fr", "it", "ja", "zh"}
    assert page.count("</p>") < 120, "summaries, not articles"
    sections = set(re.findall(r'<p class="kicker"><a href="/category/([a-z]+)\.html"', page))
    assert sections == {"kitchen", "letters", "rivers", "science", "town", "workshop"}
