"""Compare the preview of a site with what Pelican builds of it."""

import contextlib
import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from pelican.settings import read_settings

from pelican import Pelican
from pelican.plugins.brief.preview.build import forget_last_run, previewing
from pelican.plugins.brief.preview.loading import content_folders, load
from pelican.plugins.brief.preview.shortcuts import shortcuts
from pelican.plugins.brief.preview.site import Site
from pelican.plugins.brief.preview.statics import slashed
from tests.sites import _signals

Output = dict[str, bytes]


@contextlib.contextmanager
def previewed(config: Path, output: Path, *, eager: bool = False) -> Iterator[Site]:
    """Make a site ready to be rebuilt and looked at, in its own folder."""
    before = Path.cwd()
    os.chdir(config.parent)
    output.mkdir(parents=True)
    try:
        with _signals():
            settings = load(config.name, output)
            pelican = previewing(settings["PELICAN_CLASS"])(settings, eager)
            yield Site(output, pelican, tuple(content_folders(settings)))
    finally:
        os.chdir(before)


def pages_of(site: Site) -> Output:
    """Rebuild, and look at everything there is."""
    with shortcuts():
        site.rebuild()
        return {name: found.file.read_bytes() for name in sorted(names_of(site)) if (found := site.find(name))}


def names_of(site: Site) -> set[str]:
    """Return the names of all that the preview can serve."""
    current = site.current
    below = {name for source, target in current.statics.trees for name in _tree(Path(source), target)}
    return {*current.records, *current.statics.files, *below, *_tree(site.output, "")}


def stock_build(config: Path, output: Path) -> Output:
    """Build with Pelican itself. The preview's links start at its own root, so this build's do, too."""
    changes = {"OUTPUT_PATH": str(output), "SITEURL": "", "CACHE_CONTENT": False, "DELETE_OUTPUT_DIRECTORY": True}
    forget_last_run()
    Pelican(read_settings(config.name, override=changes)).run()
    return {name: (output / name).read_bytes() for name in sorted(_tree(output, ""))}


def differences(preview: Output, stock: Output) -> list[str]:
    """Name the files that are not the same, with the lines that differ."""
    names = sorted(preview.keys() | stock.keys())
    return [
        f"{name}: {_difference(preview.get(name), stock.get(name))}" for name in names if preview.get(name) != stock.get(name)
    ]


def _difference(ours: bytes | None, theirs: bytes | None) -> str:
    if ours is None or theirs is None:
        return "not in the preview" if ours is None else "only in the preview"
    lines = difflib.unified_diff(theirs.decode().splitlines(), ours.decode().splitlines(), "stock", "preview", n=0, lineterm="")
    return "\n".join(lines)


def _tree(folder: Path, target: str) -> set[str]:
    if folder.is_file():
        return {slashed(os.path.join(target, folder.name))}
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {slashed(os.path.join(target, file)) for file in files}
