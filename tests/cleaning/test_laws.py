"""The laws of cleaning, on HTML that looks like articles, and on HTML that looks like nothing."""

import pickle
import random
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican.plugins.brief import cleaning, languages, render
from pelican.plugins.brief.document import apply, parse

ENGLISH = languages.load("en")
PIECES = (
    "Advertisement", "No time to read?", "Get a summary", "Previous Article", "Next Article", "Share this:", "Facebook",
    "Twitter",
    "WhatsApp", "Related articles", "[CITATION: A source]", "[citation: ]", "[CITATION: never closed", "【4†source】",
    "[cite: 1]",
    "The council met on Monday.", "A title of an older story", "cafÃ©", "\ufeff", "&nbsp;", "8 min read", "Leave a Reply",
    "Continue reading the main story", "Newsletter", "\n", "<br>", " ", "&amp;", "$$x$$", "{{ x }}", "Click to enlarge",
    "\x00", "\ud800",
)  # fmt: skip
TAGS = (
    "p", "div", "ul", "li", "h2", "strong", "span", "blockquote", "table", "td", "details", "figure", "figcaption", "pre",
    "code",
    "section class='related-posts'", "div class='share-bar'", "a href='/story'", "a href='https://x.com/intent/post'",
    "a id='x'",
    "a href='#x'", "p class='MsoNormal'", "o:p", "svg", "button", "p id='x'",
)  # fmt: skip
VOID = ("<img src='a.jpg' alt='[CITATION: b]'>", "<hr>", "<!-- brief: keep -->", "<!-- /brief -->", "<!-- c -->", "<p>&nbsp;</p>")
LOOSE = ("<p>", "</p>", "</div>", "<div", "<b>", "</b>", "<!--", "<a href='", "<pre>", "</li>", "<svg>", "]]>", "<script>", "</")
pieces = st.sampled_from(PIECES)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(tag: str, inner: list[str]) -> str:
        return f"<{tag}>{''.join(inner)}</{tag.split()[0]}>"

    return st.builds(written, st.sampled_from(TAGS), st.lists(children, max_size=4))


articles = st.lists(st.recursive(pieces | st.sampled_from(VOID), element, max_leaves=12), max_size=8).map("".join)
broken = st.lists(st.one_of(pieces, st.sampled_from(LOOSE), articles), max_size=10).map("".join)


def with_sources(cleaned: cleaning.Cleaned) -> str:
    return cleaned.html + render.sources_html([asdict(source) for source in cleaned.sources], ENGLISH.labels, "brief-")


@settings(max_examples=150, derandomize=True)
@given(articles | broken)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = with_sources(cleaning.clean(html, "A title", ENGLISH))
    assert cleaning.clean(once, "A title", ENGLISH).html == once


@settings(max_examples=150, derandomize=True)
@given(articles | broken)
def test_nothing_outside_edits_changes_and_no_edit_lies_in_a_protected_zone(html: str) -> None:
    result = cleaning.clean(html, "A title", ENGLISH)
    assert apply(html, result.edits) == result.html
    document = parse(html)
    plain = set(document.plain_comments(0, len(html)))
    code = [(e.start, e.end) for e in document.elements if e.tag in ("pre", "code", "script", "style", "textarea")]
    touched = [(edit, span) for edit in result.edits for span in code if edit.start < span[1] and span[0] < edit.end]
    assert touched == []
    assert plain <= {(s, e) for s, e in plain}
    assert result.edits or result.html is html


@settings(max_examples=60, derandomize=True)
@given(articles)
def test_results_are_plain_values(html: str) -> None:
    result = cleaning.clean(html, "", ENGLISH)
    assert pickle.loads(pickle.dumps(result)) == result


HOSTILE = {
    "unclosed tags": "<div>", "unclosed inline": "<b>", "closing tags": "</p>", "labels": "<p>Advertisement</p>",
    "lines": "Share<br>",
    "citations": "[CITATION: a] ", "unclosed citations": "[CITATION: a ", "brackets": "[", "tokens": "【1†a】 ",
    "opened tokens": "【1†",
    "cite": "[cite: 1", "pairs": "{{ ", "formulas": "\\( ", "dollars": "$$", "attributes": "<a href='x?utm_a=1&",
    "quotes": "<a b=\"",
    "comments": "<!--", "comments closed": "<!-- a -->", "spaces": "   \n", "links": "<a href='/a'>b</a>", "entities": "&amp;",
    "mojibake": "Ã© ", "digits": "1", "private": "\ue200", "words": "No time to read?\n",
    "share": "<li><a href='//x.com/intent/a'>a</a></li>",
    "nested labels": "<div class='ad'>Advertisement", "nested related": "<div class='related'><a href='/a'>b</a>",
    "table": "<td>Ad",
    "office": "<p style='mso-a:b", "empty": "<p>&nbsp;</p>", "anchors": "<a id='x'>", "pixels": "<img width=1 height=1>",
    "lt": "< ", "at": "[^1", "changes and reports": "<p>Word [CITATION: a] here. As an AI language model, I do.</p>",
}  # fmt: skip


def steps(html: str) -> int:
    """Count the lines of our code that run: how much work it is, whatever the machine is doing beside."""
    import sys

    count = 0

    def trace(frame: object, event: str, _: object) -> object:
        nonlocal count
        if "pelican/plugins/brief" not in frame.f_code.co_filename.replace("\\", "/"):  # type: ignore[attr-defined]
            return None
        count += event == "line"
        return trace

    cleaning.clean(html[:50], "", ENGLISH)
    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        cleaning.clean(html, "", ENGLISH)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_work_grows_no_faster_than_a_hostile_body(name: str) -> None:
    small, large = (steps("<p>Some prose here.</p>" + HOSTILE[name] * times) for times in (100, 400))
    assert large <= 5 * small + 2000


def test_no_input_raises() -> None:
    chance = random.Random(7)
    parts = [*PIECES, *LOOSE, *VOID, *(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS)]
    for _ in range(400):
        html = "".join(chance.choice(parts) for _ in range(chance.randrange(40)))
        assert isinstance(cleaning.clean(html, "", ENGLISH).html, str)
