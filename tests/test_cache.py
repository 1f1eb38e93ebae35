"""The cache: what is kept is what was made, and every change that matters is seen (what harms it: test_cache_faults)."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from pelican.plugins.brief import cache
from pelican.plugins.brief.article import Quote, Result, Task, digest
from tests import sites

TASK = Task(
    body="<p>The tide came in at noon. Nobody had expected it so early.</p>",
    title="The tide",
    lang="en",
    clean={"rules": {"share-bar": "off"}, "citations": "sources", "phrases": {}, "prefix": "brief-1-", "raw": False},
    method="brief",
    count=None,
    min_ratio=3,
)
OTHER: dict[str, Any] = {
    "body": TASK.body + "\n",
    "title": "The tides",
    "lang": "en-GB",
    "clean": {**TASK.clean, "raw": True},  # type: ignore[dict-item]
    "method": "lead",
    "count": 3,
    "min_ratio": 3.5,
}
FINDING = {
    "tier": "removed",
    "rule": "related",
    "start": 0,
    "end": 9,
    "before": "<p>a</p>\ud800",
    "after": "",
    "why": "é",
    "titles": ("One",),
}
RESULT = Result(
    body="<p>Ça va 🪿 \udcff</p>",
    findings=(FINDING,),
    sources=({"number": 1, "text": "A “source”", "url": "https://example.org/?a=1&b", "references": 2},),
    quotes=(Quote('She said: "No."', "She said: &#34;No.&#34;", 3, 19), Quote("日本語。", "日本語。", 20, 20)),
    method="brief",
    total=12,
    words=340,
    seconds=90,
    summary_seconds=8,
)

LONG = " ".join(f"On day {n} the harbor master wrote down the tide and the name of ship number {n}." for n in range(40))
CONTENT = {
    f"{slug}.md": sites.article(slug.title(), f"{LONG}\n\nGet a summary\n\nAbout the {slug}.")
    for slug in ("salt", "tide", "reef")
}


def some(number: int, of: str = "a") -> list[Task]:
    return [replace(TASK, title=f"{of} {n}") for n in range(number)]


def named(tasks: Sequence[Task]) -> Iterator[Result]:
    """Work that can be recognized: the title is in the result."""
    return (replace(RESULT, method=task.title) for task in tasks)


def refused(tasks: Sequence[Task]) -> list[Result]:
    raise AssertionError(f"{len(tasks)} results were made again")


def kept(path: Path) -> int:
    connection = sqlite3.connect(path)
    ((number,),) = connection.execute("SELECT count(*) FROM results")
    connection.close()
    return int(number)


def test_a_key_depends_on_every_field_of_a_task() -> None:
    assert set(OTHER) == {field.name for field in fields(Task)}
    keys = [cache.key(TASK), *(cache.key(replace(TASK, **{name: value})) for name, value in OTHER.items())]
    assert len(set(keys)) == len(keys)
    assert cache.key(TASK) == cache.key(replace(TASK))


@pytest.mark.parametrize("name", ["cleaning/gate.py", "languages/fr.toml", "document.py", "cleaning/common.toml"])
def test_a_key_depends_on_our_own_files(name: str) -> None:
    assert name in dict(cache._own_files(cache.files(cache.__package__), ""))


def test_a_key_depends_on_the_source_of_a_summarizer_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_summarizer.py").write_text("one = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = cache._foreign.__wrapped__("my_summarizer.Mine")
    (tmp_path / "my_summarizer.py").write_text("one = 2")
    assert (before, cache._foreign.__wrapped__("my_summarizer.Mine")) == (b"one = 1", b"one = 2")


@pytest.mark.parametrize("result", [RESULT, replace(RESULT, body=None, findings=(), sources=(), quotes=()), digest(TASK)])
def test_a_result_comes_back_from_json_as_it_was(result: Result) -> None:
    text = cache.encode(result)
    assert cache.decode(text) == result
    assert text.isascii()
    assert json.loads(text)


def test_results_come_back_in_the_order_of_their_tasks(tmp_path: Path) -> None:
    made = cache.Cache(tmp_path / "c")
    assert made.results(some(1_200), named) == list(named(some(1_200)))
    made.save()
    again = cache.Cache(tmp_path / "c")
    assert again.results(some(1_200)[::-1], refused) == list(named(some(1_200)))[::-1]


def test_only_what_is_missing_is_made_and_equal_tasks_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def work(tasks: Sequence[Task]) -> Iterator[Result]:
        asked.extend(task.title for task in tasks)
        return named(tasks)

    made = cache.Cache(tmp_path / "c")
    made.results(some(2), work)
    made.save()
    tasks = [*some(3), *some(3)]
    assert cache.Cache(tmp_path / "c").results(tasks, work) == list(named(tasks))
    assert asked == ["a 0", "a 1", "a 2"]


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    first = cache.Cache(tmp_path / "c")
    first.results(some(3), named)
    first.save()
    before = (tmp_path / "c").stat()
    second = cache.Cache(tmp_path / "c")
    second.results(some(3), refused)
    second.save()
    assert (tmp_path / "c").stat().st_mtime_ns == before.st_mtime_ns


def test_what_failed_is_not_kept(tmp_path: Path) -> None:
    made = cache.Cache(tmp_path / "c")
    made.results([TASK], lambda _: [replace(RESULT, problems=("no memory",))])
    made.save()
    assert not (tmp_path / "c").exists()


def test_results_that_no_article_has_any_more_go_in_the_end(tmp_path: Path) -> None:
    for build in range(30):
        made = cache.Cache(tmp_path / "c")
        made.results([*some(5), *some(100, of=str(build))], named)
        made.save()
    assert kept(tmp_path / "c") == 105 * (1 + cache._SPARE) + cache._SPARE_BESIDES
    cache.Cache(tmp_path / "c").results([*some(5), *some(100, of="29"), *some(100, of="28")], refused)


def test_a_site_is_the_same_with_and_without_results_that_were_kept(tmp_path: Path) -> None:
    """And the second build needs none of the libraries that made them."""
    program = (
        "import sys; from pelican import main; from pelican.plugins._utils import get_namespace_plugins\n"
        "get_namespace_plugins()  # Pelican imports every installed plugin, and those what they like\n"
        "before = set(sys.modules); main(sys.argv[1:])\n"
        "heavy = 'sumy nltk numpy lxml ftfy sentencex snowballstemmer Stemmer concurrent.futures.process'.split()\n"
        "print('loaded:', [name for name in heavy if name in sys.modules and name not in before])\n"
    )
    first = sites.build_apart(tmp_path, CONTENT, LOAD_CONTENT_CACHE=True)
    before = {name: first.page(name) for name in first.files(".html") + first.files(".xml")}
    command = [sys.executable, "-c", program, "-s", str(tmp_path / "pelicanconf.py")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120)
    assert "loaded: []" in done.stdout
    assert {name: first.page(name) for name in first.files(".html") + first.files(".xml")} == before
    assert "brief-summary" in before["salt.html"]


def test_settings_say_where_results_are_kept(tmp_path: Path) -> None:
    sites.build(tmp_path, CONTENT, BRIEF_CACHE=False)
    assert not (tmp_path / "cache").exists()
    sites.build(tmp_path, CONTENT, BRIEF_CACHE=str(tmp_path / "mine" / "results.db"))
    assert not (tmp_path / "cache").exists()
    assert kept(tmp_path / "mine" / "results.db") == 3
    sites.build(tmp_path, CONTENT)
    assert kept(tmp_path / "cache" / cache.NAME) == 3


def test_results_are_loaded_unless_pelicans_cache_is_on_and_to_be_ignored(tmp_path: Path) -> None:
    """``LOAD_CONTENT_CACHE`` is what ``--ignore-cache`` switches off; it is off by default, as Pelican's cache is."""
    sites.build(tmp_path, CONTENT)
    path = tmp_path / "cache" / cache.NAME
    connection = sqlite3.connect(path)
    connection.execute("UPDATE results SET value = replace(value, 'harbor', 'hangar')")
    connection.commit()
    connection.close()
    assert "hangar" in sites.build(tmp_path, CONTENT).page("salt.html")
    assert "hangar" in sites.build(tmp_path, CONTENT, CACHE_CONTENT=True, LOAD_CONTENT_CACHE=True).page("salt.html")
    assert "hangar" not in sites.build(tmp_path, CONTENT, CACHE_CONTENT=True, LOAD_CONTENT_CACHE=False).page("salt.html")


def test_a_changed_article_is_made_anew(tmp_path: Path) -> None:
    sites.build(tmp_path, CONTENT, LOAD_CONTENT_CACHE=True)
    changed = CONTENT | {"salt.md": CONTENT["salt.md"].replace("harbor master", "lighthouse keeper")}
    site = sites.build(tmp_path, changed, LOAD_CONTENT_CACHE=True)
    assert "lighthouse keeper" in site.article("salt").summary
    assert "harbor master" in site.article("tide").summary
    assert kept(tmp_path / "cache" / cache.NAME) == 4
