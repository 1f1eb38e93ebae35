"""The whole way on small real sites: a raw article goes in, a cleaned, summarized, linked page comes out."""

import hashlib
import re

import lxml.html
import pytest

from pelican.plugins.brief.prose import plain_text
from tests import sites

PARAGRAPHS = [
    "The harbor board of Quill Bay voted on Monday to keep the old fish market open for two more years, "
    "after fishermen and restaurant owners had asked it to wait for the new hall.",
    "According to the board, the new hall will cost four million crowns and open in the spring of 2028 at the earliest. "
    "The chairwoman said that nobody wanted a winter without a market.",
    "The fishermen of the north pier land about nine tons of herring in a good week. Without a market hall they would have to "
    "drive their catch to Alder, which is three hours away by truck.",
    "Restaurant owners promised to share the cost of a new ice machine. The old one has failed four times since August, and the "
    "last repair took eleven days.",
    "Tourists come to the market on Saturdays, when the smokehouse opens at six and the first baskets of whelks arrive from "
    "the islands. The tourist office counted eleven thousand visitors last year.",
    "Some of the stalls have been in the same family for five generations. The oldest contract in the harbor archive is "
    "from 1811, and it sets the rent at one barrel of herring a month.",
    "The new hall will stand on the other side of the harbor, next to the railway. Its plans show thirty stalls, a cold store "
    "and a small kitchen for a school of cooks.",
    "The vote was not close: seven members were in favor and two against. The two had asked for a study of the hall's roof, "
    "which has leaked since the storm of 2024.",
]
SOURCES = ["Minutes", "Press note", "Pier log", "Ice works", "Tourist office", "Archive", "Plans", "Minutes"]
HEAD = "<html><head><title>Odd</title><meta name='date' content='2026-05-01'></head><body>"
CITED = [f"{text} [CITATION: {source}]" for text, source in zip(PARAGRAPHS, SOURCES, strict=True)]
RAW = "\n\n".join(
    [
        "Fish Market Stays Open for Two More Years",
        "No time to read?\nGet a summary",
        *CITED,
        "No time to read?\nGet a summary\nPrevious Article",
        "A quiet week for the ferry as the fog holds and the timetable thins",
        "Next Article",
        "How the lighthouse at Gannet Point got its second lamp",
    ]
)
GONE = ["[CITATION", "Previous Article", "Next Article", "A quiet week for the ferry", "the lighthouse at Gannet Point"]
OTHERS = {
    "ferry.md": sites.article("The Ferry", " ".join(PARAGRAPHS[1:3]), date="2026-04-01"),
    "lamp.md": sites.article("The Lamp", " ".join(PARAGRAPHS[3:]), date="2026-06-01"),
}


