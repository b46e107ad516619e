"""Days on the production core agree with Erlang where Erlang's formulas hold, and do what the scenario says elsewhere.

The grid of loads is short here; `python -m bench.erlang` has the long one.
"""

import random
from collections.abc import Callable

import pytest

from routing.simulation.results import Run, figures, occupancy
from routing.simulation.scenario import ENDLESS, Kind, Length, Load, Rate, Scenario, Shift, Team
from routing.simulation.theory import erlang_a, erlang_c, service_level
from server.simulation.floor import Floor

HANDLING = 180.0
CALLS = 900
RUNS = 4
SURE = 0.99


def draws(seed: int) -> Callable[[str], Callable[[], float]]:
    return lambda name: random.Random(f"{seed} {name}").random


def even(agents: int, share: float, patience: Length = ENDLESS) -> Scenario:
    """One queue with so much of its agents' time asked for, long enough for `CALLS` calls; a tenth warms up."""
    rate = share * agents / HANDLING
    ends = CALLS / rate
    load = Load("q", (Rate(0, ends, rate * 3600),), talk=Length(Kind.EXPONENTIAL, HANDLING), patience=patience)
    team = Team("all", agents, frozenset({"q"}), (Shift(0, 2 * ends),))
    return Scenario("even", (load,), (team,), 0, ends, warm_up=ends / 10)


def played(scenario: Scenario) -> list[Run]:
    return [Floor(scenario, draws(seed)).play() for seed in range(RUNS)]


@pytest.mark.parametrize(("agents", "share"), [(3, 0.6), (12, 0.85)])
def test_waiting_agrees_with_erlang_c(agents: int, share: float) -> None:
    told = figures([run.whole for run in played(even(agents, share))], SURE)
    rate = share * agents / HANDLING
    expected = erlang_c(agents, rate, HANDLING)
    assert told["waited"].holds(expected.waits), (told["waited"], expected)
    assert told["asa"].holds(expected.asa), (told["asa"], expected)
    level = service_level(agents, rate, HANDLING, 20.0)
    assert told["service level"].holds(level), (told["service level"], level)


@pytest.mark.parametrize(("agents", "share"), [(8, 0.9), (8, 1.3)])
def test_giving_up_agrees_with_erlang_a(agents: int, share: float) -> None:
    patience = 60.0
    told = figures([run.whole for run in played(even(agents, share, Length(Kind.EXPONENTIAL, patience)))], SURE)
    expected = erlang_a(agents, share * agents / HANDLING, HANDLING, patience)
    assert told["abandoned"].holds(expected.abandons), (told["abandoned"], expected)
    assert told["waited"].holds(expected.waits), (told["waited"], expected)


def test_the_agents_are_as_busy_as_they_are_asked_for() -> None:
    scenario = even(4, 0.5)
    team = Team("all", 4, frozenset({"q"}), (Shift(0, scenario.ends),))
    runs = played(Scenario("even", scenario.loads, (team,), 0, scenario.ends))
    assert occupancy(runs, SURE).mean == pytest.approx(0.5, rel=0.05)


def small(*teams: Team, patience: Length = ENDLESS, answers: float = 0.0) -> Run:
    load = Load("q", (Rate(0, 3600, 60),), talk=Length(Kind.FIXED, 30.0), patience=patience)
    return Floor(Scenario("small", (load,), teams, 0, 3600), draws(1)).play()


def team(*shifts: Shift, agents: int = 5, breaks: tuple[Shift, ...] = (), answers: float = 0.0) -> Team:
    return Team("one", agents, frozenset({"q"}), shifts, breaks, Length(Kind.FIXED, answers))


def test_everybody_who_came_is_counted_once() -> None:
    run = small(team(Shift(0, 7200)), patience=Length(Kind.FIXED, 20.0))
    whole = run.whole
    assert whole.offered == whole.answered + whole.abandoned > 40
    assert sum(slot.offered for slot in run.slots.values()) == whole.offered


def test_nobody_is_served_before_the_shift_begins_and_nobody_is_forgotten() -> None:
    whole = small(team(Shift(1800, 7200))).whole
    assert whole.longest >= 1700
    assert whole.abandoned == 0


def test_nobody_is_served_in_a_break() -> None:
    run = small(team(Shift(0, 7200), breaks=(Shift(900, 1800),)))
    assert run.whole.longest > 800
    assert run.staffed == pytest.approx(5 * (7200 - 900), rel=0.02)


def test_callers_without_agents_give_up() -> None:
    whole = small(patience=Length(Kind.FIXED, 60.0)).whole
    assert whole.abandoned == whole.offered
    assert whole.longest == pytest.approx(60.0)


def test_who_lets_it_ring_too_long_comes_back_and_the_caller_is_served() -> None:
    whole = small(team(Shift(0, 7200), answers=25.0), patience=Length(Kind.FIXED, 300.0)).whole
    assert whole.answered == 0  # each offer ends after 20 s, the ring time of the queue
    assert whole.abandoned == whole.offered


def test_the_same_seed_is_the_same_day() -> None:
    one, other = small(team(Shift(0, 7200), agents=1)), small(team(Shift(0, 7200), agents=1))
    assert one == other
