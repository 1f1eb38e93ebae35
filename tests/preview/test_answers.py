"""What a preview answers: the site, its own notices, files in part; and nothing to those whom it does not concern."""

import re
from pathlib import Path

import pytest

from tests.preview.garden import write
from tests.preview.serving import Preview, until

ESTUARY = "/2022/sea/estuary-3/"
HIDDEN = "/2019/sea/moon-12/"


def test_drafts_and_articles_to_come_say_so_in_the_page_alone(site: Path, preview: Preview) -> None:
    draft, future, hidden = (preview.page(path) for path in ("/drafts/gauge-11.html", "/drafts/estuary-13.html", HIDDEN))
    assert re.search(r'data-notice="Draft: not published"', draft)
    assert re.search(r'data-notice="Comes on 2999-[-0-9]+: not published before"', future)
    assert re.search(r'data-notice="Hidden: [^"]+"', hidden)
    assert 'data-notice=""' in preview.page(ESTUARY)


REFUSED = {
    "up": ("/../pelicanconf.py", {}, 404),
    "up, quoted": ("/%2e%2e/pelicanconf.py", {}, 404),
    "up, in one part": ("/images/..%2f..%2fpelicanconf.py", {}, 404),
    "up, backslashes": ("/images/..%5c..%5cpelicanconf.py", {}, 404),
    "nothing": ("/images/%00", {}, 404),
    "absolute": ("//etc/passwd", {}, 404),
    "own files": ("/__brief/../session.py", {}, 404),
    "own templates": ("/__brief/base.html", {}, 404),
    "unknown article": ("/__brief/?article=../pelicanconf.py", {}, 404),
    "another name": ("/", {"Host": "evil.example"}, 421),
    "a name that starts well": ("/", {"Host": "127.0.0.1.evil.example"}, 421),
    "no name": ("/", {"Host": ""}, 421),
    "another address": ("/", {"Host": "10.0.0.1"}, 421),
}
ALLOWED = ("127.0.0.1", "localhost", "LOCALHOST:80", "[::1]:8000", "127.0.0.1:8000")


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_belong_to_the_site_is_refused(preview: Preview, case: str) -> None:
    path, headers, status = REFUSED[case]
    assert preview.request(path, **headers)[0] == status


@pytest.mark.parametrize("host", ALLOWED)
def test_this_machine_is_answered_by_all_its_names(preview: Preview, host: str) -> None:
    assert preview.request("/", Host=host)[0] == 200


def test_nothing_but_reading_is_answered(preview: Preview) -> None:
    assert [preview.request("/", method)[0] for method in ("POST", "PUT", "DELETE")] == [501] * 3
    assert preview.request("/", "HEAD")[::2] == (200, "")


def test_folders_redirect_into_the_site(preview: Preview) -> None:
    status, headers, _ = preview.request(ESTUARY.rstrip("/"))
    assert (status, headers["Location"]) == (302, ESTUARY)
    status, headers, _ = preview.request("//2022/sea/estuary-3")
    assert (status, headers["Location"]) == (302, ESTUARY)


def test_a_browser_that_has_a_file_keeps_it_and_may_ask_for_a_part(site: Path, preview: Preview) -> None:
    write(site / "content/images/film.bin", "0123456789")
    until(lambda: preview.request("/images/film.bin")[0], lambda status: status == 200)
    _, headers, text = preview.request("/images/film.bin")
    assert (text, headers["Accept-Ranges"]) == ("0123456789", "bytes")
    tag = {"If-None-Match": f'"other", W/{headers["ETag"]}'}
    status, same, text = preview.request("/images/film.bin", **tag)
    assert (status, same["ETag"], text, "Content-Length" in same) == (304, headers["ETag"], "", False)
    asked = {"bytes=2-4": (206, "234"), "bytes=7-": (206, "789"), "bytes=-3": (206, "789"), "bytes=8-99": (206, "89"),
             "bytes=10-": (416, ""), "bytes=4-2": (416, ""), "bytes=0-1,3-4": (200, "0123456789"), "lines=1-2": (200, "0123456789"),
             "bytes=-": (200, "0123456789")}  # fmt: skip
    assert {wish: preview.request("/images/film.bin", Range=wish)[::2] for wish in asked} == asked
    assert preview.request("/images/film.bin", Range="bytes=2-4")[1]["Content-Range"] == "bytes 2-4/10"
    assert preview.request("/images/film.bin", "HEAD", Range="bytes=2-4")[::2] == (206, "")
    assert preview.request("/images/film.bin", **{"Range": "bytes=2-4", "If-Range": '"old"'})[::2] == (200, "0123456789")
    write(site / "content/images/film.bin", "9876543210")
    assert preview.request("/images/film.bin", **tag)[0] == 200
