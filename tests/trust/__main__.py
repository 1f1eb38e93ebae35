"""``python -m tests.trust [NAME ...]``: checks that take minutes. Each says what it saw, the exit status whether all is right."""

import argparse
import sys
import tempfile
from pathlib import Path

from . import faults, reproducible

CHECKS = {"reproducible": reproducible.differences, "faults": faults.complaints}


def main() -> int:
    """Run the checks that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(CHECKS)} (default: all)")
    names = parser.parse_args().names
    if unknown := [name for name in names if name not in CHECKS]:
        parser.error(f"no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    found = []
    for name in names or CHECKS:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="brief-") as folder:
            found += [f"{name}: {complaint}" for complaint in CHECKS[name](Path(folder))]
    print("\n".join(found) or "all is right")
    return min(1, len(found))


if __name__ == "__main__":
    sys.exit(main())
