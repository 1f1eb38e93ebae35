"""The demo site, built once and served on this computer, and a browser to read it with.

Without Chromium the browser tests are skipped, with a line that says so.
"""

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
#: What a theme of Pelican's own needs that ours does not.
STOCK = ('DIRECT_TEMPLATES=["index","archives"]', 'PAGINATED_TEMPLATES={"index":null,"category":null,"tag":null,"author":null}')


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: where it lies, and where it is served."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """Every page's path below the site's address."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    @property
    def articles(self) -> list[str]:
        """The pages that are one article's own."""
        return [page for page in self.pages if '<meta property="og:type" content="article">' in self.read(page)]

    def read(self, page: str) -> str:
        return (self.folder / page).read_text(encoding="utf-8")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files; note what was asked for ahead of time, and say nothing."""

    ahead: ClassVar[list[str]] = []

    def parse_request(self) -> bool:
        understood = super().parse_request()
        if understood and "prefetch" in self.headers.get("Sec-Purpose", ""):
            self.ahead.append(self.path)
        return understood

    def log_message(self, format: str, *args: Any) -> None:
        pass


def build(settings: str, folder: Path, *overrides: str) -> None:
    """Build the demo site as its owner would, from a cold cache."""
    cache = ("CACHE_CONTENT=false", "LOAD_CONTENT_CACHE=false", "BRIEF_CACHE=false")
    command = [sys.executable, "-m", "pelican", "-s", settings, "-o", str(folder), "--fatal", "errors", "-e", *cache, *overrides]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextlib.contextmanager
def published(folder: Path, *overrides: str, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet) -> Iterator[Site]:
    """Build the site as it is published, but for its address, and serve it."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        build("publishconf.py", folder, f'SITEURL="{url}"', f'FEED_DOMAIN="{url}"', *overrides)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, url)
        server.shutdown()


def chromium() -> str | None:
    """Find a browser of Chromium's family."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published site."""
    with published(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `make site` builds it, to be opened from the disk."""
    folder = tmp_path_factory.mktemp("on_disk")
    build("pelicanconf.py", folder)
    return Site(folder, folder.as_uri())


def need(found: object, missing: str) -> None:
    """Skip where something is not installed; where it has to be (``BRIEF_BROWSER_REQUIRED``, as in CI), fail."""
    if not found:
        pytest.fail(missing) if os.environ.get("BRIEF_BROWSER_REQUIRED") else pytest.skip(missing)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, or a skip."""
    found = chromium()
    need(found, f"no browser: none of {', '.join(NAMES)} is installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: "Browser", site: Site) -> Iterator[Callable[..., "Page"]]:
    """Open a page of the site in a fresh context: ``opened("index.html", width=320, color_scheme="dark")``."""
    contexts = []

    def open_page(path: str, *, width: int = 1200, height: int = 900, **options: Any) -> "Page":
        options = {"reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        page = contexts[-1].new_page()
        page.goto(f"{site.url}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
