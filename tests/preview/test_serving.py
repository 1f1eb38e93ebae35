"""Whatever an author does while a preview runs, it ends in the right page."""

import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.preview.garden import article, write, write_site
from tests.preview.serving import COMMAND, DEADLINE, Preview, serving, until

ESTUARY = "/2022/sea/estuary-3/"
#: Windows knows no signals to another process but its end.
signals = pytest.mark.skipif(os.name != "posix", reason="sends signals")


def test_edits_50_ms_apart_end_in_the_last_one(site: Path, preview: Preview) -> None:
    for number in range(6):
        write(site / "content/posts/3.md", article(3, body=f"Edit number {number}."))
        time.sleep(0.05)
    assert "Edit number 4." not in preview.until_page(ESTUARY, "Edit number 5.")


def test_an_edit_during_a_rebuild_starts_the_next_one(site: Path, preview: Preview) -> None:
    before = preview.state()["attempt"]
    for number in range(200):
        write(site / "content/posts/3.md", article(3, body=f"Busy {number}."))
        if preview.state()["attempt"] > before + 2:
            break
    assert preview.until_page(ESTUARY, f"Busy {number}.")


def test_a_file_replaced_by_an_editor_is_read_again(site: Path, preview: Preview) -> None:
    write(site / "content/posts/.3.md.swp", article(3, body="Written aside."))
    os.replace(site / "content/posts/.3.md.swp", site / "content/posts/3.md")
    preview.until_page(ESTUARY, "Written aside.")


def test_a_new_article_appears_and_a_deleted_one_is_gone(site: Path, preview: Preview) -> None:
    write(site / "content/posts/new.md", article(23))
    preview.until_page("/2022/sea-land/estuary-23/", "The tide came in at Estuary 23")
    (site / "content/posts/new.md").unlink()
    until(lambda: preview.request("/2022/sea-land/estuary-23/")[0], lambda status: status == 404)
    assert "Estuary 23" not in preview.page("/archives.html")


def test_a_template_is_shown_as_it_was_edited(site: Path, preview: Preview) -> None:
    write(site / "overrides/tags.html", "The tags of {{ SITENAME }}")
    preview.until_page("/tags.html", "The tags of Tide")


def test_a_broken_template_is_shown_with_its_line_until_it_is_mended(site: Path, preview: Preview) -> None:
    write(site / "overrides/authors.html", "one\n{{ two.three.four }}")
    page = preview.until_page("/authors.html", "UndefinedError")
    assert "overrides/authors.html:2" in page
    write(site / "overrides/authors.html", "one\n{% if %}")
    state = preview.until_state(lambda state: bool(state["problems"]))
    assert [(problem["file"], problem["line"]) for problem in state["problems"]] == [("overrides/authors.html", 2)]
    assert "The tide came in" in preview.page(ESTUARY)
    write(site / "overrides/authors.html", "mended")
    preview.until_page("/authors.html", "mended")
    preview.until_state(lambda state: not state["problems"])


def test_a_broken_article_is_shown_with_its_line_until_it_is_mended(site: Path, preview: Preview) -> None:
    write(site / "content/posts/5.md", article(5).replace("Date: 2020", "Date: the year 2020"))
    (problem,) = preview.until_state(lambda state: bool(state["problems"]))["problems"]
    assert (problem["file"], problem["line"]) == ("content/posts/5.md", 2)
    write(site / "content/posts/5.md", article(5))
    preview.until_state(lambda state: not state["problems"])


def test_a_file_included_by_a_source_is_read_with_it(site: Path, preview: Preview) -> None:
    write(site / "content/posts/part.inc", "One part.")
    write(site / "content/posts/whole.rst", "Whole\n#####\n\n:date: 2021-01-01\n\n.. include:: part.inc\n")
    preview.until_page("/2021/posts/whole/", "One part.")
    write(site / "content/posts/part.inc", "Another part.")
    preview.until_page("/2021/posts/whole/", "Another part.")


def test_a_style_sheet_needs_no_rebuild(site: Path, preview: Preview) -> None:
    write(site / "content/images/site.css", "a { color: red }")
    preview.until_page("/images/site.css", "red")
    for color in ("blue", "green", "gold", "gray", "navy", "teal"):  # what is left of earlier events may come with the first
        before = preview.state()
        write(site / "content/images/site.css", f"a {{ color: {color} }}")
        after = preview.until_state(lambda state, before=before: state != before)
        if after["style"] > before["style"] and after["build"] == before["build"]:
            break
    assert (after["style"], after["build"]) == (before["style"] + 1, before["build"])
    assert color in preview.page("/images/site.css")


def test_a_mistake_in_the_configuration_is_shown_until_it_is_mended(site: Path, preview: Preview) -> None:
    config = site / "pelicanconf.py"
    text = config.read_text("utf-8")
    write(config, text + "\nSITENAME = (\n")
    page = preview.until_page("/", "SyntaxError")
    assert f"pelicanconf.py:{text.count(chr(10)) + 2}" in page
    write(config, text + "\nSITENAME = 'Mended'\n")
    preview.until_page("/archives.html", "Mended")
    assert len(preview.temporary()) == 1


