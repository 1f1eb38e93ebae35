"""A preview that the tests of a module share: starting one takes longer than most of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.garden import write_site
from tests.preview.serving import Preview, serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("serving") / "site").parent


@pytest.fixture(scope="module")
def preview(site: Path) -> Iterator[Preview]:
    with serving(site / "pelicanconf.py") as running:
        running.until_page("/", "Tide")
        yield running
