"""The methods a site can choose from."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from ..sentences import Sentence
from . import brief
from .words import Lexicon

#: Sentences, title, language and count in; the places of the chosen sentences out, in article order.
Ranker = Callable[[Sequence[Sentence], str, Lexicon, int], list[int]]


def lead(sentences: Sequence[Sentence], title: str, known: Lexicon, count: int) -> list[int]:
    """Take the first sentences: what every method has to beat, and what stands in where one fails."""
    return list(range(min(count, len(sentences))))


class Method(NamedTuple):
    """A method of the table: a ranker of ours, or a class of sumy's by its path (loaded when chosen); what it does."""

    ranker: Ranker | str
    about: str


METHODS = {
    "brief": Method(brief.rank, "the sentences whose words a human summary would use; ours"),
    "lead": Method(lead, "the first sentences"),
    "lex_rank": Method("sumy.summarizers.lex_rank.LexRankSummarizer", "sentences similar to many others (Erkan and Radev, 2004)"),
    "text_rank": Method("sumy.summarizers.text_rank.TextRankSummarizer", "the same with PageRank on shared words (Mihalcea and Tarau, 2004)"),
    "luhn": Method("sumy.summarizers.luhn.LuhnSummarizer", "dense runs of frequent words (Luhn, 1958)"),
    "sum_basic": Method("sumy.summarizers.sum_basic.SumBasicSummarizer", "frequent words, each counted less once used (Vanderwende et al., 2007)"),
    "edmundson": Method("sumy.summarizers.edmundson.EdmundsonSummarizer", "title words and place (Edmundson, 1969)"),
    "lsa": Method("sumy.summarizers.lsa.LsaSummarizer", "singular values; as sumy has it, mostly the longest sentences"),
    "kl": Method("sumy.summarizers.kl.KLSummarizer", "closest word distribution (Haghighi and Vanderwende, 2009); slow on long articles"),
}


def find(name: str) -> Ranker:
    """Return the ranker of a method's name or of the dotted path of a sumy-compatible class.

    Raises ValueError for a name that is neither in ``METHODS`` nor a path, ImportError or AttributeError for a path that leads
    nowhere.
    """
    method = METHODS.get(name)
    if method and callable(method.ranker):
        return method.ranker
    path = str(method.ranker) if method else name
    module, separator, attribute = path.replace(":", ".").rpartition(".")
    if not separator:
        raise ValueError(f"{name!r} is no method: choose one of {', '.join(METHODS)}, or name a class as package.module.Class")
    from .from_sumy import ranker

    return ranker(getattr(import_module(module), attribute))
