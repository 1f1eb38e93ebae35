"""The gate: the policy that every proposal has to pass, whatever rule made it.

Nothing is taken out of tables, details and captions; nothing that holds media, an id the body links to, or a protected passage;
no heading of what stays; nothing that would leave tags unbalanced; and never a whole article. What may not be done is reported.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..document import Span
from . import hints
from .phrases import named
from .spans import Cutter
from .values import Finding, Proposal, Tier
from .view import Line, View

#: Inside these nothing is removed.
_NEVER_IN = ("audio", "caption", "dd", "details", "dt", "figcaption", "object", "summary", "table", "video")
#: A soft kind goes where the names of the elements around it say the same.
_CONFIRMED_BY = {
    "ad-label": ("ad",),
    "comment-form": ("comments",),
    "follow": ("share", "newsletter"),
    "image-interface": ("player",),
    "interface": ("player",),
    "like-widget": ("share",),
    "meta-line": ("meta",),
    "newsletter": ("newsletter",),
    "prev-next": ("nav",),
    "related": ("related",),
    "share-bar": ("share",),
}
#: Rules whose soft lines are mostly single words.
_WORDS = ("ad-label", "comment-form", "image-interface", "interface", "like-widget", "meta-line", "share-bar")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_RANK = {"certain": 0, "soft": 1, "report": 2}


def decide(view: View, proposals: Iterable[Proposal]) -> tuple[list[Proposal], list[Proposal], list[Proposal]]:
    """Part proposals into spans to remove, spans to rewrite, and what is only reported (each with ``start`` and ``end`` set)."""
    whole: list[Proposal] = []
    parts: list[Proposal] = []
    for proposal in proposals:
        (parts if proposal.first < 0 else whole).append(proposal)
    if not whole and not parts:
        return [], [], []
    removals, reports = _removals(view, whole) if whole else ([], [])
    if removals and not _anything_left(view, removals):
        reports += [replace(p, tier="report", why="it is all there is: the article would be empty") for p in removals]
        removals = []
    removed = [(p.start, p.end) for p in removals]
    rewrites, refused = _rewrites(view, [p for p in parts if p.tier != "soft"], removed)
    if removals or rewrites:  # what nobody sees goes only from a body that is changed anyway
        rewrites, refused = _rewrites(view, parts, removed)
    return removals, rewrites, sorted(reports + refused, key=lambda p: (p.start, p.end))


def _removals(view: View, proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """Decide line by line: the strongest proposal for a line counts."""
    best: dict[int, Proposal] = {}
    for proposal in proposals:
        for number in range(proposal.first, proposal.last + 1):
            if number not in best or _RANK[proposal.tier] < _RANK[best[number].tier]:
                best[number] = proposal
    lines = view.lines
    certain = {n for n, p in best.items() if p.tier == "certain" and _may_go(view, lines[n], p)}
    soft = {n for n, p in best.items() if p.tier == "soft" and _may_go(view, lines[n], p)}
    certain |= {n for n in soft if _confirmed(view, lines[n], best[n])}
    soft = {n for n in soft if not _is_sentence(lines[n])}
    certain |= _clustered(view, soft)
    gone = _without_heads(view, _runs(certain, soft), best)
    gone |= _icons(view, gone, best)
    removals, failed = _cut(view, sorted(gone), best)
    reported = sorted([n for n in best if n not in gone and not _is_a_word(lines[n], best[n])] + failed)
    return removals, _reports(view, reported, best)


def _runs(certain: set[int], soft: set[int]) -> set[int]:
    """Return the certain lines, and the soft ones that stand in one run with any of them."""
    gone = set(certain)
    for step in (1, -1):
        for number in sorted(certain, reverse=step < 0):
            beside = number + step
            while beside in soft and beside not in gone:
                gone.add(beside)
                beside += step
    return gone


def _is_a_word(line: Line, proposal: Proposal) -> bool:
    """Tell whether a soft line is not worth a report: "Download" as a heading, "Link" in a table, "options:" before a list."""
    if proposal.tier != "soft" or proposal.rule not in _WORDS:
        return False
    return line.block.inside(*_HEADINGS, "li", "table", "dl") or line.text.endswith(":")


def _icons(view: View, gone: set[int], best: dict[int, Proposal]) -> set[int]:
    """Return the drawings in links and buttons all of whose words go: arrows, logos, hamburgers."""
    found = set()
    for number in sorted({n + step for n in gone for step in (-1, 1)} - gone):
        if 0 <= number < len(view.lines) and (around := view.lines[number].icon_of) is not None:
            words = [line.number for line in view.lines_between(around.start, around.end) if line.text]
            if words and gone.issuperset(words):
                found.add(number)
                best[number] = replace(best[words[0]], icons=True)
    return found


def _without_heads(view: View, gone: set[int], best: dict[int, Proposal]) -> set[int]:
    """Leave out headings of what stays: a heading goes only with the line under it, or at the end after a line that goes."""
    kept = set(gone)
    for number in sorted(gone, reverse=True):
        if view.lines[number].block.inside(*_HEADINGS) and best[number].rule not in ("container", "title"):
            last = number + 1 == len(view.lines)
            if not (number - 1 in kept if last else number + 1 in kept):
                kept.discard(number)
    return kept


def _may_go(view: View, line: Line, proposal: Proposal) -> bool:
    """Tell whether a line may go as far as its place is concerned; links to places in the body are no leftovers."""
    if line.block.inside(*_NEVER_IN) or (line.media and not proposal.icons):
        return False
    places = [href[1:] for href in line.hrefs if len(href) > 1 and href.startswith("#")]
    return not places or ("continue" not in line.kinds and view.document.ids.isdisjoint(places))


def _is_sentence(line: Line) -> bool:
    """Tell whether a line is a sentence rather than a label: "Follow our writers on Twitter." is often an author's own."""
    return line.text.endswith((".", "。")) and len(line.text) > 24


