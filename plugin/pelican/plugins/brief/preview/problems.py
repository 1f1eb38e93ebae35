"""What went wrong, for people: message, file and line."""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AROUND = 3
LINE_IN_MESSAGE = re.compile(r":(?P<docutils>\d+): \(|\bline (?P<words>\d+)\b")
ASSIGNED = re.compile(r"""\s*(?P<name>[A-Z][A-Z0-9_]+)\s*=\s*(?:["'](?P<value>[^"'\n]{3,})["'])?""")
LONGEST = 2_000
QUOTED = re.compile(r"""(['"`])(?P<text>[^\n]{1,80}?)\1""")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an article, a template or a setting.

    ``line`` counts from 1, and is 0 when it is not known; ``excerpt`` holds the lines around it with their numbers.
    """

    message: str
    file: str = ""
    line: int = 0
    excerpt: tuple[tuple[int, str], ...] = ()

    def place(self) -> str:
        """Return file and line as editors and terminals understand them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place()}: {self.message}" if self.file else self.message


class Collector(logging.Handler):
    """Keep the errors Pelican logs while it builds: it skips a broken article, and goes on."""

    def __init__(self, roots: tuple[str, ...], config: str) -> None:
        super().__init__(logging.ERROR)
        self.roots, self.config = roots, config
        self.found: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Turn a record into a problem; the exception behind it is still being handled when Pelican logs it."""
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        source = file_named_by(record, self.roots)
        if error is not None:
            self.found.append(from_exception(error, self.roots, source, self.config))
        else:
            self.found.append(problem_at(record.getMessage(), source, line_of(source, record.getMessage())))


@contextmanager
def collected(roots: tuple[str, ...], config: str = "") -> Iterator[list[Problem]]:
    """Collect what is logged as an error inside the block."""
    collector = Collector(roots, config)
    logging.getLogger().addHandler(collector)
    try:
        yield collector.found
    finally:
        logging.getLogger().removeHandler(collector)


def from_exception(error: BaseException, roots: tuple[str, ...], source: str = "", config: str = "") -> Problem:
    """Say where an exception happened.

    That is what it names itself, else the source that was read, else the site's innermost file, else the setting it is about.
    """
    message = f"{type(error).__name__}: {error}".strip()[:LONGEST]
    if (own := getattr(error, "filename", None)) and (line := getattr(error, "lineno", None)):
        return problem_at(message, str(own), int(line))
    if source:
        return problem_at(message, source, line_of(source, str(error)))
    file, line = innermost(error, roots)
    if not file and (line := line_of_setting(config, message)):
        file = os.path.abspath(config)
    return problem_at(message, file, line)


def innermost(error: BaseException, roots: tuple[str, ...]) -> tuple[str, int]:
    """Return the last place of the traceback that lies in the site. Jinja puts templates into its tracebacks."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if any(is_below(frame.filename, root) for root in roots)]
    return (inside[-1].filename, inside[-1].lineno or 0) if inside else ("", 0)


def is_below(path: str, root: str) -> bool:
    """Say whether a path lies in a folder, and not in an environment installed there."""
    return os.path.abspath(path).startswith(root + os.sep) and "site-packages" not in path


def file_named_by(record: logging.LogRecord, roots: Iterable[str]) -> str:
    """Return the file a log message speaks of, given relative to one of the roots or whole; "" if there is none."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    candidates = (os.path.join(root, str(argument)) for argument in arguments for root in roots)
    return next((path for path in candidates if os.path.isfile(path)), "")


def line_of(file: str, message: str) -> int:
    """Find the line a message is about: the number it gives, else where the value it quotes stands, else the first."""
    if not file:
        return 0
    if found := LINE_IN_MESSAGE.search(message):
        return int(found["docutils"] or found["words"])
    values = [found["text"] for found in QUOTED.finditer(message)]
    lines = enumerate(lines_of(file), 1)
    return next((number for number, text in lines if any(value in text for value in values)), 1)


def line_of_setting(config: str, message: str) -> int:
    """Find the line of the setting that a message is about: that it names, of whose value it speaks; 0 if there is none."""
    lines = list(enumerate(lines_of(config), 1)) if config else []
    words = set(re.findall(r"\w+", message))
    quoted = [found["text"] for found in QUOTED.finditer(message)]
    settings = [(number, text, found) for number, text in lines if (found := ASSIGNED.match(text))]
    named = [number for number, _, found in settings if found["name"] in words]
    spoken = [number for number, text, found in settings if (found["value"] or "\n") in message or any(q in text for q in quoted)]
    return [0, *spoken, *named][-1]  # the last one counts in Python, too


def lines_of(file: str) -> list[str]:
    """Return a file's lines; none when it cannot be read."""
    try:
        return Path(file).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def problem_at(message: str, file: str, line: int) -> Problem:
    """Make a problem with the lines around its place."""
    first = max(line - AROUND, 1)
    around = lines_of(file)[first - 1 : line + AROUND] if line else []
    return Problem(message, shortened(file), line, tuple(enumerate(around, first)))


def shortened(file: str) -> str:
    """Return a path relative to where the command was started, when it lies below."""
    return os.path.relpath(file) if file.startswith(os.getcwd() + os.sep) else file
