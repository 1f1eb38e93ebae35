"""Elements whose names say that they are page chrome, where what they hold says so, too.

A name alone is no proof ("related" may be an author's own box): an element goes only when its lines look the part.
"""

from collections.abc import Callable, Iterator, Sequence

from . import hints
from .share import share_words
from .values import Proposal
from .view import Line, View

_SHORT = 60


def containers(view: View) -> Iterator[Proposal]:
    """Take out small elements with telling names whose lines fit; report those that fit in part."""
    if not any(name in view.opening_tags for name in ("class=", "id=", "role=")):
        return
    passed = 0
    for element in view.document.elements:
        if element.start < passed or not (kinds := hints.of_element(element)):
            continue
        if not view.memo("small", element, hints.is_small):
            continue
        lines = view.lines_between(element.start, element.end)
        if not any(line.text for line in lines):
            continue
        verdict = max((JUDGES[kind](view, lines) for kind in sorted(kinds)), default=0)
        if verdict:
            passed = element.end
            tier = "certain" if verdict == 2 else "report"
            why = f"an element named as page chrome ({', '.join(sorted(kinds))})"
            yield Proposal("container", tier, lines[0].number, lines[-1].number, why=why)  # type: ignore[arg-type]


def _short(lines: Sequence[Line], length: int = _SHORT) -> bool:
    return all(len(line.text) <= length for line in lines)


def _some(lines: Sequence[Line], *kinds: str) -> bool:
    return any(not line.kinds.isdisjoint(kinds) for line in lines)


def _media(lines: Sequence[Line]) -> bool:
    return any(line.media for line in lines)


def _page_links(lines: Sequence[Line]) -> bool:
    """Tell whether links lead to places in the body: a table of contents, not page chrome."""
    return any(href.startswith("#") and len(href) > 1 for line in lines for href in line.hrefs)


def _ad(_: View, lines: Sequence[Line]) -> int:
    return 2 if len(lines) <= 3 and _some(lines, "ad", "ad_word", "continue") and _short(lines) else 0


def _share(_: View, lines: Sequence[Line]) -> int:
    fits = [
        bool(share_words(line)) or not line.kinds.isdisjoint(("share", "share_label", "comment", "follow", "like", "like_word"))
        for line in lines
    ]
    if not _short(lines) or not any(fits):
        return 0
    return 2 if all(fit or not line.key or line.key.strip("# ") == "" for fit, line in zip(fits, lines, strict=True)) else 1


def _related(_: View, lines: Sequence[Line]) -> int:
    linked = [line.link_only for line in lines]
    known = "related" in lines[0].kinds
    label = known or (not linked[0] and len(lines[0].text) <= _SHORT)
    rest = [fit or _is_date(line) or "related" in line.kinds for fit, line in zip(linked, lines, strict=True)][label:]
    if not any(linked) or _page_links(lines):
        return 0
    return 2 if known and all(rest) and not _media(lines) else 1


def _is_date(line: Line) -> bool:
    """Tell whether a line is a date, a number or the like."""
    return len(line.text) <= 30 and sum(c.isdigit() for c in line.text) * 3 >= len(line.text)


def _newsletter(_: View, lines: Sequence[Line]) -> int:
    fits = _some(lines, "newsletter", "follow")
    return (1 if _media(lines) or not _short(lines, 160) else 2) if fits else 0


def _nav(_: View, lines: Sequence[Line]) -> int:
    if _page_links(lines) or not all(line.link_only or line.kinds for line in lines):
        return 0
    return 2 if _some(lines, "previous", "next", "prev_next") and not _media(lines) else 1


def _comments(_: View, lines: Sequence[Line]) -> int:
    return (
        2
        if all(line.kinds & {"comment", "comment_form", "share", "interface", "newsletter"} for line in lines)
        else int(_some(lines, "comment", "comment_form"))
    )


def _meta(view: View, lines: Sequence[Line]) -> int:
    fits = all(line.link_only or line.kinds & {"meta", "related"} for line in lines)
    return (2 if view.tail(lines[0], 0.2) and not _media(lines) and not _page_links(lines) else 1) if fits else 0


def _player(_: View, lines: Sequence[Line]) -> int:
    known = [bool(line.kinds & {"interface", "image_interface", "image_count", "share", "continue"}) for line in lines]
    fits = any(known) and all(fit or line.key.strip("# /-") == "" for fit, line in zip(known, lines, strict=True))
    return 2 if fits and not _media(lines) else 0


JUDGES: dict[str, Callable[[View, Sequence[Line]], int]] = {
    "ad": _ad,
    "share": _share,
    "related": _related,
    "newsletter": _newsletter,
    "nav": _nav,
    "comments": _comments,
    "meta": _meta,
    "player": _player,
}
