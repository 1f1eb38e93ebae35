"""``pelican-brief preview``: serve the site while it is written."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .pages import PREFIX
from .server import Server, is_loopback, listen
from .session import Session

SOCKET = "PELICAN_BRIEF_PREVIEW_SOCKET"
#: Windows cannot replace a process: the new one would run beside, and the shell go on.
REPLACES = os.name == "posix"
#: The exit status by which a process that another one waits for asks to be started anew.
AGAIN = 75
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def run(argv: list[str]) -> int:
    """Preview the site until Ctrl-C; return the exit status. A changed configuration starts the process anew."""
    options = parser().parse_args(argv)
    restarted = SOCKET in os.environ
    if not restarted and not os.path.isfile(options.settings):
        print(f"pelican-brief preview: there is no {options.settings} here; name the configuration with -s", file=sys.stderr)
        return 2
    try:
        listening = inherited() if restarted else listen(options.bind, options.port)
    except OSError as error:
        print(f"pelican-brief preview: cannot listen on {options.bind}, port {options.port}: {error}", file=sys.stderr)
        return 1
    again = preview(options, listening, restarted)
    if again and not REPLACES and restarted:
        return AGAIN
    status = start_anew(listening) if again else 0
    listening.close()
    return status


def parser() -> argparse.ArgumentParser:
    """Describe the options."""
    described = argparse.ArgumentParser("pelican-brief preview", description="Build, serve and reload the site while you write.")
    described.add_argument("-s", "--settings", default="pelicanconf.py", help="the site's configuration (default: %(default)s)")
    described.add_argument("-p", "--port", type=int, default=8000, help="port, or the next free one (default: %(default)s)")
    described.add_argument("-b", "--bind", default="127.0.0.1", help="address; others than loopback show drafts to the network")
    described.add_argument("--open", action="store_true", help="open the browser")
    described.add_argument("--eager", action="store_true", help="write all pages at each build, for plugins that read the output")
    return described


def preview(options: argparse.Namespace, listening: socket.socket, restarted: bool) -> bool:
    """Serve until the session is over; return whether the process has to start anew."""
    quiet_pelican()
    # Windows removes no file that is just being sent; elsewhere, what cannot be removed is a fault.
    with TemporaryDirectory(prefix="pelican-brief-", ignore_cleanup_errors=os.name == "nt") as folder:
        session = Session(options.settings, Path(folder).resolve() / "output", options.eager, say)
        with ended_by_signals(session):
            session.start()
            server = Server(listening, session.site, options.bind)
            serving = threading.Thread(target=serve, args=(server, session), daemon=True)
            serving.start()
            greet(session, options, listening.getsockname()[1], restarted)
            while not session.over.wait(0.5):  # Windows hears Ctrl-C between two waits only
                pass
            session.end()
            server.shutdown()
            serving.join()
            session.site.close()
    return session.again


def serve(server: Server, session: Session) -> None:
    """Answer requests from when there is something to show; until then they wait."""
    session.ready.wait()
    server.serve_forever(poll_interval=0.05)


def greet(session: Session, options: argparse.Namespace, port: int, restarted: bool) -> None:
    """Say where the site is, once it can be looked at."""
    host = f"[{options.bind}]" if ":" in options.bind else options.bind
    address = f"http://{host}:{port}/"
    if not restarted:
        say(f"{address} and the desk {address.rstrip('/')}{PREFIX} (Ctrl-C ends it)")
        if not is_loopback(options.bind):
            say("drafts can be read by everybody who reaches this address")
    for warning in session.warnings():
        say(warning)
    if options.open and not restarted:
        webbrowser.open(address)


@contextmanager
def ended_by_signals(session: Session) -> Iterator[None]:
    """Let Ctrl-C, a closed terminal and SIGTERM end the session in order, however often they come: its output goes with it."""
    main = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, lambda *_: session.over.set()) for number in SIGNALS if main}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def inherited() -> socket.socket:
    """Take over the socket of the process before this one: no request is lost in between."""
    return socket.socket(fileno=int(os.environ.pop(SOCKET)))


def start_anew(listening: socket.socket) -> int:
    """Run the same command in a new process: a configuration is code, and code cannot be unloaded.

    The new process takes the place of this one. Where that cannot be, this one waits for it, and starts the one after it.
    """
    command = [sys.executable, *sys.orig_argv[1:]]
    listening.set_inheritable(True)
    os.environ[SOCKET] = str(listening.fileno())
    if REPLACES:
        os.execv(sys.executable, command)  # noqa: S606  (ourselves, with our own arguments)
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is meant for the new one, which gets it, too
    while (status := subprocess.call(command, close_fds=False)) == AGAIN:  # noqa: S603
        pass
    return status


def quiet_pelican() -> None:
    """Let Pelican's warnings and errors through, one line each, and not its own progress."""
    from pelican.log import console
    from pelican.log import init as init_logging

    console.quiet = True
    init_logging(level=logging.WARNING, handler=logging.StreamHandler())


def say(text: str) -> None:
    """Print a line now, wherever the output goes."""
    print(text, flush=True)
