"""What a browser gets beside the site's own bytes: the reload script, banners, and pages about faults."""

from __future__ import annotations

import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .events import State

HERE = Path(__file__).parent
PREFIX = "/__brief/"
ASSETS = {
    "reload.js": "text/javascript; charset=utf-8",
    "overlay.js": "text/javascript; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
    "preview.css": "text/css; charset=utf-8",
}


@cache
def environment() -> Environment:
    """Return where the preview's own pages come from: always escaped, never mixed with the site's templates."""
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page(template: str, state: State, **values: Any) -> bytes:
    """Render one of the preview's own pages."""
    return environment().get_template(template).render(state=state, prefix=PREFIX, **values).encode()


def with_script(html: bytes, state: State, source: Any = None) -> bytes:
    """Put the script before the end of the body, or at the end of what has none. The file itself stays as it is."""
    attributes = {"build": state.build, "style": str(state.style), "desk": desk_link(source), "notice": notice(source)}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in attributes.items())
    tag = f'<script src="{PREFIX}reload.js"{data} defer></script>'.encode()
    end = html.lower().rfind(b"</body")
    return html + tag if end < 0 else html[:end] + tag + html[end:]


def desk_link(source: Any) -> str:
    """Return where the desk tells about this source."""
    return f"{PREFIX}?article={quote(source.get_relative_source_path())}" if source is not None else PREFIX


def notice(source: Any) -> str:
    """Say why a page is not part of the published site; nothing if it is."""
    status = getattr(source, "status", "published")
    date = getattr(source, "date", None)
    if status == "draft" and date is not None and waits(date):
        return f"Comes on {date:%Y-%m-%d}: not published before"
    return {"draft": "Draft: not published", "hidden": "Hidden: published, but linked from no list"}.get(status, "")


def waits(date: datetime.datetime) -> bool:
    """Say whether a date lies in the future. Drafts without a date have the last one there is."""
    return datetime.datetime.now(date.tzinfo) < date < datetime.datetime.max.replace(tzinfo=date.tzinfo)
