"""Two rounds of changes told as one: what the second did to the text that the first had left, in places of the first text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..document import Edit, apply
from .values import Finding


@dataclass(slots=True)
class _Cluster:
    """Changes that overlap in the text between the rounds: ``start`` to ``end`` there."""

    start: int
    end: int
    first: list[Finding] = field(default_factory=list)
    second: list[Finding] = field(default_factory=list)


def joined(first: Sequence[Finding], second: Sequence[Finding], before: str, between: str) -> list[Finding]:
    """Return both rounds' changes as one list over ``before``; ``between`` is the text that ``second`` was found in.

    Both come in source order and without overlaps, and so does the result: applied to ``before`` it gives what applying both
    in turn gives. Changes that overlap become one, named after the later rule where that covers all of it.

    >>> one = [Finding("rewritten", "a", 0, 1, "x", "abc")]
    >>> two = [Finding("removed", "b", 1, 2, "b")]
    >>> [(f.rule, f.before, f.after) for f in joined(one, two, "xy", "abcy")]
    [('a', 'x', 'ac')]
    """
    out: list[Finding] = []
    shift = 0  # how much longer the text between is, up to the cluster
    for cluster in _clusters(first, second):
        grown = sum(len(f.after) - (f.end - f.start) for f in cluster.first)
        start, end = cluster.start - shift, cluster.end - shift - grown
        shift += grown
        out.append(_told(cluster, start, end, before, between))
    return out


def moved(findings: Sequence[Finding], changes: Sequence[Finding], before: str) -> list[Finding]:
    """Return findings in a text that ``changes`` made of ``before`` as findings in ``before``; inside a change, the change's."""
    out: list[Finding] = []
    places = list(_places(changes))
    starts = [start for start, _, _ in places]
    for finding in findings:
        start = _back(finding.start, places, bisect_right(starts, finding.start))
        end = _back(finding.end, places, bisect_left(starts, finding.end), after=True)
        out.append(replace(finding, start=start, end=max(start, end), before=before[start : max(start, end)]))
    return out


def _places(changes: Sequence[Finding]) -> Iterator[tuple[int, int, Finding]]:
    """Where each change stands in the text that it made."""
    shift = 0
    for change in changes:
        yield change.start + shift, change.start + shift + len(change.after), change
        shift += len(change.after) - (change.end - change.start)


def _back(place: int, places: Sequence[tuple[int, int, Finding]], begun: int, *, after: bool = False) -> int:
    """Find where a place came from, ``begun`` changes having begun before it.

    Inside a change's new text that is the change's start, for the end of a span (``after``) the change's end.
    """
    if not begun:
        return place
    _, end, change = places[begun - 1]
    if place < end or (after and place == end):
        return change.end if after else change.start
    return place + change.end - end


def _clusters(first: Sequence[Finding], second: Sequence[Finding]) -> Iterator[_Cluster]:
    """Group the changes of both rounds that overlap, in order."""
    spans = [(start, end, 0, change) for start, end, change in _places(first)]
    spans += [(change.start, change.end, 1, change) for change in second]
    cluster: _Cluster | None = None
    for start, end, which, change in sorted(spans, key=lambda span: span[:2]):
        if cluster is None or start >= cluster.end:
            if cluster is not None:
                yield cluster
            cluster = _Cluster(start, end)
        cluster.end = max(cluster.end, end)
        (cluster.second if which else cluster.first).append(change)
    if cluster is not None:
        yield cluster


def _told(cluster: _Cluster, start: int, end: int, before: str, between: str) -> Finding:
    """Tell a cluster as one change."""
    changes = cluster.first + cluster.second
    edits = [Edit(f.start - cluster.start, f.end - cluster.start, f.after, f.rule) for f in cluster.second]
    new = apply(between[cluster.start : cluster.end], edits)
    covering = [f for f in cluster.second if (f.start, f.end) == (cluster.start, cluster.end)]
    told = (covering or changes)[0]
    titles = tuple(dict.fromkeys(title for change in changes for title in change.titles))
    tier = "rewritten" if new else "removed"
    return replace(told, tier=tier, start=start, end=end, before=before[start:end], after=new, titles=titles)  # type: ignore[arg-type]
