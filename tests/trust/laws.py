"""What must hold of any article, whatever is in it. ``faults`` runs one through the whole way and names every broken promise.

The oracles are parsers that the package does not know: lexbor (by selectolax) for what a browser would make of a body, html5lib's
strict mode for the blocks we write ourselves.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import html5lib
from jinja2 import Environment, StrictUndefined
from selectolax.lexbor import LexborHTMLParser

from pelican.plugins.brief import brief, metadata, render
from pelican.plugins.brief.article import Result, Task, digest
from pelican.plugins.brief.cleaning import Options, clean
from pelican.plugins.brief.document import apply, parse
from pelican.plugins.brief.languages import load
from pelican.plugins.brief.neighbors import Neighbors

#: What our blocks may consist of; anything else in them came out of an article.
TAGS = frozenset(
    "a abbr b bdi cite code details div em h2 i kbd li ol p q samp section span strong sub summary sup ul var".split()
)
ATTRIBUTES = frozenset("aria-label aria-labelledby class dir href id lang open rel role title".split())
#: Elements whose content no edit may change, as a browser sees them.
KEPT = "code, kbd, pre, samp, script, style, textarea, var"
#: Content that no summary quotes from.
UNQUOTED = "pre, script, style, textarea, title, xmp, iframe, noembed, noframes, svg, math, head, template, noscript"
NOTEREFS = ":is(a, sup):is([role~=doc-noteref i], .brief-noteref, .footnote-ref, .footnote-reference, .citation-reference)"
#: No UTF-8 has them, so the oracle cannot see them.
_SURROGATES = re.compile("[\ud800-\udfff]")
#: Written as a reference (``&#3;``), Python's ``unescape`` drops them and lexbor keeps them.
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")


@dataclass(frozen=True, slots=True)
class Case:
    """An article to try: its body and what its site has chosen."""

    body: str
    title: str = "Salt and light"
    lang: str = "en"
    method: str = "brief"
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """How the ids of our blocks begin."""
        return brief.prefix(self.lang, "salt")

    def task(self) -> Task:
        """The work to do for it."""
        return Task(self.body, self.title, self.lang, {"prefix": self.prefix, **self.options}, self.method, None, 1)


def faults(case: Case) -> list[str]:
    """Run an article through the whole way and say, in a sentence each, which promises were broken."""
    with _logged() as logged:
        result = digest(case.task())
    body = case.body if result.body is None else result.body
    found = [*result.problems, *logged]
    for law in (_clean_twice, _spliced, _protected, _same_code, _in_order, _page):
        found += (f"{law.__name__.strip('_')}: {fault}" for fault in law(case, result, body))
    return found


def _clean_twice(case: Case, result: Result, body: str) -> Iterator[str]:
    again = clean(body, case.title, load(case.lang), Options(**{"prefix": case.prefix, **case.options}))
    if again.html != body:
        yield f"cleaned again it changes: {[(edit.rule, body[edit.start : edit.end], edit.new) for edit in again.edits]!r:.300}"


def _spliced(case: Case, result: Result, body: str) -> Iterator[str]:
    """Nothing outside an edit changes, byte for byte."""
    place, parts = 0, []
    for finding in result.findings:
        if finding["tier"] != "reported":
            parts += [case.body[place : finding["start"]], finding["after"]]
            if finding["start"] < place:
                yield f"edits overlap at {place}"
            if finding["before"] != case.body[finding["start"] : finding["end"]]:
                yield f"a finding misquotes at {finding['start']}"
            place = finding["end"]
    if "".join([*parts, case.body[place:]]) != body:
        yield "the report does not account for every change"


def _protected(case: Case, result: Result, body: str) -> Iterator[str]:
    """No edit lies in a protected zone; a leftover may take mere comments and the drawings of its buttons along."""
    document = parse(case.body)
    drawings = [(e.start, e.end) for e in document.elements if e.tag == "svg"]
    for finding in result.findings:
        start, end = finding["start"], finding["end"]
        if finding["tier"] == "reported" or not document.touches_protected(start, end):
            continue
        allowed = [*document.plain_comments(start, end), *drawings]
        for zone in document.protected_between(start, end):
            covered = sum(e - s for s, e in allowed if zone[0] <= s and e <= zone[1])
            if finding["tier"] == "rewritten" or zone[0] < start or zone[1] > end or covered < zone[1] - zone[0]:
                yield f"{finding['rule']} edits {case.body[slice(*zone)]!r:.120}"


def _same_code(case: Case, result: Result, body: str) -> Iterator[str]:
    if result.body is None or not _balanced(case.body):
        return
    if (was := _texts(case.body, KEPT)) != (now := _texts(body, KEPT)):
        yield f"code differs: {list((Counter(was) - Counter(now)).items())!r:.200} {list((Counter(now) - Counter(was)).items())!r:.200}"


def _in_order(case: Case, result: Result, body: str) -> Iterator[str]:
    """Every sentence of the summary occurs in the cleaned text, in the article's order."""
    tree = LexborHTMLParser(f"<body>{_SURROGATES.sub(chr(0xFFFD), body)}")
    for node in tree.css(f"{UNQUOTED}, {NOTEREFS}"):
        node.decompose()
    text, place = _bare(tree.text()), 0
    for quote in result.quotes:
        found = text.find(_bare(quote.text), place)
        if found < 0:
            yield f"the article does not say {quote.text!r:.200}"
        place = max(place, found)


