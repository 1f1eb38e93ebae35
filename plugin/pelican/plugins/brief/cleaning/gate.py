"""The gate: the policy that every proposal has to pass, whatever rule made it.

Nothing is taken out of table cells, details, captions and headings of sections; nothing that holds media, an id the body links to,
or a protected passage; nothing that would leave tags unbalanced; and never a whole article. What may not be done is reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..document import Edit, Element, Span, merged
from . import hints
from .values import Finding, Proposal
from .view import Line, View

#: Inside these nothing is removed.
_NEVER_IN = ("audio", "caption", "dd", "details", "dt", "figcaption", "object", "summary", "table", "video")
#: A soft kind goes where the names of the elements around it say the same.
_CONFIRMED_BY = {
    "share-bar": ("share",), "related": ("related",), "newsletter": ("newsletter",), "follow": ("share", "newsletter"), "comment-form": ("comments",),
    "prev-next": ("nav",), "interface": ("player",), "meta-line": ("meta",), "like-widget": ("share",),
    "image-interface": ("player",), "ad-label": ("ad",),
}
#: An emptied element of these names goes together with what was in it.
_GOES_EMPTY = frozenset("a aside b button center div em footer form h1 h2 h3 h4 h5 h6 header i li nav ol p section small span strong u ul".split())
_CLIMB = 12


def decide(view: View, proposals: Iterable[Proposal]) -> tuple[list[Proposal], list[Proposal], list[Proposal]]:
    """Part proposals into spans to remove, spans to rewrite, and what is only reported (each with ``start`` and ``end`` set)."""
    whole = [p for p in proposals if p.first >= 0]
    parts = [p for p in proposals if p.first < 0]
    removals, reports = _removals(view, whole)
    if not removals and not any(p.tier == "certain" for p in parts):
        parts = [p for p in parts if p.tier != "soft"]
    rewrites, refused = _rewrites(view, parts, [(p.start, p.end) for p in removals])
    if removals and not _anything_left(view, removals):
        reports += [replace(p, tier="report", why="it is all there is: the article would be empty") for p in removals]
        removals, (rewrites, refused) = [], _rewrites(view, parts, [])
    return removals, rewrites, sorted(reports + refused, key=lambda p: (p.start, p.end))


def _removals(view: View, proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    best: dict[int, Proposal] = {}
    rank = {"certain": 0, "soft": 1, "report": 2}
    for proposal in proposals:
        for number in range(proposal.first, proposal.last + 1):
            if number not in best or rank[proposal.tier] < rank[best[number].tier]:
                best[number] = proposal
    certain = {n for n, p in best.items() if p.tier == "certain" and _may_go(view, view.lines[n], p)}
    soft = {n for n, p in best.items() if p.tier == "soft" and _may_go(view, view.lines[n], p)}
    certain |= {n for n in sorted(soft) if _confirmed(view, view.lines[n], best[n])}
    soft = {n for n in soft if not _is_sentence(view.lines[n])}
    gone = _runs(certain, soft)
    removals, failed = _spans(view, sorted(gone), best)
    reported = [n for n in sorted(best) if n not in gone] + failed
    return removals, _reports(view, sorted(reported), best)


def _runs(certain: set[int], soft: set[int]) -> set[int]:
    """The certain lines, and the soft ones that stand in one run with any of them."""
    gone = set(certain)
    for step in (1, -1):
        for number in sorted(certain, reverse=step < 0):
            beside = number + step
            while beside in soft and beside not in gone:
                gone.add(beside)
                beside += step
    return gone


def _may_go(view: View, line: Line, proposal: Proposal) -> bool:
    if line.block.inside(*_NEVER_IN) or line.media and not proposal.icons:
        return False
    return not any(len(a.attributes.get("href", "")) > 1 and a.attributes["href"].startswith("#") for a in line.links)


def _is_sentence(line: Line) -> bool:
    """Tell whether a line is a sentence rather than a label: "Follow our writers on Twitter." is often an author's own."""
    return line.text.endswith((".", "。")) and len(line.text) > 24


def _confirmed(view: View, line: Line, proposal: Proposal) -> bool:
    """Tell whether the names of the elements around a soft line say the same as its words; a button is an interface anyway."""
    if line.block.inside("button") and proposal.first == proposal.last:
        return True
    wanted = _CONFIRMED_BY.get(proposal.rule, ())
    return bool(wanted) and not hints.of_line(view, line).isdisjoint(wanted)


def _spans(view: View, numbers: Sequence[int], best: dict[int, Proposal]) -> tuple[list[Proposal], list[int]]:
    """The spans to take out for these lines, emptied elements included; lines that cannot go without harm come back."""
    gone, failed, spans = set(numbers), [], []
    obstacles = _obstacles(view)
    for number in numbers:
        line = view.lines[number]
        span = _line_span(view, line, gone)
        if not _clean_cut(view, span, best[number].icons):
            failed.append(number)
            gone.discard(number)
            continue
        spans.append((number, span))
    memo: dict[int, bool] = {}
    out: list[Proposal] = []
    for number, span in spans:
        if number in gone:
            start, end = _climb(view, span, view.lines[number], gone, obstacles, best[number].icons, memo)
            out.append(replace(best[number], start=start, end=end))
    return _merge(out), failed


def _line_span(view: View, line: Line, gone: set[int]) -> Span:
    """A line's span with the ``br`` that parted it from its neighbor."""
    start, end = line.start, line.end
    if line.sole:
        return start, end
    html = view.html
    breaks = [e for e in line.block.inlines if e.tag == "br"]
    before = next((e for e in reversed(breaks) if e.end <= start and not html[e.end : start].strip()), None)
    after = next((e for e in breaks if e.start >= end and not html[end : e.start].strip()), None)
    previous = view.lines[line.number - 1] if line.number else None
    if before is not None and previous is not None and previous.block is line.block:
        return before.start, end
    if after is not None:
        return start, after.end
    return start, end


