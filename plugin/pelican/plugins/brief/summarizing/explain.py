"""``pelican-brief explain``: every sentence of an article with its value, and why it was chosen or barred."""

import argparse
import json
import sys
from collections.abc import Sequence
from math import exp
from typing import Any

from ..sentences import Sentence
from ..settings import SettingsError

#: So many words are named of those that a sentence covers; so wide is the bar of the best value.
WORDS, BAR = 4, 8


def run(argv: list[str]) -> int:
    """Explain an article's summary; return 0, or 2 for wrong use."""
    arguments = _parser().parse_args(argv)
    from ..cleaning import site

    try:
        (article,) = site.below(site.read(arguments.settings).articles, [arguments.article])
    except ValueError:
        print(f"pelican-brief explain: {arguments.article}: expected one article; this names several", file=sys.stderr)
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

    ``value`` is the worth of a summary of that one sentence: the logarithm of what it ``covers`` of the words that a human
    summary would use, plus its ``parts`` (see ``weights``). A set is chosen as a whole, so that the best single sentences need
    not be the best few. ``introduced_by`` are the numbers (from 1) of the sentences one of which has to introduce it.
    """
    from ..document import parse
    from ..languages import load
    from ..prose import list_items, paragraphs, plain_text
    from ..sentences import split

    language, result, title = load(article.lang), article.brief.result, plain_text(str(article.title))
    found = paragraphs(parse(article.brief.body))
    sentences = split([p.text for p in found], language.summary.get("splitter", language.code), list_items(found))
    return {
        "path": article.get_relative_source_path(),
        "title": title,
        "method": result.method,
        "sentences": _weighed(sentences, title, language.code, [quote.text for quote in result.quotes]),
    }


def _weighed(sentences: Sequence[Sentence], title: str, code: str, chosen: list[str]) -> list[dict[str, Any]]:
    from .brief import weigh
    from .words import lexicon

    if not sentences:
        return []
    known, left = lexicon(code), list(chosen)
    values = weigh(sentences, title, known, max(1, len(chosen)))
    alone, (covered, titled) = values.worth.alone().tolist(), values.worth.coverage()
    out = []
    for number, sentence in enumerate(sentences):
        is_chosen = left[:1] == [sentence.text]
        del left[: int(is_chosen)]
        verdict = values.judge[number]
        written = {term: word for word in reversed(values.worth.prose.words[number]) for term in known.terms(word)}
        parts = {"title": titled[number], **{name: amounts[number] for name, amounts in values.parts.items()}}
        out.append(
            {
                "text": sentence.text,
                "chosen": is_chosen,
                "value": round(alone[number], 3),
                "covers": round(float(covered[number]), 3),
                "words": [written[term] for term in values.worth.best_terms(number, WORDS)],
                "parts": {name: round(float(amount), 3) for name, amount in parts.items() if round(float(amount), 3)},
                "barred": verdict.barred,
                "points_back": verdict.dangling,
                "introduced_by": [place + 1 for place in values.worth.introductions(number)],
            }
        )
    return out


def _show(found: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from ..cleaning.show import printable

    found = printable(found)
    console, rows = Console(highlight=False), found["sentences"]
    console.print(Text(found["title"], style="bold"))
    console.print(
        Text(
            f"{found['path']}: {sum(row['chosen'] for row in rows)} of {len(rows)} sentences, {_by(found['method'])}", style="dim"
        )
    )
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("", justify="right", style="dim")
    table.add_column("value", min_width=BAR)
    table.add_column("sentence", ratio=5)
    table.add_column("why", ratio=4)
    best = max((row["value"] for row in rows), default=0.0)
    for number, row in enumerate(rows, 1):
        out = bool(row["barred"] or row["points_back"])
        style = "bold green" if row["chosen"] else "dim" if out else ""
        mark = "●" if row["chosen"] else str(number)
        table.add_row(
            mark, _bar(row["value"] - best), Text(row["text"]), Text(_why(row), style="yellow" if out else "dim"), style=style
        )
    console.print(table)


def _by(method: str) -> str:
    if method in ("", "brief"):
        return "by method brief" if method else "no summary"
    return f"by method {method} (the values are those of method brief)"


def _bar(below_best: float) -> str:
    """Draw a value beside the best one.

    >>> _bar(0.0), _bar(-0.7), _bar(-9.0)
    ('████████', '████', '▏')
    """
    eighths = round(8 * BAR * exp(below_best))
    return "█" * (eighths // 8) + "▏▎▍▌▋▊▉"[eighths % 8 - 1] * (eighths % 8 > 0) or "▏"


def _why(row: dict[str, Any]) -> str:
    """Say what bars a sentence, what it says of the article, and what it earns besides."""
    said = [row["barred"]] * bool(row["barred"])
    said += ["points back: only after the sentence before it"] * row["points_back"]
    said += [f"better with {' or '.join(map(str, row['introduced_by'][:3]))}"] * bool(row["introduced_by"])
    said += [f"covers {row['covers']:.0%}: {', '.join(row['words'])}"] * bool(row["words"])
    said += [
        ", ".join(f"{name.replace('_', ' ')} {amount:+.2f}" for name, amount in row["parts"].items() if abs(amount) >= 0.005)
    ]
    return "; ".join(filter(None, said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pelican-brief explain", description="Show why the sentences of a summary were chosen.")
    parser.add_argument("article", metavar="ARTICLE", help="an article: its file, or its slug")
    parser.add_argument(
        "-s", "--settings", default="pelicanconf.py", metavar="FILE", help="Pelican's configuration (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    return parser
