"""Cleaning: find what an old page or a writing tool left behind, and never touch what was written.

``clean`` is the whole way in. Rules (``table.RULES``, in reading order) look at a body and propose; the gate (``gate``) applies
the policy that all of them share. Heavy modules load when the first article is cleaned, not on import.
"""

from .table import RULE_NAMES, RULES
from .values import Cleaned, Finding, Options, Rule, Source

__all__ = ["RULES", "RULE_NAMES", "Cleaned", "Finding", "Options", "Rule", "Source", "clean", "clean_text"]


def __getattr__(name: str) -> object:
    if name in ("clean", "clean_text"):
        from . import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
