"""What machines read: valid HTML, one description, structured data, feeds without blocks, links that lead somewhere."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest

from .conftest import ROOT, Site, build, need

ATOM = "{http://www.w3.org/2005/Atom}"
JAR = Path(os.environ.get("VNU_JAR") or ROOT / ".cache/vnu-jar/node_modules/vnu-jar/build/dist/vnu.jar")

GRAPH = ("og:type", "og:title", "og:description", "og:url", "og:site_name", "article:published_time")


def _meta(page: str, name: str) -> list[str]:
    return [unescape(value) for value in re.findall(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', page)]


@pytest.mark.slow
def test_the_validator_finds_no_error_on_any_page(site: Site, on_disk: Site) -> None:
    need(JAR.is_file(), "no vnu.jar: make vnu, or VNU_JAR=/path/to/vnu.jar")
    need(shutil.which("java"), "no java to run vnu.jar with")
    command = ["java", "-jar", str(JAR), "--errors-only", "--skip-non-html", str(site.folder), str(on_disk.folder)]
    assert subprocess.run(command, capture_output=True, text=True, timeout=180, check=False).stderr == ""


def test_an_article_whose_title_is_full_of_markup_is_shown_as_it_was_written(site: Site) -> None:
    page, title = site.read("salt-and-sons.html"), 'Why "Salt & Sons" painted a < on their door'
    assert unescape(re.findall(r"<h1>(.*?)</h1>", page)[0]) == title
    assert unescape(re.findall(r"<title>(.*?)</title>", page)[0]) == f"{title} · The Quill"
    assert _meta(page, "og:title") == [title]


def test_every_page_has_one_description_one_title_and_its_address(site: Site) -> None:
    faults = {}
    for path in site.pages:
        page = site.read(path)
        address = f"{site.url}/{'' if path == 'index.html' else path}"
        found = (
            len(_meta(page, "description")),
            page.count("<title>"),
            re.findall(r'<link rel="canonical" href="([^"]*)">', page),
        )
        if found != (1, 1, [address]):
            faults[path] = found
    assert faults == {}


def test_descriptions_are_short_and_those_of_articles_differ(site: Site) -> None:
    said = {path: _meta(site.read(path), "description")[0] for path in site.articles}
    assert [path for path, text in said.items() if not 20 <= len(text) <= 155 or set('"<>') & set(text)] == []
    assert len(set(said.values())) == len(said)


def test_structured_data_says_what_the_page_says(site: Site) -> None:
    wanted = {"@context", "@type", "headline", "datePublished", "dateModified", "author", "wordCount", "inLanguage", "isPartOf"}
    for path in site.articles:
        page = site.read(path)
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        data = json.loads(text)
        assert (path, sorted(wanted - set(data))) == (path, [])
        assert (path, "</" in text) == (path, False)
        assert (data["@context"], data["@type"]) == ("https://schema.org", "NewsArticle")
        assert {kind for kind in GRAPH if len(_meta(page, kind)) != 1} == set()
        assert data["inLanguage"] == re.findall(r'<html lang="([^"]*)"', page)[0]
        if "abstract" in data:  # a short note has no summary, and its own beginning for a description
            assert [data["description"]] == _meta(page, "description") == _meta(page, "og:description")
        assert (data["url"], _meta(page, "og:url")) == (f"{site.url}/{path}", [f"{site.url}/{path}"])


def test_translations_name_each_other(site: Site) -> None:
    versions = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', site.read("night-ferry.html"))
    assert {lang for lang, _ in versions} >= {"en", "de", "ar"}
    for _, url in versions:
        path = url.removeprefix(f"{site.url}/")
        assert set(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', site.read(path))) == set(versions)


def test_feeds_hold_the_summary_and_no_block(site: Site) -> None:
    feed = ElementTree.parse(site.folder / "feeds/all.atom.xml").getroot()  # written by the build above
    entries = {e.findtext(f"{ATOM}title"): e for e in feed.iter(f"{ATOM}entry")}
    entry = next(e for title, e in entries.items() if title and title.startswith("Night ferry returns"))
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("The last boat from Harrowferry")
    bodies = [e.findtext(f"{ATOM}content") or "" for e in entries.values()]
    assert [body for body in bodies if "<details" in body or "<nav" in body or "brief-sentence" in body] == []


def test_every_link_of_every_page_leads_to_a_file_and_an_id(site: Site, on_disk: Site) -> None:
    for built in (site, on_disk):
        ids = {path: set(re.findall(r'\bid="([^"]*)"', built.read(path))) for path in built.pages}
        dead = set()
        for path in built.pages:
            for href in re.findall(r'\b(?:href|src)="([^"]*)"', built.read(path)):
                target = urljoin(f"{built.url}/{path}", unescape(href))
                if not target.startswith(f"{built.url}/"):
                    continue
                file, _, fragment = unquote(target.removeprefix(f"{built.url}/")).partition("#")
                file = file or ("index.html" if built is site else file)
                if not (built.folder / file).is_file() or (fragment and file in ids and fragment not in ids[file]):
                    dead.add((path, href))
        assert dead == set()


def test_two_builds_are_the_same_to_the_byte(on_disk: Site, tmp_path: Path) -> None:
    build("pelicanconf.py", tmp_path)
    files = sorted(path.relative_to(on_disk.folder) for path in on_disk.folder.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in files if (on_disk.folder / name).read_bytes() != (tmp_path / name).read_bytes()] == []
