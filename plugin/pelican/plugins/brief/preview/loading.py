"""Read the site's own configuration, with the few changes a preview needs."""

from __future__ import annotations

import mimetypes
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

WHOLE_OUTPUT = (
    "sitemap", "search", "tipue_search", "lunr_search", "elasticlunr_search", "stork", "minify", "css_html_js_minify",
    "optimize_images", "gzip_cache", "yuicompressor", "w3c_validate", "deadlinks", "linkcheck", "pagefind", "precompress",
)  # fmt: skip
ENVIRONMENTS = ("site-packages", "dist-packages")


def load(config: str, output: Path) -> dict[str, Any]:
    """Return the site's settings, writing into ``output`` and linking to this server.

    Pelican's own caches are off: the preview keeps what it reads in memory. Raises what the configuration raises.
    """
    changes = {
        "OUTPUT_PATH": str(output),
        "DELETE_OUTPUT_DIRECTORY": False,
        "SITEURL": "",
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "STATIC_CREATE_LINKS": False,
    }
    settings: dict[str, Any] = read_settings(config, override=changes)
    return settings


def whole_output_plugins(settings: Mapping[str, Any]) -> list[str]:
    """Name those plugins in use that read or change the whole output after a build: they see nothing of it here."""
    names = (str(name).rpartition(".")[2] for name in settings["PLUGINS"] or ())
    return sorted(set(names) & set(WHOLE_OUTPUT))


def content_folders(settings: Mapping[str, Any]) -> list[str]:
    """Return the folders whose files make the site."""
    folders = (settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])
    found = (os.path.abspath(os.path.expanduser(str(folder))) for folder in folders)
    return [folder for folder in dict.fromkeys(found) if os.path.isdir(folder)]


def code_files(config: str, settings: Mapping[str, Any] | None) -> list[str]:
    """Return the files of code that decide what the process is: the configuration, and the modules of the site."""
    roots = [os.path.dirname(os.path.abspath(config))]
    if settings:
        roots += [os.path.abspath(path) for path in settings["PLUGIN_PATHS"]]
    return list(dict.fromkeys([os.path.abspath(config), *_modules_below(tuple(roots))]))


def _modules_below(roots: tuple[str, ...]) -> Iterator[str]:
    for module in list(sys.modules.values()):
        file = os.path.abspath(getattr(module, "__file__", None) or os.sep)
        below = any(file.startswith(root + os.sep) for root in roots)
        if below and file.endswith(".py") and not any(name in file for name in ENVIRONMENTS):
            yield file


def media(path: str) -> bool:
    """Say whether a file holds pictures, sound or type: nothing that a source could include as text."""
    return (mimetypes.guess_type(path)[0] or "").partition("/")[0] in ("image", "audio", "video", "font")
