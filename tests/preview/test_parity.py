"""What the preview serves is what Pelican writes: at first, and after any number of edits."""

import os
import random
from pathlib import Path

import pytest

from tests.preview.edits import EDITS
from tests.preview.garden import write_site
from tests.preview.parity import differences, pages_of, previewed, stock_build

NUMBER = int(os.environ.get("BRIEF_PREVIEW_EDITS", "4"))
VARIANTS = {
    "plain": {},
    "relative": {"relative": True},
    "plugin": {"plugins": ("brief",)},
    "plugin-relative": {"plugins": ("brief",), "relative": True},
    "notmyidea": {"theme": "notmyidea"},
    "context": {"plugins": ("context_changer",)},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_page_is_the_page_pelican_writes(tmp_path: Path, variant: str) -> None:
    config = write_site(tmp_path / "site", **VARIANTS[variant])
    with previewed(config, tmp_path / "preview") as site:
        assert differences(pages_of(site), stock_build(config, tmp_path / "stock")) == []


@pytest.mark.parametrize(("variant", "eager"), [("plain", False), ("plugin-relative", False), ("relative", True)])
def test_every_page_is_right_after_each_random_edit(tmp_path: Path, variant: str, eager: bool) -> None:
    config = write_site(tmp_path / "site", **VARIANTS[variant])
    choice = random.Random(f"{variant} {eager}")
    with previewed(config, tmp_path / "preview", eager=eager) as site:
        pages_of(site)
        for number in range(NUMBER):
            edit = choice.choice(EDITS)
            edit(config.parent, choice)
            assert differences(pages_of(site), stock_build(config, tmp_path / "stock")) == [], f"edit {number}: {edit.__name__}"
