"""Edits an author makes, each a function of the site's folder and a source of chance."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.preview.garden import WORDS, article, write

Edit = Callable[[Path, random.Random], None]


def post(site: Path, choice: random.Random) -> Path:
    """Choose a Markdown post."""
    return choice.choice(sorted((site / "content/posts").glob("*.md")))


def change_body(site: Path, choice: random.Random) -> None:
    path = post(site, choice)
    path.write_text(path.read_text("utf-8") + f"\nA line about the {choice.choice(WORDS)}.\n", "utf-8")


def change_title(site: Path, choice: random.Random) -> None:
    _replace_header(post(site, choice), "Title", f"{choice.choice(WORDS).title()} {choice.randrange(100)}")


def change_tags(site: Path, choice: random.Random) -> None:
    _replace_header(post(site, choice), "Tags", ", ".join(choice.sample(WORDS, 2)))


def change_category(site: Path, choice: random.Random) -> None:
    _replace_header(post(site, choice), "Category", choice.choice(["Sea", "Land", "Sky"]))


def change_date(site: Path, choice: random.Random) -> None:
    date = f"{choice.randrange(2015, 2024)}-{choice.randrange(1, 13):02}-{choice.randrange(1, 28):02}"
    _replace_header(post(site, choice), "Date", date)


def change_status(site: Path, choice: random.Random) -> None:
    path = post(site, choice)
    lines = [line for line in path.read_text("utf-8").splitlines(True) if not line.startswith("Status:")]
    path.write_text(f"Status: {choice.choice(['draft', 'hidden', 'published'])}\n" + "".join(lines), "utf-8")


def replace_atomically(site: Path, choice: random.Random) -> None:
    path = post(site, choice)
    aside = path.with_suffix(".new")
    aside.write_text(path.read_text("utf-8").replace("came in", "rolled in"), "utf-8")
    os.replace(aside, path)


def new_article(site: Path, choice: random.Random) -> None:
    number = choice.randrange(100, 1000)
    write(site / f"content/posts/{number}.md", article(number))


def delete_article(site: Path, choice: random.Random) -> None:
    paths = sorted((site / "content/posts").glob("*.md"))
    if len(paths) > 6:
        choice.choice(paths).unlink()


def rename_article(site: Path, choice: random.Random) -> None:
    path = post(site, choice)
    path.rename(path.with_name(f"moved-{choice.randrange(1000)}.md"))


def break_article(site: Path, choice: random.Random) -> None:
    _replace_header(post(site, choice), "Date", "yesterday-ish")


def change_page(site: Path, choice: random.Random) -> None:
    with (site / "content/pages/about.md").open("a", encoding="utf-8") as file:
        file.write(f"\nAnd a {choice.choice(WORDS)}.\n")


def change_template(site: Path, choice: random.Random) -> None:
    word = choice.choice(WORDS)
    write(site / "overrides/tag.html", "{% extends '!simple/tag.html' %}{% block title %}" + word + " {{ tag }}{% endblock %}")


def change_static(site: Path, choice: random.Random) -> None:
    write(site / f"content/images/{choice.choice(['gauge', 'other'])}.png", choice.choice(WORDS))


def touch(site: Path, choice: random.Random) -> None:
    post(site, choice).touch()


def _replace_header(path: Path, name: str, value: str) -> None:
    lines = path.read_text("utf-8").splitlines(True)
    path.write_text("".join(f"{name}: {value}\n" if line.startswith(f"{name}:") else line for line in lines), "utf-8")


EDITS: tuple[Edit, ...] = (
    change_body,
    change_title,
    change_tags,
    change_category,
    change_date,
    change_status,
    replace_atomically,
    new_article,
    delete_article,
    rename_article,
    break_article,
    change_page,
    change_template,
    change_static,
    touch,
)
