"""A first heading that repeats the article's title, as raw texts and imports have it."""

from collections.abc import Iterator

from .text import fold
from .values import Proposal
from .view import Line, View


def duplicate_title(view: View) -> Iterator[Proposal]:
    """Take out the ``h1`` (or bold line) that the body begins with where it is the title, but for case and punctuation."""
    line = next(iter(view.lines), None)
    if line is None or not line.sole or not view.title or line.media or not (line.block.tag == "h1" or _bold(line)):
        return
    if fold(line.text) == fold(view.title):
        yield Proposal("title", "certain", line.number, line.number, why="the title once more")


def _bold(line: Line) -> bool:
    strong = (e for e in line.block.inlines if e.tag in ("b", "strong"))
    return line.block.tag == "p" and any(e.inner_end - e.inner_start >= len(line.text) for e in strong)
