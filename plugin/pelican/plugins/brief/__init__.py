"""Clean, summarize and link the articles of a Pelican site, at build time.

Pelican imports every installed plugin, used or not: nothing is loaded here before ``register`` is called.
"""


def register() -> None:
    """Connect the plugin to Pelican (what Pelican calls for each enabled plugin)."""
    from . import hooks

    hooks.connect()
