"""What SECURITY.md says: where an article's text goes, and what keeps it from running, breaking out or taking time."""

import ast
import html
import json
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from pelican.plugins.brief import document, metadata, prose, render
from tests import sites
from tests.trust import steps

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugin" / "pelican" / "plugins" / "brief"
SOURCES = sorted(PACKAGE.rglob("*.py"))
#: The preview is a server for one's own machine; opening a browser and starting itself anew are its work.
PREVIEW = PACKAGE / "preview"
NEVER_CALLED = frozenset(["eval", "exec", "compile", "__import__"])
NEVER_IMPORTED = frozenset(
    "pickle marshal shelve dill cloudpickle subprocess pty urllib http requests ftplib smtplib telnetlib ctypes code".split()
)
PROSE = " ".join(f"On day {n} the harbor master wrote down the height of the tide for ship number {n}." for n in range(30))


@pytest.mark.parametrize("path", SOURCES, ids=[path.relative_to(PACKAGE).as_posix() for path in SOURCES])
def test_nothing_is_evaluated_unpickled_or_fetched(path):
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NEVER_CALLED:
            found.append(node.func.id)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("system", "popen", "from_string")
        ):
            found.append(node.func.attr)
        if isinstance(node, ast.Import):
            found += [alias.name.split(".")[0] for alias in node.names if alias.name.split(".")[0] in NEVER_IMPORTED]
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in NEVER_IMPORTED:
            found.append(str(node.module))
    if PREVIEW in path.parents:
        found = [name for name in found if name.split(".")[0] not in ("http", "urllib")]
    if path == PREVIEW / "command.py":  # starts itself anew
        found.remove("subprocess")
    assert found == []


def test_every_test_that_the_table_names_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) >= 8
    assert [pair for pair in named if f"def {pair[1]}(" not in (ROOT / pair[0]).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_every_template_escapes(path):
    text = path.read_text(encoding="utf-8").strip()
    assert text.startswith("{% autoescape true %}")
    assert text.endswith("{% endautoescape %}")
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("mailto:ada@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("vbscript:x", False),
        ("//example.org", False),
    ],
)
def test_only_plain_addresses_become_links(url, linked):
    labels = {"sources": "Sources", "reference": "Back to {n}"}
    page = render.sources_html([{"number": 1, "text": "A", "url": url, "references": 1}], labels, "brief-1-")
    assert (f'href="{html.escape(url)}"' in page) == linked
    assert "javascript" not in page


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "' onload='x", "a\u202eb\x00c", "`{{ 7 }}`\\"])
def test_what_themes_print_raw_is_harmless(text):
    assert set("\"'<>`\\\u202e\x00").isdisjoint(metadata.harmless(text))


def test_structured_data_cannot_end_its_script(tmp_path):
    hostile = 'Salt </script><script>alert("1")</script> <!-- & more'
    site = sites.build(tmp_path, {"a.md": sites.article(hostile, f"{PROSE}\n\n{hostile}", slug="salt")})
    data = site.article("salt").brief.json_ld
    assert set("<>&").isdisjoint(data)
    assert json.loads(data)["headline"].startswith("Salt")


def test_article_text_is_never_a_template(tmp_path):
    body = f"{{{{ 6 * 7777 }}}} {PROSE} {{% set x = 1 %}} [CITATION: {{{{ 6 * 7777 }}}} source]"
    site = sites.build(tmp_path, {"a.md": sites.article("T {{ 6 * 7777 }}", body, slug="salt")})
    assert site.logged() == []
    assert "46662" not in "".join(site.page(name) for name in (*site.files(".html"), *site.files(".xml")))


def _patterns():
    """Every compiled pattern that a module of the package holds, by name."""
    for path in SOURCES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[-1] == "__init__" or "preview" in parts:
            continue
        module = import_module(".".join(("pelican.plugins.brief", *parts)))
        for name, value in vars(module).items():
            values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            yield from (
                (f"{'.'.join(parts)}.{name}", v) for v in values if isinstance(v, re.Pattern) and isinstance(v.pattern, str)
            )


#: Only ever matched at a place where the scanner stands: what begins there is read once.
MATCHED_AT_A_PLACE = ("scanner.TAG", "tags.TAG", "tags._MARKUP", "cleaning.citations._NUMBER_ONLY")


@pytest.mark.slow
@pytest.mark.skipif(sys.implementation.name != "cpython", reason="the parser of patterns is CPython's own")
@pytest.mark.parametrize(("name", "pattern"), [pytest.param(*found, id=f"{found[0]}-{n}") for n, found in enumerate(_patterns())])
def test_the_work_of_a_pattern_grows_with_the_text(name, pattern):
    assert steps.growth(pattern, anchored=name in MATCHED_AT_A_PLACE) < 2.6


@pytest.mark.parametrize("pattern", ["(a|aa)+b", "(a+)+b", r"\s+x", "<a [^>]*>", "(?:a?){9}b"])
def test_patterns_whose_work_explodes_are_seen(pattern):
    assert steps.growth(re.compile(pattern)) > 2.6


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="the parser of patterns is CPython's own")
def test_no_pattern_repeats_within_a_repetition():
    """Nested repetitions that may give back what they took are exponential; possessive ones and atomic groups never are."""
    found = dict(_patterns())
    assert len(found) > 20
    assert [name for name, pattern in found.items() if _nested(re._parser.parse(pattern.pattern, pattern.flags), False)] == []


def _nested(parsed, inside):
    for operator, argument in parsed:
        name = str(operator)
        repeats = name in ("MAX_REPEAT", "MIN_REPEAT") and argument[1] is re._constants.MAXREPEAT
        if repeats and inside:
            return True
        for child in argument if isinstance(argument, tuple | list) else ():
            for part in child if isinstance(child, list) else (child,):
                if isinstance(part, re._parser.SubPattern) and _nested(part, inside or repeats):
                    return True
    return False


def test_the_scanner_reads_tags_as_a_browser_does():
    """A quote that opens a value has to close: what were put behind it would stand inside the attribute."""
    assert document.parse('<a title=">Text').broken_at == 0
    assert [e.attributes for e in document.parse("<a b='x>' c=d\"e f>t</a>").elements] == [{"b": "x>", "c": 'd"e', "f": ""}]
    assert [p.text for p in prose.paragraphs(document.parse("<!-- a --!>One.<p>Two.</p> -->"))][:2] == ["One.", "Two."]
    assert [p.text for p in prose.paragraphs(document.parse("<math><m</math>s</math>One."))] == ["One."]
    assert [p.text for p in prose.paragraphs(document.parse("<div><b><noscript></b></div>x</noscript></b>One.</div>"))] == [
        "One."
    ]
    assert [p.text for p in prose.paragraphs(document.parse("<pre><pre></pre>x</pre>One."))] == ["One."]
    assert document.parse("<svg><![CDATA[ > <title><b></svg>One.").broken_at == 0
    assert document.parse("<pre><iframe></pre/>One.").broken_at == 0
    drawing = '<svg><a b="</svg>"><!--</svg>--><![CDATA[>]]</svg>]]></svg>One.'
    assert [p.text for p in prose.paragraphs(document.parse(drawing))] == ["One."]
    assert [p.text for p in prose.paragraphs(document.parse("<p>One.</p><template><p>Two.</p></template>"))] == ["One."]
