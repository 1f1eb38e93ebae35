"""Modes, options, opt-outs and what a report says."""

import importlib
import pkgutil
import re

import pytest

from pelican.plugins.brief import cleaning, languages
from pelican.plugins.brief.cleaning import Options, Source
from pelican.plugins.brief.cleaning.pipeline import _function

ENGLISH = languages.load("en")
PROSE = "<p>The council met on Monday and agreed on the new plan for the bank of the river.</p>"


@pytest.mark.parametrize("rule", cleaning.RULES, ids=lambda rule: rule.name)
def test_every_rule_of_the_table_is_a_function(rule: cleaning.Rule) -> None:
    assert callable(_function(rule.function))


@pytest.mark.parametrize(
    ("mode", "gone", "tiers"), [("on", True, ["removed"]), ("report", False, ["reported"]), ("off", False, [])]
)
def test_each_rule_is_on_reports_or_is_off(mode: str, gone: bool, tiers: list[str]) -> None:
    result = cleaning.clean(PROSE + "<p>Advertisement</p>", "", ENGLISH, Options(rules={"ad-label": mode}))  # type: ignore[arg-type]
    assert ("Advertisement" not in result.html, [finding.tier for finding in result.findings]) == (gone, tiers)


def test_a_finding_tells_place_rule_and_reason() -> None:
    html = PROSE + "<p>Advertisement</p>"
    (finding,) = cleaning.clean(html, "", ENGLISH).findings
    assert (finding.tier, finding.rule, html[finding.start : finding.end]) == ("removed", "ad-label", "<p>Advertisement</p>")
    assert finding.why


def test_extra_phrases_of_a_site() -> None:
    options = Options(phrases={"ad": ("Our sponsors say",), "newsletter": ("Join # happy readers*",)})  # type: ignore[arg-type]
    assert cleaning.clean(PROSE + "<p>Our sponsors say</p>", "", ENGLISH, options).html == PROSE
    assert cleaning.clean(PROSE + "<p>Join 5,000 happy readers today</p>", "", ENGLISH, options).html == PROSE


@pytest.mark.parametrize(("wish", "left"), [("sources", "<sup"), ("strip", "rained.</p>"), ("keep", "[CITATION: wire]")])
def test_citations_become_sources_are_stripped_or_stay(wish: str, left: str) -> None:
    result = cleaning.clean(PROSE + "<p>It rained. [CITATION: wire]</p>", "", ENGLISH, Options(citations=wish))  # type: ignore[arg-type]
    assert left in result.html
    assert result.sources == ((Source(1, "wire"),) if wish == "sources" else ())


def test_one_number_for_one_source() -> None:
    html = PROSE + "<p>One. [CITATION: Wire] Two. [CITATION: archive] Three. [CITATION: wire]</p>"
    result = cleaning.clean(html, "", ENGLISH, Options(prefix="brief-a1-"))
    assert result.sources == (Source(1, "Wire", references=2), Source(2, "archive"))
    assert re.findall(r'id="([^"]+)"', result.html) == ["brief-a1-ref-1-1", "brief-a1-ref-2-1", "brief-a1-ref-1-2"]


def test_titles_behind_neighbor_labels_are_told() -> None:
    html = PROSE + "<p>Previous Article</p><p>Old news</p><p>Next Article</p><p>New news</p>"
    titles = [title for finding in cleaning.clean(html, "", ENGLISH).findings for title in finding.titles]
    assert titles == ["Old news", "New news"]


def test_a_repeated_title_goes_from_raw_texts_and_is_reported_elsewhere() -> None:
    html = "<h1>The river</h1>" + PROSE
    assert cleaning.clean(html, "The River!", ENGLISH, Options(raw=True)).html == PROSE
    assert [f.rule for f in cleaning.clean(html, "The River!", ENGLISH).findings] == ["title"]


def test_an_article_that_is_one_leftover_is_kept_and_reported() -> None:
    html = "<p>No time to read?</p><p>Get a summary</p>"
    result = cleaning.clean(html, "", ENGLISH)
    assert result.html is html
    assert {finding.tier for finding in result.findings} == {"reported"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Talks stall [CITATION: wire]", "Talks stall"),
        ("In May【4†source】, again", "In May, again"),
        ("A [1] note", "A [1] note"),
    ],
)
def test_metadata_is_stripped_of_certain_tokens_only(text: str, after: str) -> None:
    assert cleaning.clean_text(text, ENGLISH) == after


def test_every_repetition_in_our_patterns_is_possessive_or_bounded() -> None:
    """A bare ``*`` or ``+`` may try again what it took: with another behind it, that is quadratic."""
    package = importlib.import_module("pelican.plugins.brief.cleaning")
    names = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    modules = [importlib.import_module(name) for name in (*names, "pelican.plugins.brief.zones", "pelican.plugins.brief.tags")]
    patterns = {value.pattern for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)}
    plain = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]")
    loose = [p for p in sorted(patterns) if re.search(r"[*+](?![+?*])(?<![*+}?]\+)", plain.sub("x", p))]
    assert loose == []
    assert len(patterns) > 15
