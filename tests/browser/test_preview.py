"""The preview, as an author sees it: pages that reload, keep their place and their styles, say what is wrong, and the desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preview.garden import SENTENCES, article, write, write_site
from tests.preview.serving import Preview, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONG_ONE = "/2022/land/silt-7/"
LONG = "\n\n".join(f"Paragraph {number} about the sea." for number in range(200))
STYLE = '<link rel="stylesheet" href="/images/site.css">'
STYLED = '{% extends "!simple/article.html" %}{% block head %}{{ super() }}' + STYLE + "{% endblock %}"
LEFTOVERS = "\n\n".join(SENTENCES) + "\n\nGet a summary\n\nIt was said :contentReference[oaicite:0]{index=0} twice.\n"
AXE = "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"
DIALOG = "brief-overlay dialog"
WIDTHS = (1200, 320)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_site(tmp_path_factory.mktemp("preview") / "site", plugins=("brief",)).parent
    write(folder / "content/posts/7.md", article(7, body=LONG))
    write(
        folder / "content/posts/6.md",
        article(6, body=LEFTOVERS),
    )
    write(folder / "content/images/site.css", "footer { color: rgb(1, 2, 3) }")
    write(folder / "overrides/article.html", STYLED)
    return folder


@pytest.fixture(scope="module")
def preview(folder: Path, browser: "Browser") -> Iterator[Preview]:
    with serving(folder / "pelicanconf.py") as running:
        running.until_page("/", "Tide")
        yield running


@pytest.fixture
def page(browser: "Browser", preview: Preview) -> Iterator["Page"]:
    context = browser.new_context(base_url=f"http://127.0.0.1:{preview.port}", viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def test_a_saved_article_is_shown_where_the_reader_was(folder: Path, page: "Page") -> None:
    page.goto(LONG_ONE)
    page.evaluate("scrollTo(0, 1500)")
    write(folder / "content/posts/7.md", article(7, body=LONG + "\n\nThe last line.\n"))
    page.get_by_text("The last line.").wait_for()
    page.wait_for_function("scrollY === 1500")


def test_ten_tabs_share_one_connection_and_all_reload(folder: Path, page: "Page") -> None:
    tabs = [page, *(page.context.new_page() for _ in range(9))]
    for tab in tabs:
        tab.goto(LONG_ONE)
    write(folder / "content/posts/7.md", article(7, body=LONG + "\n\nFor all tabs.\n"))
    for tab in tabs:
        tab.get_by_text("For all tabs.").wait_for()


def test_the_next_tab_listens_when_the_first_is_closed(folder: Path, page: "Page") -> None:
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto(LONG_ONE)
    page.close()
    write(folder / "content/posts/7.md", article(7, body=LONG + "\n\nFor the second tab.\n"))
    second.get_by_text("For the second tab.").wait_for()


def test_a_style_sheet_changes_without_a_reload(folder: Path, page: "Page") -> None:
    page.goto(LONG_ONE)
    page.evaluate("window.same = true")
    write(folder / "content/images/site.css", "footer { color: rgb(4, 5, 6) }")
    page.wait_for_function("getComputedStyle(document.querySelector('footer')).color === 'rgb(4, 5, 6)'")
    assert page.evaluate("window.same") is True
    assert page.locator('link[href*="site.css"]').count() == 1


def test_a_broken_article_is_shown_over_the_page_until_it_is_mended(folder: Path, page: "Page") -> None:
    page.goto(LONG_ONE)
    write(folder / "content/posts/7.md", article(7, body=LONG).replace("Date: 2022", "Date: MMXXII"))
    dialog = page.locator(DIALOG)
    dialog.wait_for()
    assert dialog.locator(".place").text_content() == "content/posts/7.md:2"
    assert "MMXXII" in str(dialog.locator("mark").text_content())
    assert "Paragraph 1 about" in str(page.text_content("article"))
    write(folder / "content/posts/7.md", article(7, body=LONG + "\n\nMended.\n"))
    page.get_by_text("Mended.").wait_for()
    assert page.locator(DIALOG).count() == 0


def test_a_fault_that_was_closed_stays_closed(folder: Path, page: "Page") -> None:
    page.goto(LONG_ONE)
    write(folder / "content/posts/5.md", article(5).replace("Date: 2020", "Date: MMXX"))
    page.locator(DIALOG).wait_for()
    with page.expect_navigation():
        page.keyboard.press("Escape")
    write(folder / "content/posts/7.md", article(7, body=LONG + "\n\nGoing on.\n"))
    page.get_by_text("Going on.").wait_for()
    page.locator("brief-bar aside").wait_for()
    assert page.locator(DIALOG).count() == 0
    write(folder / "content/posts/5.md", article(5))


def test_a_broken_template_and_configuration_come_and_go(folder: Path, page: "Page") -> None:
    page.goto("/tags.html")
    write(folder / "overrides/tags.html", "{{ nothing.at.all }}")
    page.get_by_text("overrides/tags.html:1").first.wait_for()
    write(folder / "overrides/tags.html", "<title>Tags</title><p>All tags")
    page.get_by_text("All tags").wait_for()
    config = folder / "pelicanconf.py"
    text = config.read_text("utf-8")
    write(config, "SITENAME = (\n" + text)
    page.get_by_text("pelicanconf.py:1").first.wait_for()
    write(config, text)
    page.get_by_text("All tags").wait_for()


def test_a_draft_says_so_and_leads_to_the_desk(page: "Page") -> None:
    page.goto("/drafts/gauge-11.html")
    page.get_by_text("Draft: not published").wait_for()
    page.get_by_text("What did brief do here?").click()
    page.wait_for_url("**/__brief/?article=posts/draft.md")
    assert page.get_by_role("heading", level=1).text_content() == "Gauge 11"


def test_the_desk_finds_what_was_done_and_why(page: "Page") -> None:
    page.goto("/__brief/")
    page.get_by_role("link", name="1 Changed").click()
    page.get_by_role("link", name="Rope 6", exact=True).click()
    text = page.inner_text("main")
    assert all(
        word in text for word in ("contentReference", "Summary", "What each sentence is worth", "Previous", "Reading time")
    )


def test_the_desk_is_used_by_keyboard_and_without_scripts(browser: "Browser", preview: Preview) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{preview.port}", java_script_enabled=False)
    page = context.new_page()
    page.goto("/__brief/")
    page.get_by_role("link", name="1 Changed").press("Enter")
    assert page.locator("tbody tr").count() == 1
    page.get_by_text("By what was found").press("Enter")
    page.get_by_role("link", name="residue").press("Enter")
    page.get_by_label("Words in title or path").fill("rope")
    page.keyboard.press("Enter")
    page.wait_for_url("**/__brief/?show=changed&rule=residue&words=rope")
    assert page.locator("[aria-current]").all_text_contents() == ["1 Changed", "residue 1"]
    page.get_by_role("link", name="any words").press("Enter")
    page.locator("tbody th a").press("Enter")
    page.get_by_text("As HTML").first.press("Enter")
    assert page.get_by_role("region", name="HTML of finding").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/__brief/", "/__brief/?article=posts/6.md", "/nothing-here", "/drafts/gauge-11.html"])
def test_axe_finds_nothing_on_our_pages(page: "Page", path: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    if path.startswith("/drafts"):
        page.locator("brief-bar aside").wait_for()
        assert axe_on(page, "brief-bar") == []
    else:
        assert axe_on(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_nothing_on_the_overlay(folder: Path, page: "Page") -> None:
    page.goto(LONG_ONE)
    write(folder / "content/posts/5.md", article(5).replace("Date: 2020", "Date: twenty"))
    page.locator(DIALOG).wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_on(page, "brief-overlay") == []
    write(folder / "content/posts/5.md", article(5))


def axe_on(page: "Page", part: str = "html") -> list[str]:
    """Run axe on a part of the page; the rest is the theme's."""
    base = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    page.evaluate(base.AXE_SCRIPT)
    found: list[str] = page.evaluate(AXE.replace("axe.run()", f"axe.run({part!r})"))
    return found
