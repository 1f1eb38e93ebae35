"""Every ``BRIEF_*`` setting: its default, its check and its help, in one place.

The README's table is made from the fields below (``make docs``), and a test keeps it true. All values are JSON-able, so that
``pelican -e BRIEF_…=…`` can set each of them.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

PREFIX = "BRIEF_"

#: Says what was expected of a value, or None when the value is right.
Check = Callable[[Any], "str | None"]


class SettingsError(Exception):
    """A wrong ``BRIEF_*`` setting: the one error that stops a build. Its text names every fault and what was expected."""

    exitcode = 2  # what Pelican's main() leaves the process with


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _choice(*names: str) -> Check:
    expected = " or ".join((", ".join(f'"{n}"' for n in names[:-1]), f'"{names[-1]}"'))

    def check(value: Any) -> str | None:
        if value in names and isinstance(value, str):
            return None
        return expected + _did_you_mean(value, names)

    return check


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> str | None:
        right = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        return None if right else f"a number from {low:g} to {high:g}"

    return check


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "a string"


def _texts(value: Any) -> str | None:
    right = isinstance(value, list | tuple) and all(isinstance(item, str) and item for item in value)
    return None if right else "a list of strings"


def _folders(value: Any) -> str | None:
    expected = 'a list of folders below PATH, such as ["imported"]'
    if _texts(value):
        return expected
    slashed = {item: item.replace("\\", "/") for item in value}
    outside = [item for item, path in slashed.items() if path.startswith("/") or path[1:3] == ":/" or ".." in path.split("/")]
    return f"{expected}; {outside[0]!r} lies outside" if outside else None


def _sentences(value: Any) -> str | None:
    if value == "auto" or (type(value) is int and 1 <= value <= 50) or (type(value) is float and 0 < value < 1):
        return None
    return '"auto", a number of sentences from 1 to 50, or a share of the article such as 0.1'


def _workers(value: Any) -> str | None:
    return None if value == "auto" or (type(value) is int and 1 <= value <= 256) else '"auto" or a number from 1 to 256'


def _switch_or_path(value: Any) -> str | None:
    return None if isinstance(value, bool) or (isinstance(value, str) and value) else "true, false or a path"


def _executor(value: Any) -> str | None:
    right = isinstance(value, str) and (not value or ":" in value.strip(":") or "." in value.strip("."))
    return None if right else 'the dotted path of a callable, such as "conf.make_executor"'


def _method(value: Any) -> str | None:
    from .summarizing.methods import METHODS

    if isinstance(value, str) and (value in METHODS or ("." in value.strip(".") and _package_exists(value))):
        return None
    return f"one of {', '.join(METHODS)}, or the dotted path of a summarizer class" + _did_you_mean(value, METHODS)


def _scope(value: Any) -> str | None:
    from .neighbors import SCOPES

    return _choice(*SCOPES)(value)


def _package_exists(path: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(path.split(".")[0]) is not None
    except ValueError:
        return False


def _rules(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return 'a table of rules, such as {"share-bar": "report"}'
    if not value:
        return None
    from .cleaning import RULE_NAMES

    for name, mode in value.items():
        if name not in RULE_NAMES:
            return f"rules among {', '.join(RULE_NAMES)}; there is no {name!r}" + _did_you_mean(name, RULE_NAMES)
        if mode not in ("on", "report", "off"):
            return f'"on", "report" or "off" for each rule, not {mode!r} for {name!r}' + _did_you_mean(mode, ("report",))
    return None


def _phrases(value: Any) -> str | None:
    from .languages import DEFAULT, load

    kinds = tuple(load(DEFAULT).leftovers)
    if not isinstance(value, Mapping) or any(_texts(phrases) for phrases in value.values()):
        return 'a table of lists, such as {"newsletter": ["Join 5,000 readers"]}'
    unknown = [kind for kind in value if kind not in kinds]
    if unknown:
        return f"kinds among {', '.join(kinds)}; there is no {unknown[0]!r}" + _did_you_mean(unknown[0], kinds)
    return None


_SHOW = ("auto", "inject", "theme", "off")


def _setting(default: Any, check: Check, help: str) -> Any:
    """Declare a field with its check and its help (one sentence in Markdown: the README's table)."""
    metadata = {"check": check, "help": help}
    if isinstance(default, dict | list):
        return dataclasses.field(default_factory=lambda: type(default)(default), metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the site owner has chosen. A field ``position`` is the setting ``BRIEF_POSITION``."""

    clean: bool = _setting(True, _flag, "Take leftovers out of articles.")
    rules: Mapping[str, str] = _setting({}, _rules, 'Rules to switch: `"on"`, `"report"` (leave it in, say so) or `"off"`.')
    citations: str = _setting(
        "sources",
        _choice("sources", "strip", "keep"),
        "What becomes of citation placeholders: numbered references with a list of sources, nothing, or left as they are.",
    )
    phrases: Mapping[str, list[str]] = _setting({}, _phrases, "The site's own leftover phrases, by kind, in any language.")
    method: str = _setting("brief", _method, "How sentences are chosen: ours, `lead`, one of sumy's, or a summarizer class.")
    sentences: int | float | str = _setting(
        "auto", _sentences, "Length of a summary: by the article's length, a number, or a share of its sentences."
    )
    min_ratio: float = _setting(3, _number(1, 100), "No summary for an article shorter than this many times its summary.")
    summary: str = _setting(
        "auto",
        _choice(*_SHOW),
        "The summary block: shown where the theme does not show it itself, always, only by the theme's own include, never.",
    )
    neighbors: str = _setting("auto", _choice(*_SHOW), "The previous/next navigation: the same choices.")
    position: str = _setting("top", _choice("top", "bottom", "both"), "Where an injected summary stands.")
    open: bool = _setting(False, _flag, "Show the summary unfolded.")
    scope: str = _setting(
        "site",
        _scope,
        "Among which articles previous and next are looked for.",
    )
    neighbors_gate: bool = _setting(
        False, _flag, "Open the gates of themes that show their links only if the `neighbors` plugin is in `PLUGINS`."
    )
    css: str = _setting("link", _choice("link", "inline", "off"), "How the blocks' style sheet gets into an article's page.")
    pages: bool = _setting(False, _flag, "Clean and summarize pages, too.")
    text_paths: list[str] = _setting([], _folders, "Folders below `PATH` whose `.txt` files are articles.")
    report: str = _setting(
        "", _text, "A file to write the report of the build to, as JSON (subsites of `i18n_subsites` included)."
    )
    cache: bool | str = _setting(True, _switch_or_path, "Keep results between builds, in `CACHE_PATH` or in this file.")
    workers: int | str = _setting("auto", _workers, "Processes to work in; `auto` uses more than one when it pays.")
    executor: str = _setting("", _executor, "A function that returns a `concurrent.futures.Executor` to work on, e.g. Dask's.")

    @classmethod
    def read(cls, mapping: Mapping[str, Any]) -> "Settings":
        """Read the ``BRIEF_*`` values of Pelican's settings.

        Raises SettingsError, naming every fault at once, with the nearest right name for an unknown one.
        """
        fields = {PREFIX + f.name.upper(): f for f in dataclasses.fields(cls)}
        given = {name: value for name, value in mapping.items() if name.startswith(PREFIX)}
        faults = [f"{n}: no such setting{_did_you_mean(n, fields, PREFIX)}" for n in sorted(given) if n not in fields]
        for name, field in fields.items():
            if name in given and (expected := field.metadata["check"](given[name])):
                faults.append(f"{name} = {given[name]!r}: expected {expected}")
        if faults:
            raise SettingsError("\n".join(("wrong settings of pelican-brief:", *(f"  {fault}" for fault in faults))))
        return cls(**{fields[name].name: value for name, value in given.items()})


def _did_you_mean(given: Any, names: Iterable[str], prefix: str = "") -> str:
    """Name the nearest right name, if one is near; what all names begin with makes none of them near."""
    close = get_close_matches(str(given).removeprefix(prefix), [name.removeprefix(prefix) for name in names], n=1)
    return f"; did you mean {prefix}{close[0]}?" if close else ""


def table() -> str:
    """Make the README's table of settings (Markdown)."""
    rows = ["| setting | default | what it does | values |", "|---|---|---|---|"]
    for field in dataclasses.fields(Settings):
        default = json.dumps(getattr(Settings(), field.name))
        values = field.metadata["check"](object())
        rows.append(f"| `{PREFIX}{field.name.upper()}` | `{default}` | {field.metadata['help']} | {values} |")
    return "\n".join(rows)
