"""What a theme shows by itself, and how our blocks get into an article's own page."""

import re
from types import SimpleNamespace

import pytest
from pelican.contents import Content

from pelican.plugins.brief.document import Edit
from pelican.plugins.brief.ownpage import MOST_KINDS, in_place
from pelican.plugins.brief.probe import Seen
from tests import sites, themes

BRIDGE = "a-bridge-counts-its-cyclists.html"
LINKS = '<a href="{{ SITEURL }}/{{ article.prev_article.url }}">x</a><a href="{{ SITEURL }}/{{ article.next_article.url }}">y</a>'
#: A piece of an article's template -> whether it shows the summary, whether it shows the neighbors.
PIECES = [
    ("", False, False),
    ("{{ article.summary }}", True, False),
    ("{{ article.summary|striptags|truncate(40)|upper }}", True, False),
    ("{% include 'brief/summary.html' %}", True, False),
    ("{% include 'brief/neighbors.html' %}", False, True),
    (f"{{% if article.prev_article and article.next_article %}}{LINKS}{{% endif %}}", False, True),
    ('<meta itemprop="description" content="{{ article.summary }}">', False, False),
    ('<p title="{{ article.summary }}">x</p>', False, False),
    ("<script>var summary = '{{ article.summary }}'</script>", False, False),
    ("<noscript>{{ article.summary }}</noscript>", False, False),
    ("<p hidden>{{ article.summary }}</p>", False, False),
    ('<p style="display: none">{{ article.summary }}</p>', False, False),
    ("<!-- {{ article.summary }} -->", False, False),
    ('<p class="p-summary visually-hidden">{{ article.summary }}</p>', False, False),
    ('<p class="hidden md:block">{{ article.summary }}</p>', True, False),
    (f'<div class="invisible">{LINKS}</div>', False, False),
    (f'<div class="d-none d-md-flex">{LINKS}</div>', False, True),
    ("{% if not article.hide_summary %}{{ article.summary }}{% endif %}", True, False),
    ("{{ article.metadata.summary }}", True, False),
    (
        "{% for other in [article.prev_article, article.next_article] %}"
        '{% if other %}<a href="/{{ other.url }}">{{ other.title }}</a>{% endif %}{% endfor %}',
        False,
        True,
    ),
    (LINKS, False, True),  # not even asked whether they are there
    (LINKS.replace("_article", "_article_in_category"), False, True),
    ("{{ article.summary|truncate(9, true) }}", False, False),
    ('{% if article.next_article %}<a href="{{ article.next_article.url }}">next only</a>{% endif %}', False, False),
    (
        '<link rel="prev" href="{{ article.prev_article.url }}"><link rel="next" href="{{ article.next_article.url }}">',
        False,
        False,
    ),
    ("{% if article.next_article %}{{ article.next_article.summary|striptags }}{% endif %}", False, False),
    ("{% if 'neighbors' in PLUGINS %}" + LINKS + "{% endif %}", False, False),
    ("<span class=x><h3>broken</h2><p>{{ article.summary }}", True, False),
]


def build(tmp_path, piece, **settings):
    """Build a site whose article template is this piece above the body."""
    return build_of(tmp_path, piece, themes.CONTENT, **settings)


def build_of(tmp_path, piece, content, **settings):
    template = (
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{piece}<main>{{{{ article.content }}}}</main></body></html>"
    )
    sites.write(tmp_path / "own", {"article.html": template, "wide.html": "{% extends 'article.html' %}"})
    return sites.build(tmp_path, content, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")], **settings)


@pytest.mark.parametrize(("piece", "summary", "neighbors"), PIECES, ids=[piece[:40] or "nothing" for piece, *_ in PIECES])
def test_what_a_theme_shows_is_not_shown_again(tmp_path, piece, summary, neighbors):
    site = build(tmp_path, piece)
    body = site.page(BRIDGE).split("<main>")[1]
    assert ('class="brief-summary"' in body, 'class="brief-neighbors"' in body) == (not summary, not neighbors)
    assert "briefprobe" not in "".join(site.page(name) for name in site.files(".html"))
    assert [record for record in site.logged() if "brief" in record] == []


def test_a_template_that_cannot_be_asked_gets_the_blocks_and_the_log_says_so(tmp_path):
    piece = "{% if 'briefprobe' in article.summary %}{{ nothing.at.all }}{% endif %}"
    site = build(tmp_path, piece)
    assert {site.page(BRIDGE).count(f'class="brief-{name}"') for name in ("summary", "neighbors")} == {1}
    assert any("could not be asked what it shows" in message for message in site.logged(20))


def test_asking_leaves_no_trace(tmp_path):
    content = {
        **themes.CONTENT,
        "a.md": sites.article("Attached", "See [it]({attach}pictures/a.txt).", summary="[s]({attach}pictures/a.txt)"),
    }
    content["pictures/a.txt"] = "a picture"
    site = sites.build(
        tmp_path, content, THEME=str(themes.HERE / "lede"), THEME_TEMPLATES_OVERRIDES=[str(themes.HERE / "overrides")]
    )
    kept = [key for name in ("get_content", "get_summary") for key in Content.__dict__[name].cache]
    assert [name for name in site.files() if "probe" in name] == []
    assert kept == []
    assert site.logged() == []


@pytest.mark.parametrize(
    "piece",
    [
        '<meta name="description" content="{{ article.content|striptags|truncate(90)|e }}">',
        '<p data-body="{{ article.content|e }}">x</p>',
        "<script>var body = {{ article.content|tojson }}</script>",
        '<a href="mailto:x?body={{ article.content|urlencode }}">mail</a>',
        "<noscript>{{ article.content }}</noscript>",
        '<p title="{{ article.content|e|truncate(60, true) }}">x</p>',
    ],
    ids=lambda piece: piece[:30],
)
def test_what_a_theme_derives_from_the_body_is_as_without_us(tmp_path, piece):
    heads = []
    for name, plugins in (("with", ["brief"]), ("without", [])):
        page = build(tmp_path / name, piece, PLUGINS=plugins).page("bread-from-the-tide-mill-its-oven.html")
        heads.append(re.sub(r"<link[^>]*>", "", page.split("<main>")[0]))
    assert ("truncate(60" in piece) or heads[0] == heads[1]
    assert re.search(r"brief-[0-9a-f]{8}-m|No time", heads[0]) is None


def test_blocks_get_in_where_a_theme_drops_comments(tmp_path):
    template = "<html><body><main>{{ article.content|replace('<!--', '<i hidden>')|replace('-->', '</i>') }}</main></body></html>"
    sites.write(tmp_path / "own", {"article.html": template, "wide.html": template})
    site = sites.build(tmp_path, themes.CONTENT, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "own")])
    assert [site.page(BRIDGE).count(f'class="brief-{name}"') for name in ("summary", "neighbors")] == [1, 1]
    assert '<link rel="stylesheet" href="https://example.org/theme/brief.css">' in site.page(BRIDGE)


