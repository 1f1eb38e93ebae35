"""Every number of our method: what it stands for and what it does.

They were fitted to human summaries of news and blogs in eight languages. Fitting them anew (to the measure, by gradient), or
adding some hundred further features (digits, dates, hedges, who speaks, first person, length relative to the article's,
headings, position in paragraphs, redundancy), was no better on articles left out. None of them but ``very_long`` belongs to one
language, none to one kind of article. Effects are in ROUGE-1 over the first sentences, on news / English blogs / French blogs
(all: 3.2 / 6.5 / 7.4). What makes summaries read better at no such cost says so.
"""

from typing import NamedTuple


class Weight(NamedTuple):
    """A number and what it does."""

    value: float
    effect: str


#: The chance that a human summary uses a word: a logistic model over what is seen of the word in its article.
WORD = {
    "bias": Weight(-3.95, "most words of an article are in no summary"),
    "count": Weight(0.15, "ln of the number of occurrences"),
    "relative_count": Weight(1.5, "the same, as a share of the most frequent word's"),
    "first": Weight(0.4, "met early: e^(-first sentence / 3)"),
    "early": Weight(1.35, "met often and early: e^(-sentence / 8), summed over its sentences, / 3"),
    "title": Weight(2.65, "stands in the title; without all of the title's part: 3.2 / 4.2 / 4.4"),
    "capital": Weight(0.55, "written with a capital where no sentence opens: names"),
    "central": Weight(0.7, "the most central sentence that holds it (PacSum; Zheng and Lapata, 2019)"),
    "long": Weight(0.35, "stands in long sentences"),
}

#: What a sentence earns by itself; without all of it: 2.5 / 5.2 / 7.0.
OWN = {
    "title_pairs": Weight(0.5, "share of the title's neighboring words that stand together here, too"),
    "central": Weight(0.3, "forward centrality, fading over five sentences"),
    "short": Weight(
        -0.01,
        "each word below 14, times the sentences of the summary, so that each says something; without: 3.4 / 6.0 / 7.6, and many near-empty ones",
    ),
    "long": Weight(-0.01, "each word above 22"),
    "very_long": Weight(
        -0.7, "has more than 45 words, which only Vietnamese allows, times the sentences of the summary: it has to be worth it"
    ),
    "quote": Weight(-0.3, "opens with a quotation or a dash"),
    "colon": Weight(-0.2, "holds a colon"),
    "pointing": Weight(-0.05, 'says "these", "therefore" or the like early on: costs nothing, reads better'),
    "ahead": Weight(-0.1, 'announces what comes after it: "the following", "below"; on blogs this may be the best there is'),
    "series": Weight(
        -0.2, "speaks of the series that the article belongs to, or of another part of it: costs nothing, reads better"
    ),
    "opening": Weight(-0.12, "stands in the first of several paragraphs, which often warms up"),
    "quoting": Weight(-0.1, "holds a quotation of five words or more: a summary tells it in its own words"),
    "negative": Weight(-0.1, "says what is not; without: 3.0 / 6.3 / 7.2"),
    "mood": Weight(-0.1, "says how glad or proud somebody is: costs nothing, reads better"),
    "taken_back": Weight(-0.1, 'the next sentence takes it back ("But ..."); without: 3.0 / 6.5 / 7.4'),
    "answer": Weight(0.1, "a question stands before it"),
    "definition": Weight(0.2, "tells what something is of which the title speaks; without: 3.2 / 6.3 / 7.3"),
}

#: What a set of sentences is worth besides (see ``choose.Worth``).
LENGTH = Weight(0.5, "average sentences added to the divisor, per sentence: no reward for merely long ones")
TITLE = Weight(0.5, "share of the title's words covered")
INTRODUCED = Weight(
    -0.4, "share of its sentences that open with what another one introduces, which is left out; without: 3.1 / 6.3 / 7.4"
)
OPENING = Weight(0.05, "begins as the article does, if it has several sentences")
ADJACENT = Weight(0.05, "share of its sentences that follow each other in the article, too, as they read better")
