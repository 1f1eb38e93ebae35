"""Files that are served as they are: from where they lie, never copied.

So a changed style sheet is served without a rebuild, and a folder of photographs costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any

import pelican.generators as stock


def slashed(path: str) -> str:
    """Write a path below the output folder as addresses do, on Windows too.

    >>> slashed("./pages//about.html")
    'pages/about.html'
    """
    return os.path.normpath(path).replace(os.sep, "/")


@dataclass(slots=True)
class Statics:
    """Where each static file comes from: single files by their place in the output, and whole folders of the theme."""

    ignored: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    trees: list[tuple[str, str]] = field(default_factory=list)

    def source(self, path: str) -> str | None:
        """Return the file to serve for a path below the output folder; later ones win, as later copies do."""
        found = self.files.get(path)
        if found is None:
            found = next(filter(None, (self._in_tree(path, *tree) for tree in reversed(self.trees))), None)
        return found if found is not None and os.path.isfile(found) else None

    def _in_tree(self, path: str, source: str, target: str) -> str | None:
        if os.path.isfile(source):
            return source if path == slashed(os.path.join(target, os.path.basename(source))) else None
        wanted, folder = PurePosixPath(path), PurePosixPath(slashed(target))
        if not wanted.is_relative_to(folder):
            return None
        below = wanted.relative_to(folder)
        if any(fnmatch(part, pattern) for part in below.parts for pattern in self.ignored):
            return None
        found = os.path.join(source, below)
        return found if os.path.isfile(found) else None

    def __contains__(self, source: object) -> bool:
        """Say whether a file on disk is served as it is."""
        name = str(source)
        return name in self.files.values() or any(name.startswith(tree + os.sep) or name == tree for tree, _ in self.trees)


class SourceFileGenerator(stock.SourceFileGenerator):  # type: ignore[misc]
    """Pelican's, noting down what it would copy."""

    pelican: Any

    def _create_source(self, obj: Any) -> None:
        name = os.path.splitext(obj.save_as)[0] + self.output_extension
        self.pelican.statics.files[slashed(name)] = obj.source_path


class StaticGenerator(stock.StaticGenerator):  # type: ignore[misc]
    """Pelican's, noting down what it would copy."""

    pelican: Any

    def _copy_paths(
        self, paths: Iterable[str], source: str, destination: str, output_path: str, final_path: str | None = None
    ) -> None:
        del output_path, final_path
        trees = ((os.path.abspath(os.path.join(source, path)), destination) for path in paths)
        self.pelican.statics.trees.extend(trees)

    def _file_update_required(self, staticfile: Any) -> bool:
        del staticfile
        return True

    def _link_or_copy_staticfile(self, sc: Any) -> None:
        self.pelican.statics.files[slashed(sc.save_as)] = os.path.normpath(os.path.join(self.path, sc.source_path))
