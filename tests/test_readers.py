"""Raw text articles: read where the settings say so, and nowhere else."""

import datetime as dt

import pytest

from pelican.plugins.brief.readers import split_text
from tests import sites

BODY = "The ferry left at nine.\n\nIt came back at noon."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt", ("Salt", {}, [])),
        ("Salt\n\nOne.", ("Salt", {}, ["One."])),
        ("\n\n  Salt  \n\nOne.\n \t\nTwo.\n", ("Salt", {}, ["One.", "Two."])),
        ("Salt\r\nDate: 2026-05-01\r\nCategory: Sea\r\n\r\nOne.", ("Salt", {"date": "2026-05-01", "category": "Sea"}, ["One."])),
        ("Salt\nBrief-sentences: 4\n\nOne.", ("Salt", {"brief_sentences": "4"}, ["One."])),
        # A header line stands directly under the title, and only names that mean something are headers.
        ("Salt\n\nDate: 2026-05-01\n\nOne.", ("Salt", {}, ["Date: 2026-05-01", "One."])),
        ("Salt\nNote: this is a sentence.\n\nOne.", ("Salt", {}, ["Note: this is a sentence.", "One."])),
        ("Salt\nOne line.\nAnother line.", ("Salt", {}, ["One line.\nAnother line."])),
    ],
)
def test_a_text_is_title_headers_and_paragraphs(text, expected):
    assert split_text(text) == expected


def test_only_the_named_folders_are_read(tmp_path):
    content = {
        "wire/ferry.txt": f"The Ferry\nDate: 2026-05-01\n\n{BODY}",
        "wire/deep/barge.txt": f"The Barge\nDate: 2026-05-02\n\n{BODY}",
        "wire/robots.txt": "User-agent: *",
        "notes/todo.txt": "Not an article\n\nReally.",
        "robots.txt": "User-agent: *\nDisallow: /drafts/",
        "pages/about.txt": "About\n\nNothing.",
        "salt.md": sites.article("Salt", "In Markdown."),
    }
    site = sites.build(
        tmp_path,
        content,
        BRIEF_TEXT_PATHS=["wire"],
        STATIC_PATHS=["robots.txt"],
        EXTRA_PATH_METADATA={"wire/robots.txt": {"path": "robots2.txt"}},
    )
    assert sorted(article.slug for article in site.articles) == ["salt", "the-barge", "the-ferry"]
    assert site.page("robots.txt") == content["robots.txt"]
    assert site.article("the-barge").category.name == "deep"
    assert site.logged() == []


def test_text_is_escaped_and_split_into_paragraphs(tmp_path):
    text = 'Fish & <b>chips</b>\nDate: 2026-05-01\n\n5 < 6 & "so"\non.\n\n<script>alert(1)</script>'
    site = sites.build(tmp_path, {"wire/a.txt": text}, BRIEF_TEXT_PATHS=["wire"])
    article = site.article("fish-bchipsb")
    assert article.title == "Fish &amp; &lt;b&gt;chips&lt;/b&gt;"
    assert article._content == '<p>5 &lt; 6 &amp; "so"\non.</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("2026-03-04-ferry.txt", {}, "2026-03-04"),
        ("ferry.txt", {"DEFAULT_DATE": (2025, 1, 2)}, "2025-01-02"),
        ("ferry.txt", {"EXTRA_PATH_METADATA": {"wire": {"date": dt.datetime(2024, 2, 3)}}}, "2024-02-03"),
    ],
)
def test_dates_come_from_the_name_or_the_settings(tmp_path, name, settings, expected):
    site = sites.build(tmp_path, {f"wire/{name}": f"The Ferry\n\n{BODY}"}, BRIEF_TEXT_PATHS=["wire"], **settings)
    assert [f"{article.date:%Y-%m-%d}" for article in site.articles] == [expected]


def test_an_undated_text_gets_its_files_date_and_the_log_says_so(tmp_path):
    site = sites.build(tmp_path, {"wire/ferry.txt": f"The Ferry\n\n{BODY}"}, BRIEF_TEXT_PATHS=["wire"])
    assert len(site.articles) == 1
    assert any("no date given" in message and "[brief.date]" in message for message in site.logged(20))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfe\x00\x01", "not UTF-8 text (byte 0)"),
        (b"Title\n\nText\0more", "not a text file (it holds NUL)"),
        (b"", "an empty file has no title"),
    ],
)
def test_what_is_not_text_is_named_and_left_out(tmp_path, data, expected):
    content = {"wire/bad.txt": data, "salt.md": sites.article("Salt", "Fine.")}
    site = sites.build(tmp_path, content, BRIEF_TEXT_PATHS=["wire"])
    assert [article.slug for article in site.articles] == ["salt"]
    assert any(expected in message and "bad.txt" in message for message in site.logged(40))


def test_a_byte_order_mark_is_no_part_of_the_title(tmp_path):
    data = "\ufeffThe Ferry\nDate: 2026-05-01\n\nLeft.".encode()
    site = sites.build(tmp_path, {"wire/a.txt": data}, BRIEF_TEXT_PATHS=["wire"])
    assert site.article("the-ferry").title == "The Ferry"
