"""``pelican-brief explain``: every sentence of an article with its value, and why it was chosen or barred."""

import argparse
import json
import sys
from typing import Any

from ..settings import SettingsError


def run(argv: list[str]) -> int:
    """Explain an article's summary; return 0, or 2 for wrong use."""
    arguments = _parser().parse_args(argv)
    from ..cleaning import site

    try:
        (article,) = site.below(site.read(arguments.settings).articles, [arguments.article])
    except ValueError:
        print(f"pelican-brief explain: {arguments.article}: expected one article, not a folder", file=sys.stderr)
        return 2
    except (SettingsError, OSError) as error:
        print(f"pelican-brief explain: {error}", file=sys.stderr)
        return 2
    found = explained(article)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=True, indent=1))
    else:
        _show(found)
    return 0


def explained(article: Any) -> dict[str, Any]:
    """Return what is known of an article's summary: each sentence in order with its value, its parts and what bars it.

    ``value`` is the worth of a summary of that one sentence; ``parts`` is what it earns by itself (see ``weights.OWN``). A set
    is chosen as a whole, so that the best single sentences need not be the best few.
    """
    from ..document import parse
    from ..languages import load
    from ..prose import paragraphs
    from ..sentences import split
    from .brief import weigh
    from .words import lexicon

    language, result = load(article.lang), article.brief.result
    texts = [paragraph.text for paragraph in paragraphs(parse(article.brief.body))]
    sentences = split(texts, language.summary.get("splitter", language.code))
    chosen = [quote.text for quote in result.quotes]
    said: dict[str, Any] = {
        "path": article.get_relative_source_path(),
        "title": article.title,
        "method": result.method,
        "sentences": [],
    }
    if not sentences:
        return said
    values = weigh(sentences, article.title, lexicon(language.code), max(1, len(chosen)))
    alone = values.worth.alone()
    for number, sentence in enumerate(sentences):
        verdict = values.judge[number]
        parts = {
            name: round(float(amounts[number]), 3) for name, amounts in values.parts.items() if round(float(amounts[number]), 3)
        }
        said["sentences"].append(
            {
                "text": sentence.text,
                "chosen": sentence.text in chosen,
                "value": round(float(alone[number]), 3),
                "parts": parts,
                "barred": verdict.barred,
                "points_back": verdict.dangling,
            }
        )
    return said


def _show(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(
        Text(found["title"], style="bold"), Text(f"  {found['path']}, by method {found['method'] or 'none'}", style="dim")
    )
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name, justify in (("", "left"), ("value", "right"), ("sentence", "left"), ("why", "left")):
        table.add_column(name, justify=justify, ratio={"sentence": 3, "why": 2}.get(name))  # type: ignore[arg-type]
    for sentence in found["sentences"]:
        style = "bold green" if sentence["chosen"] else "dim" if sentence["barred"] or sentence["points_back"] else ""
        mark = "●" if sentence["chosen"] else ""
        table.add_row(mark, f"{sentence['value']:.2f}", Text(sentence["text"]), Text(_why(sentence), style="dim"), style=style)
    console.print(table)


def _why(sentence: dict[str, Any]) -> str:
    """Say what a sentence earned by itself, and what bars it."""
    barred = [sentence["barred"]] * bool(sentence["barred"])
    barred += ["points back: only after the sentence before it"] * sentence["points_back"]
    return "; ".join(
        [*barred, ", ".join(f"{name.replace('_', ' ')} {amount:+.2f}" for name, amount in sentence["parts"].items())]
    ).strip("; ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pelican-brief explain", description="Show why the sentences of a summary were chosen.")
    parser.add_argument("article", metavar="ARTICLE", help="the source file of an article")
    parser.add_argument(
        "-s", "--settings", default="pelicanconf.py", metavar="FILE", help="Pelican's configuration (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    return parser
