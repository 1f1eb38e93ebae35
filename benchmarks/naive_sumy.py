"""A summary plugin as one writes it in an evening: sumy's LexRank on the text of each article. Something to measure against."""

import re
from html import unescape
from typing import Any

import pelican.plugins.signals as signals

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Tokenizer:
    """A tokenizer that needs no download, as sumy's own does."""

    def to_words(self, sentence: Any) -> tuple[str, ...]:
        """Return a sentence's words."""
        return tuple(_WORD.findall(str(sentence)))


def summarize(generator: Any) -> None:
    from sentencex import segment
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    for article in generator.articles:
        text = unescape(re.sub(r"<[^>]+>", " ", article._content))
        sentences = [Sentence(s.strip(), Tokenizer()) for s in segment("en", text) if s.strip()]
        document = ObjectDocumentModel([Paragraph(sentences)])
        article.metadata["summary"] = " ".join(str(s) for s in summarizer(document, 3))


def register() -> None:
    signals.article_generator_finalized.connect(summarize)
