"""What a page costs: bytes, requests, and nothing from anywhere else."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KIB = 1024
SHIFT = """() => new Promise(done => {
    let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300) })"""

#: Blocks that stand less than half a line above the next.
TOUCHING = """(kinds => [...document.querySelectorAll('.prose :is(' + kinds + ')')].filter(e => e.nextElementSibling?.matches(kinds)
    && !e.closest('.brief-sources, li, table, .footnote')
    && e.nextElementSibling.getBoundingClientRect().top - e.getBoundingClientRect().bottom < 8).map(e => e.textContent.slice(-40)))
    ('p, pre, .highlight, blockquote, ul, ol, dl, table, figure, h2, h3')"""


@pytest.fixture(scope="module")
def loads(browser: "Browser", site: Site) -> dict[str, list[tuple[str, int]]]:
    """For each page, every response: its address and the bytes that came over the wire, headers included."""
    out: dict[str, list[tuple[str, int]]] = {}
    context = browser.new_context()
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})  # each page as on a first visit
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))
    for path in site.pages:
        responses.clear()
        page.goto(f"{site.url}/{path}", wait_until="load")
        sizes = [(r.url, r.request.sizes()) for r in responses]
        out[path] = [(url, size["responseBodySize"] + size["responseHeadersSize"]) for url, size in sizes]
    context.close()
    return out


def test_no_page_asks_another_host(loads: dict[str, list[tuple[str, int]]], site: Site) -> None:
    assert {url for responses in loads.values() for url, _ in responses if not url.startswith(site.url)} == set()


def test_no_page_asks_for_what_is_not_there(browser: "Browser", loads: dict[str, list[tuple[str, int]]], site: Site) -> None:
    asked = {url.removeprefix(f"{site.url}/").split("#")[0] for responses in loads.values() for url, _ in responses}
    assert sorted(name for name in asked if not (site.folder / name).is_file()) == []


def test_an_article_is_at_most_30_kib_in_3_requests(loads: dict[str, list[tuple[str, int]]], site: Site) -> None:
    """The page, its style sheet, its icon, not compressed. Headless Chromium loads the icon at times: it is counted always."""
    icon = (site.folder / "theme/favicon.svg").stat().st_size + 200
    heavy = {}
    for path in site.articles:
        responses = [(url, size) for url, size in loads[path] if "/images/" not in url and "favicon" not in url]
        weight = sum(size for _, size in responses) + icon
        if len(responses) != 2 or weight > 30 * KIB:
            heavy[path] = (len(responses), weight)
    assert heavy == {}


def test_the_page_needs_no_script(site: Site) -> None:
    data = ('<script type="application/ld+json">', '<script type="speculationrules">')
    assert [
        page for page in site.pages if site.read(page).count("<script") != sum(site.read(page).count(kind) for kind in data)
    ] == []


def test_nothing_moves_while_a_page_loads(opened: Callable[..., "Page"]) -> None:
    assert [opened(path, width=390).evaluate(SHIFT) for path in ("index.html", "lamp-at-pell-point.html")] == [0, 0]


def test_lines_are_of_a_readable_length(opened: Callable[..., "Page"]) -> None:
    page = opened("night-ferry.html", width=1440)
    per_line = page.evaluate(
        """() => { const p = [...document.querySelectorAll('.prose > p')].sort((a, b) => b.textContent.length - a.textContent.length)[0];
        const range = document.createRange(); range.selectNodeContents(p);
        const lines = new Set([...range.getClientRects()].map(r => Math.round(r.bottom / 12))).size;
        return p.textContent.length / Math.max(1, Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight))) }"""
    )
    assert 45 <= per_line <= 75


def test_no_two_blocks_of_a_text_touch(browser: "Browser", site: Site) -> None:
    """In Markdown, reStructuredText (whose sections are elements) and HTML."""
    context = browser.new_context()
    page = context.new_page()
    touching = {}
    for path in site.articles:
        page.goto(f"{site.url}/{path}", wait_until="domcontentloaded")
        if found := page.evaluate(TOUCHING):
            touching[path] = found
    context.close()
    assert touching == {}


def test_the_style_sheet_loads_nothing(site: Site) -> None:
    css = site.read("theme/style.css")
    assert [name for name in ("@font-face", "@import", "url(") if name in css] == []


def _styles(page: "Page", selector: str, *names: str) -> Iterator[str]:
    for name in names:
        yield page.evaluate("([s, n]) => getComputedStyle(document.querySelector(s)).getPropertyValue(n)", [selector, name])


def test_type_is_set_with_care(opened: Callable[..., "Page"]) -> None:
    page = opened("night-ferry.html")
    assert list(_styles(page, "h1", "text-wrap")) == ["balance"]
    assert list(_styles(page, ".prose p", "text-wrap", "hyphens")) == ["pretty", "auto"]
