"""The methods a site can choose from."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from ..sentences import Sentence
from .words import Lexicon

#: Sentences, title, language and count in; the places of the chosen sentences out, in article order.
Ranker = Callable[[Sequence[Sentence], str, Lexicon, int], list[int]]


def lead(sentences: Sequence[Sentence], _title: str, _known: Lexicon, count: int) -> list[int]:
    """Take the first sentences: what every method has to beat, and what stands in where one fails."""
    return list(range(min(count, len(sentences))))


class Method(NamedTuple):
    """A method of the table: where its ranker or its summarizer class is (loaded when chosen), and what it does."""

    path: str
    about: str


METHODS = {
    "brief": Method(f"{__package__}.brief.rank", "the sentences whose words a human summary would use; ours"),
    "lead": Method(f"{__name__}.lead", "the first sentences"),
    "lex_rank": Method("sumy.summarizers.lex_rank.LexRankSummarizer", "similar to many others (Erkan and Radev, 2004)"),
    "text_rank": Method("sumy.summarizers.text_rank.TextRankSummarizer", "the same by shared words (Mihalcea and Tarau, 2004)"),
    "luhn": Method("sumy.summarizers.luhn.LuhnSummarizer", "dense runs of frequent words (Luhn, 1958)"),
    "sum_basic": Method("sumy.summarizers.sum_basic.SumBasicSummarizer", "frequent words, less once used (Vanderwende, 2007)"),
    "edmundson": Method("sumy.summarizers.edmundson.EdmundsonSummarizer", "words of the title, and place (Edmundson, 1969)"),
    "lsa": Method("sumy.summarizers.lsa.LsaSummarizer", "by singular values; as sumy has it, mostly the longest"),
    "kl": Method("sumy.summarizers.kl.KLSummarizer", "nearest in words (Haghighi, 2009); slow on long articles"),
}


def find(name: str) -> Ranker:
    """Return the ranker of a method's name or of the dotted path of a sumy-compatible class.

    Raises ValueError for a name that is neither in ``METHODS`` nor a path, and ImportError or AttributeError for a path that
    leads nowhere.
    """
    path = METHODS[name].path if name in METHODS else name.replace(":", ".")
    module, separator, attribute = path.rpartition(".")
    if not separator:
        raise ValueError(f"{name!r} is no method: choose one of {', '.join(METHODS)}, or name a class as package.module.Class")
    found: Any = getattr(import_module(module), attribute)
    if not isinstance(found, type):
        ours: Ranker = found
        return ours
    from .from_sumy import ranker

    return ranker(found)
