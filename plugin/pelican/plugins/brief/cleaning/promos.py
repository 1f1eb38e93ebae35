"""Lines that look like page chrome by their place and their links alone, in any language: reported, never removed."""

from collections.abc import Iterator
from itertools import pairwise

from .values import Proposal
from .view import Line, View

_PROSE = 140
_MOST = 30
_WORDS = 5


def promos(view: View) -> Iterator[Proposal]:
    """Report paragraphs that are nothing but one link to a story, and link-only lines after the end of the text."""
    prose = [line.number for line in view.lines if len(line.text) >= _PROSE and not line.link_only]
    if len(prose) < 3:
        return
    for line in view.lines[prose[-1] + 1 : prose[-1] + 1 + _MOST]:
        if len(line.text.split()) >= _WORDS - 1 and _points_away(line) and not line.text.startswith("http"):
            yield Proposal("promo", "report", line.number, line.number, why="a link after the end of the text")
    for before, after in pairwise(prose):
        if after == before + 2 and _is_teaser(view.lines[before + 1]):
            yield Proposal("promo", "report", before + 1, before + 1, why="a paragraph that is only a link to a story")


def _points_away(line: Line) -> bool:
    return bool(line.text) and not line.media and line.link_only and not any(href.startswith("#") for href in line.hrefs)


def _is_teaser(line: Line) -> bool:
    """Tell whether a paragraph is a headline that is one link, as news pages put between two paragraphs."""
    words = line.text.split()
    headline = len(words) >= _WORDS and not line.text.endswith((".", ":"))
    return headline and line.block.tag in ("p", "div") and len(line.links) == 1 and _points_away(line)
