"""From good bodies to bad ones: cut, doubled, spliced, sprinkled with what has broken programs before.

The same seed and number give the same body, on every machine.
"""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from pelican.plugins.brief.languages import available, load
from pelican.plugins.brief.summarizing.methods import METHODS

from .laws import Case

LONGEST = 2_500
TITLES = (
    "Salt and light",
    '"><script>alert(1)</script>',
    "{{ 7 * 7 }} {% raw %}",
    "Salt [CITATION: Board]",
    "A <em>fine</em> & salty 5 < 6",
    "\u202eevom thgir",
    "",
)
#: Pieces of markup, of other people's programs, and characters that mean more than themselves.
PIECES = tuple(
    """<p>|</p>|<div>|</div>|<b>|</b>|<em>|</em>|<i|<a href="#x">|<a href='/?utm_source=x&amp;id=1'>|<a href="javascript:alert(1)">|</a>|<br>|<br/>|<hr>|<ul><li>|</li>
    |<ol>|</ul>|<table><tr><td>|</td>|</table>|<pre>|</pre>|<code>|</code>|<kbd>|<script>|</script>|<style>|</style>|<svg>|</svg>|<math>|<textarea>|</textarea>|<title>
    |<template>|<noscript>|<iframe src=x>|<img src=x onerror=alert(1)>|<img width=1 height=1 src="//t.example/p.gif">|<details><summary>|</details>|<section>
    |<sup><a role="doc-noteref" href="#n">1</a></sup>|<p id="n">|<span id="x">|</span>|<span class="mso">|<o:p></o:p>|<div class="share related newsletter">|<button>
    |<aside class='sharedaddy'>|<h2>|</h2>|<blockquote>|<figure>|<figcaption>|<select><option>|<object>|<center>|<font color=red>|<!--|-->|<!-- more -->|<!-- brief: keep -->
    |<!-- /brief -->|<!-- summary -->|<!-- /summary -->|<![CDATA[|]]>|<?php|?>|<!doctype html>|&amp;|&lt;|&gt;|&quot;|&nbsp;|&#0;|&#x202e;|&#xD800;|&notanentity;|&copy|&
    |<|>|"|'|`|=|/|\\|\\(|\\)|\\[|\\]|$$|$|{{|}}|{%|%}|{filename}|{static}/a b.md|[CITATION: |[CITATION: Board minutes]|[CITATION: ]|[CITATION: a [b] c]|]|[1]|【4:0†source】
    |:contentReference[oaicite:3]{index=3}|([oai_citation:0‡Title](https://example.org/?utm_source=chatgpt.com))|turn0search1|\ue200cite\ue202turn0search1\ue201|\ufeff|\u200b
    |\u00ad|\u202e|\u2066|\x00|\x0b|\x0c|\x1b|\x85|\ud800|\uffff|\U0001f468\u200d\U0001f469|é|ü̈|Ã©|â€™|。|！|「|」|؟|।|“|”|«|»|…|. |! |? | |
    |No time to read?|Get a summary|Previous Article|Next Article|Share this:|Related articles|Advertisement|Sign up for our newsletter|Follow us on Twitter|Like this:
    |8 min read|As an AI language model, |Back to top|Dr. |e.g. |U.S. |"Quoted." |(Bracket.) |1. |https://example.org/a?utm_campaign=b&fbclid=c|]( |** |# """.split(
        "|"
    )
)
Change = Callable[[Random, str, Sequence[str]], str]


def _cut(random: Random, body: str, others: Sequence[str]) -> str:
    start = random.randrange(len(body) + 1)
    return body[:start] + body[start + random.choice((1, 1, 3, 20, 200)) :]


def _double(random: Random, body: str, others: Sequence[str]) -> str:
    start = random.randrange(len(body) + 1)
    return body[:start] + body[start : start + random.choice((1, 5, 60))] * random.choice((2, 2, 3, 30)) + body[start:]


def _insert(random: Random, body: str, others: Sequence[str]) -> str:
    start = random.randrange(len(body) + 1)
    return body[:start] + random.choice(PIECES) * random.choice((1, 1, 1, 2, 40)) + body[start:]


def _phrase(random: Random, body: str, others: Sequence[str]) -> str:
    start = random.randrange(len(body) + 1)
    phrase = random.choice(_phrases())
    return body[:start] + random.choice((phrase, f"<p>{phrase}</p>", f"\n{phrase}\n", f"<br>{phrase}<br>")) + body[start:]


def _splice(random: Random, body: str, others: Sequence[str]) -> str:
    other = random.choice(others)
    start, place = random.randrange(len(other) + 1), random.randrange(len(body) + 1)
    return body[:place] + other[start : start + random.choice((10, 100, 800))] + body[place:]


def _swap(random: Random, body: str, others: Sequence[str]) -> str:
    a, b, c = sorted(random.randrange(len(body) + 1) for _ in range(3))
    return body[:a] + body[b:c] + body[a:b] + body[c:]


def _lose(random: Random, body: str, others: Sequence[str]) -> str:
    return body.replace(
        random.choice(("<", ">", "/", '"', "\n", " ", "</p>", "<p>", ";")),
        random.choice(("", "", " ", "\n")),
        random.choice((1, 5, -1)),
    )


def _case(random: Random, body: str, others: Sequence[str]) -> str:
    start = random.randrange(len(body) + 1)
    end = start + random.choice((5, 50))
    return body[:start] + body[start:end].swapcase() + body[end:]


def _end(random: Random, body: str, others: Sequence[str]) -> str:
    return body[: random.randrange(len(body) + 1)] or body


CHANGES: tuple[Change, ...] = (_cut, _double, _insert, _insert, _insert, _phrase, _phrase, _splice, _swap, _lose, _case, _end)


def body(random: Random, bodies: Sequence[str]) -> str:
    """Make one bad body."""
    text = random.choice(bodies)
    if len(text) > LONGEST:
        start = random.randrange(len(text) - LONGEST + 1)
        text = text[start : start + random.choice((300, 1_000, LONGEST))]
    for _ in range(random.choice((0, 1, 2, 3, 5, 8, 13))):
        text = random.choice(CHANGES)(random, text, bodies)
    return text[: 3 * LONGEST]


def case(seed: int, number: int, bodies: Sequence[str]) -> Case:
    """Make the article with a number: a bad body, and what its site has chosen."""
    random = Random(f"{seed}/{number}")
    return Case(
        body(random, bodies),
        random.choice(TITLES),
        random.choice((*available(), "en", "en", "pt-BR", "tlh")),
        random.choice(("brief",) * 17 + (*METHODS,)),
        {"citations": random.choice(("sources", "sources", "strip", "keep")), "raw": random.random() < 0.2},
    )


@cache
def _phrases() -> list[str]:
    return [
        phrase.replace("*", "these words").replace("#", "7") for code in available() for phrase in _words(load(code).leftovers)
    ]


def _words(table: object) -> list[str]:
    if isinstance(table, str):
        return [table]
    values = table.values() if hasattr(table, "values") else table
    return [word for value in values for word in _words(value)]
