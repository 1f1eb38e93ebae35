"""The pages say what is true."""

import re

import pytest

from tests.readme import PAGES, PARTS, ROOT, generated


def test_generated_parts_are_up_to_date():
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert [name for name in PARTS if f"<!-- {name} -->\n" not in "".join(texts)] == []
    assert [generated(text) for text in texts] == texts


@pytest.mark.parametrize("page", sorted({*ROOT.glob("*.md"), *ROOT.glob("*/*.md")}), ids=lambda page: page.name)
def test_every_local_link_leads_to_a_file(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_licenses_are_listed_of_the_versions_that_are_installed():
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    versions = {name.lower().replace("_", "-"): version for name, version in pinned.items()}
    listed = dict(
        re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", (ROOT / "docs/licenses.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(listed) > 40
    assert {name: versions.get(name) for name in listed} == listed
