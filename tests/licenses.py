"""``python -m tests.licenses``: list what is installed with the plugin, with versions and licenses, in ``docs/licenses.md``."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "licenses.md"


def needed(name: str, seen: dict[str, Distribution]) -> dict[str, Distribution]:
    """Collect a package's dependencies and theirs, without extras, where they are installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:  # a marker that does not hold here
        return seen
    key = str(found.metadata["Name"]).lower().replace("_", "-")
    if key not in seen:
        seen[key] = found
        for requirement in found.requires or ():
            if "extra ==" not in requirement:
                needed(re.split(r"[\s;<>=!~\[(]", requirement)[0], seen)
    return seen


def license_of(package: Distribution) -> str:
    """Read a license from a package's metadata: its expression, else its classifiers, else its first line."""
    metadata = package.metadata
    classifiers = [c.rpartition(" :: ")[2] for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    text = (
        metadata.get("License-Expression")
        or ", ".join(c for c in classifiers if c != "OSI Approved")
        or metadata.get("License", "")
    )
    return text.strip().split("\n")[0] or "not stated"


def table() -> str:
    """Make the page."""
    found = needed("pelican-brief", {})
    found.pop("pelican-brief", None)
    rows = [f"| {name} | {package.version} | {license_of(package)} |" for name, package in sorted(found.items())]
    head = [
        "# Licenses of dependencies",
        "",
        "As installed where this page was made; `constraints.txt` names the same versions.",
        "",
    ]
    return "\n".join([*head, "| package | version | license |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(table(), encoding="utf-8", newline="\n")
