"""The generated parts of the README: ``python -m tests.readme`` writes them, ``test_readme.py`` checks them."""

import re
from pathlib import Path

from pelican.plugins.brief import settings

README = Path(__file__).parents[1] / "README.md"
#: A part's name -> what makes it. In the README it stands between ``<!-- name -->`` and ``<!-- /name -->``.
PARTS = {"settings": settings.table}


def generated(text: str) -> str:
    """Return the README's text with each generated part made anew."""
    for name, make in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        part = make()
        text = pattern.sub(lambda match, part=part: match[1] + part + match[2], text)
    return text


if __name__ == "__main__":
    README.write_text(generated(README.read_text(encoding="utf-8")), encoding="utf-8")
