"""Previous and next labels of an old page, with the titles that follow them."""

from collections.abc import Iterator

from .values import Proposal
from .view import Line, View

_TITLE = 250


def prev_next(view: View) -> Iterator[Proposal]:
    """Take out both labels and their titles in the last part of a body; one label alone is reported.

    In a series, "Previous article: Part 3" is the author's own: it has no partner, or stands with it in the middle.
    """
    marks = [line for line in view.of_kind("previous", "next", "prev_next", "previous_with", "next_with") if not line.media]
    sides = {side for line in marks if view.tail(line) for side in _sides(line)}
    both = {"previous", "next"} <= sides
    for line in marks:
        if both and view.tail(line):
            yield from _with_title(view, line)
        else:
            yield Proposal("prev-next", "report", line.number, line.number, why="a previous or next label")
    for line in view.of_kind("post_navigation"):
        yield Proposal("prev-next", "soft" if both else "report", line.number, line.number, why="a label of page navigation")


def _sides(line: Line) -> set[str]:
    if "prev_next" in line.kinds:
        return {"previous", "next"}
    return {kind.removesuffix("_with") for kind in line.kinds if kind in ("previous", "next", "previous_with", "next_with")}


def _with_title(view: View, line: Line) -> Iterator[Proposal]:
    """Return the label, and the title on the next line if it is one: a link, or a short line without a sentence's end."""
    why = "a previous or next label with its title"
    own = "prev_next" in line.kinds or not line.kinds.isdisjoint(("previous_with", "next_with"))
    following = view.lines[line.number + 1] if line.number + 1 < len(view.lines) and not own else None
    if following is not None and _is_title(following):
        yield Proposal("prev-next", "certain", line.number, following.number, why=why, titles=(following.text,))
    else:
        yield Proposal("prev-next", "certain", line.number, line.number, why=why)


def _is_title(line: Line) -> bool:
    if line.media or not line.text or len(line.text) > _TITLE or line.kinds & {"previous", "next", "prompt"}:
        return False
    if line.block.inside("pre", "table", "blockquote"):
        return False
    return line.link_only or not line.text.endswith((".", "…", "。"))