def _confirmed(view: View, line: Line, proposal: Proposal) -> bool:
    """Tell whether the names of the elements around a soft line say the same as its words, or the site itself does.

    A button is an interface anyway.
    """
    if proposal.first == proposal.last and (line.block.inside("button") or named(view.options.phrases).kinds(line.key)):
        return True
    wanted = _CONFIRMED_BY.get(proposal.rule, ())
    return bool(wanted) and not hints.of_line(view, line).isdisjoint(wanted)


def _clustered(view: View, soft: set[int]) -> set[int]:
    """Return soft lines that confirm each other: two different labels of an interface, one right after the other.

    Not in lists and headings: there they may be what an author lists. Phrases that hold anything (``*``) prove less, and are
    not counted.
    """
    labels = {n for n in soft if _is_label(view, view.lines[n])}
    found = set()
    for number in labels:
        if number + 1 in labels and view.lines[number].key != view.lines[number + 1].key:
            found |= {number, number + 1}
    return found


def _is_label(view: View, line: Line) -> bool:
    alone = not line.block.inside(*_HEADINGS, "li", "dl") and not line.text.endswith((".", ":"))
    return alone and line.key in view.phrases.exact


def _cut(view: View, numbers: Sequence[int], best: dict[int, Proposal]) -> tuple[list[Proposal], list[int]]:
    """Return the spans to take out for these lines, emptied elements included; lines that cannot go without harm come back."""
    if not numbers:
        return [], []
    cutter = Cutter(view, numbers)
    spans = {number: cutter.line_span(view.lines[number]) for number in numbers}
    failed = [number for number in numbers if not cutter.may_cut(spans[number], icons=best[number].icons)]
    if failed:
        cutter.gone.difference_update(failed)
        cutter.settle()
    out: list[Proposal] = []
    for number in numbers:
        if number in cutter.gone:
            start, end = cutter.climb(spans[number], view.lines[number], icons=best[number].icons)
            titles = best[number].titles if number == best[number].first else ()
            out.append(replace(best[number], start=start, end=end, titles=titles))
    return _merge(out), failed


def _merge(removals: list[Proposal]) -> list[Proposal]:
    """Join spans that overlap (an emptied element around several lines), under the name of the certain one."""
    out: list[Proposal] = []
    for proposal in sorted(removals, key=lambda p: (p.start, -p.end)):
        if out and proposal.start < out[-1].end:
            titles = tuple(dict.fromkeys(out[-1].titles + proposal.titles))
            first = out[-1] if out[-1].tier == "certain" else proposal
            out[-1] = replace(first, start=out[-1].start, end=max(out[-1].end, proposal.end), titles=titles)
        else:
            out.append(proposal)
    return out


def _reports(view: View, numbers: Sequence[int], best: dict[int, Proposal]) -> list[Proposal]:
    """Return what is only reported, line by line: each can be looked up in the source."""
    lines = ((view.lines[number], best[number]) for number in numbers)
    return [replace(proposal, tier="report", start=line.start, end=line.end) for line, proposal in lines]


def _rewrites(view: View, proposals: Sequence[Proposal], removed: Sequence[Span]) -> tuple[list[Proposal], list[Proposal]]:
    """Return changes within lines, in source order; of two that overlap the first counts, and what is removed needs no change."""
    done: list[Proposal] = []
    refused: list[Proposal] = []
    place = 0
    for proposal in sorted(proposals, key=lambda p: (p.start, p.end)):
        start, end = proposal.start, proposal.end
        if start < place < end and not proposal.new and view.html[start:place].isspace():
            start, proposal = place, replace(proposal, start=place)  # both would take the space between them along
        if _covered(removed, start, end):
            continue
        if proposal.tier == "report":
            refused.append(proposal)
        elif view.document.touches_protected(start, end) or start < place:
            continue
        elif _overlaps(removed, start, end) or not (
            proposal.tag or _inside_tag(view, start, end) or view.document.balanced(start, end)
        ):
            refused.append(replace(proposal, tier="report"))
        else:
            place = end
            done.append(proposal)
    return done, refused


def _covered(spans: Sequence[Span], start: int, end: int) -> bool:
    index = bisect_right(spans, start, key=_first) - 1
    return index >= 0 and end <= spans[index][1]


def _overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    index = bisect_right(spans, start, key=_first) - 1
    return (index >= 0 and start < spans[index][1]) or (index + 1 < len(spans) and spans[index + 1][0] < end)


def _first(span: Span) -> int:
    return span[0]


def _inside_tag(view: View, start: int, end: int) -> bool:
    place = bisect_right(view.element_starts, start) - 1
    return place >= 0 and end < view.document.elements[place].inner_start and start > view.document.elements[place].start


def _anything_left(view: View, removals: Sequence[Proposal]) -> bool:
    """Tell whether words or media stay."""
    spans = [(p.start, p.end) for p in removals]
    return any(
        (line.media or any(map(str.isalnum, line.text))) and not _covered(spans, line.start, line.end) for line in view.lines
    )


def finding(view: View, proposal: Proposal, tier: Tier) -> Finding:
    """Return the report's line about a proposal."""
    before = view.html[proposal.start : proposal.end]
    after = proposal.new if tier == "rewritten" else ""
    return Finding(tier, proposal.rule, proposal.start, proposal.end, before, after, proposal.why, proposal.titles)
