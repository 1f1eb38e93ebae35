"""The demo site built in many ways, each in a copy of its own: every way has to give the same bytes.

Pelican itself stamps nothing into the demo's published form but the date of its newest article, so nothing is left out.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("content", "theme", "pelicanconf.py", "publishconf.py")


def copied(folder: Path) -> Path:
    """Copy the demo's sources; file times stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy2(path, folder / name)
    return folder


def build(
    folder: Path, seed: str, zone: str, locale: str, workers: int | None, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Build what stands in a folder by ``pelican`` in a process of its own, from that folder."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "output"]
    command += ["-e", f"BRIEF_WORKERS={workers}"] if workers else []
    command += arguments
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=1200, check=False)


def hashes(folder: Path) -> dict[str, str]:
    """Hash every file of a folder, by name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def tree(folder: Path, seed: str = "0", zone: str = "UTC", locale: str = "C.UTF-8", workers: int | None = None) -> dict[str, str]:
    """Copy the demo into a folder (unless it is there), build it, and hash what came out. The content must stay as it was."""
    if not (folder / "content").is_dir():
        copied(folder)
    before = hashes(folder / "content")
    done = build(folder, seed, zone, locale, workers)
    if done.returncode:
        raise RuntimeError(f"the build failed: {done.stdout}{done.stderr}")
    if hashes(folder / "content") != before:
        raise RuntimeError("the build changed its content")
    return hashes(folder / "output")


def differences(folder: Path) -> Iterator[str]:
    """Build in every way; name each way that gives other bytes than the first, with the files."""
    first = tree(folder / "first")
    ways: list[tuple[str, Path, dict[str, str | int]]] = [
        *((f"hash seed {seed}", folder / f"seed{seed}", {"seed": seed}) for seed in ("1", "2", "77", "4242")),
        ("another locale", folder / "locale", {"locale": "POSIX"}),
        ("another time zone", folder / "zone", {"zone": "Pacific/Auckland"}),
        ("two workers", folder / "workers", {"workers": 2}),
        ("one worker", folder / "worker", {"workers": 1}),
        ("warm", folder / "first", {}),
        ("from another folder", folder / "a" / "b c" / "é", {}),
    ]
    for name, place, options in ways:
        other = tree(place, **options)  # type: ignore[arg-type]
        changed = sorted(file for file in first.keys() | other.keys() if first.get(file) != other.get(file))
        print(f"{name}: {len(other)} files, {len(changed)} differ", flush=True)
        if changed:
            yield f"{name}: {', '.join(changed[:10])}"
