"""Do what has time when nobody waits: write the cache, collect garbage.

A build leaves many objects that refer to each other. While the next build makes new ones, Python looks through all of them,
again and again, for what it can free: that was 40 % of a rebuild of 5,000 articles. Here only young objects are looked at
during a build, and the old ones in a quiet moment after it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: After how many new objects Python looks at the newest, after how many such looks at those that outlived one, and at all.
THRESHOLDS = (10_000, 50, 1_000)
#: Seconds after a build in which a browser still asks for what is new.
QUIET = 1.0
#: Builds without a quiet moment before one is taken.
AT_MOST = 10


@contextmanager
def collecting_young() -> Iterator[None]:
    """Let Python look at young objects only, inside the block."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(slots=True)
class Tidying:
    """What is left to tidy up, and since when; ``write`` writes what a build found out."""

    write: Callable[[], None]
    builds: int = 0
    last: float = 0.0

    def built(self) -> None:
        """Note that a build has left something; after many without a quiet moment, tidy up at once."""
        self.builds, self.last = self.builds + 1, time.monotonic()
        if self.builds >= AT_MOST:
            self.now()

    def if_quiet(self) -> None:
        """Tidy up if there is something, and nobody waits."""
        if self.builds and time.monotonic() - self.last > QUIET:
            self.now()

    def now(self) -> None:
        """Write, and free what nothing refers to."""
        self.write()
        gc.collect()
        self.builds = 0
