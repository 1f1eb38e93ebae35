"""One life of a preview: from one reading of the configuration to the next."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .build import previewing
from .loading import code_files, content_folders, load, media, whole_output_plugins
from .problems import collected, from_exception, shortened
from .reading import Stamp, stamp_of
from .shortcuts import shortcuts
from .site import Site
from .tidying import Tidying, collecting_young
from .watching import Changes, Relevant, changes_in, changes_of, only_styles


@dataclass(slots=True)
class Session:
    """Builds and rebuilds until ``over`` is set; ``again`` says whether the process has to start anew then."""

    config: str
    output: Path
    eager: bool
    say: Callable[[str], None]
    over: threading.Event = field(default_factory=threading.Event)
    ready: threading.Event = field(default_factory=threading.Event)
    again: bool = False
    site: Site = field(init=False)
    _pelican: Any = None
    _threads: list[threading.Thread] = field(default_factory=list)
    _cleanup: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Read the configuration; then build and watch in the background.

        A configuration that fails is shown in the browser, and nothing is watched but the code until it is mended.
        """
        self.site = Site(self.output, config=self.config)
        self.output.mkdir()
        config = os.path.abspath(self.config)
        read = {config: stamp_of(config)}
        settings: dict[str, Any] | None = None
        try:
            with collected((os.getcwd(),), self.config) as found:
                settings = load(self.config, self.output)
                self._pelican = previewing(settings["PELICAN_CLASS"])(settings, self.eager, self.over)
        except (Exception, SystemExit) as error:
            self.site.fail(from_exception(error, (os.getcwd(),), config=self.config))
            self.say(f"not built{self._faults()}")
            self.ready.set()
        else:
            self._cleanup.enter_context(shortcuts())
            self._cleanup.enter_context(collecting_young())
            self.site.pelican, self.site.standing = self._pelican, tuple(found)
            self.site.roots = tuple(content_folders(settings))
            self._in_background(self._watch_content)
        self._in_background(self._watch_code, {file: stamp_of(file) for file in code_files(self.config, settings)} | read)

    def warnings(self) -> list[str]:
        """Say what the preview cannot show."""
        blind = [] if self._pelican is None or self.eager else whole_output_plugins(self.site.settings)
        text = "pages are written when they are looked at: {} will not see them all (--eager writes all, more slowly)"
        return [text.format(", ".join(blind))] if blind else []

    def end(self) -> None:
        """Stop the watches, and take out again what was put into Pelican."""
        self.over.set()
        self.ready.set()
        self.site.events.close()
        for thread in self._threads:
            thread.join()
        if self._pelican is not None:
            self._pelican.results.write()
        self._cleanup.close()

    def _in_background(self, work: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _watch_code(self, read: dict[str, Stamp | None]) -> None:
        """End this life when the configuration or a module of the site is not what was read (also: not any more, by now).

        A configuration that is not there is one that an editor is about to replace.
        """
        for _ in changes_of(read, self.over):
            changed = [file for file, stamp in read.items() if stamp_of(file) != stamp]
            if changed and os.path.isfile(self.config):
                self.say(f"{_names(changed)} changed: starting anew")
                self.again = True
                self.over.set()
                break

    def _watch_content(self) -> None:
        """Build when the watch stands, then after every change; tidy up when it is quiet."""
        settings = self.site.settings
        relevant = Relevant(settings["IGNORE_FILES"], (str(self.output), settings["CACHE_PATH"]))
        tidying = Tidying(self._pelican.results.write)
        with suppress(KeyboardInterrupt):  # the preview is over
            for changed in changes_in(self.site.roots, relevant, self.over):
                self._react(changed, tidying)

    def _react(self, changed: Changes, tidying: Tidying) -> None:
        if not changed and self.ready.is_set():
            tidying.if_quiet()
        elif changed and only_styles(changed, self.site.current.statics):
            self.site.restyle()
            self.say(f"{_names(changed)}: style sheets")
        else:
            self._build(changed)
            tidying.built()

    def _build(self, changed: Changes) -> None:
        seconds = self.site.rebuild()
        if self._may_be_included(changed):
            self._pelican.forget()
            seconds += self.site.rebuild()
        self.say(f"{_names(changed) or 'built'}: {seconds:.2f} s{self._faults()}")
        self.ready.set()

    def _may_be_included(self, changed: Changes) -> bool:
        """Say whether a changed file is no source of the site, and so perhaps a part of one (``include``, snippets)."""
        content = os.path.abspath(self.site.settings["PATH"])
        themes = tuple(os.path.join(root, "") for root in self.site.roots if root != content)
        return any(
            os.path.isfile(path)
            and not self._pelican.knows(path)
            and path not in self.site.current.statics
            and not path.startswith(themes)
            and not media(path)
            for path in changed
        )

    def _faults(self) -> str:
        problems = self.site.events.state.problems
        return "".join(f"\n  {problem}" for problem in problems)


def _names(changed: Iterable[str]) -> str:
    """Name what changed, shortly."""
    names = [shortened(path) for path in changed]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
