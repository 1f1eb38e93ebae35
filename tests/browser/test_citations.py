"""Citations: from the text to the source, and back to where one was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from .conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLE = "night-ferry.html"

#: References whose source is not there once, and ways back that lead to none of the source's references.
BROKEN = """() => {
    const at = a => document.querySelectorAll('[id="' + CSS.escape(decodeURIComponent(a.hash.slice(1))) + '"]');
    const refs = [...document.querySelectorAll('[role=doc-noteref]')], backs = [...document.querySelectorAll('.brief-backlink')];
    return [refs.length, backs.length,
        refs.filter(a => at(a).length !== 1 || !at(a)[0].closest('[role=doc-endnotes]')).map(a => a.hash),
        backs.filter(a => at(a).length !== 1 || at(a)[0].hash !== '#' + a.closest('li').id).map(a => a.hash)] }"""


def test_every_reference_has_its_source_and_every_source_its_ways_back(browser: "Browser", site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    cited = 0
    for path in site.articles:
        page.goto(f"{site.url}/{path}", wait_until="domcontentloaded")
        refs, backs, lost, astray = page.evaluate(BROKEN)
        assert (path, backs, lost, astray) == (path, refs, [], [])
        cited += refs
    context.close()
    assert cited > 10


def test_the_round_trip_returns_the_focus_to_the_same_reference(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE, height=500)
    focused = "document.activeElement.id"
    for number in range(page.locator("[role=doc-noteref]").count()):
        reference = page.locator("[role=doc-noteref]").nth(number)
        name = reference.get_attribute("id")
        reference.focus()
        page.keyboard.press("Enter")
        page.locator("li:target").wait_for(state="visible")
        page.locator(f'.brief-backlink[href="#{name}"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_function("name => location.hash === '#' + name", arg=name)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == name


def test_a_reference_says_what_it_is(opened: Callable[..., "Page"]) -> None:
    page = opened(ARTICLE)
    first = page.locator("[role=doc-noteref]").first
    assert (first.get_attribute("aria-label"), first.inner_text()) == ("Source 1", "1")
    assert page.get_by_role("link", name="Source 2").count() == 2
