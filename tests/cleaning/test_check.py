"""``pelican-brief check``: what it shows of a real site, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelican.plugins.brief import cli

CONFIGURATION = """
SITENAME = "Harbor Notes"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = "cache"
PLUGINS = ["brief"]
"""
HEAD = "Title: {title}\nDate: 2026-04-01\n\n"
PROSE = "The council met on Monday and agreed on the new plan for the bank of the river.\n\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    clean, unclean = HEAD.format(title="Clean"), HEAD.format(title="Unclean")
    (tmp_path / "content" / "clean.md").write_text(clean + PROSE, encoding="utf-8")
    (tmp_path / "content" / "unclean.md").write_text(unclean + PROSE + "Advertisement\n\n" + PROSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_shows_what_would_go_where_and_why(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--no-color"]) == 0
    shown = capsys.readouterr().out
    assert "unclean.md" in shown
    assert "line 6: an ad label on a line of its own [brief.ad-label]" in shown
    assert "- Advertisement" in shown
    assert "2 articles: 1 removed" in shown


@pytest.mark.parametrize(
    ("path", "status"), [("content/unclean.md", 1), ("content/clean.md", 0), ("content", 1), ("unclean.md", 1), ("clean", 0)]
)
def test_strict_fails_on_unclean_articles(site: Path, path: str, status: int) -> None:
    assert cli.main(["check", "--strict", path]) == status


def test_json(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--json", "content/unclean.md"])
    (record,) = json.loads(capsys.readouterr().out)["articles"]
    (finding,) = record["findings"]
    assert (record["path"], finding["tier"], finding["rule"], finding["line"]) == ("unclean.md", "removed", "ad-label", 6)


@pytest.mark.parametrize("arguments", [["nowhere.md"], ["--settings", "nowhere.py"]])
def test_wrong_use(site: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", *arguments]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_nothing_is_written_to_sources_or_output(site: Path) -> None:
    before = {path: path.read_bytes() for path in (site / "content").rglob("*.md")}
    cli.main(["check"])
    assert {path: path.read_bytes() for path in (site / "content").rglob("*")} == before
    assert not (site / "output").exists()


@pytest.mark.parametrize("command", [["check", "--all"], ["explain", "unclean"]])
def test_a_console_that_knows_few_characters_gets_what_it_knows(site: Path, command: list[str]) -> None:
    text = HEAD.format(title="Überfahrt 潮") + PROSE * 12
    (site / "content" / "unclean.md").write_text(text.replace("Title", "Slug: unclean\nTitle"), encoding="utf-8")
    code = f"import sys; from pelican.plugins.brief.cli import main; sys.exit(main({command!r}))"
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=60, check=False)
    assert (done.returncode, b"\xdcberfahrt ?" in done.stdout) == (0, True), done.stderr


def test_it_shows_citations_sources_metadata_and_what_nobody_sees(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD.format(title="Tide tables [CITATION: wire]") + PROSE * 8
    text += "The pier is closed on Mondays and on Tuesdays until June. [CITATION: Board, https://example.org/a] It rains.\n\n"
    text += "A soft\u200b\u2060 word, and the cafÃ© opens [your name here] at noon.\n"
    (site / "content" / "clean.md").write_text(text, encoding="utf-8")
    assert cli.main(["check", "--no-color", "clean.md"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for told in (
        "- title: Tide tables [CITATION: wire] + title: Tide tables",
        "Mondays and on Tuesdays until June. [CITATION: Board, https://example.org/a]",
        "Mondays and on Tuesdays until June.[1]",
        "sources [1] Board",
        "? [your name here]",
    ):
        assert told in shown


@pytest.mark.parametrize("command", [["check", "--all"], ["explain", "clean"]])
def test_no_article_steers_the_terminal(site: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "The council \x1b]0;met\x07\x1b[2J on \x9b31mMonday and \x08agreed on the plan for the river.\n\n"
    text = HEAD.format(title="Cl\x1b[31mean\nSlug: clean") + hostile + PROSE * 12 + "Advertisement \x1b[2J\n"
    (site / "content" / "clean.md").write_text(text, encoding="utf-8")
    assert cli.main(command) == 0
    shown = capsys.readouterr().out
    assert "river" in shown
    assert {c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160} <= {"\n"}
