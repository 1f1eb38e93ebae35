"""Punctuation: pairs of marks; what else bars a sentence is in the cases of ``test_candidates``."""

import pytest

from pelican.plugins.brief.summarizing.punctuation import unbalanced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（東京）", False),
        ("「東京", True),
        ("5' 6\" tall", True),
        ("It's ’90s", False),
        ("a (b [c] d)", False),
        ("] [", False),
        ("", False),
    ],
)
def test_unbalanced(text, expected):
    assert unbalanced(text) is expected