def test_a_second_preview_takes_the_next_free_port(site: Path, tmp_path: Path) -> None:
    other = write_site(tmp_path / "site")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(other, "--port", str(port)) as running:
            assert port < running.port < port + 50
            assert "Tide" in running.page("/")


@signals
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    config = write_site(tmp_path / "site")
    with serving(config) as running:
        running.until_page("/", "Tide")
        assert len(running.temporary()) == 1
        before = ["content", "overrides", "pelicanconf.py", "plugins"]
        assert running.stop(getattr(signal, name)) == 0
        assert running.temporary() == []
        assert sorted(path.name for path in config.parent.iterdir()) == before


@signals
def test_where_no_process_can_be_replaced_the_first_one_waits_for_each_new_one(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    text = config.read_text("utf-8")
    as_on_windows = f"from pelican.plugins.brief.preview import command; command.REPLACES = False; {COMMAND}"
    with serving(config, command=as_on_windows) as running:
        builds = [running.until_state(lambda state: bool(state["build"]))["build"]]
        for name in ("First", "Second"):
            write(config, text.replace("Tide & Time", f"{name} & Time"))
            running.until_page("/", name)
            builds.append(running.state()["build"])
        first, *others = [build.partition("-")[0] for build in builds]
        assert running.process.pid == int(first)
        assert len({first, *others}) == 3
        os.kill(int(others[-1]), signal.SIGINT)
        assert running.process.wait(DEADLINE) == 0
        assert running.temporary() == []


CONFIGURATIONS = {
    "import sys; sys.exit('no')": "SystemExit: no",
    "BRIEF_SENTENCES = 'many'": "BRIEF_SENTENCES",
    "THEME = 'no-such-theme'": "no-such-theme",
    "ARTICLE_URL = '{nope}'": "nope",
    "PLUGINS = ['no_such_plugin']": "no_such_plugin",
}


def test_a_wrong_setting_is_shown_whole_with_its_line(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site", plugins=("brief",))
    text = config.read_text("utf-8")
    line = text.count("\n") + 1
    with serving(config) as running:
        for wrong, said in CONFIGURATIONS.items():
            write(config, f"{text}{wrong}\n")
            (problem, *_) = running.until_state(lambda state: bool(state["problems"]))["problems"]
            assert said in problem["message"]
            assert (problem["file"], problem["line"]) == ("pelicanconf.py", line), problem
            write(config, text)
            running.until_state(lambda state: not state["problems"])
            assert "Tide" in running.page("/")
        assert len(running.temporary()) == 1
    assert all(said in running.log.read_text("utf-8") for said in CONFIGURATIONS.values())


def test_a_configuration_mended_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    text = config.read_text("utf-8")
    with serving(config) as running:
        running.until_page("/", "Tide")
        write(config, f"import time\nopen('../reading', 'w').close()\ntime.sleep(1)\n{text}\nraise ValueError('half')\n")
        until((tmp_path / "reading").exists, bool)
        write(config, text.replace("Tide & Time", "Mended & Time"))
        running.until_page("/", "Mended")


def test_a_configuration_that_is_away_for_a_moment_ends_nothing(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    text = config.read_text("utf-8")
    with serving(config) as running:
        running.until_page("/", "Tide")
        config.rename(config.with_suffix(".bak"))
        time.sleep(0.5)
        assert "Tide" in running.page("/")
        write(config, text.replace("Tide & Time", "Back & Time"))
        running.until_page("/", "Back")


@signals
def test_ctrl_c_does_not_wait_for_the_first_build(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    slow = "import time\nfrom pelican.plugins import signals\n\ndef wait(*_, **__):\n    open('../building', 'w').close()\n    time.sleep(1)\n"
    write(config.parent / "plugins/slow.py", slow + "\ndef register():\n    signals.article_generator_preread.connect(wait)\n")
    write(config, config.read_text("utf-8").replace("PLUGINS = []", "PLUGINS = ['slow']"))
    with serving(config) as running:
        until((tmp_path / "building").exists, bool)
        assert running.stop(signal.SIGINT) == 0
        assert running.temporary() == []
        assert "built" not in running.log.read_text("utf-8")


def test_a_folder_that_was_away_is_watched_again(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    content = config.parent / "content"
    with serving(config) as running:
        running.until_page(ESTUARY, "The tide")
        before = running.state()["attempt"]
        content.rename(tmp_path / "away")
        running.until_state(lambda state: state["attempt"] > before)
        shutil.copytree(tmp_path / "away", content)
        running.until_state(lambda state: not state["problems"])
        write(content / "posts/3.md", article(3, body="Seen again."))
        running.until_page(ESTUARY, "Seen again.")
        assert "Estuary 3" in running.page("/archives.html")
