"""The demo site, built again elsewhere and otherwise: the same bytes. The full form is ``python -m tests.trust``."""

import os

import pytest

from tests.trust import reproducible


@pytest.mark.slow
def test_the_demo_is_the_same_from_anywhere(tmp_path):
    first = reproducible.tree(tmp_path / "one", seed="0")
    again = reproducible.tree(tmp_path / "two" / "deeper", seed="77", zone="Pacific/Auckland", locale="POSIX")
    assert len(first) > 50
    assert {name for name in first.keys() | again.keys() if first.get(name) != again.get(name)} == set()
    assert not os.path.exists(tmp_path / "one" / "content" / "output")
