"""Our method as a summarizer of sumy's kind, for those who have sumy documents in hand."""

from typing import Any

from ..languages import resolve
from ..sentences import Sentence
from . import brief
from .words import lexicon


class BriefSummarizer:
    """Call it with a sumy document and a number: ``BriefSummarizer("fr")(document, 3)``.

    Headings of the document count as its title. It needs nothing of sumy but the document.
    """

    def __init__(self, language: str = "en", title: str = "") -> None:
        self.known = lexicon(resolve(language))
        self.title = title

    def __call__(self, document: Any, sentences_count: int) -> tuple[Any, ...]:
        """Return the best sentences of the document, the document's own objects in its order."""
        theirs = [(number, s) for number, paragraph in enumerate(document.paragraphs) for s in paragraph.sentences]
        ours = [Sentence(str(s), number, 0, len(str(s))) for number, s in theirs]
        title = self.title or " ".join(str(heading) for heading in document.headings[:1])
        return tuple(theirs[i][1] for i in brief.rank(ours, title, self.known, min(sentences_count, len(ours))))
