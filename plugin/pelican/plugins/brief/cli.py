"""``pelican-brief``: look at what it would do before a build, and preview the site."""

import sys
from importlib import import_module
from io import TextIOWrapper

#: The name of a command -> where it is (loaded when asked for), and what it does.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("cleaning.check", "show what would be removed, rewritten or reported, article by article"),
    "explain": ("summarizing.explain", "show why the sentences of an article's summary were chosen"),
    "preview": ("preview.command", "build, serve and reload the site while you write"),
}


def main(argv: list[str] | None = None) -> int:
    """Run a command and return the process's exit status (2 for wrong use)."""
    arguments = sys.argv[1:] if argv is None else argv
    name = arguments[0] if arguments else ""
    if name in ("-h", "--help"):
        print(usage())
        return 0
    if name not in COMMANDS:
        print(f"pelican-brief: no command {name!r}\n\n{usage()}" if name else usage(), file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):  # a console of Windows may not know every character of an article
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    module = import_module(f".{COMMANDS[name][0]}", __package__)
    status: int = module.run(arguments[1:])
    return status


def usage() -> str:
    """List the commands."""
    lines = (f"  {name:10}{what}" for name, (_, what) in COMMANDS.items())
    return "\n".join(("usage: pelican-brief COMMAND [--help]", "", *lines))
