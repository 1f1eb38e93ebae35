"""Bodies as source spans: what is found where, and what an edit may touch."""

import pytest

from pelican.plugins.brief.document import Edit, apply, parse


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in parse(html).blocks if block.text]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", [("p", "One"), ("p", "Two")]),
        ("<p>One<p>Two", [("p", "One"), ("p", "Two")]),
        ("<ul><li>One<li>Two</ul>", [("li", "One"), ("li", "Two")]),
        ("One<div>Two</div>Three", [("", "One"), ("div", "Two"), ("", "Three")]),
        ("<p>5 < 6 &amp; 7</p>", [("p", "5 < 6 & 7")]),
        ("<p title='a>b'>One</p>", [("p", "One")]),
        ("<P>One</P>", [("p", "One")]),
        ("<p>One<!-- > --> two</p>", [("p", "One two")]),
    ],
)
def test_leaf_blocks(html: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(html) == expected


def test_offsets_lead_to_the_source() -> None:
    html = "<div><p class='a'>One <b>two</b></p></div>"
    div, p, b = parse(html).elements
    assert html[p.start : p.end] == "<p class='a'>One <b>two</b></p>"
    assert html[b.inner_start : b.inner_end] == "two"
    assert (b.parent, p.parent, div.parent) == (p, div, None)
    assert b.around == {"div", "p"}


def test_attributes_are_decoded_and_the_first_of_a_name_counts() -> None:
    (link,) = parse("<a href='/?a=1&amp;b=2' HREF=/x disabled>t</a>").elements
    assert link.attributes == {"href": "/?a=1&b=2", "disabled": ""}


@pytest.mark.parametrize(
    ("inside", "protected"),
    [
        ("<code>x</code>", True), ("<pre>x</pre>", True), ("<svg>x</svg>", True), ("$$x$$", True), ("\\(x\\)", True),
        ("{% x %}", True), ("<!-- brief: keep -->x<!-- /brief -->", True), ("<b>x</b>", False), ("\\(x", False),
    ],
)  # fmt: skip
def test_protected_zones(inside: str, protected: bool) -> None:
    html = f"<p>a {inside} b</p>"
    place = html.index("x")
    assert parse(html).touches_protected(place, place + 1) is protected


@pytest.mark.parametrize(
    ("html", "part", "balanced"),
    [
        ("<p><b>a</b> c</p>", "<b>a</b>", True),
        ("<p><b>a</b> c</p>", "a</b> c", False),
        ("<p><b>a</p>", "<p><b>a</p>", False),
        ("<p>a</p></div>", "<p>a</p>", True),
        ("<p>a</p></div>", "<p>a</p></div>", False),
        ("<p title='x'>a</p>", "x", False),
    ],
)
def test_balanced(html: str, part: str, balanced: bool) -> None:
    start = html.index(part)
    assert parse(html).balanced(start, start + len(part)) is balanced


def test_what_never_ends_is_opaque() -> None:
    document = parse("<p>One</p><!-- <p>Two</p>")
    assert (document.broken_at, [block.text for block in document.blocks]) == (10, ["One"])


def test_untouched_input_is_the_same_object() -> None:
    html = "<p>One</p>"
    assert apply(html, []) is html
    assert apply(html, [Edit(3, 6, "Two", "x"), Edit(0, 0, "!", "x")]) == "!<p>Two</p>"
    with pytest.raises(ValueError, match="overlap"):
        apply(html, [Edit(3, 6, "Two", "x"), Edit(4, 5, "", "x")])


@pytest.mark.parametrize(
    "html", ["", "<", "<p", "</", "\x00", "\ud800", "<div>" * 10_000, "</b>" * 10_000, "<pre>" * 50, "<a href='" * 50]
)
def test_broken_input_is_taken_apart_without_complaint(html: str) -> None:
    document = parse(html)
    assert all(0 <= block.start <= block.end <= len(html) for block in document.blocks)
