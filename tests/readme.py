"""The generated parts of the pages: ``python -m tests.readme`` writes them, ``test_readme.py`` checks them."""

import re
from pathlib import Path

from pelican.plugins.brief import languages, settings
from pelican.plugins.brief.cleaning.table import RULES

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "rules.md")


def rules() -> str:
    """List the rules, with what each does by default."""
    rows = [f"| `{rule.name}` | {rule.what} | {rule.default} |" for rule in RULES]
    return "\n".join(("| rule | what it looks for | default |", "|---|---|---|", *rows))


def phrases() -> str:
    """List the kinds of phrases, with the first English ones of each."""
    words = languages.load(languages.DEFAULT).leftovers
    rows = [
        f"| `{kind}` | {', '.join(f'“{phrase}”' for phrase in found[:3])} |".replace("*", r"\*") for kind, found in words.items()
    ]
    return "\n".join(("| kind | such as |", "|---|---|", *rows))


#: A part's name -> what makes it. In a page it stands between ``<!-- name -->`` and ``<!-- /name -->``.
PARTS = {"settings": settings.table, "rules": rules, "phrases": phrases}


def generated(text: str) -> str:
    """Return a page's text with each generated part made anew."""
    for name, make in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        part = make()
        text = pattern.sub(lambda match, part=part: match[1] + part + match[2], text)
    return text


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(generated(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
