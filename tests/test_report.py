"""The report: what was done to each article, as a line and as JSON."""

import json

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


def test_a_line_is_known_where_a_text_stands_as_often_as_it_was_found():
    source = "Title: Salt\n\nOne line.\nTwo lines.\n\nOne more. Two lines.\n"
    assert lines(source, ["<p>One line.</p>", "Two lines.", "Three", ""]) == [3, None, None, None]
    assert lines(source, ["Two lines.", "<p>One line.\nTwo lines.</p>", "<b>Two lines.</b>"]) == [4, 3, 6]
    assert lines("", ["x"]) == [None]


def test_edits_are_counted_by_rule_and_reports_apart():
    findings = [{"tier": t, "rule": r} for t, r in [("removed", "a"), ("rewritten", "b"), ("reported", "a"), ("removed", "a")]]
    assert tally(findings) == ({"a": 2, "b": 1}, 1)
