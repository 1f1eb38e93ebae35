"""Files, whole and in parts: a browser that has a file keeps it, and one that plays a video may ask for any part."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import BinaryIO

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """What of a file to send: its status, the bytes from ``start`` to ``end``, and the headers that say so."""

    status: HTTPStatus
    start: int
    end: int
    headers: tuple[tuple[str, str], ...]

    def read(self, file: BinaryIO) -> Iterator[bytes]:
        """Yield the bytes; never more than were announced, should the file grow."""
        file.seek(self.start)
        left = self.end - self.start
        while left > 0 and (some := file.read(min(AT_ONCE, left))):
            left -= len(some)
            yield some


def part_of(file: BinaryIO, asked: Message, status: HTTPStatus) -> Part:
    """Say which part of a file is asked for (RFC 9110): nothing of one that the browser has, one range, or all."""
    found = os.fstat(file.fileno())
    tag, size = f'"{found.st_mtime_ns:x}-{found.st_size:x}"', found.st_size
    headers = (("ETag", tag), ("Accept-Ranges", "bytes"))
    if status != HTTPStatus.OK:
        return Part(status, 0, size, ())
    if tag in (given.strip().removeprefix("W/") for given in asked.get("If-None-Match", "").split(",")):
        return Part(HTTPStatus.NOT_MODIFIED, 0, 0, headers)
    wanted = RANGE.fullmatch(asked.get("Range", ""))
    if not wanted or not any(wanted.groups()) or asked.get("If-Range", tag) != tag:
        return Part(HTTPStatus.OK, 0, size, headers)
    first, last = wanted.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= end:
        return Part(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0, (("Content-Range", f"bytes */{size}"),))
    return Part(HTTPStatus.PARTIAL_CONTENT, start, end, (*headers, ("Content-Range", f"bytes {start}-{end - 1}/{size}")))
