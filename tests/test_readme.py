"""The README says what is true."""

import re

from tests.readme import PARTS, README, generated


def test_generated_parts_are_up_to_date():
    text = README.read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in text for name in PARTS)
    assert generated(text) == text


def test_every_local_link_leads_to_a_file():
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert targets
    assert [t for t in targets if not (README.parent / t).exists()] == []
