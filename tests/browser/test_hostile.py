"""Articles that attack, opened in a browser: no script runs that would not run without us."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import themes
from tests.test_hostile import NO_FEEDS, SETTINGS, SITE, THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: Go over everything with the mouse, as far as handlers are concerned.
HOVER = "document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover')); e.onmouseover })"
OURS = "[...document.querySelectorAll('[class^=brief-] script, [class^=brief-] [onmouseover]')].length"


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_script_runs_that_does_not_run_without_us(browser: "Browser", tmp_path: Path, theme: str) -> None:
    relative = {"RELATIVE_URLS": True, "SITEURL": "", **NO_FEEDS}
    hits: dict[str, dict[str, bool]] = {}
    page = browser.new_page()
    for name, plugins in (("ours", ["brief"]), ("alone", [])):
        site = themes.build(tmp_path / name, theme, SITE, PLUGINS=plugins, **SETTINGS, **relative)
        hits[name] = {}
        for path in site.files(".html"):
            page.goto((site.output / path).as_uri())
            page.evaluate(OPEN)
            page.evaluate(HOVER)
            hits[name][path] = page.evaluate("'hit' in window")
            assert page.evaluate(OURS) == 0, path
    page.close()
    assert [path for path, hit in hits["ours"].items() if hit and not hits["alone"].get(path)] == []
