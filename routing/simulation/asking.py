"""A question of a supervisor about one queue, and the scenario that answers it. Pure.

Rule: what is not asked for is taken from a real day, half hour by half hour; agents are a number in each half hour, as
figures tell it, and become people who are there while that many are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cti.plan import Queue
from cti.queueing import Limits, Overflow, Prefer, Ring, Strategy, To, When
from routing.figures.tally import SLOT, Tally, added
from routing.simulation.scenario import (
    DAY,
    ENDLESS,
    Callers,
    Kind,
    Length,
    Load,
    Rate,
    Rules,
    Scenario,
    Shift,
    Team,
    Variant,
)

SLOTS = 48
GUESS = 180.0  # s of a talk, where nobody has talked yet
ANSWERS = Length(Kind.EXPONENTIAL, 3.0)  # how long agents let it ring
MOST_AT_ONCE = 150_000  # calls of all days of all variants: some minutes on one processor
MOST_A_DAY = 20_000
SKILL, ELSEWHERE = "skill", "elsewhere"  # the one skill that some ask for; where callers are sent on to


@dataclass(frozen=True, slots=True)
class Change:
    """agents: more of them (or less) from `begins` to `ends`, seconds of the day; calls, handling: factors.

    None leaves what follows as it is. strategy: who gets a call; skilled: how many agents have the skill; ring: after
    how many seconds the others may take who asks for it; overflow: after how many seconds of waiting callers are sent
    on. 0 takes the rule away.
    """

    name: str
    agents: int = 0
    begins: float = 0.0
    ends: float = DAY
    calls: float = 1.0
    handling: float = 1.0
    strategy: Strategy | None = None
    skilled: int | None = None
    ring: float | None = None
    overflow: float | None = None

    @property
    def has_rules(self) -> bool:
        return (self.strategy, self.ring, self.overflow) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody is in the queue."""

    level: int = 1
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """calls, agents: in each half hour of a day, 48 of them. Seconds: talk, after and patience are means, a patience of
    0 never ends; within: the time of the service level. asking: the share of callers who ask for a skill; skilled: how
    many agents have it; rules, people: those of the queue."""

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
    asking: float = 0.0
    skilled: int = 0
    rules: Rules = field(default_factory=Rules)
    people: tuple[Standing, ...] = ()


def standing_in(queue: Queue) -> tuple[Standing, ...]:
    """Of its members, those first who are asked first."""
    found = [Standing(queue.level(id), id in queue.reserve) for id in queue.members]
    return tuple(sorted(found, key=lambda one: (one.reserve, one.level)))


def rules_of(queue: Queue) -> Rules:
    """As far as they say something of one queue by itself. What callers hear does not matter where nobody presses keys,
    and the work after talks is as long as it was, within whatever limit."""
    choosing, limits = queue.choosing, queue.limits
    rings = tuple(replace(ring, also="", drop=(SKILL,) if ring.drop else ()) for ring in choosing.rings)
    overflows = (over for over in limits.overflows if over.when is not When.CLOSED)
    return Rules(
        ring_seconds=queue.ring_seconds,
        auto_answer=queue.auto_answer,
        ring_all=queue.ring_all,
        choosing=replace(choosing, rings=rings, prefer=Prefer.NOBODY),
        limits=Limits("", tuple(_away(over) if over.to is To.QUEUE else over for over in overflows)),
    )


def _away(over: Overflow) -> Overflow:
    return replace(over, to=To.ROUTE, target=ELSEWHERE)


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
        callers=tuple(_callers(asked.asking)),
        rules=asked.rules,
    )
    teams = tuple(_teams(asked, asked.agents, asked.skilled, ""))
    changes = tuple((change.name, _variant(asked, change, teams, load)) for change in asked.changes)
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
    if asked.asking and not asked.skilled:
        return "some callers ask for a skill that no agent has; tell how many agents have it"
    return ""


def _mean(seconds: float) -> Length:
    return Length(Kind.EXPONENTIAL, seconds) if seconds else Length()


def _callers(asking: float) -> Iterator[Callers]:
    """The share of 1 that asks for the skill, and the others."""
    if asking < 1:
        yield Callers(1 - asking)
    if asking > 0:
        yield Callers(asking, skills={SKILL: 1})


def _variant(asked: Asked, change: Change, before: Sequence[Team], load: Load) -> Variant:
    counts = tuple(max(0, count + _more(change, slot)) for slot, count in enumerate(asked.agents))
    skilled = asked.skilled if change.skilled is None else change.skilled
    teams = tuple(_teams(asked, counts, skilled, "changed "))
    loads = (replace(load, rules=_other_rules(load.rules, change)),) if change.has_rules else ()
    return Variant(teams, frozenset(team.name for team in before), change.calls, change.handling, loads)


def _other_rules(rules: Rules, change: Change) -> Rules:
    choosing, overflows = rules.choosing, rules.limits.overflows
    if change.strategy is not None:
        choosing = replace(choosing, strategy=change.strategy)
    if change.ring is not None:
        choosing = replace(choosing, rings=(Ring(change.ring, drop=(SKILL,)),) if change.ring else ())
    if change.overflow is not None:
        timed = (Overflow(When.WAIT, To.ROUTE, change.overflow, ELSEWHERE),) if change.overflow else ()
        overflows = (*(over for over in overflows if over.when is not When.WAIT), *timed)
    return replace(rules, choosing=choosing, limits=replace(rules.limits, overflows=overflows))


def _more(change: Change, slot: int) -> int:
    return change.agents if change.begins <= slot * SLOT < change.ends else 0


def _teams(asked: Asked, counts: Sequence[int], skilled: int, before: str) -> Iterator[Team]:
    """One person each: the n-th is there while at least n are, and is in the queue as its n-th member is."""
    people, queue = asked.people or (Standing(),), asked.queue
    for number in range(1, max(counts, default=0) + 1):
        shifts = tuple(_spans([count >= number for count in counts]))
        one = people[(number - 1) % len(people)]
        yield Team(
            f"{before}{number}",
            1,
            frozenset({queue}),
            shifts,
            answers=ANSWERS,
            skills={SKILL: 1} if number <= skilled else {},
            levels={queue: one.level},
            reserve=frozenset({queue} if one.reserve else ()),
        )


def _spans(there: Sequence[bool]) -> Iterator[Shift]:
    begins: int | None = None
    for slot, here in enumerate([*there, False]):
        if here and begins is None:
            begins = slot
        elif not here and begins is not None:
            yield Shift(begins * SLOT, slot * SLOT)
            begins = None
