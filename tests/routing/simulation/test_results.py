"""Means over runs, and how far chance could move them."""

import math

import pytest

from routing.simulation.results import Tally, added, estimate, figures, quantile_t

TABLE = [(0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 3, 3.182), (0.95, 9, 2.262), (0.95, 29, 2.045), (0.99, 9, 3.250)]


@pytest.mark.parametrize(("confidence", "freedom", "known"), TABLE)
def test_the_quantiles_of_student_are_those_of_the_tables(confidence: float, freedom: int, known: float) -> None:
    assert quantile_t(confidence, freedom) == pytest.approx(known, rel=0.002)


def test_an_estimate_holds_what_lies_within_its_interval() -> None:
    one = estimate([1.0, 2.0, 3.0])
    assert one.mean == 2.0
    assert one.off == pytest.approx(4.303 / math.sqrt(3), rel=1e-3)
    assert one.holds(4.4)
    assert not one.holds(4.6)


def test_one_run_alone_says_nothing_of_chance() -> None:
    assert estimate([5.0]).off == math.inf


def test_figures_are_taken_of_what_was_counted() -> None:
    tally = Tally(offered=10, answered=8, abandoned=2, within=6, waited=5, wait=40.0, talk=800.0, after=80.0, longest=9)
    told = {name: one.mean for name, one in figures([tally]).items()}
    assert told["service level"] == 0.6
    assert told["abandoned"] == 0.2
    assert told["asa"] == 5.0
    assert told["aht"] == 110.0


def test_a_queue_that_nobody_called_has_no_shares() -> None:
    assert {one.mean for one in figures([Tally()]).values()} == {0.0}


def test_tallies_are_added_up_and_the_longest_wait_stays_the_longest() -> None:
    whole = added([Tally(offered=2, wait=3.0, longest=3.0), Tally(offered=1, wait=1.0, longest=1.0)])
    assert (whole.offered, whole.wait, whole.longest) == (3, 4.0, 3.0)
