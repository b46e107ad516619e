"""Every test is run by somebody, whatever the number of workers."""

import pytest

from tests.house import ROOT
from tests.support.lanes import HELPS, PURE, lane_of, next_file, own_lane

FILES = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob("test_*.py"))]


def asked_in_turn(workers: list[str]) -> list[str]:
    """All that they take, until nobody finds anything."""
    left, taken = list(FILES), []
    while any(found := [next_file(left, own_lane(worker)) for worker in workers]):
        first = next(file for file in found if file)
        left.remove(first)
        taken.append(first)
    return taken


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_every_file_is_taken_once(count: int) -> None:
    assert sorted(asked_in_turn([f"gw{number}" for number in range(count)])) == FILES


def test_the_worker_that_comes_for_one_that_died_takes_everything() -> None:
    assert sorted(asked_in_turn(["gw17"])) == FILES


def test_what_needs_an_asterisk_or_a_page_is_not_with_the_pure_ones() -> None:
    real = [file for file in FILES if "mark.asterisk" in (ROOT / file).read_text("utf-8") and "lanes" not in file]
    assert [file for file in real if lane_of(file) == PURE] == []


def test_the_polite_worker_runs_nothing_real() -> None:
    assert HELPS[PURE] == (PURE,)
