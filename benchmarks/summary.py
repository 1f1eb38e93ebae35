"""Compare every method with the first sentences, on articles with human summaries; print the tables of ``summary.md``.

    python -m benchmarks.summary FOLDER [--sets cnndm,blog_en] [--methods lead,brief] [--steps]

FOLDER holds ``NAME.jsonl.gz``, one article a line: ``lang``, ``title``, ``text`` (paragraphs separated by blank lines) and
``reference``, a list of sentences, or several of them as ``references``.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np
from nltk.stem.porter import PorterStemmer

from pelican.plugins.brief.languages import Language, load
from pelican.plugins.brief.sentences import Sentence, split
from pelican.plugins.brief.summarizing import brief, summarize, terms
from pelican.plugins.brief.summarizing.methods import METHODS
from pelican.plugins.brief.summarizing.phrases import opens_back, prepared
from pelican.plugins.brief.summarizing.punctuation import unbalanced
from pelican.plugins.brief.summarizing.words import lexicon, words

#: A set -> what it is called, the sentences of a summary, and the words that summaries are cut to in the second measure.
SETS = {
    "cnndm": ("CNN / Daily Mail", 3, 50),
    "blog_en": ("English blogs", 2, 35),
    "blog_fr": ("French blogs", 2, 40),
    "orangesum_fr": ("OrangeSum, French", 2, 35),
    "bbc_intro": ("BBC", 1, 25),
    "vietnews_vi": ("Vietnews, Vietnamese", 1, 35),
    "norsumm_no": ("NorSumm, Norwegian", 5, 100),
    "bnlpc_bn": ("BNLPC, Bengali", 4, 60),
    "sadedegel_tr": ("sadedeGel, Turkish", 3, 45),
}
_END = re.compile(r"[.!…।۔][\s\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its human summaries, counted."""

    paragraphs: list[str]
    title: str
    language: Language
    sentences: list[Sentence]
    references: list[Counter[str]]


@cache
def stem(word: str) -> str:
    return PorterStemmer().stem(word) if len(word) > 3 else word


@cache
def tokens(text: str, lang: str) -> tuple[str, ...]:
    """Return what ROUGE counts: English stems of ASCII words, as in rouge-score; words as they are elsewhere."""
    if lang == "en":
        return tuple(map(stem, re.findall("[a-z0-9]+", text.lower())))
    return tuple(part for word in words(text.lower()) for part in re.split("['’-]", word) if part)


def count(texts: Sequence[str], lang: str) -> Counter[str]:
    return Counter(token for text in texts for token in tokens(text, lang))


def rouge_1(texts: Sequence[str], article: Article) -> float:
    """Return the F1 of shared words x 100, mean over the article's human summaries."""
    candidate, scores = count(texts, article.language.code), []
    for reference in article.references:
        shared = (candidate & reference).total()
        scores.append(200 * shared / max(1, candidate.total() + reference.total()))
    return fmean(scores)


