"""Measure whole builds: plain Pelican, other plugins, and ours.

    python -m benchmarks.speed ARTICLES.tar.xz [SIZE[xROUNDS] ...]

Each build is a process of its own. In a round every contender builds the same site in turn, so that what else the machine does
falls on all of them; a ratio is that of a build's CPU seconds to those of plain Pelican's in the same round. Writes
``benchmarks/speed.md`` (its measured part) and ``benchmarks/speed.svg``.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import sites

HERE = Path(__file__).parent
#: A contender's plugins, and what it builds: from nothing, unchanged, one article edited, unchanged with Pelican's own cache.
CONTENDERS = {
    "plain": ([], ("cold", "cached")),
    "brief": (["brief"], ("cold", "unchanged", "edited", "cached")),
    "neighbors + summary": (["neighbors", "minchin.pelican.plugins.summary"], ("cold",)),
    "naive sumy": (["benchmarks.naive_sumy"], ("cold", "cached")),
}
#: What plain Pelican does for each kind of build.
PLAIN = {"cold": "cold", "unchanged": "cold", "edited": "cold", "cached": "cached"}
SIZES = {100: 5, 1_000: 5, 1_807: 3, 5_000: 2}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds of CPU and of the clock, and the most memory in MB."""

    cpu: float
    wall: float
    peak: float


def build(content: Path, folder: Path, plugins: list[str], *, cached: bool) -> Cost:
    """Build a site in a process of its own. Raises RuntimeError where that fails."""
    settings = {
        "PLUGINS": plugins,
        "CACHE_PATH": str(folder / "cache"),
        "CACHE_CONTENT": cached,
        "LOAD_CONTENT_CACHE": cached,
        "SITEURL": "https://example.org",
        "TIMEZONE": "UTC",
        "DEFAULT_PAGINATION": 10,
    }
    extra = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    command = [sys.executable, "-m", "pelican", str(content), "-t", "simple", "-o", str(folder / "output"), "-q", "-e", *extra]
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"the build failed: {' '.join(command)}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1024)


def round_of(content: Path, folder: Path) -> dict[tuple[str, str], Cost]:
    """Let every contender build, each kind in turn."""
    costs: dict[tuple[str, str], Cost] = {}
    for name, (plugins, kinds) in CONTENDERS.items():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for kind in kinds:
            if kind == "edited":
                _edit(content)
            if kind == "cached":  # its own cache has to be there
                build(content, folder, plugins, cached=True)
            costs[name, kind] = build(content, folder, plugins, cached=kind == "cached")
    return costs


def _edit(content: Path) -> None:
    article = min(content.rglob("*.md"))
    article.write_text(f"{article.read_text('utf-8')}\n\nOne more sentence stands here, number {time.monotonic_ns()}.\n", "utf-8")


def table(rounds: dict[int, list[dict[tuple[str, str], Cost]]]) -> str:
    """Write the figures as a table (Markdown)."""
    head = "| articles | build | rounds | CPU (s) | wall (s) | peak (MB) | CPU ratio to plain, median (least to most) | memory ratio |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    for size, found in rounds.items():
        for name, kind in found[0]:
            mine = [costs[name, kind] for costs in found]
            plain = [costs["plain", PLAIN[kind]] for costs in found]
            ratios = [a.cpu / b.cpu for a, b in zip(mine, plain, strict=True)]
            ratio = "" if name == "plain" else f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            memory = "" if name == "plain" else f"{median(a.peak / b.peak for a, b in zip(mine, plain, strict=True)):.2f}"
            cpu, wall, peak = (median(getattr(cost, figure) for cost in mine) for figure in ("cpu", "wall", "peak"))
            lines.append(
                f"| {size:,} | {name}, {kind} | {len(found)} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {ratio} | {memory} |"
            )
    return "\n".join(lines)


def plot(rounds: dict[int, list[dict[tuple[str, str], Cost]]], path: Path) -> None:
    """Draw what an article costs against the size of its site."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "brief"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name, kind in next(iter(rounds.values()))[0]:
        costs = [1000 * median(found[name, kind].cpu for found in several) / size for size, several in rounds.items()]
        axes.plot(list(rounds), costs, marker="o", label=f"{name}, {kind}")
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="CPU milliseconds per article")
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def write(text: str, path: Path) -> None:
    """Put the measured part between its marks."""
    before, mark, rest = path.read_text("utf-8").partition("<!-- measured -->\n")
    path.write_text(f"{before}{mark}{text}\n<!-- /measured -->{rest.partition('<!-- /measured -->')[2]}", "utf-8")


def main(archive: str, *sizes: str) -> None:
    wanted = {int(size): int(rounds or 3) for size, _, rounds in (s.partition("x") for s in sizes)} or SIZES
    articles, found = sites.texts(archive), {}
    with tempfile.TemporaryDirectory() as folder:
        for size, number in wanted.items():
            content = Path(folder, str(size))
            sites.make(articles, size, content)
            found[size] = [round_of(content, Path(folder, "site")) for _ in range(number)]
            print(table({size: found[size]}), flush=True)
    write(table(found), HERE / "speed.md")
    plot(found, HERE / "speed.svg")


if __name__ == "__main__":
    main(*sys.argv[1:])
