"""The desk says what was done to each article: from the report, with values, and as fast for thousands."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pelican.plugins.brief import cli
from pelican.plugins.brief.preview import desk, proof
from pelican.plugins.brief.preview.routes import answer
from pelican.plugins.brief.preview.site import Site
from tests.preview.garden import SENTENCES, article, write, write_site
from tests.preview.parity import pages_of, previewed

TITLE = "Title: [CITATION: x]Tea & <i>cake</i>"
LEFTOVERS = "\n\n".join(
    [*SENTENCES, "No time to read?\nGet a summary", "It was said [CITATION: Harbor book] twice & [CITATION: Harbor book] again."]
)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = write_site(tmp_path_factory.mktemp("desk") / "site", plugins=("brief",))
    write(config.parent / "content/posts/6.md", article(6, body=LEFTOVERS))
    write(config.parent / "content/posts/café.md", article(26, more="Slug: café").replace("Title: Rope 26", TITLE))
    return config


@pytest.fixture(scope="module")
def site(config: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with previewed(config, tmp_path_factory.mktemp("preview") / "output") as site:
        pages_of(site)
        yield site


def test_it_shows_what_check_says(config: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--json", "--all"]) == 0
    said = {record["path"]: record for record in json.loads(capsys.readouterr().out)["articles"]}
    found = {row.path: proof.one(site.current, site.pelican.results.known, row.path) for row in desk.rows(site.current)}
    shown = {path: json.loads(json.dumps(one["record"])) for path, one in found.items() if one}
    assert shown == said


def test_a_finding_stands_between_the_words_around_it(site: Site) -> None:
    found = proof.one(site.current, site.pelican.results.known, "posts/6.md")
    assert found
    marks = [(m.tier, m.rule, m.line, m.lead, m.before, m.after, m.tail) for m in found["marks"]]
    assert marks == [
        ("removed", "summary-prompt", 21, "", "No time to read? Get a summary", "", ""),
        ("rewritten", "citation", 24, "It was said", "[CITATION: Harbor book]", "[1]", " twice & [CITATION: Harbor book] again."),
        ("rewritten", "citation", 24, "It was said [CITATION: Harbor book] twice &", "[CITATION: Harbor book]", "[1]", " again."),
    ]


def test_every_sentence_has_its_value_and_the_chosen_ones_lead_to_the_page(site: Site) -> None:
    found = proof.one(site.current, site.pelican.results.known, "posts/6.md")
    assert found
    weighed = found["weighed"]
    chosen = [sentence.text for sentence in weighed if sentence.chosen]
    assert chosen == found["record"]["summary"]["sentences"]
    assert len(weighed) == found["record"]["summary"]["total"] > len(chosen) > 0
    assert {0.0, 1.0} <= {sentence.share for sentence in weighed}
    assert [sentence.share for sentence in weighed] == pytest.approx(
        [
            (s.value - min(w.value for w in weighed)) / (max(w.value for w in weighed) - min(w.value for w in weighed))
            for s in weighed
        ],
        abs=0.006,
    )
    assert any(sentence.barred for sentence in weighed)
    page = answer(site, found["row"].url).body.decode()
    for text in chosen:
        path, _, anchor = found["anchors"][text].partition("#")
        assert (path, page.count(f'id="{anchor}"')) == (found["row"].url, 1)


def test_neighbors_lead_to_their_own_places(site: Site) -> None:
    rows = {row.link: row for row in desk.rows(site.current)}
    found = proof.one(site.current, site.pelican.results.known, "posts/6.md")
    assert found
    for _, title, link, page in found["neighbors"]:
        assert (rows[link].title, rows[link].url) == (title, page)
        assert answer(site, page).status == 200


def test_names_of_every_kind_are_found_and_escaped(site: Site) -> None:
    row = next(row for row in desk.rows(site.current) if row.path == "posts/café.md")
    shown = answer(site, row.link).body.decode()
    assert "<bdi>Tea &amp; cake</bdi>" in shown
    assert "<del>[CITATION: x]Tea &amp; &lt;i&gt;cake&lt;/i&gt;</del> <ins>Tea &amp; &lt;i&gt;cake&lt;/i&gt;</ins>" in shown
    assert answer(site, "/__brief/?article=no-such").status == 404


def test_lists_are_narrowed_by_state_rule_and_words(site: Site) -> None:
    def paths(query: str) -> list[str]:
        return [row.path for row in desk.overview(site.current, desk.wish_of(query))["rows"]]

    assert paths("rule=summary-prompt") == ["posts/6.md"]
    assert paths("show=changed") == ["posts/café.md", "posts/6.md"][-len(paths("show=changed")) :]
    assert paths("show=unpublished&words=draft") == ["posts/draft.md"]
    assert paths("words=no+such+words") == []


def test_thousands_of_articles_come_in_pages_and_are_listed_once_a_build(site: Site) -> None:
    row = desk.rows(site.current)[0]
    many = SimpleNamespace(desk=[row] * 5000, shared={})
    shown = [desk.overview(many, desk.Wish(page=page)) for page in (1, 50, 51)]
    assert [(len(found["rows"]), found["wish"].page, found["pages"]) for found in shown] == [
        (100, 1, 50),
        (100, 50, 50),
        (100, 50, 50),
    ]
    assert desk.rows(site.current) is desk.rows(site.current)
    assert desk.Wish("changed", "empty", "a b", 3).link(page=4) == "?show=changed&rule=empty&words=a+b&page=4"
    assert desk.Wish("changed", page=3).link(show="all") == "?"
