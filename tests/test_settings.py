"""Settings: every wrong one is named at once, with what was expected; the build stops without a traceback."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from pelican.plugins.brief.settings import PREFIX, Settings, SettingsError
from tests import sites

FIELDS = {field.name: field for field in dataclasses.fields(Settings)}

RIGHT = [
    ("clean", False),
    ("rules", {"share-bar": "report", "prev-next": "off"}),
    ("citations", "strip"),
    ("phrases", {"newsletter": ["Join 5,000 readers"]}),
    ("method", "lead"),
    ("method", "sumy.summarizers.luhn.LuhnSummarizer"),
    ("sentences", "auto"),
    ("sentences", 4),
    ("sentences", 0.1),
    ("min_ratio", 2.5),
    ("summary", "theme"),
    ("neighbors", "off"),
    ("position", "both"),
    ("scope", "series"),
    ("css", "inline"),
    ("text_paths", ["imported", "old/wire"]),
    ("report", "output/brief.json"),
    ("cache", False),
    ("cache", "brief.sqlite"),
    ("workers", 2),
    ("executor", "conf.make_executor"),
]

WRONG = [
    ("clean", 1, "true or false"),
    ("rules", {"share-baar": "off"}, "did you mean share-bar?"),
    ("rules", {"share-bar": "no"}, '"on", "report" or "off"'),
    ("rules", ["share-bar"], "a table of rules"),
    ("citations", "souces", "did you mean sources?"),
    ("phrases", {"newsleter": ["x"]}, "did you mean newsletter?"),
    ("phrases", {"newsletter": "x"}, "a table of lists"),
    ("method", "lexrank", "did you mean lex_rank?"),
    ("method", "no_such_package.Summarizer", "dotted path"),
    ("method", None, "dotted path"),
    ("sentences", 0, '"auto", a number of sentences from 1 to 50'),
    ("sentences", True, '"auto"'),
    ("sentences", 1.5, '"auto"'),
    ("min_ratio", "3", "a number from 1 to 100"),
    ("position", "middle", '"top", "bottom" or "both"'),
    ("text_paths", "imported", "a list of folders"),
    ("text_paths", ["../elsewhere"], "lies outside"),
    ("text_paths", ["/etc"], "lies outside"),
    ("text_paths", ["C:\\imported"], "lies outside"),
    ("report", None, "a string"),
    ("cache", "", "true, false or a path"),
    ("workers", 0, '"auto" or a number'),
    ("executor", "make_executor", "dotted path"),
]


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_right_values_are_taken(name, value):
    assert getattr(Settings.read({PREFIX + name.upper(): value}), name) == value


@pytest.mark.parametrize(("name", "value", "expected"), WRONG)
def test_wrong_values_are_refused_with_what_was_expected(name, value, expected):
    with pytest.raises(SettingsError) as caught:
        Settings.read({PREFIX + name.upper(): value})
    message = str(caught.value)
    assert f"{PREFIX}{name.upper()} = {value!r}: expected " in message
    assert expected in message


def test_all_faults_are_named_in_one_message():
    with pytest.raises(SettingsError) as caught:
        Settings.read({"BRIEF_POSITON": "top", "BRIEF_CLEAN": "yes", "BRIEF_ZZZ": 1, "SITENAME": "x"})
    assert str(caught.value).splitlines() == [
        "wrong settings of pelican-brief:",
        "  BRIEF_POSITON: no such setting; did you mean BRIEF_POSITION?",
        "  BRIEF_ZZZ: no such setting",
        "  BRIEF_CLEAN = 'yes': expected true or false",
    ]


def test_defaults_are_right_and_json_able():
    defaults = {PREFIX + name.upper(): getattr(Settings(), name) for name in FIELDS}
    assert Settings.read(json.loads(json.dumps(defaults))) == Settings()


def test_settings_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().open = True


CONTENT = {"salt.md": sites.article("Salt", "The pans were flooded in May.")}


def test_a_wrong_setting_stops_the_build_without_a_traceback(tmp_path):
    site = sites.build_apart(tmp_path, CONTENT, BRIEF_POSITION="middle", BRIEF_CLAEN=True)
    assert site.status == 2
    assert "BRIEF_POSITION = 'middle'" in site.console
    assert "BRIEF_CLEAN?" in site.console
    assert "Traceback" not in site.console
    assert not site.output.exists()


def test_settings_can_be_given_on_the_command_line(tmp_path):
    site = sites.build_apart(tmp_path, CONTENT, "-e", "BRIEF_SENTENCES=3", 'BRIEF_RULES={"share-bar": "off"}')
    assert site.status == 0, site.console
    assert "Salt" in site.page("salt.html")


@pytest.mark.skipif(os.name == "nt", reason="ends a process group")
def test_autoreload_survives_a_broken_setting_and_its_repair(tmp_path):
    """A broken configuration leaves the old site served; the repaired one is built."""
    sites.build_apart(tmp_path, CONTENT)
    configuration, page = tmp_path / "pelicanconf.py", tmp_path / "output" / "salt.html"
    text = configuration.read_text(encoding="utf-8")
    log = tmp_path / "log"
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "pelican", "-r", "-l", "-p", "0", "-s", str(configuration)]
        watching = subprocess.Popen(
            command, cwd=tmp_path, stdout=out, stderr=out, env={**os.environ, "COLUMNS": "1000"}, start_new_session=True
        )
        try:
            page.unlink()
            _until(page.exists, log)
            time.sleep(1)  # Pelican starts to watch after its build; nothing tells when
            configuration.write_text(text + "BRIEF_OPEN = 'wide'\n", encoding="utf-8")
            _until(lambda: "BRIEF_OPEN = 'wide'" in log.read_text(encoding="utf-8"), log)
            assert watching.poll() is None
            assert "Traceback" not in log.read_text(encoding="utf-8")
            time.sleep(1)
            configuration.write_text(text.replace("Harbor Notes", "Harbor Papers"), encoding="utf-8")
            _until(lambda: page.exists() and "Harbor Papers" in page.read_text(encoding="utf-8"), log)
        finally:
            os.killpg(watching.pid, signal.SIGTERM)  # it has two children of its own
            watching.wait(20)


def _until(condition, log, seconds=40):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.05)
