"""Prose: which text a summary may quote, and the way back from it to the source."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican.plugins.brief.document import parse
from pelican.plugins.brief.prose import between, folded, inline_html, locate, paragraphs, plain_text


def texts(html):
    return [paragraph.text for paragraph in paragraphs(parse(html))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One &amp; <em>two</em>.\nThree<br>four.</p>", ["One & two. Three four."]),
        ("<p>A fact.<sup><a role='doc-noteref' href='#x'>1</a></sup> More.</p>", ["A fact. More."]),
        ('<p>A fact<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>', ["A fact."]),
        ('<p>A fact <a class="footnote-reference" href="#id2">[1]</a>.</p>', ["A fact ."]),
        ("<div>Straight in a div<p>And below</p>and after</div>", ["Straight in a div", "And below", "and after"]),
        ("<ul><li>Item text here.</li><li><a href='x'>A link only</a></li></ul>", ["Item text here."]),
        ("<h2>No heading</h2><blockquote><p>No quotation</p></blockquote><pre>no code</pre><p>Prose</p>", ["Prose"]),
        ("<figure><img src='a'><figcaption>No caption</figcaption></figure><table><tr><td>No cell</td></tr></table>", []),
        ('<div class="footnote"><ol><li><p>A note.</p></li></ol></div><p>Prose</p>', ["Prose"]),
        ('<section class="brief-sources" role="doc-endnotes"><ol><li>A source</li></ol></section>', []),
        ("<p>Type <code>ls &lt;dir&gt;</code> first.</p>", ["Type ls <dir> first."]),
        ("", []),
        ("Only text", ["Only text"]),
    ],
)
def test_prose_is_running_text(html, expected):
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        ("<p>One. Two. Three.</p>", "Two.", "Two."),
        ("<p>One. <em>Two.</em> Three.</p>", "Two.", "<em>Two.</em>"),
        ("<p><b><i>One.</i></b> Two.</p>", "One.", "<b><i>One.</i></b>"),
        ("<p>One &amp; all. Two.</p>", "One & all.", "One &amp; all."),
        ("<p>One\n  more. Two.</p>", "One more.", "One\n  more."),
        ("<p>One <em>two. Three</em> four.</p>", "Three four.", ""),  # both ends do not lie in the same element
        ('<p>A fact.<sup><a role="doc-noteref" href="#x">1</a></sup> More.</p>', "A fact.", "A fact."),
        ('<p>A <sup><a role="doc-noteref" href="#x">1</a></sup>fact. More.</p>', "A fact.",
         'A <sup><a role="doc-noteref" href="#x">1</a></sup>fact.'),
    ],
)  # fmt: skip
def test_a_sentence_is_found_again_in_the_source(html, text, expected):
    document = parse(html)
    (paragraph,) = paragraphs(document)
    place = paragraph.text.index(text)
    start, end = locate(document, paragraph.block, between(folded(paragraph.block), place, place + len(text)))
    assert html[start:end] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>H<sub>2</sub>O &lt; <a href='x'>CO<sub>2</sub></a></p>", "H<sub>2</sub>O &lt; CO<sub>2</sub>"),
        ('<p><em onclick="alert(1)">a</em><script>b</script><span style="x">c</span></p>', "<em>a</em>c"),
        ('<p>5 < 6 & "so"</p>', "5 &lt; 6 &amp; &quot;so&quot;"),
        ("<p><b>a<i>b</i></b>c</p>", "<b>a<i>b</i></b>c"),
        ("<p><b>a</p>", "a"),
    ],
)
def test_inline_markup_that_means_something_survives(html, expected):
    (paragraph,) = paragraphs(parse(html))
    assert inline_html(paragraph.block, folded(paragraph.block)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Salt", "Salt"),
        ("Salt &amp; <em>light</em>", "Salt & light"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ('"><script>alert(1)</script>x', '">x'),
        ("a <b", "a <b"),
    ],
)
def test_plain_text(html, expected):
    assert plain_text(html) == expected


PIECES = st.sampled_from(
    ["word ", "Two. ", "&amp;", "&lt;", "&nbsp;", "\n ", "<em>", "</em>", "<b>", "</b>", "<br>", "<p>", "</p>", "<code>x</code>", "é",
     "。", '<sup><a role="doc-noteref" href="#a">1</a></sup>', "<div>", "</div>", "<img src='a'>", "<", "&", "&copy", "<!-- c -->"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_text_and_runs_are_the_same_and_safe(html):
    document = parse(html)
    for paragraph in paragraphs(document):
        runs = folded(paragraph.block)
        assert "".join(text for text, *_ in runs) == paragraph.text
        start, end = locate(document, paragraph.block, runs)
        assert 0 <= start <= end <= len(html)
        safe = inline_html(paragraph.block, runs)
        assert lxml.html.fromstring(f"<div>{safe}</div>").text_content() == paragraph.text
