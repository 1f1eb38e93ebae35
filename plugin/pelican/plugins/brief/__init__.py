"""Clean, summarize and link the articles of a Pelican site, at build time."""


def register() -> None:
    """Connect the plugin to Pelican (what Pelican calls for each enabled plugin)."""
