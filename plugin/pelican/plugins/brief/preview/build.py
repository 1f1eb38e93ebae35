"""Run Pelican again and again in one process, as cheaply as the same result allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pkgutil import resolve_name
from threading import Event
from typing import Any

import pelican.generators as generators
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from pelican.contents import Content
from pelican.log import LimitFilter
from pelican.writers import Writer

from pelican.plugins import signals

from .generators import ArticlesGenerator, PagesGenerator
from .reading import Memory
from .recording import Recorded, RecordingWriter
from .results import Results
from .statics import SourceFileGenerator, StaticGenerator, Statics

READING = {generators.ArticlesGenerator: ArticlesGenerator, generators.PagesGenerator: PagesGenerator}
COPYING = {generators.SourceFileGenerator: SourceFileGenerator, generators.StaticGenerator: StaticGenerator}


@dataclass(slots=True)
class Build:
    """What one run of Pelican leaves behind: all that is needed to serve the site."""

    shared: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Recorded] = field(default_factory=dict)
    statics: Statics = field(default_factory=Statics)
    writer: type[Any] = Writer
    desk: list[Any] | None = None


class Compiled(BytecodeCache):
    """Templates compiled once: Jinja knows each by its name and a checksum of its text."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept for it, if it was made of the same text."""
        checksum, code = self._code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._code[bucket.key] = bucket.checksum, bucket.code


class Previewing:
    """What makes a Pelican one that remembers what it has read, and records its output instead of writing it."""

    settings: Mapping[str, Any]
    output_path: str

    def __init__(self, settings: Mapping[str, Any], eager: bool = False, over: Event | None = None) -> None:
        self.eager = eager
        self.reads, self.contents, self.compiled = Memory(over or Event()), Memory(), Compiled()
        self.results = Results()
        self.current = Build()
        super().__init__(settings)  # type: ignore[call-arg]
        signals.generator_init.connect(self._compile_once)

    def build(self) -> Build:
        """Run once; return what there is to serve. Raises what a plugin, a template or Pelican raises."""
        self.current = Build(statics=Statics(tuple(self.settings["IGNORE_FILES"])))
        forget_last_run()
        self.run()  # type: ignore[attr-defined]
        return self.current

    def forget(self) -> None:
        """Read everything again in the next run."""
        self.reads.forget()
        self.contents.forget()

    def knows(self, path: str) -> bool:
        """Say whether a file was read as a source of the site, with or without success."""
        return self.reads.knows(path)

    def _compile_once(self, generator: Any) -> None:
        if generator.settings is self.settings:
            generator.env.bytecode_cache = self.compiled
            self.results.take_part(generator)
            self.current.shared = generator.context

    def _get_generator_classes(self) -> list[Any]:
        classes = super()._get_generator_classes()  # type: ignore[misc]
        ours = READING if self.eager else READING | COPYING
        return [partial(ours[cls], pelican=self) if cls in ours else cls for cls in classes]

    def _get_writer(self) -> Any:
        writer = super()._get_writer()  # type: ignore[misc]
        if self.eager:
            return writer
        self.current.writer = type(writer)
        recording = RecordingWriter(self.output_path, self.settings, self.current.shared)
        self.current.records = recording.records
        return recording

    @property
    def statics(self) -> Statics:
        """Where the static files of the current run are noted."""
        return self.current.statics


def previewing(wanted: str | type[Any]) -> type[Any]:
    """Make such a class of the site's own Pelican class (the setting PELICAN_CLASS)."""
    return type("Previewing", (Previewing, resolve_name(wanted) if isinstance(wanted, str) else wanted), {})


def forget_last_run() -> None:
    """Clear what Pelican keeps for the life of the process: rendered bodies, and messages already logged."""
    for name in ("get_content", "get_summary"):
        Content.__dict__[name].cache.clear()
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
