"""A small site that uses much of what Pelican can do, made in a folder."""

from pathlib import Path

CONFIGURATION = """
SITENAME = "Tide & Time"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en"
AUTHOR = "Nadia Reis"
THEME = {theme!r}
THEME_TEMPLATES_OVERRIDES = ["overrides"]
PLUGINS = {plugins!r}
PLUGIN_PATHS = ["plugins"]
RELATIVE_URLS = {relative!r}
DEFAULT_PAGINATION = 3
DEFAULT_ORPHANS = 1
ARTICLE_URL = "{{date:%Y}}/{{category}}/{{slug}}/"
ARTICLE_SAVE_AS = "{{date:%Y}}/{{category}}/{{slug}}/index.html"
YEAR_ARCHIVE_SAVE_AS = "{{date:%Y}}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{{date:%Y}}/{{date:%m}}/index.html"
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_RSS = "feeds/rss.xml"
TAG_FEED_ATOM = "feeds/tag-{{slug}}.atom.xml"
WITH_FUTURE_DATES = False
ARTICLE_PATHS = ["posts"]
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {{"extra/robots.txt": {{"path": "robots.txt"}}}}
TEMPLATE_PAGES = {{"extra/about.html": "about-the-site.html"}}
OUTPUT_SOURCES = True
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives"]
FORMATTED_FIELDS = ["summary"]
MARKDOWN = {{"extension_configs": {{"markdown.extensions.toc": {{}}}}, "output_format": "html5"}}
"""
CONTEXT_CHANGER = """
from pelican.plugins import signals

def change(generator, content):
    generator.context["SITESUBTITLE"] = content.title

def register():
    signals.article_generator_write_article.connect(change)
"""
ARTICLE = """Title: {title}
Date: {date}
Category: {category}
Tags: {tags}
Authors: {authors}
{more}
The tide came in at {title}. See [another]({{filename}}{other}) and ![a gauge]({{static}}/images/gauge.png).

It went out again, & nobody "noticed" it. {body}
"""
#: An article long enough for a summary.
SENTENCES = (
    "The ferry crossed the estuary before the tide turned, with nine lamps on board.",
    "Nobody had lit the lamps since the harbor burned, and the keeper counted them twice.",
    "Each lamp holds oil for eleven nights, which is longer than any storm on this coast has lasted.",
    "The harbor council paid for the oil with the fines of one winter.",
    "On the first night all nine lamps were seen from the far bank of the estuary.",
    "The keeper wrote that down, as he writes down everything.",
)
WORDS = ("harbor", "gauge", "moon", "estuary", "ferry", "lamp", "rope", "silt", "heron", "buoy")


def write_site(root: Path, *, theme: str = "simple", plugins: tuple[str, ...] = (), relative: bool = False) -> Path:
    """Write the site, and return the path of its configuration."""
    files = {f"content/{name}": text for name, text in sources().items()}
    files["pelicanconf.py"] = CONFIGURATION.format(theme=theme, plugins=list(plugins), relative=relative)
    files["overrides/tag.html"] = "{% extends '!simple/tag.html' %}{% block title %}Tagged {{ tag }}{% endblock %}"
    files["plugins/context_changer.py"] = CONTEXT_CHANGER
    for name, text in files.items():
        write(root / name, text)
    return root / "pelicanconf.py"


def write(path: Path, text: str) -> None:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def article(number: int, *, more: str = "", body: str = "") -> str:
    """Return the text of one article."""
    return ARTICLE.format(
        title=f"{WORDS[number % 10].title()} {number}",
        date=f"{2019 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02} 10:00",
        category=("Sea", "Land", "Sea & Land")[number % 3],
        tags=", ".join(WORDS[(number + step) % 10] for step in range(number % 4)) or "silt",
        authors=("Nadia Reis", "Tom Okafor, Nadia Reis", "Ines Prat")[number % 3],
        other=f"/posts/{(number + 1) % 8}.md",
        more=more,
        body=body,
    )


def sources() -> dict[str, str]:
    """Return the content by path: Markdown, reStructuredText and HTML; drafts, translations, attachments, overrides."""
    found = {f"posts/{number}.md": article(number) for number in range(8)}
    found |= {
        "posts/1-fr.md": article(1, more="Lang: fr\nSlug: gauge-1").replace("Title: Gauge 1", "Title: La jauge"),
        "posts/draft.md": article(11, more="Status: draft"),
        "posts/hidden.md": article(12, more="Status: hidden"),
        "posts/future.md": article(13).replace("Date: 2020", "Date: 2999"),
        "posts/attached.md": article(14, body="![A map]({attach}maps/map.png)\n"),
        "posts/override.md": article(15, more="Save_as: special.html\nUrl: special.html\nSummary: Its *own* summary"),
        "posts/note.rst": "A note\n######\n\n:date: 2020-02-02\n:tags: moon\n:summary: In *short*\n\nSome **text**.\n",
        "posts/page.html": '<html><head><title>From HTML</title><meta name="date" content="2021-05-05" />'
        '<meta name="tags" content="rope" /></head><body><p>A body</p></body></html>',
        "posts/maps/map.png": "map",
        "images/gauge.png": "gauge",
        "extra/robots.txt": "User-agent: *\n",
        "extra/about.html": "{{ SITENAME }} has {{ articles|length }} articles",
        "pages/about.md": "Title: About\n\nA page with a link to [a post]({filename}/posts/2.md).\n",
        "pages/gone.md": "Title: Gone\nStatus: hidden\nSave_as: 404.html\n\nNothing here.\n",
        "pages/soon.md": "Title: Soon\nStatus: draft\n\nNot yet.\n",
    }
    return found
