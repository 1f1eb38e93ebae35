"""How much work an article makes: calls counted, not seconds. Twice the input may make twice the work, not four times."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from .laws import Case, faults

#: Bodies that grow: what is before, what repeats, what is after ("{n}" is the number of the repetition).
SHAPES: tuple[tuple[str, str, str], ...] = (
    ("", "<p>The tide of day {n} was high. Nobody at pier {n} had seen it coming.</p>", ""),
    ("<p>", "The tide of day {n} was high. ", "</p>"),
    ("<p>", "word{n} ", "</p>"),
    ("<p>", "x", "</p>"),
    ("<p>", "“He said {n}. ", "</p>"),
    ("<p>", "潮は{n}日に高かった。", "</p>"),
    ("", "<div>", ""),
    ("", "<div>", "<p>In the deep.</p>"),
    ("", "<b>", "x"),
    ("<p>", "<b>x{n}</b> ", "</p>"),
    ("<p>", "<b>x<p>", ""),
    ("", "</p>", ""),
    ("", "<p>", ""),
    ("<ul>", "<li>x", "</ul>"),
    ("", "<ul><li>x{n} ", ""),
    ("<table>", "<tr><td>x{n}", "</table>"),
    ("", "<span></span>", ""),
    ("", "<p>&nbsp;</p>", ""),
    ("<p>", "a<br>", "</p>"),
    ("<p>", "a\n", "</p>"),
    ("", "<a href='#i{n}' id='i{n}'>", ""),
    ("", '<p id="i{n}"><a href="#i{n}">Share this</a></p>', ""),
    ("<p>", '<a href="https://example.org/?utm_source=x{n}">a{n}</a> ', "</p>"),
    ("<p>", '<a href="/{n}">', "</p>"),
    ("<a href=x>", "</a><a href=x>", ""),
    ("<ul>", '<li><a href="/{n}">Other story {n}</a></li>', "</ul>"),
    ("<p>", "[CITATION: source {n}] ", "</p>"),
    ("<p>", "[CITATION: ", "</p>"),
    ("<p>", "[CITATION: [", "</p>"),
    ("<p>", "[", "]</p>"),
    ("", "<p>Fact {n}. 【{n}:0†source】</p>", ""),
    ("<p>", ":contentReference[oaicite:{n}]{{index={n}}} ", "</p>"),
    ("<p>", "Share this:\n", "</p>"),
    ("", "<p>No time to read?\nGet a summary</p>", ""),
    ("", "<p>Previous Article</p><p>Title {n}</p>", ""),
    ("", "<p>Advertisement</p><p>Prose of day {n}, which is long enough.</p>", ""),
    ("", '<div class="share-bar"><p>Share</p>', ""),
    ("", '<div class="related"><a href="/{n}">x</a></div>', ""),
    ("", "<!-- x -->", ""),
    ("", "<!-- brief: keep -->", ""),
    ("", "<!-- summary --><p>Sentence number {n} is here.</p>", ""),
    ("", "<!-- summary --><p>Sentence number {n} is here.</p><!-- /summary --> ", ""),
    ("", "<!--", ""),
    ("", "<pre>", ""),
    ("", "<code>x{n}</code>", ""),
    ("", "$$", ""),
    ("", "\\(", ""),
    ("", "{{", ""),
    ("", "{% x %}", ""),
    ("", "<", ""),
    ("", "<a ", ">"),
    ("<a ", "b='{n}' ", ">x</a>"),
    ("<p>", "&amp;", "</p>"),
    ("<p>", "&", "</p>"),
    ("<p>", "Ã©", "</p>"),
    ("<p>", "\ufeff", "x</p>"),
    ("<p>", '<sup><a role="doc-noteref" href="#n">{n}</a></sup>', "</p>"),
    ('<p class="MsoNormal">', "<o:p></o:p>", "</p>"),
    ("<p>", '<img src="/{n}.png">', "</p>"),
    ("", "<svg><path/></svg>", ""),
    ("", "<h2>Part {n}</h2>", ""),
    ("", '<div class="footnote"><ol><li><p>Note {n}</p></li></ol></div>', ""),
)


def body(shape: tuple[str, str, str], times: int) -> str:
    """Write a shape's body with so many repetitions."""
    before, unit, after = shape
    return before + "".join(unit.replace("{n}", str(n)) for n in range(times)) + after


def calls(function: Callable[[], Any]) -> int:
    """Count the calls of a function, of Python's and of C's."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def growth(shape: tuple[str, str, str], times: int, method: str = "brief") -> float:
    """How much more work the next doubling makes than the one before: 2 for linear work, 4 for quadratic."""
    from pelican.plugins.brief.article import digest

    tasks = [Case(body(shape, times * n), method=method).task() for n in (1, 2, 4)]
    digest(tasks[0])  # what is loaded and remembered once is not counted
    counts = [calls(partial(digest, task)) for task in tasks]
    return (counts[2] - counts[1]) / max(1, counts[1] - counts[0], counts[0] // 10)


def broken(shape: tuple[str, str, str], times: int) -> list[str]:
    """Which promises a body of this shape and size breaks."""
    return faults(Case(body(shape, times)))
