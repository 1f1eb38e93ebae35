"""Sites to measure: folders of real articles, as many as are wanted."""

import random
import re
import tarfile
from pathlib import Path

#: Words that change places in copies, so that no two articles are alike.
_WORDS = ("of", "and", "in", "with", "for")


def texts(archive: str) -> list[tuple[str, str]]:
    """Read the articles (``content/**/*.md``, with Pelican's headers) of an archive: path and text, in order."""
    with tarfile.open(archive) as found:
        members = sorted((m for m in found if m.isfile() and m.name.endswith(".md")), key=lambda member: member.name)
        return [(m.name.partition("content/")[2], found.extractfile(m).read().decode("utf-8")) for m in members]  # type: ignore[union-attr]


def make(articles: list[tuple[str, str]], size: int, folder: Path) -> None:
    """Write a content folder of ``size`` articles, evenly chosen; beyond their number, copies with other slugs and words."""
    chance = random.Random(1)
    step = max(1.0, len(articles) / size)
    for number in range(size):
        turn = number // len(articles)
        name, text = articles[int(number * step) % len(articles)]
        if turn:
            text = re.sub(r"(?m)^(Title: .*)$", rf"\1 {turn}", re.sub(r"(?m)^(Slug: .*)$", rf"\1-{turn}", text))
            text = re.sub(r"\b(of|and|in)\b", lambda _: chance.choice(_WORDS), text)
        path = folder / str(turn) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
