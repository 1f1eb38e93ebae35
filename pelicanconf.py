"""The demo site: what `pelican-brief` makes of a small newspaper. For reading on this computer; publishconf.py is for the web."""

SITENAME = "The Quill"
SITESUBTITLE = "News from a tidal river, and a summary of all of it"
SITEURL = ""
DEFAULT_LANG = "en"
TIMEZONE = "UTC"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
STATIC_PATHS = ["images"]
PAGE_PATHS = ["pages"]
ARTICLE_EXCLUDES = ["pages"]

PLUGINS = ["brief"]
BRIEF_TEXT_PATHS = ["imported"]
BRIEF_RULES = {"title": "on"}  # imported pages repeat their title as a heading
BRIEF_CSS = "off"  # the theme's own style sheet dresses the blocks

# Rebuilding reads only what has changed.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True

# Every page opens from the disk.
RELATIVE_URLS = True

DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "authors", "404"]
DEFAULT_PAGINATION = 12
PAGINATED_TEMPLATES = {"category": None, "tag": None, "author": None}
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Town"

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
    },
    "output_format": "html5",
}

# Feeds need an address: they are published, not previewed.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
