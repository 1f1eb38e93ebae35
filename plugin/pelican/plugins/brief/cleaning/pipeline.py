"""The way of one body through the rules and the gate."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from ..document import Document, Edit, apply, parse
from ..languages import Language
from . import citations, gate
from .phrases import phrases
from .residue import strip_tokens
from .rounds import joined, moved
from .table import RULES
from .values import Cleaned, Finding, Mode, Options, Proposal, Source
from .view import View

#: Cleaning goes on until it finds nothing more to change; what takes more rounds than this is no article.
MOST_ROUNDS = 8


def clean(html: str, title: str, language: Language, options: Options) -> tuple[Cleaned, Document]:
    """Do the work of ``cleaning.clean_and_parse``.

    What a leftover stood beside may be one, too, once it is gone: rounds follow until one changes nothing, so that cleaning
    twice is cleaning once. A body that does not come to rest is left as it is, and reported.
    """
    text = html
    sources: tuple[Source, ...] = ()
    changes: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        document = parse(text)
        found, reports, sources = _round(document, title, language, options, sources)
        if not found:
            return _result(html, text, changes, reports, sources), document
        changes, text = joined(changes, found, html, text) if changes else found, apply(text, _edits(found))
    restless = [replace(f, tier="reported", after="", why=f"{f.why}; cleaning would not come to an end") for f in changes]
    return Cleaned(html, findings=tuple(restless)), parse(html)


def _round(
    document: Document, title: str, language: Language, options: Options, sources: tuple[Source, ...]
) -> tuple[list[Finding], list[Finding], tuple[Source, ...]]:
    """Return what one round changes, what it only reports, and the sources known then."""
    view = View(document, phrases(language.code, options.phrases), title, options, language)
    removals, rewrites, reports = gate.decide(view, list(_proposals(view)))
    rewrites, sources = citations.number(view, rewrites, sources)
    changes = [gate.finding(view, p, "removed" if p.first >= 0 or not p.new else "rewritten") for p in removals + rewrites]
    return sorted(changes, key=_place), [gate.finding(view, p, "reported") for p in reports], sources


def _result(html: str, text: str, changes: list[Finding], reports: list[Finding], sources: tuple[Source, ...]) -> Cleaned:
    if changes:
        reports = moved(reports, changes, html)
    findings = sorted(changes + reports, key=_place)
    return Cleaned(text, tuple(_edits(changes)), tuple(findings), sources)


def _edits(changes: list[Finding]) -> list[Edit]:
    return [Edit(f.start, f.end, f.after, f.rule) for f in changes]


def _place(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.end


def clean_text(text: str, _: Language, options: Options) -> str:
    """Do the work of ``cleaning.clean_text``."""
    modes = _modes(options)
    citations_go = modes["citation"] == "on" and options.citations != "keep"
    return strip_tokens(text, citations=citations_go, residue=modes["residue"] == "on")


def _modes(options: Options) -> dict[str, Mode]:
    return {rule.name: rule.default for rule in RULES} | dict(options.rules)


def _proposals(view: View) -> Iterator[Proposal]:
    for mode, rule in _active(view.options):
        found = rule(view)
        yield from found if mode == "on" else (replace(proposal, tier="report") for proposal in found)


@cache
def _active(options: Options) -> tuple[tuple[Mode, Any], ...]:
    """Return the rules to run, with their modes, in the table's order."""
    modes = _modes(options)
    if options.raw and "title" not in dict(options.rules):
        modes["title"] = "on"
    return tuple((modes[rule.name], _function(rule.function)) for rule in RULES if modes[rule.name] != "off")


@cache
def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f".{module}", __package__), function)
