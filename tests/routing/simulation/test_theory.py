"""Erlang's formulas against figures that stand in books."""

import math

import pytest

from routing.simulation.theory import erlang_a, erlang_b, erlang_c, least_hits, prioritised, service_level


def test_erlang_b_gives_the_figures_of_the_tables() -> None:
    assert erlang_b(10, 5.0) == pytest.approx(0.018385, abs=1e-6)
    assert erlang_b(1, 1.0) == pytest.approx(0.5)


def test_one_agent_waits_as_the_queue_m_m_1() -> None:
    """Half of the time busy: half of the callers wait, and the mean wait is one handling time."""
    expected = erlang_c(1, 0.5, 1.0)
    assert expected.waits == pytest.approx(0.5)
    assert expected.asa == pytest.approx(1.0)


def test_erlang_c_and_the_service_level_of_a_known_centre() -> None:
    """8 Erlang for 10 agents."""
    assert erlang_c(10, 8 / 180, 180).waits == pytest.approx(0.40918, abs=1e-5)
    assert service_level(10, 8 / 180, 180, 20) == pytest.approx(0.67235, abs=1e-5)


def test_too_much_load_is_refused_by_erlang_c_and_borne_by_erlang_a() -> None:
    with pytest.raises(ValueError, match="grows for ever"):
        erlang_c(2, 1.0, 3.0)
    expected = erlang_a(2, 1.0, 3.0, 5.0)
    assert 0.3 < expected.abandons < 1


def test_erlang_a_becomes_erlang_c_when_callers_have_all_the_time() -> None:
    patient, endless = erlang_a(5, 0.9, 5.0, 1e9), erlang_c(5, 0.9, 5.0)
    assert patient.waits == pytest.approx(endless.waits, rel=1e-4)
    assert patient.asa == pytest.approx(endless.asa, rel=1e-4)


def test_patience_of_nothing_is_a_house_in_which_nobody_can_wait() -> None:
    assert erlang_a(3, 1.0, 2.0, 1e-9).abandons == pytest.approx(erlang_b(3, 2.0), rel=1e-6)


@pytest.mark.parametrize(("trials", "least"), [(1, 0), (20, 16), (36, 31), (87, 77)])
def test_so_many_hits_of_95_per_cent_are_still_chance(trials: int, least: int) -> None:
    """By tables of the binomial distribution; 82 of 87 (94.3 %) is what 95 % intervals are expected to give (82.65)."""
    assert least_hits(trials, 0.95, 0.99) == least
    chance = sum(math.comb(trials, hits) * 0.95**hits * 0.05 ** (trials - hits) for hits in range(least))
    assert chance <= 0.01


def test_strict_priorities_keep_the_mean_of_all_waits() -> None:
    """Kleinrock's conservation law; one class alone waits as by Erlang C."""
    agents, rates = 4, (0.004, 0.006, 0.008)
    waits = prioritised(agents, rates, 180.0)
    mean = sum(rate * wait for rate, wait in zip(rates, waits, strict=True)) / sum(rates)
    assert mean == pytest.approx(erlang_c(agents, sum(rates), 180.0).asa)
    assert waits == sorted(waits)
    assert prioritised(agents, rates[:1], 180.0) == [pytest.approx(erlang_c(agents, rates[0], 180.0).asa)]
