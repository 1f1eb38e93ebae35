"""Our blocks in other people's themes, as a browser sees them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import themes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

THEMES = ("simple", "notmyidea", "gated", "fullindex", "lede", "bare", "grid")
PAGE = "the-weir-at-low-mill-gets-a-fish-pass.html"
WIDTHS = (320, 1200)
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: What a block must be in any theme: a target's size, readable text, the marker, nothing of the theme's dress.
LOOK = """() => {
  const of = (selector) => [...document.querySelectorAll(selector)].map((e) => [e.getBoundingClientRect(), getComputedStyle(e)])
  const text = parseFloat(getComputedStyle(document.querySelector('.brief-summary').parentElement).fontSize)
  return {
    low: of('.brief-summary > summary, .brief-neighbors a, .brief-backlink').filter(([r]) => r.height < 24 || r.width < 24).length,
    narrow: of('.brief-summary, .brief-neighbors').filter(([r]) => r.width < 200).length,
    small: of('.brief-summary li, .brief-neighbors a').filter(([, s]) => parseFloat(s.fontSize) !== text).length,
    plain: of('.brief-summary li a, .brief-neighbors .brief-title').filter(([, s]) => s.textDecorationLine !== 'underline').length,
    display: of('.brief-summary > summary').map(([, s]) => s.display),
    changed: of('.brief-summary *, .brief-neighbors *').filter(([, s]) => s.textTransform !== 'none' || s.opacity !== '1'
      || s.float !== 'none' || s.position !== 'static' || s.fontStyle !== 'normal').length,
    scrolls: document.documentElement.scrollWidth > innerWidth,
  }
}"""
RIGHT = {"low": 0, "narrow": 0, "small": 0, "plain": 0, "display": ["list-item"], "changed": 0, "scrolls": False}


def _violations(page: "Page") -> dict[str, list[str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found: list[dict[str, Any]] = axe.Axe().run(page).response["violations"]
    return {violation["id"]: [node["html"] for node in violation["nodes"]] for violation in found}


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_is_less_accessible_with_our_blocks_and_no_theme_spoils_them(
    browser: "Browser", tmp_path: Path, theme: str
) -> None:
    options: dict[str, Any] = {"RELATIVE_URLS": True, "SITEURL": "", "FEED_DOMAIN": "https://example.org"}
    options |= {"BRIEF_SUMMARY": "inject", "BRIEF_NEIGHBORS": "inject"}
    pages = {
        plugins: (themes.build(tmp_path / str(bool(plugins)), theme, PLUGINS=list(plugins), **options).output / PAGE).as_uri()
        for plugins in ((), ("brief",))
    }
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(pages[()])
        alone = _violations(page)
        page.goto(pages[("brief",)])
        page.evaluate(OPEN)
        assert page.evaluate(LOOK) == RIGHT, width
        assert set(_violations(page)) - set(alone) == set(), width
        page.close()


#: Where the first paragraph of the article stands, and where our blocks do: left and right.
EDGES = """() => {
  const edges = (e) => { const r = e.getBoundingClientRect(); return [Math.round(r.left), Math.round(r.right)] }
  const text = [...document.querySelectorAll('.content > p')].find((p) => p.textContent.includes('salmon'))
  return [edges(text), ...[...document.querySelectorAll('.brief-summary, .brief-neighbors, .brief-sources')].map(edges)]
}"""


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["grid", "column", "row", "stack"])
def test_blocks_take_the_place_that_a_theme_gives_to_paragraphs(browser: "Browser", tmp_path: Path, layout: str) -> None:
    urls = {"RELATIVE_URLS": True, "SITEURL": "", "FEED_DOMAIN": "https://example.org"}
    site = themes.build(tmp_path, "grid", LAYOUT=layout, **urls)
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((site.output / PAGE).as_uri())
        text, *blocks = page.evaluate(EDGES)
        page.close()
        assert blocks == [text] * 3, width


def test_a_closed_summary_is_printed(browser: "Browser", tmp_path: Path) -> None:
    site = themes.build(tmp_path, "bare", RELATIVE_URLS=True, SITEURL="", FEED_DOMAIN="https://example.org")
    page = browser.new_page()
    page.goto((site.output / PAGE).as_uri())
    seen = []
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        seen.append(page.evaluate("document.querySelector('.brief-summary ul').checkVisibility()"))
    page.close()
    assert seen == [False, True]
