"""``python -m tests.trust [NAME ...]``: checks that take minutes. Each says what it saw; the exit status, whether it was right."""

import sys
import tempfile
from pathlib import Path

from . import faults, reproducible

CHECKS = {"reproducible": reproducible.differences, "faults": faults.complaints}


def main(names: list[str]) -> int:
    """Run the checks with these names, or all."""
    found = []
    for name in names or CHECKS:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="brief-") as folder:
            found += [f"{name}: {complaint}" for complaint in CHECKS[name](Path(folder))]
    print("\n".join(found) or "all is right")
    return min(1, len(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
