"""axe finds nothing to complain of: on every page, wide and narrow, in light and dark, with every fold open."""

from typing import TYPE_CHECKING

import pytest

from .conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
AXE = """async rules => (await axe.run({resultTypes: ['violations'], preload: false, ...(rules && {runOnly: rules})})).violations
    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""
#: What can be different in the dark: a page's structure is the same there.
OF_COLOR = ["color-contrast", "link-in-text-block"]


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(browser: "Browser", site: Site) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed").AXE_SCRIPT
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(axe)
    page = context.new_page()
    found = {}
    for path in site.pages:
        page.emulate_media(color_scheme="light")
        page.goto(f"{site.url}/{path}", wait_until="domcontentloaded")
        page.evaluate(OPEN_ALL)
        for scheme, width, rules in (
            ("light", 1200, None),
            ("dark", 1200, OF_COLOR),
            ("dark", 320, OF_COLOR),
            ("light", 320, None),
        ):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if violations := page.evaluate(AXE, rules):
                found[path, scheme, width] = violations
    context.close()
    assert found == {}
