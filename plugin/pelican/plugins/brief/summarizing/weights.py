"""Every number of our method, with its source and what it does.

The numbers of the word model were fitted to human summaries of news and of government blogs in five languages, by
``benchmarks/``; none of them belongs to one language or one kind of article.
"""

from typing import NamedTuple


class Weight(NamedTuple):
    """A number, where it comes from and what it does."""

    value: float
    effect: str


#: The chance that a human summary uses a word: a logistic model over what is seen of the word in its article.
WORD = {
    "bias": Weight(-3.95, "most words of an article are in no summary"),
    "count": Weight(0.15, "ln of the number of occurrences"),
    "relative_count": Weight(1.5, "the same, as a share of the most frequent word's"),
    "first": Weight(0.55, "met early: e^(-first sentence / 3)"),
    "early": Weight(1.35, "met often and early: e^(-sentence / 8), summed over its sentences, / 3"),
    "title": Weight(2.65, "stands in the title"),
    "capital": Weight(0.55, "written with a capital where no sentence opens: names"),
    "central": Weight(0.7, "the most central sentence that holds it"),
    "long": Weight(0.35, "stands in long sentences"),
}

#: The value of a set of sentences, and each sentence's own part in it.
SET = {
    "length": Weight(0.5, "average sentences added to the divisor, per sentence: no reward for merely long ones"),
    "title": Weight(0.5, "share of the title's words covered"),
    "title_pairs": Weight(0.5, "share of the title's neighboring words that stand together here, too"),
    "central": Weight(0.3, "forward centrality, fading over five sentences"),
    "short": Weight(-0.03, "each word below 14"),
    "long": Weight(-0.01, "each word above 22"),
    "quote": Weight(-0.3, "opens with a quotation or a dash"),
    "colon": Weight(-0.2, "holds a colon"),
    "opening": Weight(-0.1, "stands in the first paragraph, which often warms up"),
}
