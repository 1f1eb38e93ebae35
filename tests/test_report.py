"""The report: what was done to each article, as a line and as JSON."""

import copy
import importlib.util
import json
from pathlib import Path

import pytest

from pelican.plugins.brief.report import lines, tally
from tests import sites

TEXT = "The pans were flooded in May. [CITATION: Board]\n\nAdvertisement\n\nI hope this helps!\n"


def test_the_report_says_what_where_and_why(tmp_path):
    target = tmp_path / "deep" / "brief.json"
    site = sites.build(tmp_path, {"a.md": sites.article("Salt", TEXT)}, BRIEF_REPORT=str(target))
    report = json.loads(target.read_text(encoding="utf-8"))
    assert report["summary"].startswith("brief: 1 articles, 0 summarized, 1 cleaned; ad-label 1, citation 1; 1 reported")
    (entry,) = report["articles"]
    assert (entry["path"], entry["title"], entry["status"]) == ("a.md", "Salt", "published")
    findings = [(f["tier"], f["rule"], f["line"]) for f in entry["findings"]]
    assert findings == [("rewritten", "citation", 4), ("removed", "ad-label", 6), ("reported", "assistant", 8)]
    assert entry["sources"] == [{"number": 1, "text": "Board", "url": "", "references": 1}]
    assert site.logged() == []


def test_debugging_names_every_finding_and_lets_none_steer_the_terminal(tmp_path):
    text = TEXT.replace("I hope this helps!", "I hope this helps! \x1b[2J\x9b31m")
    site = sites.build_apart(tmp_path, {"a.md": sites.article("Salt", text)}, "--debug")
    assert "a.md: removed: 'Advertisement' [brief.ad-label]" in site.console
    assert "a.md: reported: 'I hope this helps! \\x1b[2J\\x9b31m' [brief.assistant]" in site.console
    assert "\x1b[2J" not in site.console
    assert "\x9b" not in site.console


def test_every_part_of_a_record_is_told_in_the_page_of_rules(tmp_path):
    sites.build(tmp_path, {"a.md": sites.article("Salt", TEXT)}, BRIEF_REPORT=str(tmp_path / "brief.json"))
    (entry,) = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["articles"]
    parts = {*entry, *entry["findings"][0], *entry["sources"][0], *entry["summary"], *entry["neighbors"], *entry["reading"]}
    page = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8").partition("## The report")[2]
    assert {part for part in parts if f"`{part}`" not in page} == set()


def test_a_line_is_known_where_a_text_stands_as_often_as_it_was_found():
    source = "Title: Salt\n\nOne line.\nTwo lines.\n\nOne more. Two lines.\n"
    assert lines(source, ["<p>One line.</p>", "Two lines.", "Three", ""]) == [3, None, None, None]
    assert lines(source, ["Two lines.", "<p>One line.\nTwo lines.</p>", "<b>Two lines.</b>"]) == [4, 3, 6]
    assert lines("", ["x"]) == [None]


def test_edits_are_counted_by_rule_and_reports_apart():
    findings = [{"tier": t, "rule": r} for t, r in [("removed", "a"), ("rewritten", "b"), ("reported", "a"), ("removed", "a")]]
    assert tally(findings) == ({"a": 2, "b": 1}, 1)


NAMES = ("brief.json", "fr.json")
SUBSITES = {"PLUGINS": ["brief", "i18n_subsites"], "THEME": "notmyidea", "DEFAULT_LANG": "en"}
TOWN = {
    "salt.md": sites.article("Salt", TEXT, lang="en"),
    "sel.md": sites.article("Le sel", "Publicit\u00e9\n\nLes bassins sont pleins.\n", lang="fr", slug="salt"),
    "pain.md": sites.article("Le pain", "Le four est chaud.\n", lang="fr"),
}


def told(tmp_path: Path, name: str = NAMES[0]) -> tuple[str, list[tuple[str, str, str, list[str]]]]:
    report = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    return report["summary"], [(a["path"], a["status"], a["url"], [f["rule"] for f in a["findings"]]) for a in report["articles"]]


@pytest.mark.skipif(importlib.util.find_spec("pelican.plugins.i18n_subsites") is None, reason="pelican-i18n-subsites")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_report_tells_of_subsites_too_and_of_each_article_where_it_is_published(tmp_path):
    (tmp_path / "brief.json").write_text('{"summary": "", "articles": [{"path": "of-another-build.md"}]}', encoding="utf-8")
    subsites = {"fr": {"SITENAME": "Notes du port"}, "de": {}}
    sites.build(tmp_path, TOWN, BRIEF_REPORT=str(tmp_path / "brief.json"), I18N_SUBSITES=copy.deepcopy(subsites), **SUBSITES)
    assert told(tmp_path) == (
        "brief: 3 articles, 0 summarized, 2 cleaned; ad-label 2, citation 1; 1 reported",
        [
            ("pain.md", "published", "https://example.org/fr/le-pain.html", []),
            ("salt.md", "published", "salt.html", ["citation", "ad-label", "assistant"]),
            ("sel.md", "published", "https://example.org/fr/salt.html", ["ad-label"]),
        ],
    )


@pytest.mark.skipif(importlib.util.find_spec("pelican.plugins.i18n_subsites") is None, reason="pelican-i18n-subsites")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_subsite_may_have_a_report_of_its_own(tmp_path):
    own = {"fr": {"BRIEF_REPORT": str(tmp_path / "fr.json")}}
    for _ in range(2):
        sites.build(tmp_path, TOWN, BRIEF_REPORT=str(tmp_path / "brief.json"), I18N_SUBSITES=copy.deepcopy(own), **SUBSITES)
    urls = [{path: url for path, status, url, _ in told(tmp_path, name)[1] if status == "published"} for name in NAMES]
    assert urls == [
        {"salt.md": "salt.html", "sel.md": "salt-fr.html"},
        {"salt.md": "salt-en.html", "sel.md": "salt.html", "pain.md": "le-pain.html"},
    ]


def test_a_site_without_articles_does_not_keep_the_report_of_a_build_before(tmp_path):
    (tmp_path / "brief.json").write_text("old", encoding="utf-8")
    (tmp_path / "content").mkdir()
    sites.build(tmp_path, {}, BRIEF_REPORT=str(tmp_path / "brief.json"))
    assert told(tmp_path) == ("brief: 0 articles, 0 summarized, 0 cleaned", [])


def test_a_report_that_cannot_be_written_is_said_and_the_site_is_built(tmp_path):
    site = sites.build(tmp_path, {"a.md": sites.article("Salt", TEXT)}, BRIEF_REPORT=str(tmp_path))
    (said,) = site.logged()
    assert said.startswith(f"{tmp_path}: the report could not be written (")
    assert said.endswith("[brief.report]")
    assert "salt.html" in site.files()
