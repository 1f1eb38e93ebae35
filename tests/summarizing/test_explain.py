"""``pelican-brief explain``: every sentence, its value, and why it was chosen or barred; for people and as JSON."""

import json
from math import log

import pytest

from pelican.plugins.brief import cli
from pelican.plugins.brief.languages import load
from pelican.plugins.brief.summarizing import summarize
from tests import sites

from . import articles

LIST = ["Put oil into the lamp of the harbor.", "Light the lamp at six."]


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    body = "\n\n".join([*articles.PARAGRAPHS, "\n".join(f"* {item}" for item in LIST)])
    (tmp_path / "content" / "lamp.md").write_text(sites.article(articles.TITLE, body), encoding="utf-8")
    (tmp_path / "content" / "marked.md").write_text(
        sites.article("Marked", f"{body}\n\n<!-- summary -->\nThe lamp is red, and it is new.\n<!-- /summary -->"),
        encoding="utf-8",
    )
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nPLUGINS = ["brief"]\nTIMEZONE = "UTC"\nBRIEF_CACHE = False\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    return tmp_path


def explained(capsys, *arguments):
    assert cli.main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_json_holds_every_sentence_with_its_parts(site, capsys):
    summary = summarize([*articles.PARAGRAPHS, *LIST], articles.TITLE, load("en"), items={5, 6})
    found = json.loads(explained(capsys, "content/lamp.md", "--json"))
    assert (found["title"], found["path"], found["method"]) == (articles.TITLE, "lamp.md", "brief")
    rows = found["sentences"]
    assert [row["text"] for row in rows if row["chosen"]] == [s.text for s in summary.sentences]
    assert [row["barred"] for row in rows[-2:]] == ["list item", "list item"]
    assert {row["text"]: row["points_back"] for row in rows}["However, not everybody agrees."] is True
    (plumley,) = (row for row in rows if row["text"].startswith("Plumley said"))
    assert plumley["introduced_by"] == [5]
    assert rows[4]["text"].startswith("Dorothea Plumley")
    assert rows[0]["words"][:2] == ["lamp", "Quillmouth"]
    for row in rows:  # a value is the logarithm of what is covered, plus the parts
        assert row["covers"] < 0.01 or row["value"] == pytest.approx(log(row["covers"]) + sum(row["parts"].values()), abs=0.06)


def test_the_table_shows_the_chosen_and_the_barred(site, capsys):
    said = explained(capsys, "content/lamp.md")
    assert "lamp.md: 2 of 16 sentences, by method brief" in said
    assert said.count("●") == 2
    for words in ("covers", "list item", "points back: only after the sentence before it", "better with 5"):
        assert words in " ".join(said.split())


def test_a_passage_marked_by_its_author_is_said_to_be(site, capsys):
    assert "by method marked (the values are those of method brief)" in " ".join(explained(capsys, "content/marked.md").split())


@pytest.mark.parametrize("argument", ["content", "content/none.md"])
def test_wrong_use_is_said(site, capsys, argument):
    assert cli.main(["explain", argument]) == 2
    assert capsys.readouterr().err.startswith("pelican-brief explain: ")
