"""Small themes, and how to build a site with one of them."""

from pathlib import Path
from typing import Any

from tests import sites

HERE = Path(__file__).parent
CONTENT = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "content").iterdir())}
STOCK = ("simple", "notmyidea")
OURS = HERE.parents[1] / "theme"


def build(tmp_path: Path, theme: str, content: dict[str, str] = CONTENT, **settings: Any) -> sites.Site:
    """Build a site with a stock theme, ours (``"ours"``) or one of those here."""
    folder = theme if theme in STOCK else str(OURS if theme == "ours" else HERE / theme)
    return sites.build(tmp_path, content, **{"THEME": folder, "THEME_TEMPLATES_OVERRIDES": [str(HERE / "overrides")], **settings})
