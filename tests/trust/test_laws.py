"""The laws that every article keeps, on any text: pieces put together at random, and every body that once broke one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pelican.plugins.brief.languages import available
from tests.trust import mutate
from tests.trust.fuzz import kept, tried
from tests.trust.laws import Case, faults

WORDS = (
    "The tide came in. ",
    "Nobody had seen it coming, said Ada. ",
    "word ",
    "潮が満ちた。",
    "وصل المد. ",
    "<p>",
    "</p>",
    "<br>",
    "\n",
    "\n\n",
)
BODIES = st.lists(st.sampled_from(mutate.PIECES + WORDS * 8) | st.text(max_size=8), max_size=30).map("".join)
CASES = list(kept())


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    BODIES,
    st.sampled_from(mutate.TITLES),
    st.sampled_from(available()),
    st.sampled_from(("sources", "strip", "keep")),
    st.booleans(),
)
def test_every_article_keeps_the_laws(body, title, lang, citations, raw):
    assert faults(Case(body, title, lang, options={"citations": citations, "raw": raw})) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_what_once_broke_a_law_keeps_it(case):
    assert tried(case) == []


def test_the_laws_can_be_broken():
    """An oracle that sees nothing proves nothing."""
    from dataclasses import replace

    from pelican.plugins.brief.article import Quote, digest
    from tests.trust import laws

    case = Case('<p>One.</p>\n<p>Two <code>x</code> [CITATION: a] "q".</p>\n<p>Get a summary</p>')
    result = digest(case.task())
    body = str(result.body)
    assert list(laws._spliced(case, replace(result, findings=result.findings[1:]), body)) == [
        "the report does not account for every change"
    ]
    assert list(laws._same_code(case, result, body.replace("x</code>", "y</code>")))
    assert list(laws._in_order(case, replace(result, quotes=(Quote("Three.", "Three.", 0, 0),)), body))
    assert list(laws._clean_twice(case, result, case.body))
    assert list(laws._page(case, replace(result, quotes=(Quote("x", "<script>x</script>", 0, 0),)), body))
    assert list(laws._page(case, replace(result, quotes=(Quote("x", "<b>x", 0, 0),)), body))
    assert list(laws._page(case, replace(result, quotes=(Quote("One.", "One.", 1, 6),)), body))


def test_the_same_seed_makes_the_same_bodies():
    bodies = ["<p>One two three.</p>", "<ul><li>Four"]
    assert [mutate.case(7, n, bodies) for n in range(20)] == [mutate.case(7, n, bodies) for n in range(20)]
