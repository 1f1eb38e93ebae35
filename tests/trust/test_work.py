"""Work is linear in the article: counted in calls, so that a slow machine changes nothing."""

import pytest

from tests.trust import work


@pytest.mark.parametrize("shape", work.SHAPES, ids=[f"{before}({unit}){after}" for before, unit, after in work.SHAPES])
def test_twice_the_article_is_twice_the_work(shape):
    assert work.growth(shape, 300) < 2.6


def test_quadratic_work_is_seen():
    def quadratic(times):
        return lambda: [len(str(a)) for a in range(times) for b in range(times)]

    assert work.calls(quadratic(40)) > 3.5 * work.calls(quadratic(20))


@pytest.mark.parametrize("shape", work.SHAPES)
def test_what_repeats_keeps_the_laws(shape):
    assert work.broken(shape, 12) == []
