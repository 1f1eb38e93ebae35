"""``pelican-brief check``: what would be removed, rewritten or reported, article by article, before any build."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from ..settings import SettingsError
from . import site


def run(argv: list[str]) -> int:
    """Check a site; return 0, 1 with ``--strict`` when anything certain was found, or 2 for wrong use."""
    arguments = _parser().parse_args(argv)
    try:
        found = site.read(arguments.settings)
        articles = site.below(found.articles, arguments.paths)
    except (SettingsError, OSError) as error:
        print(f"pelican-brief check: {error}", file=sys.stderr)
        return 2
    from .. import report

    records = [report.record(found.run, article) for article in articles]
    if arguments.json:
        print(json.dumps({"articles": records}, ensure_ascii=True, indent=1))
    else:
        _show(
            records,
            [found.bodies.get(article, "") for article in articles],
            everything=arguments.all or bool(arguments.paths),
            color=arguments.color,
        )
    return int(arguments.strict and any(map(is_unclean, records)))


def is_unclean(record: Mapping[str, Any]) -> bool:
    """Tell whether anything certain was found: something that a build removes or rewrites."""
    return bool(record["metadata"]) or any(finding["tier"] != "reported" for finding in record["findings"])


def _show(records: Sequence[Mapping[str, Any]], bodies: Sequence[str], *, everything: bool, color: bool | None) -> None:
    from rich.console import Console

    from . import show

    console = Console(force_terminal=color, no_color=None if color is None else not color, highlight=False, soft_wrap=False)
    show.articles(console, records, bodies, everything=everything)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pelican-brief check",
        description="Show what a build would remove or rewrite in each article, what is suspicious and why, and the summary.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles (files or slugs) or folders of articles (default: the whole site)"
    )
    parser.add_argument(
        "-s", "--settings", default="pelicanconf.py", metavar="FILE", help="Pelican's configuration (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.add_argument("--all", action="store_true", help="show articles without findings, too")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when anything certain was found")
    parser.add_argument("--color", action=argparse.BooleanOptionalAction, default=None, help="color (default: on a terminal)")
    return parser
