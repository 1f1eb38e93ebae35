"""Measure whole builds in alternating runs: ``python -m benchmarks.speed CONTENT [RUNS]`` prints CPU seconds, wall and peak memory.

``CONTENT`` is a folder of Pelican articles; each build is a process of its own: plain Pelican, ours with nothing kept, ours again.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

KINDS = {"plain": ([], False), "cold": (["brief"], False), "unchanged": (["brief"], True)}


def build(content: str, folder: Path, plugins: list[str], keep: bool) -> tuple[float, float, float]:
    """Build a site; return CPU seconds, wall seconds and peak memory in MB."""
    wishes = {
        "PLUGINS": plugins,
        "CACHE_PATH": str(folder / "cache"),
        "LOAD_CONTENT_CACHE": keep,
        "SITEURL": "https://example.org",
    }
    extra = [f"{name}={json.dumps(value)}" for name, value in wishes.items()]
    command = [sys.executable, "-m", "pelican", content, "-t", "simple", "-o", str(folder / "output"), "-q", "-e", *extra]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"the build failed: {' '.join(command)}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024


def main(content: str, runs: int = 3) -> None:
    figures: dict[str, list[tuple[float, float, float]]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for kind, (plugins, keep) in KINDS.items():
                figures[kind].append(build(content, Path(folder), plugins, keep))
    for kind, rows in figures.items():
        ratios = [row[0] / plain[0] for row, plain in zip(rows, figures["plain"], strict=True)]
        cpu, wall, peak = (median(column) for column in zip(*rows, strict=True))
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"{kind:10} CPU {cpu:6.2f} s, wall {wall:6.2f} s, peak {peak:4.0f} MB, CPU ratio {median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), *map(int, sys.argv[2:3]))
