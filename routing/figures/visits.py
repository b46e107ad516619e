"""Callers in queues: a visit begins when somebody joins a queue and is counted in the half hour in which it began."""

from dataclasses import dataclass

from routing.figures.day import Sums
from routing.figures.tally import Tally

SHORT = 5.0  # s: who hangs up within it has not given up, but dialled wrong; where nothing else is set


@dataclass(slots=True)
class Visit:
    """joined: when; since: when the caller began to wait in a row, perhaps in a queue before; served: somebody has
    answered; talk, hold: since when, 0 while it is not so."""

    queue: str
    joined: float
    since: float
    served: bool = False
    agent: str = ""
    talk: float = 0.0
    hold: float = 0.0


@dataclass(slots=True)
class Served:
    """For whose work after the talk an agent's time counts."""

    queue: str
    joined: float


def tallies(sums: Sums, visit: Visit | Served) -> tuple[Tally, ...]:
    return sums.tallies(f"queue:{visit.queue}", visit.joined)


def joins(sums: Sums, visit: Visit) -> None:
    for tally in tallies(sums, visit):
        tally.offered += 1


def leaves(sums: Sums, visit: Visit) -> None:
    for tally in tallies(sums, visit):
        tally.left += 1


def gives_up(sums: Sums, visit: Visit, at: float, short: float) -> None:
    """short: seconds within which it is counted among the short ones too, 0 for never."""
    waited = at - visit.since
    for tally in tallies(sums, visit):
        tally.abandoned += 1
        tally.short += 0 < short >= waited
        tally.given_up += waited
        tally.longest = max(tally.longest, waited)


def answered(sums: Sums, visit: Visit, at: float, limit: float) -> None:
    """limit: seconds of the service level."""
    waited = at - visit.since
    for tally in tallies(sums, visit):
        tally.answered += 1
        tally.within += waited <= limit
        tally.wait += waited
        tally.longest = max(tally.longest, waited)


def rests(sums: Sums, visit: Visit, at: float) -> None:
    """The talk stops, for good or not: what was of it is counted, for the queue and for the agent."""
    if not visit.talk:
        return
    unheld(sums, visit, at)
    for tally in (*tallies(sums, visit), *sums.tallies(f"agent:{visit.agent}", visit.joined)):
        tally.talk += at - visit.talk
    visit.talk = 0.0


def held(sums: Sums, visit: Visit, at: float) -> None:
    if visit.talk and not visit.hold:
        visit.hold = at


def unheld(sums: Sums, visit: Visit, at: float) -> None:
    """Hold is no talk."""
    if not visit.hold:
        return
    for tally in (*tallies(sums, visit), *sums.tallies(f"agent:{visit.agent}", visit.joined)):
        tally.hold += at - visit.hold
        tally.talk -= at - visit.hold
    visit.hold = 0.0


def over(sums: Sums, visit: Visit) -> None:
    """An answered call has nothing more to do with this queue."""
    for tally in tallies(sums, visit):
        tally.handled += 1
