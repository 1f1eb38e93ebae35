"""Serve the site on this machine, and nothing but the site."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .pages import PREFIX
from .parts import Part, part_of
from .routes import Answer, answer
from .site import Site

TRIES = 50
HEADERS = (
    ("Cache-Control", "no-cache"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)


class Server(ThreadingHTTPServer):
    """A server for one site, on a socket that is listening already (and outlives a restart)."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listening: socket.socket, site: Site, bind: str) -> None:
        super().__init__(listening.getsockname()[:2], Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.site = site
        self.bind = bind


class Handler(BaseHTTPRequestHandler):
    """Answer GET and HEAD; everything else is refused by the base class."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Send a page, a file, or the stream of events."""
        if not allowed_host(self.headers.get("Host", ""), self.server.bind):
            self._send(Answer(b"This name does not belong to this server.", "text/plain", HTTPStatus.MISDIRECTED_REQUEST))
        elif self.path == f"{PREFIX}events" and self.command == "GET":
            self._stream()
        else:
            try:
                self._send(answer(self.server.site, self.path))
            except FileNotFoundError:  # the site was built anew in between
                self._send(answer(self.server.site, self.path))

    do_HEAD = do_GET  # noqa: N815  (the base class looks for it)

    def _send(self, found: Answer) -> None:
        if isinstance(found.body, bytes):
            self._write(found, Part(found.status, 0, len(found.body), ()), [found.body])
        else:
            with found.body.open("rb") as file:
                part = part_of(file, self.headers, found.status)
                self._write(found, part, part.read(file))

    def _write(self, found: Answer, part: Part, chunks: Iterable[bytes]) -> None:
        self.send_response(part.status)
        for name, value in (*HEADERS, ("Content-Type", found.kind), *part.headers):
            self.send_header(name, value)
        if part.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(part.end - part.start))
        if found.location:
            self.send_header("Location", found.location)
        with suppress(ConnectionError):
            self.end_headers()
            for chunk in chunks if self.command == "GET" else ():
                self.wfile.write(chunk)

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in (*HEADERS, ("Content-Type", "text/event-stream"), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            for message in self.server.site.events.stream():
                self.wfile.write(message.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of ordinary requests."""


def allowed_host(header: str, bind: str) -> bool:
    """Say whether a request is meant for this server.

    A web site whose name was pointed at this machine (DNS rebinding) comes with its own name here. Addresses cannot be
    rebound: behind a loopback socket only loopback ones, else any.
    """
    name = header.rpartition("]")[0].lstrip("[") if header.startswith("[") else header.partition(":")[0]
    if name.lower() in ("localhost", bind.lower()):
        return bool(name)
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not is_loopback(bind)


def is_loopback(bind: str) -> bool:
    """Say whether only this machine can reach an address."""
    with suppress(ValueError):
        return ipaddress.ip_address(bind).is_loopback
    return bind == "localhost"


def listen(bind: str, port: int) -> socket.socket:
    """Listen on the port, or on the next free one; on any free one for 0. Raises OSError when there is none."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    for candidate in range(port, port + TRIES) if port else (0,):
        listening = socket.socket(family)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((bind, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            failed = error
            continue
        return listening
    raise failed
