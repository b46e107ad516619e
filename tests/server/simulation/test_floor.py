"""Days on the production core agree with Erlang where Erlang's formulas hold, and do what the scenario says elsewhere.

The grid of loads is short here; `python -m bench.erlang` has the long one.
"""

import random
from collections.abc import Callable
from functools import cache

import pytest

from bench.erlang import Cell
from routing.simulation.results import Run, Tally, figures, occupancy
from routing.simulation.scenario import ENDLESS, Kind, Length, Load, Rate, Scenario, Shift, Team
from routing.simulation.theory import least_hits
from server.simulation.floor import Floor
from server.simulation.play import day

HANDLING = 180.0
CALLS = 400
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


GRID = tuple(
    Cell(agents, load, patience)
    for patience, cells in (
        (0.0, ((1, 0.5), (3, 0.6), (6, 0.7), (12, 0.7))),
        (60.0, ((2, 0.7), (8, 0.9), (8, 1.3), (15, 1.0))),
    )
    for agents, load in cells
)


@cache
def of_a_cell(number: int) -> list[Tally]:
    """All calls of each run; every cell has days of its own."""
    scenario = GRID[number].scenario(calls=300, runs=6, seed=number + 1)
    return [day(scenario, run).whole for run in range(scenario.runs)]


@pytest.mark.parametrize("number", range(len(GRID)))
def test_a_grid_of_loads_agrees_with_erlang_c_and_a(number: int) -> None:
    sure = figures(of_a_cell(number), SURE)
    for figure, expected in GRID[number].expected().items():
        assert sure[figure].holds(expected), (GRID[number], figure, sure[figure], expected)


def test_as_many_cells_lie_within_their_95_per_cent_intervals_as_chance_allows() -> None:
    """Figures of one cell hang together, so one of each is a trial of its own."""
    inside = sum(
        figures(of_a_cell(number))["waited"].holds(cell.expected()["waited"]) for number, cell in enumerate(GRID)
    )
    assert inside >= least_hits(len(GRID), 0.95, SURE)


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
