"""The summary: unfolded by key or click, printed even when closed, and each sentence leads to its place and back."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import Site, need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLE = "night-ferry.html"

#: For each link of the summary: its text, the number of elements with its target's id, the target's text without references.
JUMPS = """[...document.querySelectorAll('.brief-summary li a')].map(a => {
    const id = decodeURIComponent(a.hash.slice(1)), all = document.querySelectorAll('[id="' + CSS.escape(id) + '"]');
    const copy = all[0]?.cloneNode(true); copy?.querySelectorAll('.brief-noteref, .footnote-ref, sup').forEach(n => n.remove());
    const squeeze = s => s?.replace(/\\s+/g, ' ').trim();
    return [squeeze(a.textContent), all.length, squeeze(copy?.textContent)] })"""


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_unfolds_it_and_folds_it_again(opened: Callable[..., "Page"], key: str) -> None:
    page = opened(ARTICLE)
    details, summary = page.locator("details.brief-summary"), page.locator("details.brief-summary > summary")
    assert (summary.inner_text(), details.get_attribute("open")) == ("No time to read? Get a summary", None)
    summary.focus()
    page.keyboard.press(key)
    assert details.get_attribute("open") == ""
    page.keyboard.press(key)
    assert details.get_attribute("open") is None


def test_it_works_without_javascript(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE, java_script_enabled=False)
    first = page.locator(".brief-summary li a").first
    assert not first.is_visible()
    page.locator("summary").click()
    assert first.is_visible()
    first.click()
    assert page.url.endswith(first.get_attribute("href") or "?")


def test_it_says_where_its_sentences_come_from(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE)
    said, count = page.locator(".brief-provenance").text_content() or "", page.locator(".brief-summary li").count()
    assert re.fullmatch(rf"Sentences taken from the article; {count} of \d+", said)
    assert not re.search(r"\bAI\b", page.locator("body").inner_text())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (ARTICLE, "3 min read · summary 21 s"),
        ("watashibune-ja.html", "約2分で読めます · 要約は8秒"),  # by characters, not by words
        ("town-clock.html", "1 min read"),  # too short to be summarized
    ],
)
def test_the_time_it_takes_and_the_time_it_saves_are_said(opened: Callable[..., "Page"], path: str, said: str) -> None:
    assert opened(path).locator(".rail .reading").inner_text() == said


def test_its_target_is_large_enough_for_a_thumb(opened: Callable[..., "Page"]) -> None:
    box = opened(ARTICLE, width=320).locator("summary").bounding_box()
    assert box and box["height"] >= 44 and box["width"] >= 200


def test_a_link_to_its_inside_opens_it(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE)
    inside = page.locator(".brief-summary ul").get_attribute("id")
    page.goto(f"{page.url}#{inside}")
    page.locator(".brief-summary li").first.wait_for(state="visible")


def test_every_sentence_of_every_summary_leads_to_itself(browser: "Browser", site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    count, faults = 0, {}
    for path in site.articles:
        page.goto(f"{site.url}/{path}", wait_until="domcontentloaded")
        jumps = page.evaluate(JUMPS)
        count += len(jumps)
        if wrong := [jump for jump in jumps if jump[1] != 1 or jump[2] != jump[0]]:
            faults[path] = wrong
    context.close()
    assert faults == {}
    assert count > len(site.articles)


def test_the_way_there_and_back(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE, height=500)
    page.locator("summary").click()
    page.locator(".brief-summary li a").last.click()
    target = page.locator(".brief-sentence:target")
    assert target.is_visible()
    top = target.evaluate("e => e.getBoundingClientRect().top")
    assert 20 <= top < 500, "the sentence stands below the window's edge"
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    back = page.locator(".brief-back:visible")
    assert (back.count(), back.get_attribute("aria-label")) == (1, "Back to the summary")
    back.click()
    assert page.locator(".brief-summary ul:target").is_visible()


def test_the_back_button_returns_to_the_same_place(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE, height=500)
    page.locator("summary").click()
    last = page.locator(".brief-summary li a").last
    last.focus()  # with a key, so that nothing scrolls between looking where we are and leaving
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.wait_for_function("before => scrollY > before + 100", arg=before)
    page.go_back()
    page.wait_for_function("before => scrollY === before", arg=before)


def test_paper_shows_it_though_it_is_closed(opened: Callable[..., "Page"], tmp_path: Path) -> None:
    need(shutil.which("pdftotext"), "no pdftotext (Debian: poppler-utils)")
    page = opened(ARTICLE)
    sentences = page.evaluate("[...document.querySelectorAll('.brief-summary li a')].map(a => a.textContent)")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    printed = subprocess.run(["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    letters = re.sub(r"[\s\u00ad\u2010-]+", "", printed)
    assert [letters.count(re.sub(r"[\s-]+", "", sentence)) for sentence in sentences] == [2] * len(sentences)
    gone = ("Newer article", "Skip to the article", "Kitchen", "Topics", "About this site")
    assert [name for name in gone if name in printed] == [], "navigation is of no use on paper"
    (source,) = page.evaluate("[...document.querySelectorAll('.brief-sources a[href^=http]')].map(a => a.href)")
    assert letters.count(re.sub(r"-", "", source)) == letters.count("http") == 1, "addresses stand in the sources only"


def test_on_paper_nothing_is_torn_apart(opened: Callable[..., "Page"]) -> None:
    page = opened("tide-gauge.html")
    page.emulate_media(media="print")
    kept = "['pre', '.brief-summary', 'h2'].map(s => getComputedStyle(document.querySelector(s))).map(s => [s.breakInside, s.breakAfter])"
    assert page.evaluate(kept) == [["avoid", "auto"], ["avoid", "auto"], ["auto", "avoid"]]
