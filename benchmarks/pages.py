"""Measure pages of the demo beside Pelican's own themes with the same articles: Lighthouse, bytes, requests.

    make pages

Each theme's site is built, published and served on this computer, once as it is and once compressed with gzip, as most servers
do. Lighthouse (mobile, simulated network) reads the first; Chromium counts the bytes of both, headers included. "The page alone"
leaves out an article's pictures and the icon.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import FLAGS, ROOT, STOCK, Quiet, Site, chromium, published

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE, LONG, FRONT = "night-ferry.html", "keeper-of-nine-sluices.html", ""  # a front page is asked for by its folder
#: A name, Pelican settings, pages.
SITES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("ours", (), (ARTICLE, LONG, FRONT)),
    ("simple", ('THEME="simple"', 'BRIEF_CSS="link"', *STOCK), (ARTICLE,)),
    ("simple, without us", ('THEME="simple"', "PLUGINS=[]", *STOCK), (ARTICLE,)),
    ("notmyidea", ('THEME="notmyidea"', 'BRIEF_CSS="link"', *STOCK), (ARTICLE,)),
    ("notmyidea, without us", ('THEME="notmyidea"', "PLUGINS=[]", *STOCK), (ARTICLE,)),
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = ROOT / ".cache/lighthouse/node_modules/.bin/lighthouse"
IMAGES = (".svg", ".png", ".ico", ".gif")
TEXT = (".html", ".css", ".js", ".svg", ".xml")


class Gzipped(Quiet):
    """Answer as a server does that compresses text."""

    def do_GET(self) -> None:  # noqa: N802 - the standard library's name
        """Send a text compressed, all else as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        for name, value in (("Type", self.guess_type(str(path))), ("Encoding", "gzip"), ("Length", str(len(body)))):
            self.send_header(f"Content-{name}", value)
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True, slots=True)
class Weight:
    """What came over the wire: bytes and requests, of all and of the page alone."""

    all_bytes: int
    all_requests: int
    alone_bytes: int
    alone_requests: int


def weigh(browser: "Browser", url: str) -> Weight:
    """Load a page with nothing cached and count."""
    page = browser.new_page(viewport={"width": 412, "height": 823})
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    address: dict[str, str] = {}
    size: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: address.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: size.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    page.close()
    alone = [n for key, n in size.items() if not address[key].split("?")[0].lower().endswith(IMAGES)]
    return Weight(int(sum(size.values())), len(size), int(sum(alone)), len(alone))


def lighthouse(url: str, browser: str, folder: Path, runs: int = 3) -> dict[str, Any]:
    """Run Lighthouse as its users do, and read its report: that of middling performance, for other work slows some."""
    reports = [_run(url, browser, folder) for _ in range(runs)]
    return sorted(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)[runs // 2]


def _run(url: str, browser: str, folder: Path) -> dict[str, Any]:
    report = folder / "report.json"
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"
    command = [str(LIGHTHOUSE), url, flags, "--output=json", f"--output-path={report}", "--quiet"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": browser}, check=True, timeout=300, capture_output=True)
    data: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return data


def measure(name: str, settings: tuple[str, ...], pages: tuple[str, ...], found: str, browser: "Browser") -> None:
    """Print a site's rows of the table."""
    with (
        tempfile.TemporaryDirectory() as plain,
        tempfile.TemporaryDirectory() as packed,
        tempfile.TemporaryDirectory() as out,
        published(Path(plain), *settings) as site,
        published(Path(packed), *settings, handler=Gzipped) as small,
    ):
        for page in pages:
            report = lighthouse(f"{site.url}/{page}", found, Path(out))
            print(_row(name, page, site, small, report, browser), flush=True)


def _row(name: str, page: str, site: Site, small: Site, report: dict[str, Any], browser: "Browser") -> str:
    scores = [round(100 * (report["categories"][category]["score"] or 0)) for category in CATEGORIES]
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    plain, packed = weigh(browser, f"{site.url}/{page}"), weigh(browser, f"{small.url}/{page}")
    kib = [f"{n / 1024:.1f}" for n in (plain.alone_bytes, packed.alone_bytes, plain.all_bytes)]
    cells = [
        name,
        page.removesuffix(".html") or "front page",
        *scores,
        kib[0],
        kib[1],
        plain.alone_requests,
        kib[2],
        plain.all_requests,
        f"{shift:.3f}",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    from playwright.sync_api import sync_playwright

    found = chromium()
    if not found or not LIGHTHOUSE.exists():
        sys.exit("needed: Chromium, and Lighthouse (make pages installs it)")
    print(
        "| theme | page | perf. | access. | best pr. | SEO | KiB alone | with gzip | requests | KiB in all | requests | shift |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for name, settings, pages in SITES:
            measure(name, settings, pages, found, browser)
        browser.close()


if __name__ == "__main__":
    main()
