"""Lengths and arrivals have the means and spreads that they say they have."""

import math
import random
from statistics import fmean, stdev

import pytest

from routing.simulation.chance import arrivals, length
from routing.simulation.scenario import ENDLESS, Burst, Kind, Length, Load, Rate

MANY = 20_000


def drawn(of: Length) -> list[float]:
    draw = random.Random(7).random
    return [length(of, draw) for _ in range(MANY)]


def test_an_exponential_length_spreads_as_wide_as_its_mean() -> None:
    seconds = drawn(Length(Kind.EXPONENTIAL, 180.0))
    assert fmean(seconds) == pytest.approx(180.0, rel=0.03)
    assert stdev(seconds) == pytest.approx(180.0, rel=0.04)


def test_a_lognormal_length_has_the_mean_and_the_deviation_that_it_names() -> None:
    seconds = drawn(Length(Kind.LOGNORMAL, 200.0, 120.0))
    assert fmean(seconds) == pytest.approx(200.0, rel=0.03)
    assert stdev(seconds) == pytest.approx(120.0, rel=0.06)
    assert min(seconds) > 0


def test_a_fixed_length_is_its_mean_and_an_endless_one_never_ends() -> None:
    assert set(drawn(Length(Kind.FIXED, 30.0))) == {30.0}
    assert set(drawn(ENDLESS)) == {math.inf}


def test_calls_come_at_the_rate_of_the_hour() -> None:
    load = Load("q", (Rate(0, 36_000, 100), Rate(36_000, 72_000, 400)))
    times = arrivals(load, random.Random(3).random)
    early = sum(at < 36_000 for at in times)
    assert early == pytest.approx(1000, rel=0.1)
    assert len(times) - early == pytest.approx(4000, rel=0.05)
    assert times == sorted(times)


def test_a_burst_comes_whole_and_within_its_time() -> None:
    times = arrivals(Load("q", (), (Burst(600, 40, 60),)), random.Random(1).random)
    assert len(times) == 40
    assert min(times) >= 600
    assert max(times) < 660


def test_no_calls_come_where_the_rate_is_zero() -> None:
    assert arrivals(Load("q", (Rate(0, 3600, 0),)), random.Random(1).random) == []