def _obstacles(view: View) -> list[int]:
    """Where elements start that must not go: those a link in the body leads to, and anchors."""
    linked = view.document.linked_ids
    out = []
    for element in view.document.elements:
        if element.inner_start - element.start > len(element.tag) + 2:
            attributes = element.attributes if linked or element.tag == "a" else {}
            if attributes.get("id") in linked or element.tag == "a" and "href" not in attributes and ("id" in attributes or "name" in attributes):
                out.append(element.start)
    return out


def _clean_cut(view: View, span: Span, icons: bool) -> bool:
    start, end = span
    return view.document.balanced(start, end) and not _protected(view, start, end, icons) and not any(
        start <= place < end for place in _between(_obstacles_of(view), start, end)
    )


def _obstacles_of(view: View) -> list[int]:
    cached = view.__dict__.get("_obstacles")
    if cached is None:
        cached = view.__dict__["_obstacles"] = _obstacles(view)
    return cached


def _between(places: list[int], start: int, end: int) -> list[int]:
    from bisect import bisect_left

    return places[bisect_left(places, start) : bisect_left(places, end)]


def _protected(view: View, start: int, end: int, icons: bool) -> bool:
    """Tell whether a protected passage lies in a span; plain comments, and drawings in share links, may go with it."""
    document = view.document
    if not document.touches_protected(start, end):
        return False
    may_go = list(document.plain_comments(start, end))
    if icons:
        may_go += [(e.start, e.end) for e in view.elements_between(start, end) if e.tag == "svg"]
    covered = merged(may_go)
    return any(not any(s <= a and b <= e for s, e in covered) for a, b in document.protected_between(start, end))


def _climb(
    view: View, span: Span, line: Line, gone: set[int], obstacles: list[int], icons: bool, memo: dict[int, bool]
) -> Span:
    """Take the elements along that hold nothing else."""
    element = line.block.element
    if element is not None and (element.start, element.end) == span:
        element = element.parent
    for _ in range(_CLIMB):
        if element is None or element.tag not in _GOES_EMPTY or not element.closed:
            break
        if element.start not in memo:
            inside = view.lines_between(element.start, element.end)
            memo[element.start] = all(other.number in gone for other in inside) and _clean_cut(view, (element.start, element.end), icons)
        if not memo[element.start]:
            break
        span = (min(span[0], element.start), max(span[1], element.end))
        element = element.parent
    return span


def _merge(removals: list[Proposal]) -> list[Proposal]:
    """Join spans that overlap (an emptied element around several lines)."""
    out: list[Proposal] = []
    for proposal in sorted(removals, key=lambda p: (p.start, -p.end)):
        if out and proposal.start < out[-1].end:
            titles = tuple(dict.fromkeys(out[-1].titles + proposal.titles))
            keep = out[-1] if out[-1].tier == "certain" else replace(out[-1], rule=proposal.rule, why=proposal.why, tier=proposal.tier)
            out[-1] = replace(keep, end=max(out[-1].end, proposal.end), titles=titles)
        else:
            out.append(proposal)
    return out


def _reports(view: View, numbers: Sequence[int], best: dict[int, Proposal]) -> list[Proposal]:
    """What is only reported: neighboring lines of one rule as one."""
    out: list[Proposal] = []
    last = -2
    for number in numbers:
        line, proposal = view.lines[number], best[number]
        if number == last + 1 and out and out[-1].rule == proposal.rule:
            out[-1] = replace(out[-1], end=max(out[-1].end, line.end))
        else:
            out.append(replace(proposal, tier="report", start=line.start, end=line.end))
        last = number
    return out


def _rewrites(view: View, proposals: Sequence[Proposal], removed: Sequence[Span]) -> tuple[list[Proposal], list[Proposal]]:
    """Changes within lines, in source order; of two that overlap the earlier rule's counts."""
    taken: list[Span] = []
    done, refused = [], []
    for proposal in sorted(proposals, key=lambda p: (p.start, p.end)):
        start, end = proposal.start, proposal.end
        if any(s <= start and end <= e for s, e in removed):
            continue
        if proposal.tier == "report":
            refused.append(proposal)
        elif view.document.touches_protected(start, end) or taken and start < taken[-1][1]:
            continue
        elif any(s < end and start < e for s, e in removed) or not (_inside_tag(view, start, end) or view.document.balanced(start, end)):
            refused.append(replace(proposal, tier="report"))
        else:
            taken.append((start, end))
            done.append(proposal)
    return done, refused


def _inside_tag(view: View, start: int, end: int) -> bool:
    from bisect import bisect_right

    place = bisect_right(view.element_starts, start) - 1
    return place >= 0 and end < view.document.elements[place].inner_start and start > view.document.elements[place].start


def _anything_left(view: View, removals: Sequence[Proposal]) -> bool:
    return any(
        line.media or any(c.isalnum() for c in line.text)
        for line in view.lines
        if not any(p.start <= line.start and line.end <= p.end for p in removals)
    )


def edits(proposals: Iterable[Proposal]) -> list[Edit]:
    """The edits that carry out accepted proposals."""
    return [Edit(p.start, p.end, p.new, p.rule) for p in proposals]


def finding(view: View, proposal: Proposal, tier: str) -> Finding:
    """The report's line about a proposal."""
    before = view.html[proposal.start : proposal.end]
    after = proposal.new if tier == "rewritten" else ""
    return Finding(tier, proposal.rule, proposal.start, proposal.end, before, after, proposal.why, proposal.titles)  # type: ignore[arg-type]


__all__ = ["Element", "decide", "edits", "finding"]
