"""Tell the browsers what is new: one stream of states, each of them whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from threading import Condition

from .problems import Problem

PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class State:
    """What a page compares itself with.

    ``build`` changes with each new state of the site and names the process, too: a page served before a restart knows that
    it is old. ``attempt`` counts failed builds as well. ``style`` counts changes of style sheets.
    """

    build: str = ""
    attempt: int = 0
    style: int = 0
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> str:
        """Return the state as one line of JSON."""
        return json.dumps(asdict(self), separators=(",", ":"))


@dataclass(slots=True)
class Events:
    """The newest state, and a way to wait for the next one."""

    state: State = field(default_factory=State)
    open: bool = True
    _changed: Condition = field(default_factory=Condition)

    def publish(self, state: State) -> None:
        """Wake everybody who listens."""
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def close(self) -> None:
        """End all streams."""
        with self._changed:
            self.open = False
            self._changed.notify_all()

    def stream(self) -> Iterator[str]:
        """Yield the state now and after each change, and a comment in between: a closed connection is found by writing."""
        sent: State | None = None
        while self.open:
            with self._changed:
                if self.open and sent == self.state:
                    self._changed.wait(PATIENCE)
                state = self.state
            yield ": still here\n\n" if state == sent else f"retry: 300\ndata: {state.as_json()}\n\n"
            sent = state
