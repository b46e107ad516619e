"""A question of a supervisor about one queue, and the scenario that answers it. Pure.

Rule: what is not asked for is taken from a real day, half hour by half hour; agents are a number in each half hour, as
figures tell it, and become people who are there while that many are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from routing.figures.tally import SLOT, Tally, added
from routing.simulation.scenario import DAY, ENDLESS, Kind, Length, Load, Rate, Scenario, Shift, Team, Variant

SLOTS = 48
GUESS = 180.0  # s of a talk, where nobody has talked yet
ANSWERS = Length(Kind.EXPONENTIAL, 3.0)  # how long agents let it ring
MOST_AT_ONCE = 150_000  # calls of all days of all variants: some minutes on one processor
MOST_A_DAY = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """agents: more of them (or less) from `begins` to `ends`, seconds of the day; calls, handling: factors."""

    name: str
    agents: int = 0
    begins: float = 0.0
    ends: float = DAY
    calls: float = 1.0
    handling: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """calls, agents: in each half hour of a day, 48 of them. Seconds: talk, after and patience are means, a patience of
    0 never ends; within: the time of the service level."""

    queue: str
    calls: tuple[float, ...]
    agents: tuple[int, ...]
    talk: float = GUESS
    after: float = 0.0
    patience: float = 0.0
    within: float = 20.0
    runs: int = 10
    seed: int = 1
    changes: tuple[Change, ...] = ()


def from_figures(queue: str, within: float, slots: Mapping[int, Tally]) -> Asked:
    """A real day. slots: what is known of each half hour, from 0 to 47."""
    whole = added(slots.values())
    told = [slots.get(slot) or Tally() for slot in range(SLOTS)]
    return Asked(
        queue,
        tuple(float(one.offered) for one in told),
        tuple(round(one.there / SLOT) for one in told),
        (whole.talk + whole.hold) / whole.handled if whole.handled else GUESS,
        whole.after / whole.handled if whole.handled else 0.0,
        (whole.wait + whole.given_up) / whole.abandoned if whole.abandoned else 0.0,
        within,
    )


def scenario_of(asked: Asked, name: str) -> Scenario:
    """name: of the day as it was, beside the changes."""
    load = Load(
        asked.queue,
        tuple(Rate(slot * SLOT, (slot + 1) * SLOT, calls * 2) for slot, calls in enumerate(asked.calls) if calls),
        (),
        _mean(asked.talk),
        _mean(asked.after),
        _mean(asked.patience) if asked.patience else ENDLESS,
        asked.within,
    )
    teams = tuple(_teams(asked.queue, asked.agents, ""))
    changes = tuple((change.name, _variant(asked, change, teams)) for change in asked.changes)
    return Scenario(name, (load,), teams, 0.0, DAY, runs=asked.runs, seed=asked.seed, variants=changes)


def complaint_about(asked: Asked) -> str:
    """Why this cannot be played, and what to do; "" when it can."""
    most = sum(asked.calls) * max((1.0, *(change.calls for change in asked.changes)))
    names = [change.name for change in asked.changes]
    if not sum(asked.calls):
        return "nobody calls on this day; choose another day, or write calls into the half hours"
    if most > MOST_A_DAY:
        return f"{most:,.0f} calls a day are too many here, {MOST_A_DAY:,} are the most; use `cti simulate` for more"
    if most * asked.runs * (1 + len(names)) > MOST_AT_ONCE:
        return f"these are more than {MOST_AT_ONCE:,} calls in all; choose fewer days or fewer changes"
    if len(set(names)) < len(names):
        return "two changes have the same name; name them apart"
    return ""


def _mean(seconds: float) -> Length:
    return Length(Kind.EXPONENTIAL, seconds) if seconds else Length()


def _variant(asked: Asked, change: Change, before: Sequence[Team]) -> Variant:
    counts = tuple(max(0, count + _more(change, slot)) for slot, count in enumerate(asked.agents))
    teams = tuple(_teams(asked.queue, counts, "changed "))
    return Variant(teams, frozenset(team.name for team in before), change.calls, change.handling)


def _more(change: Change, slot: int) -> int:
    return change.agents if change.begins <= slot * SLOT < change.ends else 0


def _teams(queue: str, counts: Sequence[int], before: str) -> Iterator[Team]:
    """One person each: the n-th is there while at least n are."""
    for number in range(1, max(counts, default=0) + 1):
        shifts = tuple(_spans([count >= number for count in counts]))
        yield Team(f"{before}{number}", 1, frozenset({queue}), shifts, answers=ANSWERS)


def _spans(there: Sequence[bool]) -> Iterator[Shift]:
    begins: int | None = None
    for slot, here in enumerate([*there, False]):
        if here and begins is None:
            begins = slot
        elif not here and begins is not None:
            yield Shift(begins * SLOT, slot * SLOT)
            begins = None
