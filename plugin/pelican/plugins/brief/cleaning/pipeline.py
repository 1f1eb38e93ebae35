"""The way of one body through the rules and the gate."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from ..document import apply, parse
from ..languages import Language
from . import citations, gate
from .phrases import phrases
from .residue import strip_tokens
from .table import RULES
from .values import Cleaned, Mode, Options, Proposal
from .view import View


def clean(html: str, title: str, language: Language, options: Options) -> Cleaned:
    """Do the work of ``cleaning.clean``."""
    view = View(parse(html), phrases(language.code, options.phrases), title, options, language)
    removals, rewrites, reports = gate.decide(view, list(_proposals(view)))
    if not (removals or rewrites or reports):
        return Cleaned(html)
    rewrites, sources = citations.number(view, rewrites)
    findings = [gate.finding(view, p, "removed") for p in removals]
    findings += [gate.finding(view, p, "removed" if not p.new else "rewritten") for p in rewrites]
    findings += [gate.finding(view, p, "reported") for p in reports]
    edits = sorted(gate.edits(removals + rewrites), key=lambda e: (e.start, e.end))
    findings.sort(key=lambda f: (f.start, f.end, f.rule))
    return Cleaned(apply(html, edits), tuple(edits), tuple(findings), sources)


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
