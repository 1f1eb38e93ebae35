"""The parts of the preview, one by one."""

import logging
import mimetypes
import ntpath
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.urlwrappers import Tag
from watchfiles import Change

from pelican.plugins.brief.preview import desk, loading, pages, reading, routes, server, site, statics
from pelican.plugins.brief.preview.events import Events, State
from pelican.plugins.brief.preview.problems import Problem, collected, from_exception, line_of
from pelican.plugins.brief.preview.recording import FileOverwriteFailedError, Overrides
from pelican.plugins.brief.preview.session import Session
from pelican.plugins.brief.preview.shortcuts import fields_of
from pelican.plugins.brief.preview.statics import Statics
from pelican.plugins.brief.preview.watching import Relevant, only_styles


def test_what_was_read_is_good_as_long_as_its_file_is_the_same(tmp_path: Path) -> None:
    file, memory = tmp_path / "a.md", reading.Memory()
    file.write_text("one")
    assert memory.get(str(file)) is None
    memory.put(str(file), "read one")
    assert memory.get(str(file)) == "read one"
    file.write_text("two")
    assert memory.get(str(file)) is None


def test_a_file_saved_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    file, memory = tmp_path / "a.md", reading.Memory()
    file.write_text("one")
    memory.get(str(file))
    file.write_text("saved meanwhile")
    memory.put(str(file), "read one")
    assert memory.get(str(file)) is None


def test_what_is_handed_out_can_be_changed_in_place(tmp_path: Path) -> None:
    file, memory = tmp_path / "a.md", reading.Memory()
    file.write_text("one")
    memory.get(str(file))
    tags = [Tag("sea", {})]
    memory.put(str(file), {"tags": tags, "also": tags})
    found = memory.get(str(file))
    assert found["tags"] is found["also"]
    found["tags"][0].name = "land"
    found["tags"].append("more")
    assert [tag.name for tag in memory.get(str(file))["tags"]] == ["sea"]


def test_values_nobody_knows_how_to_copy_are_not_kept(tmp_path: Path) -> None:
    file, memory = tmp_path / "a.md", reading.Memory()
    file.write_text("one")
    memory.get(str(file))
    memory.put(str(file), {"soup": bytearray(b"")})
    assert memory.get(str(file)) is None


def test_two_files_of_one_name_clash_as_they_do_in_pelican() -> None:
    rule = Overrides()
    assert [rule.admits("a", False), rule.admits("b", True), rule.admits("b", False)] == [True, True, False]
    for path, override in (("a", False), ("b", True)):
        with pytest.raises(FileOverwriteFailedError):
            rule.admits(path, override)
    assert rule.admits("a", True)


def test_only_the_names_a_setting_uses_are_worked_out() -> None:
    assert fields_of("{date:%Y}/{category}/{slug}.{lang!s}") == {"date", "category", "slug", "lang"}


HOSTS = [
    ("127.0.0.1:8000", "127.0.0.1", True),
    ("localhost", "127.0.0.1", True),
    ("[::1]:8000", "::1", True),
    ("evil.example:8000", "127.0.0.1", False),
    ("192.168.0.7", "127.0.0.1", False),
    ("192.168.0.7:8000", "0.0.0.0", True),
    ("evil.example", "0.0.0.0", False),
    ("my-machine:8000", "my-machine", True),
    ("", "127.0.0.1", False),
]


@pytest.mark.parametrize(("header", "bind", "allowed"), HOSTS)
def test_a_host_header_must_name_this_server(header: str, bind: str, allowed: bool) -> None:
    assert server.allowed_host(header, bind) is allowed


PATHS = [
    ("/", ()),
    ("/a//b/", ("a", "b")),
    ("/a%20b", ("a b",)),
    ("/caf%C3%A9", ("café",)),
    ("/../a", None),
    ("/a/%2e%2e/b", None),
    ("/a%2fb", None),
    ("/a%5cb", None),
    ("/a%00", None),
    ("/.", None),
]


@pytest.mark.parametrize(("path", "parts"), PATHS)
def test_a_path_stays_below_the_output(path: str, parts: tuple[str, ...] | None) -> None:
    assert routes.parts_of(path) == parts


def test_on_windows_a_path_leads_to_no_other_drive_and_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    assert routes.parts_of("/at/10:30.html") == ("at", "10:30.html")
    monkeypatch.setattr(routes, "FORBIDDEN", routes.forbidden("nt"))
    assert [routes.parts_of(path) for path in ("/C:/Windows/win.ini", "/C%3a/x", "/index.html::$DATA")] == [None] * 3
    assert routes.parts_of("/at/10.html") == ("at", "10.html")


def test_places_have_slashes_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statics, "os", SimpleNamespace(path=ntpath, sep=ntpath.sep))
    assert {statics.slashed(path) for path in ("a/b.html", "a\\b.html", "./a//b.html", "a/c/../b.html")} == {"a/b.html"}


def test_what_a_machine_says_of_kinds_of_files_breaks_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = mimetypes.MimeTypes()
    for suffix in (".js", ".css", ".html", ".svg"):  # a registry of Windows may
        wrong.add_type("text/plain", suffix)
    monkeypatch.setattr(routes.mimetypes, "guess_type", wrong.guess_type)
    kinds = [routes.kind_of(f"a.{suffix}") for suffix in ("js", "CSS", "html", "svg", "png", "unknown")]
    assert kinds == ["text/javascript", "text/css", "text/html", "image/svg+xml", "image/png", "application/octet-stream"]


