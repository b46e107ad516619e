"""Somebody sets the clock of the machine while calls wait."""

import pytest

from server.clock import FOLLOWS, Steady

HOUR = 3600.0


class Machine:
    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 50.0
        self.clock = Steady(lambda: self.wall, lambda: self.steady)

    def passes(self, seconds: float) -> float:
        self.wall += seconds
        self.steady += seconds
        return self.clock()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.mark.parametrize("step", [HOUR, -HOUR, 5.0, -5.0])
def test_what_lasts_twenty_seconds_lasts_twenty_seconds(machine: Machine, step: float) -> None:
    begun = machine.clock()
    machine.wall += step
    assert machine.passes(20.0) - begun == pytest.approx(20.0, rel=FOLLOWS * 1.001)


def test_it_never_goes_back(machine: Machine) -> None:
    machine.wall -= HOUR
    times = [machine.passes(0.01) for _ in range(100)]
    assert times == sorted(times)


def test_the_time_of_day_is_reached_in_the_end(machine: Machine) -> None:
    machine.wall += HOUR
    for _ in range(round(HOUR / FOLLOWS / 60) + 1):
        machine.passes(60.0)
    assert machine.clock() == machine.wall


def test_a_clock_that_is_a_little_wrong_is_followed_at_once(machine: Machine) -> None:
    machine.wall += 0.01
    assert machine.passes(1.0) == machine.wall


def test_who_waits_since_before_the_clock_was_put_back_is_not_overtaken_after_a_restart(machine: Machine) -> None:
    queued_at = machine.clock()
    machine.wall -= HOUR
    again = Steady(lambda: machine.wall, lambda: machine.steady)
    again.not_before(queued_at)
    assert again() >= queued_at
