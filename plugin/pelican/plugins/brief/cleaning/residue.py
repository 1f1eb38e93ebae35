"""Tokens of writing tools that name no source: nothing to list, so they are taken out.

Text *about* such a token stands in code, or between quotation marks, and stays.
"""

import json
import re
from collections.abc import Iterator

from . import tokens
from .values import Proposal
from .view import View

#: By a sign that is quickly found, what is in a token that holds it.
_HINTS = {
    "[": ("oaicite", "[cit", "[Cit"),
    "【": ("†",),
    "\ue200": ("\ue200",),
    "{": ("attributableIndex",),
    "citeturn": ("citeturn",),
}
#: All possessive, so that no input makes them slow.
TOKEN = re.compile(
    r":{0,3}+contentReference\[oaicite:[\w-]{1,20}+\](?:\{index=\d{1,6}+\})?+"
    r"|\[oaicite:\d{1,6}+\](?:\{index=\d{1,6}+\})?+"
    r"|【\d{1,4}+(?::\d{1,4}+)?+†[^】<\n]{0,120}+】"
    r"|\ue200[^\ue201<]{0,2000}+\ue201"
    r"|\[cite:\s*+\d[\d,\s–-]{0,200}+\]"
    r"|\[cite_(?:start|end)\]"
    r"|\[citation:\s*+\d{1,4}+(?:\s*+,\s*+\d{1,4}+){0,40}+\]"
    r"|\bciteturn\d{1,3}+[a-z]{1,12}+\d{1,3}+(?:turn\d{1,3}+[a-z]{1,12}+\d{1,3}+){0,40}+"
    r"|\(\{(?:\"|&quot;)attribution(?:\"|&quot;):\{(?:\"|&quot;)attributableIndex(?:\"|&quot;):(?:\"|&quot;)[\d-]{1,20}+(?:\"|&quot;)\}\}\)"
)
_ENTITY = re.compile(r"\ue200entity\ue202?(\[.{1,400}\])\ue201", re.DOTALL)
_CITATION = re.compile(
    r"\s{0,9}+\[\s*+citation\s*+:(?!\s*+\d{1,4}+\])[^\[\]]{0,600}+(?:\[[^\[\]]{0,200}+\][^\[\]]{0,200}+){0,5}+\]", re.IGNORECASE
)


def _may_hold_tokens(text: str) -> bool:
    return any(sign in text and any(hint in text for hint in hints) for sign, hints in _HINTS.items())


def residue(view: View) -> Iterator[Proposal]:
    """Take the tokens out, with the space before them; a line that is nothing else goes whole."""
    html = view.html
    if not _may_hold_tokens(html):
        return
    gone: dict[int, list[tuple[int, int]]] = {}
    for match in TOKEN.finditer(html):
        start, end = match.span()
        if tokens.quoted(html, start, end):
            yield Proposal("residue", "report", start=start, end=end, why="a token of a writing tool, quoted")
        elif tokens.element_with_tag_at(view, start) is not None:
            if (found := tokens.attribute_at(view, start)) is not None:
                start, end = tokens.with_space(html, start, end, *found[1])
                yield Proposal(
                    "residue", "certain", start=start, end=end, new=replacement(match[0]), why="a token of a writing tool"
                )
        elif (block := tokens.block_at(view, start)) is not None:
            new = replacement(match[0])
            if not new:
                gone.setdefault(id(block), []).append((start, end))
                low = max((s for s, _ in block.texts if s <= start), default=start)
                high = min((e for _, e in block.texts if e >= end), default=end)
                start, end = tokens.with_space(html, start, end, low, high)
            yield Proposal("residue", "certain", start=start, end=end, new=new, why="a token of a writing tool")
    yield from _whole_lines(view, gone)


def _whole_lines(view: View, gone: dict[int, list[tuple[int, int]]]) -> Iterator[Proposal]:
    for line in view.lines:
        if id(line.block) in gone and not line.media and not any(c.isalnum() for c in TOKEN.sub("", line.text)):
            yield Proposal("residue", "certain", line.number, line.number, why="a line of tokens of a writing tool")


def replacement(token: str) -> str:
    r"""Return what stays of a token: the name in an entity token, nothing of any other.

    >>> replacement('\ue200entity\ue202["company","Atlassian","software"]\ue201')
    'Atlassian'
    """
    found = _ENTITY.fullmatch(token.replace("&quot;", '"'))
    if found is None:
        return ""
    try:
        fields = json.loads(found[1])
    except ValueError:
        return ""
    name = fields[1] if isinstance(fields, list) and len(fields) > 1 and isinstance(fields[1], str) else ""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def strip_tokens(text: str, *, citations: bool = True, residue: bool = True) -> str:
    """Strip certain tokens from plain text such as a title.

    >>> strip_tokens("Talks stall [CITATION: wire, 3 May] again")
    'Talks stall again'
    """
    after = _CITATION.sub("", text) if citations else text
    if residue and _may_hold_tokens(after):
        after = re.sub(r"\s{1,9}+(?=[,.;:!?)])", "", TOKEN.sub(lambda m: replacement(m[0]), after))
    return text if after == text else " ".join(after.split())
