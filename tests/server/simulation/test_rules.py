"""The rules of queues change simulated days as theory says: strategies, rings, skills, priorities, limits, keys."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from cti.plan import Plan
from cti.queueing import Announcing, Choice, Choosing, Limits, Overflow, Prefer, Ring, Strategy, To, When
from ivr.library import Library
from journal import MemoryLog
from routing.simulation.results import Run, Tally, figures
from routing.simulation.scenario import ENDLESS, Callers, Kind, Length, Load, Rate, Rules, Scenario, Shift, Team
from routing.simulation.theory import erlang_b, erlang_c, prioritised
from server.core import Core
from server.simulation.core import opened
from server.simulation.floor import Floor
from ticketing.book import Book

HANDLING = 180.0
HOUR = 3600.0
LONG = 8 * HOUR
SURE = 0.99


def draws(seed: int) -> Callable[[str], Callable[[], float]]:
    return lambda name: random.Random(f"rules {seed} {name}").random


def load(per_hour: float, rules: Rules | None = None, queue: str = "q", ends: float = LONG) -> Load:
    talk = Length(Kind.EXPONENTIAL, HANDLING)
    return Load(queue, (Rate(0, ends, per_hour),), talk=talk, patience=ENDLESS, rules=rules or Rules())


def team(agents: int, *queues: str, name: str = "all", until: float = 10 * LONG) -> Team:
    return Team(name, agents, frozenset(queues or ("q",)), (Shift(0, until),))


def played(loads: tuple[Load, ...], teams: tuple[Team, ...], seed: int = 1, warm_up: float = 0.0) -> Run:
    ends = max(rate.ends for each in loads for rate in each.rates)
    return Floor(Scenario("rules", loads, teams, 0, ends, warm_up), draws(seed)).play()


def limited(*overflows: Overflow) -> Rules:
    return Rules(limits=Limits("", overflows))


def choosing(**rules: object) -> Rules:
    return Rules(choosing=replace(Choosing(), **rules))  # type: ignore[arg-type]  # names and values as in `Choosing`


BUSY = 60.0  # calls an hour for two agents who can take 40


def test_the_simulation_asks_the_policies_of_the_running_house_in_their_order() -> None:
    house = Core(Plan(), Library(), MemoryLog(), Book(), lambda: 0.0)
    real = [type(policy) for policy in house.engine._policies]
    asked = [type(policy) for policy in opened(Scenario("", (), ()), lambda: 0.0, lambda turn: None).engine._policies]
    left = iter(real)
    assert all(kind in left for kind in asked), (asked, real)


class TestLimits:
    def test_nobody_waits_longer_than_the_limit_of_time(self) -> None:
        whole = played((load(BUSY, limited(Overflow(When.WAIT, To.GOODBYE, 60.0))),), (team(2),)).whole
        assert whole.left > 20
        assert whole.longest <= 60.0
        assert whole.offered == whole.answered + whole.left

    def test_who_is_sent_to_another_queue_waits_there_and_is_counted_in_both_and_once_in_all(self) -> None:
        loads = load(BUSY, limited(Overflow(When.WAIT, To.QUEUE, 60.0, "r"))), load(5, queue="r")
        run = played(loads, (team(2), team(4, "r", name="others")))
        q, r = run.queues["q"], run.queues["r"]
        own = sum(tally.offered for tally in played(loads[1:], (team(4, "r"),)).queues.values())
        assert q.left > 20
        assert r.offered == own + q.left
        assert run.whole.offered == q.answered + r.answered
        assert run.whole.left == 0
        assert r.longest >= 60.0, "the time in the first queue counts"

    def test_a_line_of_limited_length_loses_as_many_calls_as_theory_says(self) -> None:
        """M/M/c/c+n: the loss of Erlang B, one waiting place after the other."""
        agents, places, offered = 3, 2, 2.7
        loss = erlang_b(agents, offered)
        for _ in range(places):
            loss = offered / agents * loss / (1 + offered / agents * loss)
        rules = limited(Overflow(When.LENGTH, To.GOODBYE, float(places)))
        some = load(offered * HOUR / HANDLING, rules, ends=2 * LONG)
        told = figures([played((some,), (team(agents),), seed, HOUR).whole for seed in range(3)], SURE)
        assert told["left"].holds(loss), (told["left"], loss)

    def test_nobody_begins_a_wait_that_would_be_too_long(self) -> None:
        busy = load(BUSY, limited(Overflow(When.EXPECTED, To.GOODBYE, 240.0)))
        whole = played((busy,), (team(2),)).whole
        assert whole.left > 20
        assert whole.wait / whole.answered < 240.0

    def test_without_agents_callers_are_sent_on_at_once(self) -> None:
        run = played((load(BUSY, limited(Overflow(When.NOBODY, To.GOODBYE))),), (team(9, until=LONG / 2),))
        late = [tally for slot, tally in run.slots.items() if slot * 1800 >= LONG / 2]
        assert [tally.answered for tally in late] == [0] * len(late)
        assert all(tally.left == tally.offered > 0 for tally in late)

    def test_a_queue_is_closed_outside_of_its_hours(self) -> None:
        rules = Rules(limits=Limits("q", (Overflow(When.CLOSED, To.GOODBYE),)))
        run = played((replace(load(BUSY, rules), hours=(Shift(0, HOUR),)),), (team(9),))
        assert all(tally.left == (0 if slot < 2 else tally.offered) for slot, tally in run.slots.items())

    def test_some_press_a_key_when_they_are_told_of_it(self) -> None:
        rules = Rules(announcing=Announcing(30.0, position=True, digits={"1": Choice(To.CALLBACK)}))
        whole = played((replace(load(BUSY, rules), presses={"1": 0.4}),), (team(2),)).whole
        assert 0.2 < whole.left / whole.offered < 0.45
        assert played((load(BUSY, rules),), (team(2),)).whole.left == 0


class TestWhichCaller:
    def test_strict_priority_keeps_the_work_and_splits_the_waits(self) -> None:
        """By Cobham's formulas, and the mean of all waits is that of one line (Kleinrock's conservation law)."""
        agents, high, low = 4, 30.0, 38.0
        first = replace(load(high, queue="vip", ends=2 * LONG), callers=(Callers(priority=1),))
        loads = first, load(low, ends=2 * LONG)
        runs = [played(loads, (team(agents, "vip", "q"),), seed, HOUR) for seed in range(3)]
        expected = prioritised(agents, (high / HOUR, low / HOUR), HANDLING)
        for queue, asa in zip(("vip", "q"), expected, strict=True):
            told = figures([run.queues[queue] for run in runs], SURE)["asa"]
            assert told.holds(asa), (queue, told, asa)
        plain = erlang_c(agents, (high + low) / HOUR, HANDLING).asa
        assert figures([run.whole for run in runs], SURE)["asa"].holds(plain)
        assert expected[0] < plain / 2 < plain < expected[1]

    def test_priority_as_a_head_start_takes_less_from_the_others(self) -> None:
        def waits(rules: Rules) -> float:
            first = replace(load(20, rules, queue="vip"), callers=(Callers(priority=1),))
            return _asa(played((first, load(20, rules)), (team(2, "vip", "q"),)).queues["q"])

        assert waits(choosing(bonus=60.0)) < waits(Rules())

    @pytest.mark.parametrize("rules", [choosing(weight=300.0), choosing(ageing=3.0)])
    def test_a_queue_with_a_head_start_waits_less(self, rules: Rules) -> None:
        run = played((load(19, rules, queue="first"), load(19)), (team(2, "first", "q"),))
        assert _asa(run.queues["first"]) < 0.75 * _asa(run.queues["q"])


class TestWhichAgent:
    @pytest.mark.parametrize("strategy", [Strategy.LONGEST_IDLE, Strategy.FEWEST_CALLS, Strategy.LEAST_TALK])
    def test_fair_strategies_keep_all_equally_busy_and_linear_those_at_the_top(self, strategy: Strategy) -> None:
        def spread(rules: Rules) -> float:
            return played((load(70, rules),), (team(6, until=LONG),)).spread

        assert spread(choosing(strategy=strategy)) < 0.08
        assert spread(choosing(strategy=Strategy.LINEAR)) > 0.15

    def test_linear_keeps_the_first_as_busy_as_a_trunk_that_is_always_tried_first(self) -> None:
        """At a load so low that nobody waits: the first trunk carries a / (1 + a) (Erlang, 1917)."""
        run = played((load(20, choosing(strategy=Strategy.LINEAR), ends=5 * LONG),), (team(9, until=5 * LONG),))
        assert run.agents["all-1"].busy / run.agents["all-1"].staffed == pytest.approx(0.5, abs=0.04)

    def test_a_ring_lets_others_in_when_it_begins_and_not_before(self) -> None:
        """Fixed gaps are not needed: with many agents who lack the skill everybody is taken when the ring opens."""
        asking = (Callers(skills={"english": 3}),)
        some = replace(load(20, choosing(rings=(Ring(45.0, drop=("english",)),))), callers=asking)
        skilled = replace(team(1, name="skilled", until=1.0), skills={"english": 3})
        whole = played((some,), (team(9), skilled)).whole
        assert whole.longest == pytest.approx(45.0)
        assert whole.wait / whole.answered == pytest.approx(45.0)

    def test_only_who_has_the_skill_takes_who_asks_for_it(self) -> None:
        asking = Callers(0.3, skills={"english": 3}), Callers(0.7)
        able, learner = (replace(team(2, name=f"english {level}"), skills={"english": level}) for level in (3, 2))
        busy = [
            _asa(played((replace(load(30), callers=callers),), (able, learner)).whole)
            for callers in (asking[1:], asking, asking[:1])
        ]
        assert busy == sorted(busy)
        assert busy[0] < busy[2]

    def test_later_levels_and_the_reserve_come_when_their_ring_does(self) -> None:
        rules = choosing(rings=(Ring(0.0, level=1), Ring(20.0, level=2), Ring(40.0, reserve=True)))
        second = replace(team(1, name="second"), levels={"q": 2})
        third = replace(team(9, name="third"), reserve=frozenset({"q"}))
        run = played((load(40, rules),), (team(1, name="first"), second, third))
        work = {
            name: sum(w.busy for id, w in run.agents.items() if id.startswith(name)) for name in ("first", "second")
        }
        assert work["first"] > work["second"] > 0
        assert run.whole.longest <= 40.0

    def test_regular_callers_come_to_the_agent_whom_they_know(self) -> None:
        rules = choosing(prefer=Prefer.LAST_AGENT)
        one_caller = replace(load(8, rules), regulars=1, talk=Length(Kind.FIXED, 5.0))
        work = sorted(w.busy for w in played((one_caller,), (team(3),)).agents.values())
        assert work[-1] > 0.9 * sum(work)
        plain = sorted(w.busy for w in played((replace(one_caller, rules=Rules()),), (team(3),)).agents.values())
        assert plain[-1] < 0.6 * sum(plain)

    def test_offers_that_connect_by_themselves_do_not_ring(self) -> None:
        slow = replace(team(5), answers=Length(Kind.FIXED, 10.0))
        asa = [_asa(played((load(10, rules),), (slow,)).whole) for rules in (Rules(), Rules(auto_answer=True))]
        assert asa == [pytest.approx(10.0, abs=0.5), pytest.approx(0.0, abs=0.5)]

    def test_the_time_after_a_call_ends_where_the_queue_says(self) -> None:
        some = replace(load(10, Rules(wrap_up_seconds=30.0)), after=Length(Kind.FIXED, 100.0))
        whole = played((some,), (team(5),)).whole
        assert whole.after / whole.answered == pytest.approx(30.0)


def _asa(tally: Tally) -> float:
    return tally.wait / tally.answered