def test_links_within_a_page_stay_within_it_in_a_theme_with_a_base(tmp_path):
    page = build(tmp_path, '<base href="{{ SITEURL }}/">').page("the-weir-at-low-mill-gets-a-fish-pass.html")
    links = re.findall(r'href="([^"]*)#(brief-[^"]*)"', page)
    assert len(links) > 6
    assert {address for address, _ in links} == {"https://example.org/the-weir-at-low-mill-gets-a-fish-pass.html"}
    assert {place for _, place in links} <= set(sites.ids(page))


CHANGING = """
from pelican.plugins import signals

def change(generators):
    for generator in generators:
        for article in getattr(generator, "articles", ()):
            article._content = {change}

def register():
    signals.all_generators_finalized.connect(change)
"""


@pytest.mark.parametrize(
    ("change", "anchors"),
    [
        ("'<p>A word before.</p>' + article._content", 2),  # moved, and found again
        ("article._content + article._content", 0),  # each stands there twice: which one is meant?
        ("'<p>Nothing of it.</p>'", 0),
    ],
    ids=["moved", "doubled", "replaced"],
)
def test_a_body_that_another_plugin_changes_after_us_has_its_anchors_where_the_sentences_are(tmp_path, change, anchors):
    name = f"change_{anchors}_{len(change)}"  # modules stay loaded
    sites.write(tmp_path, {f"plugins/{name}.py": CHANGING.format(change=change)})
    settings = {"PLUGINS": ["brief", name], "PLUGIN_PATHS": [str(tmp_path / "plugins")]}
    site = themes.build(tmp_path, "simple", **settings)
    page = site.page("bread-from-the-tide-mill-its-oven.html")
    places = re.findall(r'<span class="brief-sentence" id="[^"]*">(.*?)</span>', page, re.DOTALL)
    quoted = [sentence.text for sentence in site.article("bread-from-the-tide-mill-its-oven").brief.summary.sentences]
    assert places == quoted[:anchors]
    assert page.count('class="brief-summary"') == 1


@pytest.mark.parametrize(("css", "styled"), [("link", (1, 0)), ("inline", (0, 1)), ("off", (0, 0))])
def test_the_style_sheet_gets_into_the_page_as_the_settings_say(tmp_path, css, styled):
    site = themes.build(tmp_path, "simple", BRIEF_CSS=css)
    page = site.page(BRIDGE)
    assert (
        page.count('href="https://example.org/theme/brief.css"'),
        page.count("<style>/* The blocks of pelican-brief"),
    ) == styled
    assert ("theme/brief.css" in site.files()) == (css == "link")


def test_a_theme_is_asked_of_so_many_kinds_of_articles_and_then_by_status(tmp_path):
    text = themes.CONTENT["oven.md"].split("\n\n", 1)[1]
    content = {f"{n}.md": sites.article(f"Article {n}", text, **{f"mark{n}": "x"}) for n in range(MOST_KINDS + 4)}
    asked = "{% if 'briefprobe' in article.summary %}{{ namespace.count(1) }}{% endif %}{{ article.summary }}"
    calls = []
    site = build_of(tmp_path, asked, content, JINJA_GLOBALS={"namespace": SimpleNamespace(count=lambda _: calls.append(1) or "")})
    assert len(calls) == MOST_KINDS + 1
    assert [site.page(f"article-{n}.html").count('class="brief-summary"') for n in range(MOST_KINDS + 4)] == [0] * (
        MOST_KINDS + 4
    )


def test_marks_are_replaced_once_where_they_are_seen():
    inserts = [Edit(0, 0, "A", "summary"), Edit(1, 1, "B", "neighbors")]
    body = "<!--p-m0-->x<!--p-m1-->"
    assert in_place(f"<main>{body}</main>", "p-", inserts) == "<main>AxB</main>"
    assert in_place(f"<noscript>{body}</noscript><main>{body}</main>", "p-", inserts) == "<noscript>x</noscript><main>AxB</main>"
    assert in_place(f'<p title="&lt;!--p-m0--&gt;x&lt;!--p-m">{body}', "p-", inserts) == '<p title="x">AxB'
    assert in_place("<main><!--p-m0-->x</main>", "p-", inserts) is None


def test_what_is_seen_of_a_page():
    seen = Seen(
        "<head><title>t</title><body><p>one<div hidden>two<br></div>three<script>four</script><a href=X>five</a><!--six-->"
    )
    assert (seen.text.split(), seen.links, seen.comments) == (["one", "three", "five"], ["x"], ["six"])
