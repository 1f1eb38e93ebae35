"""Tags and comments as a browser reads them, and where an element ends that is passed over.

https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections import Counter
from collections.abc import Iterator

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Elements passed over up to their own end tag: those whose content is text to a browser, and those that no rule looks into
#: (a highlighted code block is hundreds of spans).
OPAQUE = frozenset("iframe math noembed noframes pre script style svg template textarea title xmp".split())
#: Elements of a formula and of a drawing whose content is HTML.
_HOLDING_HTML = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext title".split())
#: Elements that end a formula or a drawing they begin in (WHATWG 13.2.6.5; not ``font``, which a drawing may hold).
_ENDING_FOREIGN = frozenset(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr
    ol p pre ruby s small span strong strike sub sup table tt u ul var
    """.split()
)
#: Elements beyond which no end tag reaches, but those of cells, which end with their table.
_SCOPES = frozenset("applet marquee object select table template".split())
_SCOPE = re.compile(rf"<(?:{'|'.join(sorted(_SCOPES))})(?=[\s/>])", re.IGNORECASE)

#: A tag as a browser reads it: a quote that opens a value has to close, or else the tag never ends.
_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
_REST = (
    r"(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\t\n\f\r >]*+)|(?![\t\n\f\r ]*+=)))*+>"
)
TAG = re.compile(rf"<(/?)({_NAME}){_REST}")
_COMMENT_END = re.compile(r"--!?+>")
_OPAQUE_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(OPAQUE)}
#: What those of them that are markup to a browser may hold: an end tag in another tag, a comment or a script is none.
_RAW = "|".join(
    rf"<{name}(?=[\s/>]){_REST}(?:(?!</{name}[\s/>])(?s:.))*+" for name in sorted(OPAQUE - {"math", "pre", "svg", "template"})
)
_CDATA = r"<!\[CDATA\[(?:(?!\]\]>)(?s:.))*+\]\]>"
_INSIDE = {"math": _CDATA, "pre": _RAW, "svg": _CDATA, "template": _RAW}
_MARKUP = {
    name: re.compile(
        rf"(?:[^<]++|(?!</?{name}[\s/>])(?:{special}|</?{_NAME}{_REST}|<!--(?:-?+>|(?:(?!--!?+>)(?s:.))*+--!?+>)"
        rf"|<(?!!--{'|!.CDATA.' if special is _CDATA else ''})(?:[!?]|/(?![a-zA-Z]))[^>]*+>|<(?![a-zA-Z!?/])))*+",
        re.IGNORECASE,
    )
    for name, special in _INSIDE.items()
}


def comment_end(html: str, place: int) -> int:
    """Return the end of a comment, doctype, processing instruction or bogus comment; -1 if it never ends."""
    if html.startswith("<!--", place):
        if html.startswith(("<!-->", "<!--->"), place):
            return html.index(">", place) + 1
        end = _COMMENT_END.search(html, place + 4)
        return end.end() if end is not None else -1
    return html.find(">", place) + 1 or -1


def opaque_end(html: str, name: str, place: int) -> int:
    """Return where an opaque element's own end tag begins, -1 if nowhere."""
    if (markup := _MARKUP.get(name)) is None:
        close = _OPAQUE_END[name].search(html, place)
        return close.start() if close is not None else -1
    end = _partner(html, name, markup, place)
    held = _held_by_table if name == "pre" else _held_open if name in ("math", "svg") else None
    return -1 if end > 0 and held is not None and held(html, place, end) else end


def _partner(html: str, name: str, markup: re.Pattern[str], place: int) -> int:
    """Return where the end tag begins that ends an element of markup, past those inside it that have its name."""
    depth = 0
    while (match := markup.match(html, place)) is not None:
        place = match.end()
        ends = _OPAQUE_END[name].match(html, place) is not None
        if ends and not depth:
            return place
        depth += -1 if ends else 1
        if (tag := TAG.match(html, place)) is None:
            break
        place = tag.end()
    return -1


def _held_open(html: str, start: int, end: int) -> bool:
    """Tell whether a formula or a drawing holds HTML open, or is ended by HTML: where it ends, each browser knows for itself."""
    holding, names, held = Counter[str](), Counter[str](), 0
    for match in _tags(html, start, end):
        tag, step = match[2].lower(), -1 if match[1] else 1
        if step > 0 and tag in _ENDING_FOREIGN and not holding.total():
            return True
        if holding.total() and tag not in VOID and (step > 0 or names[tag]):
            names[tag] += step
            held += step
        elif tag in _HOLDING_HTML and not match[0].endswith("/>") and (step > 0 or holding[tag]):
            holding[tag] += step
    return held > 0


def _held_by_table(html: str, start: int, end: int) -> bool:
    """Tell whether a table, a select or the like does not end in a span: there no end tag counts of what is around it."""
    if _SCOPE.search(html, start, end) is None:
        return False
    names = Counter[str]()
    for match in _tags(html, start, end, foreign=False):
        tag, step = match[2].lower(), -1 if match[1] else 1
        if tag in _SCOPES and (step > 0 or names[tag]):
            names[tag] += step
    return names.total() > 0


def _tags(html: str, start: int, end: int, *, foreign: bool = True) -> Iterator[re.Match[str]]:
    """Find the tags of a span in which all of them end; what stands in comments, or in CDATA of ``foreign`` content, is none."""
    while (start := html.find("<", start, end)) >= 0:
        if foreign and html.startswith("<![CDATA[", start):
            start = html.index("]]>", start) + 3
        elif match := TAG.match(html, start):
            yield match
            start = match.end()
        elif html.startswith(("<!", "<?", "</"), start):
            start = comment_end(html, start)
        else:
            start += 1
