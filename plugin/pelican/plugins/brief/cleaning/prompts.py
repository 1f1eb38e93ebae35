"""The prompt of a summary widget: "No time to read?" with "Get a summary"."""

from collections.abc import Iterator

from .values import Proposal
from .view import View


def summary_prompt(view: View) -> Iterator[Proposal]:
    """Take out the pair, as two lines or as one; each alone is real prose somewhere, and stays."""
    lines = view.lines
    for line in view.of_kind("prompt"):
        following = lines[line.number + 1] if line.number + 1 < len(lines) else None
        if following is not None and "prompt_action" in following.kinds:
            yield Proposal("summary-prompt", "certain", line.number, following.number, why="a summary widget's prompt and button")
    for line in view.of_kind("prompt_pair"):
        yield Proposal("summary-prompt", "certain", line.number, line.number, why="a summary widget's prompt and button")
