"""What goes, what stays, and what is known not to work yet: cases in data files, each with its reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pelican.plugins.brief import cleaning, languages

CASES = Path(__file__).parent / "cases"
TEXT = (
    "<p>The council met on Monday and agreed on the new plan for the bank of the river.</p>\n<p>Work begins in the spring.</p>\n"
)
MORE = "<p>The mayor said that the work would last two years, and that the old bridge would stay.</p>\n"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=f"{case['lang']}: {case['why']}") for case in found]


def cleaned(case: dict[str, Any]) -> tuple[str, cleaning.Cleaned]:
    html = case["html"].replace("TEXT", TEXT).replace("MORE", MORE)
    return html, cleaning.clean(html, case.get("title", ""), languages.load(case["lang"]))


def left(case: dict[str, Any], html: str) -> list[str]:
    return [word for word in case["gone"] if word in html]


@pytest.mark.parametrize("case", cases("clean"))
def test_leftovers_go_and_their_surroundings_stay(case: dict[str, Any]) -> None:
    html, result = cleaned(case)
    prose = [paragraph for paragraph in (*TEXT.splitlines(), MORE.strip()) if paragraph in html]
    missing = [word for word in (*prose, *case.get("kept", ())) if word not in result.html]
    assert (left(case, result.html), missing) == ([], [])
    assert [source.text for source in result.sources] == case.get("sources", [])


@pytest.mark.parametrize("case", cases("keep"))
def test_what_is_written_stays_byte_for_byte(case: dict[str, Any]) -> None:
    html, result = cleaned(case)
    assert result.html is html, result.edits


@pytest.mark.parametrize("case", cases("report"))
def test_what_may_be_the_authors_is_reported_and_stays(case: dict[str, Any]) -> None:
    html, result = cleaned(case)
    assert result.html is html, result.edits
    reported = [finding.before for finding in result.findings if finding.rule == case["rule"]]
    assert [word for word in case["said"] if not any(word in before for before in reported)] == []


@pytest.mark.xfail
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    _, result = cleaned(case)
    assert left(case, result.html) == []


def test_every_rule_has_a_case() -> None:
    covered = {param.values[0]["rule"] for name in ("clean", "report") for param in cases(name)}
    supporting = {"follow", "interface", "meta-line", "container"}  # go beside others only: see test_rules
    assert covered | supporting == set(cleaning.RULE_NAMES)
