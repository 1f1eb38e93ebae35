"""The words that belong to no language (``common.toml``), read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .text import fold


@cache
def table() -> dict[str, Any]:
    """Return the whole file."""
    loaded: dict[str, Any] = tomllib.loads((files(__package__) / "common.toml").read_text(encoding="utf-8"))
    return loaded


@cache
def networks() -> frozenset[str]:
    """Return the folded names of networks and of what stands on share buttons everywhere."""
    return frozenset(fold(name) for name in table()["networks"])


@cache
def _hints() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, words in table()["hints"].items():
        for word in words:
            found.setdefault(word, []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def hint_kinds(word: str) -> tuple[str, ...]:
    """Return what a word of a class name says about its element.

    >>> hint_kinds("sharedaddy")
    ('share',)
    """
    return _hints().get(word, ())


@cache
def _share_hosts() -> dict[str, tuple[str, ...]]:
    """Return the paths that share, by host; under no host what shares anywhere."""
    found: dict[str, list[str]] = {}
    for entry in table()["share_links"]:
        host, slash, path = entry.partition("/")
        key, value = (host, slash + path) if "." in host else ("", entry)
        found.setdefault(key, []).append(value)
    return {host: tuple(paths) for host, paths in found.items()}


def is_share_link(href: str) -> bool:
    """Tell whether a link shares the page it stands on, in any language.

    >>> is_share_link("https://www.facebook.com/sharer/sharer.php?u=https://example.org/")
    True
    """
    hosts, lower = _share_hosts(), href.lower()
    if any(part in lower for part in hosts[""]):
        return True
    host, _, rest = lower.partition("//")[2].partition("/")
    while host:
        if any(f"/{rest}".startswith(path) for path in hosts.get(host, ())):
            return True
        host = host.partition(".")[2]
    return False
