"""Tracking pixels: images that nobody sees."""

from collections.abc import Iterator

from ..document import Element
from . import common
from .values import Proposal
from .view import View


def tracking_pixel(view: View) -> Iterator[Proposal]:
    """Take out images of known counters, and those of exactly one by one pixel, with a paragraph that holds nothing else."""
    for block in view.document.blocks:
        if not block.media:
            continue
        images = [e for e in block.inlines if e.tag == "img"]
        pixels = [e for e in images if _counts(e)]
        if pixels and block.whole and not block.text and len(images) == len(pixels) == sum(e.tag != "br" for e in block.inlines):
            yield Proposal("tracking-pixel", "certain", start=block.start, end=block.end, why="an image that only counts readers")
        else:
            for image in pixels:
                yield Proposal(
                    "tracking-pixel", "certain", start=image.start, end=image.end, why="an image that only counts readers"
                )


def _counts(image: Element) -> bool:
    attributes = image.attributes
    source = attributes.get("src", "").strip().lower()
    source = source.removeprefix("https:").removeprefix("http:").removeprefix("//")
    if any(source == host or source.startswith((f"{host}/", f"{host}?")) for host in common.table()["pixel_hosts"]):
        return True
    return attributes.get("width", "").strip() in ("1", "1px") and attributes.get("height", "").strip() in ("1", "1px")
