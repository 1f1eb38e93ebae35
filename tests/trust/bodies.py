"""Bodies to start from: the demo site's articles, and those of a folder named by ``BRIEF_BODIES`` (``*.jsonl``, also gzipped)."""

import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pelican.readers import Readers
from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]


@cache
def demo() -> tuple[tuple[str, str, str], ...]:
    """The demo's articles, read as Pelican reads them: (language, title, body)."""
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False})
    readers, found = Readers(settings), []
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in (".md", ".rst", ".html"):
            content = readers.read_file(base_path=str(ROOT / "content"), path=path.relative_to(ROOT / "content").as_posix())
            found.append((str(content.metadata.get("lang", "en")), str(content.metadata.get("title", "")), str(content._content)))
        elif path.suffix == ".txt" and path.parent.name == "imported":
            title, _, body = path.read_text(encoding="utf-8").partition("\n")
            found.append(("en", title, f"<p>{body}</p>"))
    return tuple(found)


@cache
def shared() -> tuple[tuple[str, str, str], ...]:
    """The bodies of the folder that ``BRIEF_BODIES`` names; none without it."""
    folder = os.environ.get("BRIEF_BODIES")
    return tuple(body for path in sorted(Path(folder).rglob("*.jsonl*")) for body in _of_file(path)) if folder else ()


def _of_file(path: Path) -> Iterator[tuple[str, str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if isinstance(text := row.get("html") or row.get("text"), str):
                yield row.get("lang") or "en", row.get("title") or "", text


def everything() -> tuple[tuple[str, str, str], ...]:
    """All bodies there are."""
    return demo() + shared()
