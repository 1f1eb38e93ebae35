"""Every page can be read by everybody."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
    return [e.textContent.trim(), e.matches(':focus-visible'), parseFloat(s.outlineWidth), s.outlineStyle, r.width > 0] }"""


@pytest.mark.slow
def test_no_page_scrolls_sideways_at_320_pixels_and_each_has_one_h1_one_main_and_headings_in_order(
    browser: "Browser", site: Site
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    faults = {}
    for path in site.pages:
        page.goto(f"{site.url}/{path}")
        page.evaluate(OPEN_ALL)
        levels = page.evaluate(LEVELS)
        seen = {
            "width": page.evaluate("document.documentElement.scrollWidth"),
            "h1": levels.count(1),
            "main": page.locator("main").count(),
            "skipped": [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1],
            "lang and dir": page.evaluate("['lang', 'dir'].every(name => document.documentElement.getAttribute(name))"),
        }
        if seen != {"width": 320, "h1": 1, "main": 1, "skipped": [], "lang and dir": True}:
            faults[path] = seen
    context.close()
    assert faults == {}


def test_the_first_stop_of_the_keyboard_skips_to_the_article(opened: Callable[..., "Page"]) -> None:
    page = opened("night-ferry.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_stop_of_the_keyboard_is_visible(opened: Callable[..., "Page"]) -> None:
    page = opened("night-ferry.html")
    stops = page.locator("a[href], summary").count()
    hidden = page.locator(".brief-back, details:not([open]) > :not(summary) a").count()
    seen = []
    for _ in range(stops - hidden):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
    assert [stop for stop in seen if stop[1:2] + stop[3:] != [True, "solid", True] or stop[2] < 2] == []
    assert seen[-1][0] == "Feed"  # the last link of the page was reached


@pytest.mark.parametrize("path", ["index.html", "night-ferry.html", "tide-gauge.html"])
def test_text_of_twice_the_size_still_fits(opened: Callable[..., "Page"], path: str) -> None:
    page = opened(path, width=1280)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_reduced_motion_has_no_transition_and_no_smooth_scrolling(opened: Callable[..., "Page"]) -> None:
    behavior = "getComputedStyle(document.documentElement).scrollBehavior"
    assert opened("night-ferry.html", reduced_motion="reduce").evaluate(behavior) == "auto"
    assert opened("night-ferry.html", reduced_motion="no-preference").evaluate(behavior) == "smooth"


@pytest.mark.parametrize("option", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_borders_stay_where_colors_are_the_readers_own(opened: Callable[..., "Page"], option: dict[str, str]) -> None:
    page = opened("tide-gauge.html", **option)
    widths = page.evaluate(
        "['.brief-summary', 'pre'].map(s => parseFloat(getComputedStyle(document.querySelector(s)).borderBlockEndWidth))"
    )
    assert [width >= 1 for width in widths] == [True, True]


def test_colors_follow_the_readers_scheme_and_stand_without_light_dark(opened: Callable[..., "Page"]) -> None:
    colors = "(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))"
    light, dark = (opened("index.html", color_scheme=scheme).evaluate(colors) for scheme in ("light", "dark"))
    assert (light, dark) == (["rgb(252, 251, 248)", "rgb(25, 27, 29)"], ["rgb(20, 22, 24)", "rgb(232, 229, 222)"])
    css = (ROOT / "theme/static/style.css").read_text(encoding="utf-8")
    plain, modern = (set(re.findall(rf"(--[a-z]+):{value}", css)) for value in ("#", r"light-dark\("))
    assert plain == modern, "a browser without light-dark() gets every color, too"
    assert "color-scheme:light dark" in css


def test_the_style_sheet_knows_no_left_and_right() -> None:
    css = (ROOT / "theme/static/style.css").read_text(encoding="utf-8")
    physical = (
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|float|(?:min-|max-)?(?:width|height))\s*:"
    )
    assert re.findall(physical, re.sub(r"@media[^{]*", "", css)) == []


def test_a_page_in_arabic_is_mirrored(opened: Callable[..., "Page"]) -> None:
    box = "s => { const r = document.querySelector(s).getBoundingClientRect(); return [r.left, r.right] }"
    left, right = opened("night-ferry.html"), opened("night-ferry-ar.html")
    assert right.evaluate("document.documentElement.dir") == "rtl"
    for selector in (".masthead > .wordmark", ".rail", ".text"):
        (a, b), (c, d) = left.evaluate(box, selector), right.evaluate(box, selector)
        if selector == ".masthead > .wordmark":
            assert round(a) == round(1200 - d)
        else:
            assert [round(a), round(b)] == [round(1200 - d), round(1200 - c)]
