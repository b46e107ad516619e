"""Questions of supervisors, and the scenarios that answer them."""

from dataclasses import replace

import pytest

from cti.plan import Queue
from cti.queueing import Choosing, Limits, Overflow, Prefer, Ring, Strategy, To, When
from routing.figures import Tally
from routing.simulation.asking import (
    Asked,
    Change,
    complaint_about,
    from_figures,
    rules_of,
    scenario_of,
    standing_in,
)
from routing.simulation.house import complaints
from routing.simulation.scenario import ENDLESS, Kind, Length, Rate, Shift

EMPTY = (0.0,) * 48
NINE, TEN = 18, 20  # half hours


def at(values: dict[int, int]) -> tuple[int, ...]:
    return tuple(values.get(slot, 0) for slot in range(48))


ASKED = Asked("q", tuple(float(n) for n in at({NINE: 30, TEN: 60})), at({NINE: 2, NINE + 1: 2, TEN: 1}))


def test_a_real_day_gives_calls_agents_and_lengths() -> None:
    tally = Tally(offered=30, answered=25, abandoned=5, handled=25, talk=4500, hold=500, after=250, there=3500)
    tally.wait, tally.given_up = 400, 200
    asked = from_figures("q", 20, {NINE: tally})
    assert (asked.calls[NINE], asked.agents[NINE], sum(asked.calls)) == (30, 2, 30)
    assert (asked.talk, asked.after, asked.within) == (200, 10, 20)
    assert asked.patience == 120  # all waiting, for each who gave up: what fits an exponential patience best


def test_a_day_without_calls_gives_guesses_and_cannot_be_played() -> None:
    asked = from_figures("q", 20, {})
    assert (asked.talk, asked.patience) == (180, 0)
    assert "nobody calls" in complaint_about(asked)


def test_calls_of_half_hours_are_rates_an_hour_and_agents_are_people_with_shifts() -> None:
    scenario = scenario_of(ASKED, "today")
    (load,) = scenario.loads
    assert load.rates == (Rate(32_400, 34_200, 60), Rate(36_000, 37_800, 120))
    assert (load.talk, load.patience) == (Length(Kind.EXPONENTIAL, 180.0), ENDLESS)
    assert [team.shifts for team in scenario.teams] == [(Shift(32_400, 37_800),), (Shift(32_400, 36_000),)]


def test_one_agent_more_from_ten_is_a_variant_of_the_same_day() -> None:
    change = Change("one more", agents=1, begins=36_000, ends=37_800)
    day = scenario_of(replace(ASKED, changes=(change,)), "today").all()
    assert list(day) == ["today", "one more"]
    more = day["one more"]
    assert [team.shifts for team in more.teams] == [(Shift(32_400, 37_800),), (Shift(32_400, 37_800),)]
    assert more.loads == day["today"].loads


def test_fewer_agents_than_nobody_are_nobody() -> None:
    day = scenario_of(replace(ASKED, changes=(Change("none", agents=-9),)), "today").all()
    assert day["none"].teams == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (replace(ASKED, calls=(500.0,) * 48), "too many"),
        (replace(ASKED, calls=(300.0,) * 48, runs=100), "in all"),
        (replace(ASKED, changes=(Change("a"), Change("a"))), "same name"),
        (ASKED, ""),
    ],
)
def test_what_is_too_much_is_told_before_it_begins(asked: Asked, says: str) -> None:
    complaint = complaint_about(asked)
    assert says in complaint
    assert bool(says) == bool(complaint)


class TestTheRulesOfTheQueue:
    queue = Queue(
        "q",
        "Q",
        "support",
        members=frozenset({"a", "b", "c"}),
        levels={"a": 3},
        reserve=frozenset({"b"}),
        choosing=Choosing(Strategy.LINEAR, (Ring(30.0, drop=("english",), also="r"),), prefer=Prefer.LAST_AGENT),
        limits=Limits("office", (Overflow(When.CLOSED, To.GOODBYE), Overflow(When.WAIT, To.QUEUE, 60.0, "r"))),
    )
    asked = replace(ASKED, rules=rules_of(queue), people=standing_in(queue), asking=0.2, skilled=1)

    def test_they_are_played_as_far_as_they_say_something_of_one_queue(self) -> None:
        scenario = scenario_of(self.asked, "today")
        (load,) = scenario.loads
        assert load.rules.choosing == Choosing(Strategy.LINEAR, (Ring(30.0, drop=("skill",)),))
        assert load.rules.limits == Limits("", (Overflow(When.WAIT, To.ROUTE, 60.0, "elsewhere"),))
        first, second = scenario.teams
        assert (first.levels, first.skills, first.reserve) == ({"q": 1}, {"skill": 1}, frozenset())
        assert (second.levels, second.skills) == ({"q": 3}, {})
        assert [callers.skills for callers in load.callers] == [{}, {"skill": 1}]
        assert list(complaints(scenario)) == []

    def test_a_change_tells_what_is_other_and_leaves_the_rest(self) -> None:
        change = Change("other", strategy=Strategy.RANDOM, skilled=2, ring=10.0, overflow=0.0)
        other = scenario_of(replace(self.asked, changes=(change,)), "today").all()["other"]
        (load,) = other.loads
        assert load.rules.choosing == Choosing(Strategy.RANDOM, (Ring(10.0, drop=("skill",)),))
        assert load.rules.limits.overflows == ()
        assert [team.skills for team in other.teams] == [{"skill": 1}, {"skill": 1}]

    def test_a_skill_that_nobody_has_is_told(self) -> None:
        assert "how many agents have it" in complaint_about(replace(self.asked, skilled=0))
