"""A preview in a process of its own, as an author starts it."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

COMMAND = "import sys; from pelican.plugins.brief.cli import main; sys.exit(main())"
DEADLINE = 60.0
T = TypeVar("T")


@dataclass(slots=True)
class Preview:
    """A running preview: ask it for pages, and wait for what they shall become."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def request(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of an answer; the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")

    def page(self, path: str) -> str:
        """Return the text of a page."""
        return self.request(path)[2]

    def state(self) -> dict[str, Any]:
        """Return the first state the stream of events sends."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        with contextlib.closing(connection):
            connection.request("GET", "/__brief/events")
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    state: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                    return state
        raise ConnectionError("the stream ended without a state")

    def until_page(self, path: str, wanted: str) -> str:
        """Return the page once it holds the wanted text."""
        return until(lambda: self.page(path), lambda text: wanted in text)

    def until_state(self, test: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the state once it is as wanted."""
        return until(self.state, test)

    def temporary(self) -> list[str]:
        """Name the temporary folders of previews that are there."""
        return sorted(path.name for path in Path(self.log.parent, "tmp").iterdir())

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End the preview with a signal; return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


def until(ask: Callable[[], T], test: Callable[[T], bool]) -> T:
    """Ask again and again, until the answer is as wanted; fail with the last answer after a minute."""
    end = time.monotonic() + DEADLINE
    while True:
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer = ask()
            if test(answer):
                return answer
            assert time.monotonic() < end, answer
        assert time.monotonic() < end, "no answer"
        time.sleep(0.01)


@contextlib.contextmanager
def serving(config: Path, *arguments: str, command: str = COMMAND) -> Iterator[Preview]:
    """Start a preview of a site and wait for its address; end it, however the block ends."""
    folder = config.parent.parent
    (folder / "tmp").mkdir(exist_ok=True)
    log = folder / "log.txt"
    environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "TEMP": str(folder / "tmp"), "PYTHONUNBUFFERED": "1"}
    line = [sys.executable, "-c", command, "preview", "--port", "0", *arguments]
    with log.open("wb") as file:
        process = subprocess.Popen(line, cwd=config.parent, env=environment, stdout=file, stderr=subprocess.STDOUT)
    try:
        said = until(lambda: log.read_text("utf-8"), lambda text: "http://" in text or process.poll() is not None)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, said
        yield Preview(process, int(found[1]), log)
    finally:
        process.terminate()  # in order, if it can: what it covered is written then
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()
