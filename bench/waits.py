"""How wrong the wait is that callers are told when they begin to wait, on simulated days.

python -m bench.waits [--days 20]

Each caller who has to wait is told what `routing.expected` says at that moment; when the talk begins, it is compared
with what the wait was. Who gives up is not compared. `told - real` is above 0 where callers are told too much.
"""

import argparse
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from statistics import fmean

from bench.report import table
from cti import facts
from cti.plan import Plan, Queue
from journal import Fact
from routing.expected import Expected
from routing.simulation.chance import Draw
from routing.simulation.scenario import AT_ONCE, ENDLESS, Burst, Kind, Length, Load, Rate, Scenario, Shift, Team
from server.simulation.floor import Floor

HOUR = 3600.0
BEGINS, WARM, ENDS = 8 * HOUR, HOUR, 16 * HOUR
TALK, AFTER = Length(Kind.EXPONENTIAL, 180.0), Length(Kind.EXPONENTIAL, 30.0)
REAL = Length(Kind.LOGNORMAL, 180.0, 150.0)
PATIENT = Length(Kind.EXPONENTIAL, 300.0)
GUESS = "the mean wait, told to everybody"


@dataclass
class Listening(Floor):
    """A day on which somebody writes down what is told and what it was."""

    scenario: Scenario
    draws: Callable[[str], Draw]
    waits: list[tuple[float, float]] = field(default_factory=list)  # told, real

    def __post_init__(self) -> None:
        members = {load.queue: frozenset[str](_serving(self.scenario, load.queue)) for load in self.scenario.loads}
        queues = {id: Queue(id, id, "s", members=agents) for id, agents in members.items()}
        self.expected, self._told = Expected(Plan(queues=queues)), dict[str, tuple[float, float]]()
        Floor.__init__(self, self.scenario, self.draws)

    def _see(self, fact: Fact) -> None:
        self.expected.react(fact, self.now)
        match fact:
            case facts.Queued(call=call, queue=queue) if self.now >= BEGINS + WARM:
                told = self.expected.wait(queue, self.expected.waiting[queue] - 1)
                self._told[call] = told, self.now
            case facts.Established(call=call) if call in self._told:
                told, since = self._told.pop(call)
                if self.now > since:
                    self.waits.append((told, self.now - since))
        super()._see(fact)


def _serving(scenario: Scenario, queue: str) -> list[str]:
    teams = [team for team in scenario.teams if queue in team.queues]
    return [f"{team.name}-{number}" for team in teams for number in range(1, team.agents + 1)]


def _day(load: float, talk: Length = TALK, patience: Length = ENDLESS, bursts: tuple[Burst, ...] = ()) -> Scenario:
    """Ten agents, so much work for them that they would be busy for this share of the time."""
    per_hour = load * 10 * HOUR / (talk.mean + AFTER.mean)
    calls = Load("one", (Rate(BEGINS, ENDS, per_hour),), bursts, talk, AFTER, patience)
    team = Team("team", 10, frozenset({"one"}), (Shift(BEGINS, ENDS),))
    return Scenario("", (calls,), (team,), BEGINS, ENDS)


def _shared() -> Scenario:
    """A big and a small queue; four agents serve both, four the big one alone."""
    big = Load("big", (Rate(BEGINS, ENDS, 110),), (), TALK, AFTER, PATIENT)
    small = Load("small", (Rate(BEGINS, ENDS, 30),), (), Length(Kind.EXPONENTIAL, 240.0), AT_ONCE, PATIENT)
    shift = (Shift(BEGINS, ENDS),)
    both, alone = Team("both", 4, frozenset({"big", "small"}), shift), Team("alone", 4, frozenset({"big"}), shift)
    return Scenario("", (big, small), (both, alone), BEGINS, ENDS)


DAYS = {
    "load 0.85": _day(0.85),
    "load 0.95": _day(0.95),
    "load 0.95, talks as real ones are": _day(0.95, REAL),
    "load 1.2, patience of 5 min": _day(1.2, TALK, PATIENT),
    "load 0.7, 60 calls at once at noon": _day(0.7, TALK, PATIENT, (Burst(12 * HOUR, 60, 60.0),)),
    "two queues that share agents": _shared(),
}


def listened(scenario: Scenario, days: int) -> list[tuple[float, float]]:
    waits: list[tuple[float, float]] = []
    for number in range(days):
        day = Listening(scenario, partial(_draws, number))
        day.play()
        waits += day.waits
    return waits


def _draws(number: int, of: str) -> Draw:
    return random.Random(f"waits {number} {of}").random


def row(name: str, waits: list[tuple[float, float]]) -> list[object]:
    mean = fmean(real for _, real in waits)
    error = fmean(abs(told - real) for told, real in waits)
    bias = fmean(told - real for told, real in waits)
    blind = fmean(abs(mean - real) for _, real in waits)
    return [name, len(waits), f"{mean:.0f}", f"{error:.0f}", f"{bias:+.0f}", f"{blind:.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=20)
    days = parser.parse_args().days
    logging.disable(logging.INFO)
    heads = ("in seconds", "waited", "mean wait", "mean absolute error", "told - real", f"error of {GUESS}")
    print(table(heads, [row(name, listened(scenario, days)) for name, scenario in DAYS.items()]))


if __name__ == "__main__":
    main()
