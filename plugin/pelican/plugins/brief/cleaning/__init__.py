"""Cleaning: find what an old page or a writing tool left behind, and never touch what was written.

``clean`` is the whole way in. Rules (``table.RULES``, in reading order) look at a body and propose; the gate (``gate``) applies
the policy that all of them share. Heavy modules load when the first article is cleaned, not on import.
"""

from ..document import Document
from ..languages import Language
from .table import RULE_NAMES, RULES
from .values import DEFAULTS, Cleaned, Finding, Options, Rule, Source

__all__ = ["RULES", "RULE_NAMES", "Cleaned", "Finding", "Options", "Rule", "Source", "clean", "clean_and_parse", "clean_text"]


def clean(html: str, title: str, language: Language, options: Options = DEFAULTS) -> Cleaned:
    """Clean an article body: ``title`` is the article's, ``language`` decides which phrases count (English ones always do).

    Never raises on any input. The Sources list is not part of the result's ``html``: whoever renders appends it from ``sources``.
    """
    return clean_and_parse(html, title, language, options)[0]


def clean_and_parse(html: str, title: str, language: Language, options: Options = DEFAULTS) -> tuple[Cleaned, Document]:
    """Clean a body, and return the cleaned one taken apart as well, which costs nothing more."""
    from . import pipeline

    return pipeline.clean(html, title, language, options)


def clean_text(text: str, language: Language, options: Options = DEFAULTS) -> str:
    """Strip the certain tokens from plain text such as a title or a summary in the metadata."""
    from . import pipeline

    return pipeline.clean_text(text, language, options)
