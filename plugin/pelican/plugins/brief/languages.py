"""Languages: one TOML file of words each, found by its code; never code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    ``labels`` name our own blocks; ``leftovers`` are phrases of page chrome by kind; ``summary`` holds openers, abbreviations
    and reading speed. A table that the file lacks is empty, a label that it lacks is English.
    """

    code: str
    name: str
    direction: str
    labels: Mapping[str, str]
    leftovers: Mapping[str, Any]
    summary: Mapping[str, Any]


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, sorted."""
    folder = files(__package__) / "languages"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """Read the language of a code such as ``pt-BR`` or ``zh_TW``: its own file, else the first part's, else English.

    >>> load("pt-BR").code
    'pt'
    >>> load("tlh").code
    'en'
    """
    found = resolve(code)
    table = _read(found)
    english = table if found == DEFAULT else _read(DEFAULT)
    return Language(
        code=found,
        name=table["name"],
        direction=table.get("direction", "ltr"),
        labels=MappingProxyType({**english["labels"], **table.get("labels", {})}),
        leftovers=MappingProxyType(table.get("leftovers", {})),
        summary=MappingProxyType(table.get("summary", {})),
    )


@cache
def resolve(code: str) -> str:
    """Return the code of the file that serves a language code."""
    parts = code.replace("_", "-").lower().split("-")
    known = available()
    return next((c for n in range(len(parts), 0, -1) if (c := "-".join(parts[:n])) in known), DEFAULT)


def _read(code: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "languages" / f"{code}.toml").read_text(encoding="utf-8"))
