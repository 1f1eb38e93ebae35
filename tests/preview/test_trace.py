"""What is published knows nothing of the preview, and what the preview leaves is its cache alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelican.plugins.brief.preview.pages import ASSETS, HERE, PREFIX
from tests.preview.garden import article, write, write_site
from tests.preview.serving import serving

ROOT = Path(__file__).parents[2]
#: What only the preview writes: its addresses, its elements, its attributes, the first lines of its files.
TRACES = (
    PREFIX.encode(),
    b"pelican-brief:",
    b"brief-bar",
    b"brief-overlay",
    b"data-build=",
    b"EventSource",
    *(HERE.joinpath("static", name).read_bytes()[:60] for name in ASSETS),
)


def published(cwd: Path, config: str, content: str, output: Path) -> list[Path]:
    """Build a site in a process of its own, with a cache of its own unless it has one; return its files."""
    extra = [f"OUTPUT_PATH={json.dumps(str(output))}", f"CACHE_PATH={json.dumps(str(output.parent / 'cache'))}"]
    command = [sys.executable, "-m", "pelican", content, "-s", config, "-o", str(output), "-q", "-e", *extra]
    subprocess.run(command, cwd=cwd, check=True, timeout=300)
    return [path for path in output.rglob("*") if path.is_file()]


def traces(files: list[Path]) -> list[tuple[str, bytes]]:
    """Name what the preview left in files."""
    return [(str(path), trace) for path in files for trace in TRACES if trace in path.read_bytes()]


@pytest.mark.parametrize("config", ["pelicanconf.py", "publishconf.py"])
def test_the_demo_is_published_without_a_trace(tmp_path: Path, config: str) -> None:
    files = published(ROOT, config, "content", tmp_path / "output")
    assert len(files) > 40
    assert traces(files) == []


def test_a_site_that_was_previewed_is_published_as_if_it_had_not_been(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site", plugins=("brief",))
    before = published(config.parent, config.name, "content", tmp_path / "before/output")
    text = {path.relative_to(tmp_path / "before"): path.read_bytes() for path in before}
    sources = {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    with serving(config) as running:
        assert traces_of(running.until_page("/", "Tide"))
        assert traces_of(running.page("/__brief/"))
        write(config.parent / "content/posts/3.md", article(3, body="For a moment."))
        running.until_page("/2022/sea/estuary-3/", "For a moment.")
        write(config.parent / "content/posts/3.md", article(3))
        running.stop()
    left = {path for path in config.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts} - sources.keys()
    assert {path.relative_to(config.parent).as_posix() for path in left} == {"cache/brief.sqlite"}
    os.renames(config.parent / "cache", tmp_path / "after/cache")
    after = published(config.parent, config.name, "content", tmp_path / "after/output")
    assert {path.relative_to(tmp_path / "after"): path.read_bytes() for path in after} == text
    assert traces(after) == []


def traces_of(page: str) -> list[bytes]:
    """Name what of the preview is on a page: something, or the test above could not fail."""
    return [trace for trace in TRACES if trace in page.encode()]