def read(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            language = load(row["lang"])
            paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", row["text"])]
            sentences = split(paragraphs, language.summary.get("splitter", language.code))
            references = [count(reference, language.code) for reference in row.get("references") or [row["reference"]]]
            yield Article(paragraphs, row["title"], language, sentences, references)


def chosen(article: Article, method: str, number: int) -> list[Sentence]:
    return list(summarize(article.paragraphs, article.title, article.language, method=method, count=number).sentences)


def cut(article: Article, method: str, number: int, limit: int) -> list[str]:
    """Return the shortest summary of at least ``limit`` words, cut to ``limit``, so that longer sentences win nothing."""
    make = cache(lambda n: [s.text for s in chosen(article, method, n)])
    long: Callable[[int], bool] = lambda n: sum(len(text.split()) for text in make(n)) >= limit  # noqa: E731
    while not long(number) and number < len(article.sentences):
        number += 1
    while number > 1 and long(number - 1):
        number -= 1
    return [" ".join(" ".join(make(number)).split()[:limit])]


def has_defect(summary: Sequence[Sentence], article: Article) -> bool:
    """Tell whether a reader would stumble over a summary."""
    phrases, code = prepared(article.language.code), article.language.code
    taken = {(s.paragraph, s.start) for s in summary}
    before = dict(zip(((s.paragraph, s.start) for s in article.sentences[1:]), article.sentences, strict=False))
    for s in summary:
        previous = before.get((s.paragraph, s.start))
        if previous and opens_back(s.text, words(s.text), phrases) and (previous.paragraph, previous.start) not in taken:
            return True
        if unbalanced(s.text) or not 5 <= len(s.text.split()) <= 45 or not _END.search(s.text):
            return True
    sets = [set(tokens(s.text, code)) for s in summary]
    return any(len(a & b) >= 0.6 * min(len(a), len(b)) >= 4.2 for i, a in enumerate(sets) for b in sets[:i])


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the paired bootstrap 95 % interval of a mean."""
    draw = np.random.default_rng(0).integers(0, len(values), (1000, len(values)))
    low, high = np.percentile(np.asarray(values)[draw].mean(1), [2.5, 97.5])
    return float(low), float(high)


def difference(ours: Sequence[float], lead: Sequence[float]) -> str:
    values = [a - b for a, b in zip(ours, lead, strict=True)]
    low, high = interval(values)
    return f"{fmean(values):+.2f} [{low:+.2f}, {high:+.2f}]"


def compare(name: str, articles: Sequence[Article], methods: Sequence[str]) -> None:
    """Print a set's rows: a method, its ROUGE-1 and how far it is from the first sentences, defects, milliseconds of CPU."""
    label, number, limit = SETS[name]
    lead: list[list[float]] = []
    for method in ("lead", *(m for m in methods if m != "lead")):
        start = time.process_time()
        summaries = [chosen(article, method, number) for article in articles]
        milliseconds = 1000 * (time.process_time() - start) / len(articles)
        whole = [rouge_1([s.text for s in summary], a) for summary, a in zip(summaries, articles, strict=True)]
        # Cut summaries are made several times over, which would take hours with some methods.
        short = (
            [rouge_1(cut(article, method, number, limit), article) for article in articles] if method in ("lead", "brief") else []
        )
        lead = lead or [whole, short]
        faulty = 100 * fmean(has_defect(summary, a) for summary, a in zip(summaries, articles, strict=True))
        cells = [f"{label}, {len(articles)} x {number}", method, f"{fmean(whole):.2f}"]
        cells += ["", ""] if method == "lead" else [difference(whole, lead[0]), difference(short, lead[1]) if short else ""]
        print(f"| {' | '.join([*cells, f'{faulty:.1f} %', f'{milliseconds:.1f}'])} |", flush=True)


def steps(articles: Sequence[Article]) -> None:
    """Print what each step of our method takes for the articles of a set: the median, in microseconds of CPU."""
    taken: dict[str, list[float]] = {"sentences": [], "words and terms": [], "values": [], "faults and choice": []}
    for article in articles:
        known, code = lexicon(article.language.code), article.language.summary.get("splitter", article.language.code)
        arguments: tuple[Any, ...] = (article.sentences, article.title, known)
        if len(article.sentences) > 3:
            times = [
                least(lambda a=article, c=code: split(a.paragraphs, c)),
                least(lambda a=arguments: terms.read(*a)),
                least(lambda a=arguments: brief.weigh(*a, 3)),
                least(lambda a=arguments: brief.rank(*a, 3)),
            ]
            for step, spent in zip(taken, [times[0], times[1], times[2] - times[1], times[3] - times[2]], strict=True):
                taken[step].append(spent)
    total = sum(map(median, taken.values()))
    for step, spent in taken.items():
        print(f"| {step} | {1e6 * median(spent):.0f} | {median(spent) / total:.0%} |")


def least(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the least of a few times, so that what else runs on the machine counts little."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--steps", action="store_true", help="only what each step of our method takes")
    arguments = parser.parse_args()
    for name in arguments.sets.split(","):
        articles = list(read(arguments.folder / f"{name}.jsonl.gz"))
        if arguments.steps:
            print(f"\n{SETS[name][0]}, {median(len(a.sentences) for a in articles):.0f} sentences\n")
            print("| step | µs | share |\n|---|---|---|")
            steps(articles)
        else:
            compare(name, articles, arguments.methods.split(","))


if __name__ == "__main__":
    main()