def _page(site: sites.Site, name: str):
    return lxml.html.fromstring(site.page(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wire/fish.txt", RAW.replace("\n\n", "\nDate: 2026-05-01\n\n", 1)),
        ("fish.md", f"Title: {RAW.replace(chr(10), f'{chr(10)}Date: 2026-05-01{chr(10)}', 1)}"),
    ],
    ids=["txt", "md"],
)
def test_a_raw_article_becomes_a_page(tmp_path, name, text):
    site = sites.build(tmp_path, {name: text, **OTHERS}, BRIEF_TEXT_PATHS=["wire"])
    slug = "fish-market-stays-open-for-two-more-years"
    page = _page(site, f"{slug}.html")
    article = page.xpath("//article")[0]
    text = " ".join(article.text_content().split())
    assert text.count("Fish Market Stays Open for Two More Years") == 1
    assert [leftover for leftover in GONE if leftover in text] == []
    assert text.count("No time to read?") == 1  # our own block

    published = site.article(slug)
    body = lxml.html.fromstring(f"<div>{published._content}</div>")
    notes = [link.text for link in body.xpath("//a[@role='doc-noteref']")]
    assert notes == ["1", "2", "3", "4", "5", "6", "7", "1"]
    for link in body.xpath("//a[@role='doc-noteref' or @role='doc-backlink']"):
        assert len(body.xpath(f"//*[@id='{link.get('href')[1:]}']")) == 1
    assert len(body.xpath("//section[@role='doc-endnotes']//li")) == 7
    for node in body.xpath("//*[@role='doc-noteref'] | //*[@role='doc-endnotes']"):
        node.drop_tree()
    assert " ".join(body.text_content().split()) == " ".join(PARAGRAPHS)

    sentences = [s.text for s in published.brief.summary.sentences]
    assert 2 <= len(sentences) <= 5
    assert all(sentence in " ".join(PARAGRAPHS) for sentence in sentences)
    links = article.xpath(".//details//a")
    assert [" ".join(link.text_content().split()) for link in links] == sentences
    for link in links:
        (place,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert " ".join(place.text_content().split()) == " ".join(link.text_content().split())
    assert [(a.get("rel"), a.get("href")) for a in article.xpath(".//*[@role='navigation']//a")] == [
        ("prev", "https://example.org/the-ferry.html"),
        ("next", "https://example.org/the-lamp.html"),
    ]


def test_blocks_stand_on_the_articles_own_page_only(tmp_path):
    site = sites.build(tmp_path, {"wire/fish.txt": RAW, **OTHERS}, BRIEF_TEXT_PATHS=["wire"], THEME="notmyidea")
    own = {f"{article.slug}.html" for article in site.articles}
    for name in site.files():
        text = site.page(name) if name.endswith((".html", ".xml")) else ""
        for mark in ("brief-summary", "brief-neighbors", "brief-sentence", 'brief-back"'):
            assert (mark in text) <= (name in own), (mark, name)


def _tree(site: sites.Site) -> dict[str, str]:
    return {name: hashlib.sha256((site.output / name).read_bytes()).hexdigest() for name in site.files()}


DATED = {"wire/fish.txt": RAW.replace("Years\n", "Years\nDate: 2026-05-01\n", 1), **OTHERS}


def test_built_twice_in_one_process_it_is_the_same(tmp_path):
    first = _tree(sites.build(tmp_path, DATED, BRIEF_TEXT_PATHS=["wire"]))
    assert _tree(sites.build(tmp_path, {}, BRIEF_TEXT_PATHS=["wire"])) == first


def test_hash_seeds_change_nothing(tmp_path):
    trees = []
    for seed in ("0", "1", "77"):
        site = sites.build_apart(
            tmp_path, DATED, BRIEF_TEXT_PATHS=["wire"], BRIEF_CACHE=False, environment={"PYTHONHASHSEED": seed}
        )
        assert site.status == 0, site.console
        trees.append(_tree(site))
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_pelicans_caches_change_nothing(tmp_path, layer):
    settings = {"BRIEF_TEXT_PATHS": ["wire"], "CONTENT_CACHING_LAYER": layer}
    plain = _tree(sites.build(tmp_path, DATED, **settings))
    cached = {**settings, "CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True}
    assert _tree(sites.build(tmp_path, {}, **cached)) == plain
    assert _tree(sites.build(tmp_path, {}, **cached)) == plain


def test_an_article_can_opt_out(tmp_path):
    body = "\n\n".join(CITED) + "\n\nNo time to read?\nGet a summary"
    content = {
        "off.md": sites.article("Off", body, brief="off"),
        "some.md": sites.article("Some", body, brief="citation"),
        "old/all.md": sites.article("All", body),
    }
    site = sites.build(tmp_path, content, EXTRA_PATH_METADATA={"old": {"series": "Old"}})
    assert "[CITATION" in site.article("off")._content
    assert "No time to read" in site.article("off")._content
    assert site.article("off").brief.summary is None
    assert "[CITATION" in site.article("some")._content
    assert "No time to read" not in site.article("some")._content
    assert "[CITATION" not in site.article("all")._content


def test_a_rule_that_there_is_not_is_named_and_an_opt_out_holds_for_titles_too(tmp_path):
    content = {
        "some.md": sites.article("Some", CITED[0], brief="share-baar citation"),
        "off.md": sites.article("Salt [CITATION: Board]", CITED[0], brief="off"),
    }
    site = sites.build(tmp_path, content)
    assert site.logged() == ["some.md: Brief: there is no rule 'share-baar' [brief.metadata]"]
    assert "[CITATION" in site.article("some")._content
    assert site.article("salt-citation-board").title == "Salt [CITATION: Board]"


def test_cleaning_can_be_limited_to_imported_folders(tmp_path):
    body = f"{CITED[0]}\n\nNo time to read?\nGet a summary"
    content = {"mine/a.md": sites.article("Mine", body), "imported/b.md": sites.article("Theirs", body)}
    site = sites.build(tmp_path, content, EXTRA_PATH_METADATA={"mine": {"brief": "off"}})
    assert "[CITATION" in site.article("mine")._content
    assert "[CITATION" not in site.article("theirs")._content


def test_titles_and_summaries_lose_citation_tokens(tmp_path):
    body = " ".join(PARAGRAPHS)
    content = {"a.md": sites.article("Salt [CITATION: Board]", body, summary="Two years more. [CITATION: Board minutes]")}
    site = sites.build(tmp_path, content)
    (article,) = site.articles
    assert article.title == "Salt"
    assert article.summary == "<p>Two years more.</p>"


def test_the_authors_summary_wins(tmp_path):
    site = sites.build(
        tmp_path, {"a.md": sites.article("Salt", " ".join(PARAGRAPHS), summary="In my own words & <em>more</em>.")}
    )
    article = site.article("salt")
    assert article.summary == "<p>In my own words &amp; <em>more</em>.</p>"
    assert [s.html for s in article.brief.summary.sentences] == ["In my own words &amp; more."]
    assert article.brief.summary.method == "author"
    assert "In my own words &amp; more." in site.page("salt.html")
    assert "brief-provenance" not in site.page("salt.html")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.md", "Title: Odd\nDate: 2026-05-01\n"),
        ("one.md", sites.article("Odd", "One sentence only.")),
        ("two.md", sites.article("Odd", " ".join(PARAGRAPHS), slug="two").replace("Date:", "Title: Odder\nDate:")),
        ("endless.md", sites.article("Odd", "word " * 3000)),
        ("numbers.md", sites.article("Odd", "1 2 3 4 5. 6 7 8. 9 10 11 12. " * 40)),
        ("lang.md", sites.article("Odd", " ".join(PARAGRAPHS), lang="tlh")),
        ("broken.html", f"{HEAD}<p>One <b>two</p></i><div><p>x<table><tr><p>[CITATION: a]</div><!-- open</body></html>"),
        ("nested.html", f"{HEAD}{'<div>' * 900}deep</body></html>"),
    ],
)  # fmt: skip
def test_odd_articles_are_published_without_a_complaint(tmp_path, name, text):
    site = sites.build(tmp_path, {name: text, **OTHERS})
    assert len(site.articles) == 3
    assert site.logged() == []
    assert any("Odd" in plain_text(site.page(page)) for page in site.files(".html"))


