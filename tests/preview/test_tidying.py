"""Garbage is collected, but not while somebody waits."""

import gc
import shutil
import threading
import weakref
from collections import Counter
from pathlib import Path

from pelican.plugins.brief.article import Result
from pelican.plugins.brief.cache import NAME
from pelican.plugins.brief.preview import tidying
from pelican.plugins.brief.preview.shortcuts import shortcuts
from pelican.plugins.brief.preview.tidying import AT_MOST, QUIET, Tidying, collecting_young
from tests.preview.garden import article, write, write_site
from tests.preview.parity import previewed


class Node:
    """What only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


def garbage() -> "weakref.ref[Node]":
    """Leave a cycle of which only the collector can know that nobody needs it, as old as a build's are."""
    node = Node()
    gc.collect()
    return weakref.ref(node)


def test_what_builds_leave_goes_in_a_quiet_moment() -> None:
    with collecting_young():
        tidy, left = Tidying(lambda: None), garbage()
        tidy.built()
        tidy.if_quiet()
        assert left() is not None
        tidy.last -= 2 * QUIET
        tidy.if_quiet()
        assert left() is None


def test_many_builds_without_a_quiet_moment_are_tidied_up_after() -> None:
    with collecting_young():
        tidy, left = Tidying(lambda: None), garbage()
        for _ in range(AT_MOST - 1):
            tidy.built()
        assert left() is not None
        tidy.built()
        assert left() is None
        assert tidy.builds == 0


def test_the_collector_is_left_as_it_was_found() -> None:
    before = gc.get_threshold()
    with collecting_young():
        assert gc.get_threshold() == tidying.THRESHOLDS
    assert gc.get_threshold() == before


def test_results_are_written_when_it_is_quiet_and_at_the_end(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site", plugins=("brief",))
    with previewed(config, tmp_path / "preview") as site:
        results, file = site.pelican.results, Path(site.settings["CACHE_PATH"]) / NAME
        site.rebuild()
        assert (results.inner.fresh != {}, file.exists()) == (True, False)
        tidy = Tidying(results.write)
        tidy.now()
        assert (results.inner.fresh, file.exists()) == ({}, True)
        write(config.parent / "content/posts/3.md", article(3, body="Written anew."))
        site.rebuild()
        assert len(results.inner.fresh) == 1
        assert results.inner.results([task for task, _, _ in results.known.values()], never) == [
            r for _, _, r in results.known.values()
        ]


def test_many_builds_leave_what_one_leaves(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site", plugins=("brief",))
    with previewed(config, tmp_path / "preview") as site, shortcuts(), collecting_young():
        tidy, counts = Tidying(site.pelican.results.write), []
        for number in range(25):
            write(config.parent / "content/posts/3.md", article(3, body=f"Written {number} times."))
            site.rebuild()
            assert site.find("2022/sea/estuary-3/index.html")
            tidy.built()
            tidy.now()
            if number >= 2:
                counts.append(alive())
        assert counts == [counts[0]] * len(counts)
        # Other tests' sites may be alive in this process.
        own = [a for a in gc.get_objects() if type(a).__name__ == "Article" and str(a.source_path).startswith(str(tmp_path))]
        assert len(own) == len({*site.current.shared["generated_content"].values()}) - 3  # three are pages
    assert not Path(tmp_path / "preview-before").exists()


def test_who_comes_while_it_ends_writes_nothing_into_the_output_that_is_gone(tmp_path: Path) -> None:
    config = write_site(tmp_path / "site")
    with previewed(config, tmp_path / "preview") as site:
        site.rebuild()
        assert site.find("2022/sea/estuary-3/index.html")
        site.close()
        shutil.rmtree(site.output)
        assert site.find("archives.html") is None
        assert not site.output.exists()
        site.output.mkdir()


def alive() -> dict[str, int]:
    """Count what a build makes and the next one should not find: articles, contexts' generators, results, threads."""
    kinds = Counter(type(thing).__name__ for thing in gc.get_objects())
    names = ("Article", "Page", "ArticlesGenerator", "Recorded", "RecordingWriter", "Run", "Result", "Task", "Environment")
    return {name: kinds[name] for name in names} | {"threads": threading.active_count()}


def never(tasks: object) -> list[Result]:
    """Work on nothing: everything is known."""
    raise AssertionError(tasks)
