"""What the benchmarks call: each function one call into the package."""

import re
from dataclasses import asdict

from pelican.plugins.brief import cleaning, languages, render
from pelican.plugins.brief.summarizing import summarize as _summarize


def clean(html: str, title: str, lang: str) -> str:
    """Clean an article body; the list of sources comes last, as on a page."""
    language = languages.load(lang)
    cleaned = cleaning.clean(html, title, language)
    if not cleaned.sources:
        return cleaned.html
    return cleaned.html + render.sources_html([asdict(source) for source in cleaned.sources], language.labels, "brief-")


def findings(html: str, title: str, lang: str) -> list[tuple[str, str, int, int]]:
    """Say what was found in an article body: tier, rule, start, end."""
    found = cleaning.clean(html, title, languages.load(lang)).findings
    return [(finding.tier, finding.rule, finding.start, finding.end) for finding in found]


def summarize(text: str, title: str, lang: str, n: int) -> list[str]:
    """Summarize a plain text whose paragraphs are separated by blank lines in n of its sentences."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text)]
    return [s.text for s in _summarize(paragraphs, title, languages.load(lang), count=n).sentences]