def test_an_article_whose_cleaning_fails_is_published_as_written(tmp_path, monkeypatch):
    from pelican.plugins.brief.cleaning import pipeline

    def fail(*_):
        raise RuntimeError("a defect")

    monkeypatch.setattr(pipeline, "clean", fail)
    site = sites.build(tmp_path, {"a.md": sites.article("Salt", CITED[0])}, BRIEF_CACHE=False)
    assert "[CITATION" in site.article("salt")._content
    assert site.logged() == ["a.md: published as written, cleaning failed: RuntimeError('a defect') [brief.clean]"]


def test_a_title_behind_a_leftover_label_that_exists_is_named(tmp_path):
    text = RAW.replace("How the lighthouse at Gannet Point got its second lamp", "The Lamp")
    site = sites.build(tmp_path, {"wire/fish.txt": text, **OTHERS}, BRIEF_TEXT_PATHS=["wire"])
    assert any("a leftover named lamp.md [brief.prev-next]" in message for message in site.logged(20))


def test_feeds_hold_the_summary_and_the_clean_body(tmp_path):
    site = sites.build(tmp_path, {"wire/fish.txt": RAW, **OTHERS}, BRIEF_TEXT_PATHS=["wire"])
    feed = lxml.html.fromstring(site.page("feeds/all.atom.xml").encode())
    url = "https://example.org/fish-market-stays-open-for-two-more-years.html"
    (entry,) = (e for e in feed.xpath("//entry") if e.xpath(".//link")[0].get("href") == url)
    content = entry.xpath("./content")[0].text_content()
    assert "doc-endnotes" in content
    assert set(re.findall(r'href="([^"]*#brief-[^"]*)"', content)) != set()
    assert all(link.startswith(f"{url}#") for link in re.findall(r'href="([^"]*#brief-[^"]*)"', content))
    article = site.article("fish-market-stays-open-for-two-more-years")
    assert entry.xpath("./summary")[0].text_content() == article.summary


def test_a_marked_passage_is_the_summary(tmp_path):
    marked = f"{PARAGRAPHS[0]}\n\n<!-- summary -->\n{PARAGRAPHS[3]}\n<!-- /summary -->\n\n{PARAGRAPHS[1]}"
    site = sites.build(tmp_path, {"a.md": sites.article("Salt", marked)})
    summary = site.article("salt").brief.summary
    assert " ".join(sentence.text for sentence in summary.sentences) == PARAGRAPHS[3]
    assert summary.method == "marked"
    assert site.page("salt.html").count('class="brief-sentence"') == 2


def test_an_article_can_ask_for_a_number_of_sentences(tmp_path):
    content = {
        "a.md": sites.article("Salt", "\n\n".join(PARAGRAPHS), brief_sentences="4"),
        "b.md": sites.article("Pepper", "\n\n".join(PARAGRAPHS), brief_sentences="many"),
    }
    site = sites.build(tmp_path, content, BRIEF_SENTENCES=3, BRIEF_MIN_RATIO=1)
    assert [len(site.article(slug).brief.summary.sentences) for slug in ("salt", "pepper")] == [4, 3]
    assert site.logged() == ["b.md: Brief_sentences: expected 1 to 50, not 'many' [brief.metadata]"]