def _page(case: Case, result: Result, body: str) -> Iterator[str]:
    """The blocks are well formed and hold nothing of their own; anchors change no text; no id of ours stands twice."""
    view = _view(case, result, body)
    blocks = _blocks(case, view)
    for name, block in blocks.items():
        yield from (f"{name} block: {fault}" for fault in _block_faults(block))
    edits = render.anchors(result.quotes, view)
    anchored = apply(body, edits)
    yield from _anchor_faults(view, body, anchored, len(result.quotes))
    ids = Counter(name for name in _ID.findall("\n".join([anchored, *blocks.values()])) if name.startswith(case.prefix))
    before = Counter(_ID.findall(case.body))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > max(1, before[name]))
    if view.summary and set('"<>') & set(metadata.harmless(view.summary.text) + view.description):
        yield "a description that a careless theme prints raw is not harmless"


def _block_faults(block: str) -> Iterator[str]:
    try:
        _strict().parseFragment(_spoken(block))
    except html5lib.html5parser.ParseError as error:
        yield f"not well formed ({error}): {block!r:.300}"
    tree = LexborHTMLParser(f"<body>{block}")
    for node in tree.css("body *"):
        strange = set(node.attributes) - ATTRIBUTES
        if node.tag not in TAGS or strange:
            yield f"holds <{node.tag} {' '.join(sorted(strange))}>"
        if (node.attributes.get("href") or "#").partition(":")[0].lower() not in ("http", "https", "mailto") and not (
            node.attributes.get("href") or "#"
        ).startswith(("#", "/")):
            yield f"leads to {node.attributes['href']!r:.80}"


def _spoken(block: str) -> str:
    """Replace characters that no HTML may hold and no escape can express: an article that has them keeps them."""
    return (
        re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]", "?", block)
        if not block.isascii() or not block.isprintable()
        else block
    )


def _anchor_faults(view: Any, body: str, anchored: str, count: int) -> Iterator[str]:
    plain, tree = (LexborHTMLParser(f"<body>{_SURROGATES.sub(chr(0xFFFD), html)}") for html in (body, anchored))
    for node in tree.css(f'a.brief-back[href="#{view.ids["summary"]}"]'):
        node.decompose()
    for number in range(1, count + 1):
        places = tree.css(f'span.brief-sentence[id="{render.anchor(view.prefix, number)}"]')
        if len(places) > 1:
            yield f"anchor {number} stands {len(places)} times"
        for node in places:
            node.unwrap() if node.child else node.decompose()
    if _bare(plain.text()) != _bare(tree.text()):
        yield "anchors change the text"
    elif plain.html != tree.html and _balanced(body):
        yield "anchors change the tree"


def _balanced(html: str) -> bool:
    """Tell whether every tag is where it should be: elsewhere a browser's tree is anybody's guess."""
    document = parse(html)
    open_to_the_end = any(e.end == len(html) and not e.closed and e.tag not in ("p", "li") for e in document.elements)
    return document.broken_at is None and not document.strays and not open_to_the_end


def _blocks(case: Case, view: Any) -> dict[str, str]:
    env, variables = _environment(), {"article": view.article, "SITEURL": "", "output_file": "salt.html"}
    blocks = {name: render.block(env, name, variables) for name in ("summary", "neighbors")}
    sources = render.sources_html(view.sources, view.labels, case.prefix, env)
    return {name: block for name, block in {**blocks, "sources": sources}.items() if block}


def _view(case: Case, result: Result, body: str) -> Any:
    article = SimpleNamespace(title=case.title, lang=case.lang, slug="salt", url="salt.html", save_as="salt.html", metadata={})
    language = load(case.lang)
    article.brief = brief.Brief(
        article=article,
        body=body,
        result=result,
        language=language,
        summary=brief.summary(result, article, language, case.prefix),
        neighbors=Neighbors(article, article, dated=True),
        show_summary=True,
        show_neighbors=True,
        open=False,
        prefix=case.prefix,
    )
    return article.brief


def reduced(case: Case, broken: Any = faults) -> Case:
    """Cut away what a failing body does not need to fail, by halves."""
    size = len(case.body) // 2
    while size:
        place = 0
        while place < len(case.body):
            shorter = replace(case, body=case.body[:place] + case.body[place + size :])
            if broken(shorter):
                case = shorter
            else:
                place += size
        size //= 2
    return case


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect what the package complains of: it goes on over much, and says so."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pelican.plugins.brief")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


@cache
def _environment() -> Environment:
    return Environment(loader=render.loader(), undefined=StrictUndefined)  # like Pelican's: no autoescaping of its own


def _strict() -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)


def _texts(html: str, selector: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(f"<body>{html}").css(selector)]


def _bare(text: str) -> str:
    return "".join(_UNPRINTED.sub("", _SURROGATES.sub("\ufffd", text)).split())