def test_a_folder_that_a_reader_holds_for_a_moment_is_emptied_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, freed = tmp_path / "output", threading.Event()
    folder.mkdir()
    renamed = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if not freed.is_set():  # as Windows does while a file in it is open
            freed.set()
            raise PermissionError(13, "Access is denied", str(path))
        return renamed(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    (folder / "old.html").touch()
    with site.emptied(folder):
        assert list(folder.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_static_files_come_from_where_they_lie_and_later_ones_win(tmp_path: Path) -> None:
    for name in ("one/css/main.css", "two/css/main.css", "one/css/.hidden", "own.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    trees = [(str(tmp_path / "one"), "theme"), (str(tmp_path / "two"), "theme")]
    statics = Statics((".*",), {"own.css": str(tmp_path / "own.css")}, trees)
    asked = ("theme/css/main.css", "theme/css/.hidden", "theme/css", "own.css", "theme/../own.css", "themes/css/main.css")
    found = [statics.source(path) for path in asked]
    assert found == [str(tmp_path / "two/css/main.css"), None, None, str(tmp_path / "own.css"), None, None]
    assert only_styles({str(tmp_path / "one/css/main.css"): Change.modified}, statics)
    assert not only_styles({str(tmp_path / "one/css/main.css"): Change.deleted}, statics)
    assert not only_styles({str(tmp_path / "three/main.css"): Change.modified}, statics)


def test_what_the_site_ignores_starts_no_build(tmp_path: Path) -> None:
    relevant = Relevant(["*.tmp"], [str(tmp_path / "output")])
    names = ("post.md", "post.tmp", "post.md~", ".post.md.swp", "output/post.html", "output.md")
    assert [relevant(Change.modified, str(tmp_path / name)) for name in names] == [True, False, False, False, False, True]


def test_a_content_folder_whose_name_begins_as_the_themes_is_none_of_the_theme(tmp_path: Path) -> None:
    content, theme = tmp_path / "theme-texts", tmp_path / "theme"
    parts = [folder / "part.inc" for folder in (content, theme)]
    for part in parts:
        part.parent.mkdir()
        part.touch()
    previewed = Session("pelicanconf.py", tmp_path / "output", False, print)
    previewed._pelican = SimpleNamespace(settings={"PATH": str(content)}, knows=lambda _: False)
    previewed.site = site.Site(tmp_path / "output", previewed._pelican, (str(content), str(theme)))
    assert [previewed._may_be_included({str(part): Change.modified}) for part in parts] == [True, False]


PLACES = [
    ("'yesterday' is not a valid date", 3),
    ("content/a.rst:4: (ERROR/3) Unknown directive", 4),
    ("mapping values are not allowed here, line 2, column 5", 2),
    ("something else", 1),
]


@pytest.mark.parametrize(("message", "line"), PLACES)
def test_a_fault_is_found_in_its_source(tmp_path: Path, message: str, line: int) -> None:
    file = tmp_path / "a.md"
    file.write_text("Title: A\n\nDate: yesterday\n")
    assert line_of(str(file), message) == line


def test_an_error_logged_about_a_source_names_file_line_and_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Title: A\nDate: soon\n")
    with collected((str(tmp_path),)) as found:
        try:
            raise ValueError("'soon' is not a valid date")
        except ValueError:
            logging.getLogger("pelican.test").error("Could not process %s", "a.md")
    excerpt = ((1, "Title: A"), (2, "Date: soon"))
    assert found == [Problem("ValueError: 'soon' is not a valid date", str(tmp_path / "a.md"), 2, excerpt)]


def test_an_exception_without_a_place_in_the_site_has_none() -> None:
    assert from_exception(RuntimeError("no"), ("/nowhere",)) == Problem("RuntimeError: no")


def test_plugins_that_read_the_whole_output_are_known() -> None:
    plugins = ["sitemap", "pelican.plugins.search", "pelican.plugins.brief", "neighbors"]
    assert loading.whole_output_plugins({"PLUGINS": plugins}) == ["search", "sitemap"]


def test_a_page_gets_the_script_once_and_everything_in_it_escaped() -> None:
    state = State(build='"><script>', style=2)
    html = pages.with_script(b"<p>one</body></p></BODY></html>", state)
    assert html.startswith(b"<p>one</body></p><script src=")
    assert html.endswith(b" defer></script></BODY></html>")
    assert b'data-build="&quot;&gt;&lt;script&gt;"' in html
    assert pages.with_script(b"no body", state).startswith(b"no body<script")


def test_listeners_get_the_state_at_once_and_each_new_one() -> None:
    events = Events(State("one"))
    stream = events.stream()
    assert '"build":"one"' in next(stream)
    events.publish(State("two"))
    assert '"build":"two"' in next(stream)
    events.close()
    assert list(stream) == []


WISHES = [
    ("", desk.Wish()),
    ("show=changed&words=sea+land&page=2", desk.Wish("changed", "", "sea land", 2)),
    ("show=<b>&page=-1", desk.Wish()),
    ("page=99999999999999999999", desk.Wish()),
    ("rule=citation", desk.Wish(rule="citation")),
    ("rule=no-such-rule", desk.Wish()),
]


@pytest.mark.parametrize(("query", "wish"), WISHES)
def test_the_desk_understands_what_it_can_and_leaves_the_rest(query: str, wish: desk.Wish) -> None:
    assert desk.wish_of(query) == wish
