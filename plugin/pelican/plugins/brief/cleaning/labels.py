"""Labels that are a whole line: which kinds go alone, which only beside others, which are reported."""

from collections.abc import Iterator
from typing import Literal

from .phrases import LONGEST
from .values import Proposal
from .view import Line, View

_HEAD = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _line(rule: str, tier: Literal["certain", "soft", "report"], line: Line, why: str) -> Proposal:
    return Proposal(rule, tier, first=line.number, last=line.number, why=why)


def ads(view: View) -> Iterator[Proposal]:
    """Take out ad labels and "continue reading" lines that stand alone.

    Not in a heading, list or table: there "Advertising" is what an author writes about.
    """
    for line in view.of_kind("ad", "continue"):
        if (line.text.endswith(".") and len(line.key) < 20) or line.media:
            continue
        if line.block.inside(*_HEADINGS, "li", "td", "th", "dt", "blockquote"):
            yield _line("ad-label", "report", line, "an ad label in a heading or list")
        else:
            yield _line("ad-label", "certain", line, "an ad label on a line of its own")
    for line in view.of_kind("ad_word"):
        yield _line("ad-label", "soft", line, "a word that may be an ad label")


def likes(view: View) -> Iterator[Proposal]:
    """Take out like widgets; the bare word "Like" only beside one."""
    for line in view.of_kind("like"):
        yield _line("like-widget", "certain", line, "a like widget")
    for line in view.of_kind("like_word"):
        yield _line("like-widget", "soft", line, "a word of a like widget")


def newsletter(view: View) -> Iterator[Proposal]:
    """Newsletter lines go beside other leftovers; alone they may be an author's invitation."""
    for line in view.of_kind("newsletter"):
        yield _line("newsletter", "soft", line, "an invitation to a newsletter")


def follow(view: View) -> Iterator[Proposal]:
    """Follow lines go beside other leftovers; alone they may be an author's own."""
    for line in view.of_kind("follow"):
        yield _line("follow", "soft", line, "an invitation to follow")


def comments(view: View) -> Iterator[Proposal]:
    """Take out what only a comment form says, in the last part; "Comments" alone only beside it."""
    for line in view.of_kind("comment_form"):
        yield _line("comment-form", "certain" if view.tail(line) else "report", line, "the words of a comment form")
    for line in view.of_kind("comment"):
        yield _line("comment-form", "soft", line, "a label of comments")


def meta(view: View) -> Iterator[Proposal]:
    """Tag and category lines go beside other leftovers."""
    for line in view.of_kind("meta"):
        yield _line("meta-line", "soft", line, "a line of tags or categories")


def read_time(view: View) -> Iterator[Proposal]:
    """Take out reading times at the very beginning or end."""
    count = len(view.lines)
    for line in view.of_kind("read_time"):
        edge = line.number < 3 or line.number >= count - 3
        yield _line("read-time", "certain" if edge and len(line.text) < 40 else "report", line, "a reading time")


def interface(view: View) -> Iterator[Proposal]:
    """Words of an interface go beside other leftovers only."""
    for line in view.of_kind("interface"):
        if len(line.text) < 60 and not line.text.endswith("."):
            yield _line("interface", "soft", line, "a word of an interface")


def image_interface(view: View) -> Iterator[Proposal]:
    """Take out what belongs to a gallery's interface; the pictures stay."""
    for line in view.of_kind("image_interface"):
        yield _line("image-interface", "certain", line, "a word of a gallery")
    for line in view.of_kind("image_count"):
        yield _line("image-interface", "soft", line, "the numbers of a gallery")


def boilerplate(view: View) -> Iterator[Proposal]:
    """Take out what only a publisher's own page says; in a heading, a list or a quotation an author may speak of it."""
    for line in view.of_kind("boilerplate"):
        quoted = line.block.inside(*_HEADINGS, "li", "dt", "dd", "blockquote")
        yield _line("boilerplate", "report" if quoted or line.media else "certain", line, "a line of a publisher's page")


def tag_links(view: View) -> Iterator[Proposal]:
    """Take out lines of links with ``rel="tag"``: the page says itself what they are. Needs no language."""
    if "tag" not in view.opening_tags:
        return
    lines = [line for line in view.lines if line.links and not line.media and len(line.text) < 120 and _all_tags(line)]
    for line in lines:
        yield _line("tag-links", "certain" if line.link_only else "soft", line, "links marked as tags")


def _all_tags(line: Line) -> bool:
    return all("tag" in link.attributes.get("rel", "").lower().split() for link in line.links)


def invitations(view: View) -> Iterator[Proposal]:
    """Report lines in which a site invites to subscribe, to follow or to join; an author may do so, too."""
    tail = max(_HEAD, view.tail_start(0.3))
    edges = [line for line in (*view.lines[:_HEAD], *view.lines[tail:]) if 24 < len(line.text) <= LONGEST and not line.kinds]
    phrases = view.words_met("invitation", edges)
    for line in edges if phrases else ():
        if any(phrase in line.key for phrase in phrases):
            yield _line("invitation", "report", line, "an invitation to subscribe or follow")


def notices(view: View) -> Iterator[Proposal]:
    """Report copyright, cookie and script notices."""
    for line in view.of_kind("copyright", "cookie"):
        yield _line("notice", "report", line, "a notice of a site")
