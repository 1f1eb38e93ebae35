"""``python -m tests.trust.fuzz``: bad bodies through the whole way, until a number or a time is reached.

Every failure is cut down and kept as a case file in ``tests/trust/cases``; from then on the ordinary tests run it.
"""

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from . import bodies, mutate
from .laws import Case, faults, reduced

CASES = Path(__file__).parent / "cases"
#: Seconds of the processor's time: no body of a few thousand characters takes this long, on any machine.
HANGS = 60


def main(argv: list[str] | None = None) -> int:
    """Run; the exit status says whether anything was found."""
    options = _options(argv)
    pool = [body for _, _, body in bodies.everything()]
    print(f"seed {options.seed}, {len(pool)} bodies to start from", flush=True)
    begun, failed, number = time.monotonic(), set[str](), options.first
    while number < options.first + options.bodies and (not options.seconds or time.monotonic() - begun < options.seconds):
        case = mutate.case(options.seed, number, pool)
        if (found := tried(case)) and (kind := _kind(found)) not in failed:
            failed.add(kind)
            print(f"body {number}: {'; '.join(found)}", flush=True)
            print(f"  kept as {keep(reduced(case, lambda c: kind in map(_first_words, tried(c))))}", flush=True)
        number += 1
        if number % 5_000 == 0:
            print(f"{number} bodies, {time.monotonic() - begun:.0f} s, {len(failed)} kinds of failure", flush=True)
    print(f"{number - options.first} bodies, {len(failed)} kinds of failure")
    return min(1, len(failed))


def tried(case: Case) -> list[str]:
    """Run one article; an exception, or work without end, is a failure, too."""
    try:
        with _no_longer_than(HANGS):
            return faults(case)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def keep(case: Case) -> str:
    """Write a case file; its name is made of its content."""
    CASES.mkdir(exist_ok=True)
    text = json.dumps(asdict(case), indent=1, ensure_ascii=True) + "\n"
    path = CASES / f"{blake2b(text.encode(), digest_size=4).hexdigest()}.json"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.name


def kept() -> Iterator[tuple[str, Case]]:
    """Every case file: its name and the article in it."""
    for path in sorted(CASES.glob("*.json")):
        yield path.stem, Case(**json.loads(path.read_text(encoding="utf-8")))


def _kind(found: list[str]) -> str:
    return _first_words(found[0])


def _first_words(fault: str) -> str:
    return " ".join(fault.split()[:4])


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "SIGPROF"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _late(*_: Any) -> None:
    raise TimeoutError(f"not done after {HANGS} s")


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.trust.fuzz", description=__doc__)
    parser.add_argument("--bodies", type=int, default=100_000, help="how many (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=0, help="how long at most")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="as printed, to run the same bodies again")
    parser.add_argument("--first", type=int, default=0, help="the number of the first body")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
