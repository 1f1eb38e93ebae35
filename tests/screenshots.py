"""The README's pictures: ``make screenshots`` takes them of the demo, the same bytes on every run on one machine.

What they look like depends on the fonts there: with Noto Serif Display (Debian: fonts-noto-core, fonts-noto-cjk) as on most
desktops.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from tests.browser.conftest import FLAGS, ROOT, STOCK, chromium, published
from tests.preview.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "docs/screenshots"
ARTICLE, OPEN = "night-ferry.html", "document.querySelector('details').open = true"
IMPORTED, EXPLAINED = "imported/Rivers/eel-ladder.txt", "content/en/salt-by-weight.md"
OURS, FOREIGN = (), ('THEME="notmyidea"', 'BRIEF_CSS="link"', *STOCK)
#: A picture's name -> settings of the site, page, width and height of the window, scale, colors, a script, dark.
PICTURES: dict[str, tuple[tuple[str, ...], str, int, int, float, int, str, bool]] = {
    "article": (OURS, ARTICLE, 1200, 900, 1.5, 64, OPEN, False),
    "front": (OURS, "index.html", 1280, 1160, 1.5, 256, "", False),
    "dark": (OURS, "lamp-at-pell-point.html", 1200, 1000, 1.5, 256, "", True),
    "phone": (OURS, ARTICLE, 390, 844, 2, 64, OPEN, False),
    "foreign": (FOREIGN, ARTICLE, 1100, 900, 1.5, 64, OPEN, False),
}


def take(browser: "Browser", url: str, width: int, height: int, scale: float, script: str, dark: bool) -> bytes:
    """Photograph a page, at rest."""
    options: dict[str, Any] = {"color_scheme": "dark" if dark else "light", "reduced_motion": "reduce"}
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale, **options)
    page.goto(url, wait_until="networkidle")
    page.evaluate(script)
    shot = page.screenshot(animations="disabled")
    page.close()
    return shot


def packed(shot: bytes, colors: int) -> bytes:
    """Make a picture small: a page has few colors."""
    out = BytesIO()
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture.quantize(colors, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def desk(browser: "Browser") -> bytes:
    """Photograph the preview's desk: what was done to an imported article."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder).resolve() / "site"
        for name in ("content", "theme"):
            shutil.copytree(ROOT / name, site / name)
        with serving(Path(shutil.copy(ROOT / "pelicanconf.py", site))) as running:
            running.until_page("/", "</html>")
            url = f"http://127.0.0.1:{running.port}/__brief/?article={IMPORTED}"
            return take(browser, url, 1200, 1050, 1.5, "", False)


def terminal(browser: "Browser", *command: str) -> bytes:
    """Photograph what a command prints about the demo."""
    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME
    from rich.text import Text

    environment = {**os.environ, "COLUMNS": "100", "FORCE_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    console = Console(record=True, width=100, file=StringIO(), force_terminal=True)
    console.print(Text("$ pelican-brief " + " ".join(command), style="bold"), Text.from_ansi(done.stdout), sep="\n")
    page = browser.new_page(viewport={"width": 900, "height": 400}, device_scale_factor=1.5)
    page.set_content(console.export_html(theme=SVG_EXPORT_THEME, code_format=_PAPER, inline_styles=True))
    shot = page.screenshot(full_page=True)
    page.close()
    return shot


_COMMAND = "import sys; from pelican.plugins.brief.cli import main; sys.exit(main(sys.argv[1:]))"
_PAPER = (
    "<body style='margin:0;background:{background};color:{foreground}'>"
    "<pre style='margin:1.5em 2em;font:14px/1.45 monospace'>{code}</pre></body>"
)


def main() -> None:
    from playwright.sync_api import sync_playwright

    found = chromium()
    if not found:
        sys.exit("needed: Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for settings in (OURS, FOREIGN):
            with tempfile.TemporaryDirectory() as folder, published(Path(folder), *settings) as site:
                for name, (wanted, page, width, height, scale, colors, script, dark) in PICTURES.items():
                    if wanted == settings:
                        shot = take(browser, f"{site.url}/{page}", width, height, scale, script, dark)
                        (FOLDER / f"{name}.png").write_bytes(packed(shot, colors))
        (FOLDER / "desk.png").write_bytes(packed(desk(browser), 64))
        (FOLDER / "check.png").write_bytes(packed(terminal(browser, "check", f"content/{IMPORTED}"), 32))
        (FOLDER / "explain.png").write_bytes(packed(terminal(browser, "explain", EXPLAINED), 32))
        browser.close()


if __name__ == "__main__":
    main()
