"""Two rounds of changes told as one give what both give in turn."""

from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.cleaning.rounds import joined, moved
from pelican.plugins.brief.cleaning.values import Finding
from pelican.plugins.brief.document import Edit, apply


def rounds(text: str) -> st.SearchStrategy[list[Finding]]:
    """Changes to a text, in order and without overlaps."""

    def made(places: list[int], news: list[str]) -> list[Finding]:
        spans = zip(places[::2], places[1::2], news, strict=False)
        return [Finding("rewritten" if new else "removed", "r", a, b, text[a:b], new) for a, b, new in spans if a < b or new]

    places = st.lists(st.integers(0, len(text)), max_size=10).map(sorted)
    return st.builds(made, places, st.lists(st.text("xyz", max_size=3), min_size=5, max_size=5))


def applied(text: str, changes: list[Finding]) -> str:
    return apply(text, [Edit(f.start, f.end, f.after, f.rule) for f in changes])


@given(st.data())
def test_joined_changes_do_what_both_rounds_do(data: st.DataObject) -> None:
    before = data.draw(st.text("abc", max_size=14))
    first = data.draw(rounds(before))
    between = applied(before, first)
    second = data.draw(rounds(between))
    both = joined(first, second, before, between)
    assert applied(before, both) == applied(between, second)
    assert [f.before for f in both] == [before[f.start : f.end] for f in both]


def test_a_finding_after_a_change_is_told_where_it_stood() -> None:
    change = Finding("removed", "ad-label", 0, 3, "Ad ")
    reported = Finding("reported", "notice", 4, 7, "(c)")
    assert moved([reported], [change], "Ad see (c)") == [Finding("reported", "notice", 7, 10, "(c)")]


def test_a_finding_inside_what_a_change_wrote_covers_the_change() -> None:
    change = Finding("rewritten", "citation", 2, 4, "[]", "<sup>1</sup>")
    inside = Finding("reported", "notice", 7, 8, "1")
    assert moved([inside], [change], "a []b") == [Finding("reported", "notice", 2, 4, "[]")]
