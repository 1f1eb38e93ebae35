"""Garbage is collected, but not while somebody waits."""

import gc
import weakref

from pelican.plugins.brief.preview import tidying
from pelican.plugins.brief.preview.tidying import AT_MOST, QUIET, Tidying, collecting_young


class Node:
    """What only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


def garbage() -> "weakref.ref[Node]":
    """Leave a cycle of which only the collector can know that nobody needs it, as old as a build's are."""
    node = Node()
    gc.collect()
    return weakref.ref(node)


def test_what_builds_leave_goes_in_a_quiet_moment() -> None:
    with collecting_young():
        tidy, left = Tidying(), garbage()
        tidy.built()
        tidy.if_quiet()
        assert left() is not None
        tidy.last -= 2 * QUIET
        tidy.if_quiet()
        assert left() is None


def test_many_builds_without_a_quiet_moment_are_tidied_up_after() -> None:
    with collecting_young():
        tidy, left = Tidying(), garbage()
        for _ in range(AT_MOST - 1):
            tidy.built()
        assert left() is not None
        tidy.built()
        assert left() is None
        assert tidy.builds == 0


def test_the_collector_is_left_as_it_was_found() -> None:
    before = gc.get_threshold()
    with collecting_young():
        assert gc.get_threshold() == tidying.THRESHOLDS
    assert gc.get_threshold() == before
