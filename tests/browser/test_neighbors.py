"""Previous and next: two cards, each one link; in the head as well; fetched ahead where the browser can."""

import json
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .conftest import Quiet, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = "town-clock.html"  # has both
CARDS = """[...document.querySelectorAll('nav.neighbors a')].map(a => [a.rel, a.getAttribute('href'), a.querySelector('.kicker').textContent])"""
HEAD = "[...document.querySelectorAll('head link[rel=prev], head link[rel=next]')].map(l => [l.rel, l.getAttribute('href')])"


def test_two_cards_each_one_link_and_the_same_in_the_head(opened: Callable[..., "Page"], site: Site) -> None:
    page = opened(ARTICLE)
    cards = page.evaluate(CARDS)
    assert [(rel, kicker) for rel, _, kicker in cards] == [("prev", "Older article"), ("next", "Newer article")]
    assert page.evaluate(HEAD) == [[rel, href] for rel, href, _ in cards]
    assert page.get_by_role("navigation", name="Previous and next article").count() == 1


@pytest.mark.parametrize(
    ("path", "side"), [("night-ferry.html", "next"), ("morrow-choir.html", "prev")]
)  # the oldest, the newest
def test_a_side_that_is_missing_is_left_out(opened: Callable[..., "Page"], path: str, side: str) -> None:
    page = opened(path)
    assert [rel for rel, *_ in page.evaluate(CARDS)] == [side]
    assert page.locator("nav.neighbors > *").count() == page.locator(f"head link[rel={side}]").count() == 1


def test_neighbors_are_each_others_neighbors(site: Site) -> None:
    link = re.compile(r'<link rel="(prev|next)" href="[^"]*/([^"/]+)">')
    links = {page: dict(link.findall(site.read(page))) for page in site.articles if not page.startswith("drafts/")}
    assert [page for page, sides in links.items() if "next" in sides and links[sides["next"]].get("prev") != page] == []
    assert [page for page, sides in links.items() if "prev" in sides and links[sides["prev"]].get("next") != page] == []


def test_on_a_phone_the_cards_are_stacked_and_the_focus_ring_is_one(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE, width=320)
    older, newer = (page.locator(f"nav.neighbors [rel={rel}]") for rel in ("prev", "next"))
    above, below = older.bounding_box(), newer.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    older.focus()
    page.keyboard.press("Tab")
    assert newer.evaluate("e => [e.matches(':focus-visible'), getComputedStyle(e).display, e.getClientRects().length]") == [
        True,
        "block",
        1,
    ]


def test_arrows_point_along_the_direction_of_reading(opened: Callable[..., "Page"]) -> None:
    arrow = "([rel, side]) => getComputedStyle(document.querySelector(`nav.neighbors [rel=${rel}] .kicker`), side).content"
    left, right = opened(ARTICLE), opened("knocking-light-ar.html")
    assert "→" in left.evaluate(arrow, ["next", "::after"])
    rel = right.evaluate(CARDS)[0][0]
    assert ("→" if rel == "prev" else "←") in right.evaluate(arrow, [rel, "::before" if rel == "prev" else "::after"])


def test_the_next_article_is_fetched_ahead_once_it_is_pointed_at(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE)
    rules = page.locator("script[type=speculationrules]").text_content() or ""
    assert json.loads(rules) == {"prefetch": [{"where": {"selector_matches": "a[rel=next]"}, "eagerness": "moderate"}]}
    assert len(rules) <= 200
    older, newer = (page.locator(f"nav.neighbors [rel={rel}]") for rel in ("prev", "next"))
    Quiet.ahead.clear()
    older.hover()
    page.wait_for_timeout(500)
    newer.hover()
    deadline = time.monotonic() + 10
    while not Quiet.ahead and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert Quiet.ahead == [newer.get_attribute("href")]


def test_pages_of_the_site_may_fade_into_each_other(opened: Callable[..., "Page"]) -> None:
    page = opened("index.html", reduced_motion="no-preference")
    page.add_init_script("addEventListener('pagereveal', e => window.faded = !!e.viewTransition)")
    page.get_by_role("link", name="Archive").click()
    page.wait_for_function("window.faded !== undefined")
    assert page.evaluate("window.faded") is True
