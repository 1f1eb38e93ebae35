"""Placeholder."""
from collections.abc import Iterator
from .values import Proposal
from .view import View


def containers(view: View) -> Iterator[Proposal]:
    """Nothing yet."""
    yield from ()
