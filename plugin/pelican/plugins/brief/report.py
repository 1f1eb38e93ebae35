"""What was done to each article and why: one line for the console, JSON for tools, records for the preview's desk."""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.log import console

from .prose import plain_text

if TYPE_CHECKING:
    from .run import Run

logger = logging.getLogger(__name__)


def records(run: "Run") -> list[dict[str, Any]]:
    """Make one record an article, by path: findings with offsets in the rendered body, summary, neighbors, reading time."""
    return sorted((record(run, article) for article in run.results), key=lambda entry: str(entry["path"]))


def record(run: "Run", article: Any) -> dict[str, Any]:
    """Gather what is known of one article, JSON-able."""
    result, brief = run.results[article], article.brief
    places = lines(_source(article), [finding["before"] for finding in result.findings])
    return {
        "path": article.get_relative_source_path(),
        "url": article.url,
        "title": plain_text(str(article.title)),
        "lang": article.lang,
        "status": article.status,
        "findings": [{**finding, "line": line} for finding, line in zip(result.findings, places, strict=True)],
        "metadata": [
            dict(zip(("name", "before", "after"), change, strict=True)) for change in run.cleaned_metadata.get(article, ())
        ],
        "sources": [dict(source_) for source_ in result.sources],
        "summary": {
            "method": result.method,
            "total": result.total,
            "sentences": [quote.text for quote in result.quotes],
        },
        "neighbors": {side: _title(getattr(brief.neighbors, side)) for side in ("previous", "next")},
        "reading": {"seconds": result.seconds, "summary_seconds": result.summary_seconds, "words": result.words},
        "problems": list(result.problems),
    }


def _title(article: Any) -> str | None:
    return None if article is None else plain_text(str(article.title))


def _source(article: Any) -> str:
    try:
        return Path(article.source_path).read_text(encoding="utf-8-sig")
    except (OSError, TypeError, UnicodeDecodeError):
        return ""


def lines(source: str, texts: Sequence[str]) -> list[int | None]:
    """Find the lines of a source file (from 1) where findings begin, given the HTML of each, in order.

    A text that stands there as often as it was found has its places in that order; the line of any other is not known: None.
    """
    firsts = [_first_line(text) for text in texts]
    places = {first: list(_places(source, first)) for first in firsts}
    left = {first: iter(places[first]) for first, count in Counter(firsts).items() if count == len(places[first])}
    return [next(left[first]) if first in left else None for first in firsts]


def _first_line(html: str) -> str:
    return next(filter(None, map(plain_text, html.splitlines())), "") or html.strip()


def _places(source: str, text: str) -> Iterator[int]:
    line, before, place = 1, 0, source.find(text) if text else -1
    while place >= 0:
        line += source.count("\n", before, place)
        yield line
        before, place = place, source.find(text, place + len(text))


def tally(findings: Iterable[Mapping[str, Any]]) -> tuple[Counter[str], int]:
    """Count edits by rule, and what was only reported."""
    edits: Counter[str] = Counter()
    reported = 0
    for finding in findings:
        if finding["tier"] == "reported":
            reported += 1
        else:
            edits[finding["rule"]] += 1
    return edits, reported


def line(articles: Sequence[tuple[Sequence[Mapping[str, Any]], bool]]) -> str:
    """Say in one line what was done, given the findings of each article and whether it has a summary of ours.

    >>> line([([{"tier": "removed", "rule": "ad-label"}], True), ([], False)])
    'brief: 2 articles, 1 summarized, 1 cleaned; ad-label 1'
    """
    edits, reported = tally(finding for findings, _ in articles for finding in findings)
    changed = sum(any(finding["tier"] != "reported" for finding in findings) for findings, _ in articles)
    summaries = sum(summarized for _, summarized in articles)
    by_rule = ", ".join(f"{rule} {count}" for rule, count in sorted(edits.items()))
    parts = [f"{len(articles)} articles, {summaries} summarized, {changed} cleaned"]
    parts += [by_rule] * bool(by_rule) + [f"{reported} reported"] * bool(reported)
    return "brief: " + "; ".join(parts)


def conclude(run: "Run", settings: Mapping[str, Any]) -> None:
    """Say one line for the build, log what is of interest, and write the JSON report where the settings name a file.

    The line is printed as Pelican prints its own: a log line above INFO would stop builds with ``--fatal warnings``.
    """
    if run.results and logger.isEnabledFor(logging.WARNING):
        said = line([(result.findings, bool(result.quotes)) for result in run.results.values()])
        console.print(said, markup=False, highlight=False)
    _log(run)
    if run.settings.report:
        target = Path(run.settings.report)
        try:
            _write(target, _with_main_site(target, records(run), settings))
        except (OSError, ValueError) as error:  # also: what the main site wrote is no JSON any more
            logger.error("%s: the report could not be written (%s) [brief.report]", target, error)


def _log(run: "Run") -> None:
    found = [(article, finding) for article, result in run.results.items() for finding in result.findings]
    if logger.isEnabledFor(logging.DEBUG):
        for article, finding in found:
            path, shown = article.get_relative_source_path(), plain_text(finding["before"])[:80] or finding["before"][:80]
            logger.debug("%s: %s: %r [brief.%s]", path, finding["tier"], shown, finding["rule"])
    naming = [(article, finding, title) for article, finding in found for title in finding.get("titles", ())]
    titles = {plain_text(str(article.title)).casefold(): article for article in run.results} if naming else {}
    for article, finding, title in naming:
        if other := titles.get(title.casefold()):
            path, named = article.get_relative_source_path(), other.get_relative_source_path()
            logger.info("%s: a leftover named %s [brief.%s]", path, named, finding["rule"])


def _with_main_site(target: Path, entries: list[dict[str, Any]], settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Add a subsite's records to those of its main site, which has just been told of in the same file; others are all there is.

    The plugin i18n_subsites builds a site for each of its languages, with all articles and the main site's settings but for a
    few. An article is told of once, by the site of its language; a subsite with a ``BRIEF_REPORT`` of its own by itself.
    """
    lang = settings["DEFAULT_LANG"]
    own = (settings.get("I18N_SUBSITES") or {}).get(lang)
    if own is None or own.get("OUTPUT_PATH") != settings["OUTPUT_PATH"] or "BRIEF_REPORT" in own:
        return entries
    told = {entry["path"]: entry for entry in json.loads(target.read_text(encoding="utf-8"))["articles"]}
    for entry in entries:
        if entry["lang"] == lang or entry["path"] not in told:
            told[entry["path"]] = {**entry, "url": f"{settings['SITEURL']}/{entry['url']}"}
    return sorted(told.values(), key=lambda entry: str(entry["path"]))


def _write(target: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    summary = line([(entry["findings"], bool(entry["summary"]["sentences"])) for entry in entries])
    text = json.dumps({"summary": summary, "articles": entries}, ensure_ascii=False, indent=1)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text + "\n", encoding="utf-8", newline="\n", errors="replace")
