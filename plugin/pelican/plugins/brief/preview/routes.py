"""From a path asked for to an answer."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

from . import desk, proof
from .pages import ASSETS, HERE, PREFIX, page, with_script
from .problems import Problem, from_exception
from .site import BrokenPageError, Found, Site

HTML = "text/html; charset=utf-8"
#: Kinds that a page breaks without; a machine may know others (a registry of Windows may call scripts plain text).
SURE = {
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
}
TEXTUAL = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send: bytes, or a file as it is."""

    body: bytes | Path = b""
    kind: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


def answer(site: Site, target: str) -> Answer:
    """Answer a request for a path with its query, as a browser sends it. Whatever fails is shown."""
    path, _, query = target.partition("?")
    try:
        if path.startswith(PREFIX):
            return own_answer(site, path.removeprefix(PREFIX), query)
        parts = parts_of(path)
        found = found_at(site, "/".join(parts), path.endswith("/")) if parts is not None else iter(())
        return next(found, None) or missing(site)
    except BrokenPageError as broken:
        problem = broken.problem
    except Exception as failed:
        problem = from_exception(failed, site.roots)
    return error(site, HTTPStatus.INTERNAL_SERVER_ERROR, "This page could not be rendered", problem)


def forbidden(system: str) -> frozenset[str]:
    """Return what no part of a path may hold; on Windows, a colon leads to another drive, or to a stream of a file."""
    return frozenset("/\\:" if system == "nt" else "/\\")


FORBIDDEN = forbidden(os.name)


def parts_of(path: str) -> tuple[str, ...] | None:
    """Take a path apart; None for one that tries to lead somewhere else."""
    parts = tuple(unquote(part) for part in path.partition("#")[0].split("/") if part)
    odd = any(part in (".", "..") or not part.isprintable() or not FORBIDDEN.isdisjoint(part) for part in parts)
    return None if odd else parts


def found_at(site: Site, name: str, folder: bool) -> Iterator[Answer]:
    """Yield the answers a path may have, best first: the file, with .html, or the index of the folder."""
    with site.lock:
        if name and not folder and (found := site.find(name) or site.find(f"{name}.html")):
            yield served(site, found)
        if found := site.find(f"{name}/index.html".lstrip("/")):
            here = folder or not name
            yield served(site, found) if here else Answer(status=HTTPStatus.FOUND, location=f"/{quote(name)}/")


def served(site: Site, found: Found, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """Make an answer of a file; pages get the reload script."""
    kind = kind_of(found.file.name)
    if kind == "text/html":
        return Answer(with_script(found.file.read_bytes(), site.events.state, found.source), HTML, status)
    return Answer(found.file, f"{kind}; charset=utf-8" if kind.startswith(TEXTUAL) else kind, status)


def kind_of(name: str) -> str:
    """Return what kind of file a name says it is.

    >>> kind_of("main.js"), kind_of("film")
    ('text/javascript', 'application/octet-stream')
    """
    return SURE.get(os.path.splitext(name)[1].lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def own_answer(site: Site, name: str, query: str) -> Answer:
    """Answer for what the preview adds to the site."""
    if name in ASSETS:
        return Answer((HERE / "static" / name).read_bytes(), ASSETS[name])
    return missing(site) if name else desk_answer(site, query)


def desk_answer(site: Site, query: str) -> Answer:
    """Answer with the list of articles, or with one article of it."""
    path = parse_qs(query).get("article", [""])[0]
    with site.lock:
        if not path:
            return Answer(page("desk.html", site.events.state, **desk.overview(site.current, desk.wish_of(query))))
        shown = proof.one(site.current, site.pelican.results.known, path) if site.pelican else None
        if shown is None:
            return error(site, HTTPStatus.NOT_FOUND, "There is no such article")
        return Answer(page("article.html", site.events.state, **shown))


def missing(site: Site) -> Answer:
    """Answer with the site's own page for missing ones, or with ours."""
    if not site.events.state.build:
        return error(site, HTTPStatus.SERVICE_UNAVAILABLE, "The site could not be built")
    with site.lock:
        if found := site.find("404.html"):
            return served(site, found, HTTPStatus.NOT_FOUND)
    return error(site, HTTPStatus.NOT_FOUND, "There is no page here")


def error(site: Site, status: HTTPStatus, title: str, problem: Problem | None = None) -> Answer:
    """Answer with a page about what is wrong; it reloads itself when that changes."""
    state = site.events.state
    if problem:
        state = replace(state, problems=(problem, *state.problems))
    return Answer(page("error.html", state, title=title), HTML, status)
