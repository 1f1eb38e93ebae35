"""Raw ``.txt`` articles: title on the first line, headers under it, paragraphs between blank lines.

Only files in the folders that ``BRIEF_TEXT_PATHS`` names are read. Pelican's own way to add a reader would swallow every
``.txt`` of the content folder, ``robots.txt`` among them; so the reader and the choice of files are given to the article
generator alone.
"""

import datetime as dt
import logging
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.readers import METADATA_PROCESSORS

from .settings import Settings

logger = logging.getLogger(__name__)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9_ -]{0,40}?)[ \t]*:[ \t]+(\S.*)")
_KNOWN_HEADERS = frozenset(
    """author authors brief brief_sentences category date description lang modified next prev save_as series slug status subtitle
    summary tags template title translation url""".split()
)


class TextReader:
    """Read a raw text article.

    Not a subclass of Pelican's BaseReader: Pelican would find it there and read, or warn of, every ``.txt`` of a site. An
    article without a date gets that of its file's name, the site's default, or of the file itself (and the log says so).
    """

    enabled = True
    file_extensions = ("txt",)
    extensions = None

    def __init__(self, settings: Any, base: Path) -> None:
        self.settings = settings
        self.base = base

    def process_metadata(self, name: str, value: Any) -> Any:
        """Give a header's value the type that Pelican's own readers give it."""
        return METADATA_PROCESSORS[name](value, self.settings) if name in METADATA_PROCESSORS else value

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML, escaped, and the metadata. Raises ValueError for a file that is not UTF-8 text."""
        try:
            title, headers, paragraphs = split_text(_text_of(source_path))
            if not title:
                raise ValueError("an empty file has no title")
        except ValueError as error:  # Pelican says which file it could not process, but not why.
            logger.error("%s: %s [brief.text]", source_path, error)
            raise
        plain = {name: escape(value, quote=False) for name, value in {**headers, "title": title}.items()}
        metadata = {name: self.process_metadata(name, value) for name, value in plain.items()}
        if "date" not in metadata and not self._dated_elsewhere(Path(source_path)):
            when = dt.datetime.fromtimestamp(Path(source_path).stat().st_mtime, dt.UTC)
            logger.info("%s: no date given, the file's own is used [brief.date]", source_path)
            metadata["date"] = self.process_metadata("date", when.strftime("%Y-%m-%d %H:%M"))
        return "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs), metadata

    def _dated_elsewhere(self, path: Path) -> bool:
        """Tell whether Pelican gets a date from the settings or from the file's name."""
        relative = path.relative_to(self.base).as_posix() if path.is_relative_to(self.base) else path.name
        given = "date" in _extra_metadata(relative, self.settings)
        names = ((self.settings.get("FILENAME_METADATA"), path.stem), (self.settings.get("PATH_METADATA"), relative))
        found = (re.match(pattern, name) for pattern, name in names if pattern)
        return given or bool(self.settings.get("DEFAULT_DATE")) or any(m and m.groupdict().get("date") for m in found)


def _text_of(path: str) -> str:
    data = Path(path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from None
    if "\0" in text:
        raise ValueError("not a text file (it holds NUL)")
    return text


def split_text(text: str) -> tuple[str, dict[str, str], list[str]]:
    r"""Take a raw text apart: title, header lines directly under it, paragraphs.

    >>> split_text("Salt\nDate: 2026-05-01\n\nOne.\nTwo.\n\nThree.")
    ('Salt', {'date': '2026-05-01'}, ['One.\nTwo.', 'Three.'])
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n \t").split("\n")
    title, rest = lines[0].strip(), lines[1:]
    headers: dict[str, str] = {}
    while rest and (match := _HEADER.fullmatch(rest[0].strip())) and _header_name(match[1]) in _KNOWN_HEADERS:
        headers[_header_name(match[1])] = match[2].strip()
        rest = rest[1:]
    paragraphs = re.split(r"\n(?:[ \t]*+\n)++", "\n".join(rest).strip("\n"))
    return title, headers, [p.strip() for p in paragraphs if p.strip()]


def _header_name(written: str) -> str:
    return written.strip().lower().replace(" ", "_").replace("-", "_")


def install(generator: Any, settings: Settings) -> None:
    """Let an article generator read the raw text files of the settings' folders, and no others."""
    folders = [PurePosixPath(folder.replace("\\", "/")) for folder in settings.text_paths]
    generator.readers.readers["txt"] = TextReader(generator.settings, Path(generator.path))
    include = generator._include_path

    def _include_path(path: str, extensions: Any = None) -> bool:
        if extensions is None and path.lower().endswith(".txt"):
            return bool(include(path, False)) and is_text_article(path, folders, generator.settings)
        return bool(include(path, extensions))

    generator._include_path = _include_path


def is_text_article(path: str, folders: Sequence[PurePosixPath], settings: Mapping[str, Any]) -> bool:
    """Tell whether a ``.txt`` file is an article: in one of the folders, not static, and not given a place of its own."""
    place = PurePosixPath(*Path(path).parts)
    if not any(folder in (place, *place.parents) or folder == PurePosixPath(".") for folder in folders):
        return False
    static = (PurePosixPath(p.replace("\\", "/")) for p in settings["STATIC_PATHS"] if p)
    if any(folder == place or folder in place.parents for folder in static):
        return False
    return "path" not in _extra_metadata(str(place), settings)


def _extra_metadata(path: str, settings: Mapping[str, Any]) -> set[str]:
    """Name the metadata that the settings give a file, by its own path or by a folder's, as Pelican does."""
    extra = settings["EXTRA_PATH_METADATA"]
    return {name for key, given in extra.items() if path == key or path.startswith(f"{key.rstrip('/')}/") for name in given}
