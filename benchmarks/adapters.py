"""What the benchmarks call: each function one call into the package."""

import re

from pelican.plugins.brief import languages
from pelican.plugins.brief.summarizing import summarize as _summarize


def summarize(text: str, title: str, lang: str, n: int) -> list[str]:
    """Summarize a plain text whose paragraphs are separated by blank lines in n of its sentences."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text)]
    return [s.text for s in _summarize(paragraphs, title, languages.load(lang), count=n).sentences]
