"""Small real sites for tests: files in, Pelican run, pages out. No mock of Pelican anywhere.

``build`` runs Pelican in this process, ``build_apart`` in a process of its own (for other plugins, exit codes and hash seeds).
"""

import contextlib
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.log import LimitFilter
from pelican.settings import DEFAULT_CONFIG, read_settings

from pelican import Pelican
from pelican.plugins import signals

#: What every site here has, unless a test says otherwise.
DEFAULTS: Mapping[str, Any] = {
    "SITENAME": "Harbor Notes",
    "SITEURL": "https://example.org",
    "AUTHOR": "Mara Quill",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
    "THEME": "simple",
    "PLUGINS": ["brief"],
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    "DELETE_OUTPUT_DIRECTORY": True,
    "LOAD_CONTENT_CACHE": False,
}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folders, what was logged (INFO and above) and Pelican's article objects (none from ``build_apart``)."""

    root: Path
    log: list[logging.LogRecord] = field(default_factory=list)
    articles: list[Any] = field(default_factory=list)
    status: int = 0
    console: str = ""

    @property
    def output(self) -> Path:
        return self.root / "output"

    def page(self, name: str) -> str:
        """The text of an output file, such as ``"salt.html"``."""
        return (self.output / name).read_text(encoding="utf-8")

    def files(self, suffix: str = "") -> list[str]:
        """Every output file with this suffix, sorted, relative to the output folder."""
        found = (path.relative_to(self.output).as_posix() for path in self.output.rglob(f"*{suffix}") if path.is_file())
        return sorted(found)

    def article(self, slug: str, lang: str = "en") -> Any:
        """Pelican's object of an article, of whatever status."""
        (found,) = (a for a in self.articles if (a.slug, a.lang) == (slug, lang))
        return found

    def logged(self, level: int = logging.WARNING) -> list[str]:
        """The messages of this level or above (Pelican 4.11 has one about a site without a SITEURL, whatever its plugins)."""
        found = (record.getMessage() for record in self.log if record.levelno >= level)
        return [message for message in found if not message.startswith("Feeds generated without SITEURL")]


def write(root: Path, content: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def build(tmp_path: Path, content: Mapping[str, str | bytes], **settings: Any) -> Site:
    """Build a site of these files (below the content folder) in this process; Pelican's signals are as before, afterwards."""
    write(tmp_path / "content", content)
    site = Site(tmp_path)
    with _signals(), _logged(site.log):
        signals.all_generators_finalized.connect(collect := _collector(site.articles), weak=False)
        Pelican(read_settings(override=_settings(tmp_path, settings))).run()
        signals.all_generators_finalized.disconnect(collect)
    return site


def build_apart(tmp_path: Path, content: Mapping[str, str | bytes], *arguments: str, **settings: Any) -> Site:
    """Build a site of these files by ``pelican`` in a process of its own (``environment``: variables to add to the process's)."""
    environment = {**os.environ, "COLUMNS": "1000", "PYTHONIOENCODING": "utf-8", **settings.pop("environment", {})}
    write(tmp_path / "content", content)
    lines = [f"{name} = {value!r}\n" for name, value in _settings(tmp_path, settings).items()]
    (tmp_path / "pelicanconf.py").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", str(tmp_path / "pelicanconf.py"), *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    return Site(tmp_path, status=done.returncode, console=done.stdout + done.stderr)


def article(title: str, body: str, **metadata: str) -> str:
    """The text of a Markdown article; it has a date unless one is given."""
    headers = {"title": title, "date": "2026-05-01 10:00", **metadata}
    return "".join(f"{name.capitalize()}: {value}\n" for name, value in headers.items()) + f"\n{body}\n"


def ids(page: str) -> list[str]:
    """Every id on a page, in order."""
    return re.findall(r"""\sid=["']?([^"'\s>]+)""", page)


def _settings(root: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    places = {"PATH": str(root / "content"), "OUTPUT_PATH": str(root / "output"), "CACHE_PATH": str(root / "cache")}
    return json.loads(json.dumps({**DEFAULTS, **places})) | dict(given)


def _collector(into: list[Any]) -> Any:
    def collect(generators: list[Any]) -> None:
        for generator in generators:
            if hasattr(generator, "drafts_translations"):
                published = [*generator.articles, *generator.translations]
                hidden = [*generator.hidden_articles, *generator.hidden_translations]
                into.extend([*published, *hidden, *generator.drafts, *generator.drafts_translations])

    return collect


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Let no plugin of one site listen to the next: Pelican's signals live as long as the process."""
    every = [value for value in vars(signals).values() if isinstance(value, signals.Signal)]
    before = [(signal, list(signal.receivers_for(None))) for signal in every]
    _disconnect_all(every)
    try:
        yield
    finally:
        _disconnect_all(every)
        for signal, receivers in before:
            for receiver in receivers:
                signal.connect(receiver, weak=False)


def _disconnect_all(every: list[Any]) -> None:
    for signal in every:
        for receiver in list(signal.receivers_for(None)):
            signal.disconnect(receiver)


@contextlib.contextmanager
def _logged(into: list[logging.LogRecord]) -> Iterator[None]:
    """Collect what is logged; Pelican says a message once a process, here it is once a site."""
    handler = logging.Handler(logging.INFO)
    handler.emit = into.append  # type: ignore[method-assign]
    root, pelican = logging.getLogger(), logging.getLogger("pelican")
    level = pelican.level
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    LimitFilter._ignore = set(DEFAULT_CONFIG["LOG_FILTER"])
    root.addHandler(handler)
    pelican.setLevel(logging.INFO)
    try:
        yield
    finally:
        pelican.setLevel(level)
        root.removeHandler(handler)
