"""What of a queue's rules makes sense, in itself and beside the rest of the plan."""

from collections.abc import Iterable, Mapping

from cti.plan import Plan, Queue
from cti.queueing import Announcing, CallingBack, Choosing, Limits, Overflow, Ring, To, When
from cti.settings import QueueSettings

LONGEST = 86_400.0  # s: no wait is longer than a day
HIGHEST_LEVEL = 9
MOST_RINGS, MOST_OVERFLOWS, MOST_TEXTS = 8, 8, 10
MOST_ATTEMPTS = 10
LEAST_PERIOD = 10.0  # s between two announcements
DIGITS = frozenset("0123456789*#")
COUNTED = (When.WAIT, When.LENGTH, When.EXPECTED)


def complaints(settings: QueueSettings) -> list[str]:
    """What cannot be so whatever else there is, as sentences that begin with the setting and tell what to do."""
    return [
        *_choosing(settings.choosing),
        *_limits(settings.limits),
        *_announcing(settings.announcing),
        *_calling_back(settings.calling_back),
    ]


def misfits(id: str, settings: QueueSettings, plan: Plan, calendars: Iterable[str] | None = None) -> list[str]:
    """What names something that is not there, or leads in a circle. calendars: those there are; None where unknown."""
    wrong = []
    for ring in settings.choosing.rings:
        if missing := sorted(set(ring.drop) - plan.skills.keys()):
            wrong.append(f"rings: there is no skill {missing[0]}; choose one that there is")
        if ring.also and (ring.also == id or ring.also not in plan.queues):
            wrong.append(f"rings: there is no other queue {ring.also}; choose one that there is")
    digits = [(choice.to, choice.target) for choice in settings.announcing.digits.values()]
    targets = [(over.to, over.target) for over in settings.limits.overflows]
    for to, target in (*targets, *digits):
        if to is To.QUEUE and (target == id or target not in plan.queues):
            wrong.append(f"there is no other queue {target} to lead callers to; choose one that there is")
    overflows = {queue.id: queue.limits.overflows for queue in plan.queues.values()} | {id: settings.limits.overflows}
    if circle := _circle(id, overflows):
        wrong.append(f"overflows: callers would go in a circle, {' → '.join(circle)}; let one of them end elsewhere")
    if calendars is not None and settings.limits.calendar not in ("", *calendars):
        wrong.append(f"calendar: there is no calendar {settings.limits.calendar}; choose one that there is, or none")
    return wrong


def member_complaints(levels: Mapping[str, int], reserve: Iterable[str], queue: Queue, plan: Plan) -> list[str]:
    """Members must be people of the service who have the phone."""
    wrong = []
    for id, level in levels.items():
        person = plan.people.get(id)
        if person is None or queue.service not in person.services:
            wrong.append(f"{id} is nobody of the service {queue.service}; add them to it first")
        elif not person.cti:
            wrong.append(f"{id} takes no calls; give them the right to the phone and a CTI id (Settings, People) first")
        if not 1 <= level <= HIGHEST_LEVEL:
            wrong.append(f"levels are from 1 to {HIGHEST_LEVEL}, {id} has {level}")
    strangers = sorted(set(reserve) - levels.keys())
    return [*wrong, *(f"{id} is in the reserve without being a member; make them one" for id in strangers)]


def leading_to(queue: str, plan: Plan) -> list[str]:
    """The queues whose rules name this one."""
    return sorted(other.id for other in plan.queues.values() if other.id != queue and queue in _named(other))


def _named(queue: Queue) -> set[str]:
    led = {over.target for over in queue.limits.overflows if over.to is To.QUEUE}
    pressed = {choice.target for choice in queue.announcing.digits.values() if choice.to is To.QUEUE}
    return led | pressed | {ring.also for ring in queue.choosing.rings}


def _choosing(choosing: Choosing) -> list[str]:
    wrong = []
    for name, most in (("bonus", LONGEST), ("weight", LONGEST), ("ageing", 100.0), ("prefer_seconds", 3600.0)):
        if not 0 <= getattr(choosing, name) <= most:
            wrong.append(f"{name} must be from 0 to {most:g}")
    if choosing.ageing == 0:
        wrong.append("ageing must be more than 0, else callers of this queue may wait for ever")
    if not 0 <= choosing.reserve_length <= 10_000:
        wrong.append("reserve_length must be from 0 (only in rings) to 10000")
    return [*wrong, *_rings(choosing.rings)]


def _rings(rings: tuple[Ring, ...]) -> list[str]:
    wrong = [] if len(rings) <= MOST_RINGS else [f"rings: {MOST_RINGS} are the most"]
    times = [ring.after for ring in rings]
    if times != sorted(set(times)):
        wrong.append("rings: each must begin later than the one before")
    for ring in rings:
        if not 0 <= ring.after <= LONGEST:
            wrong.append(f"rings: a ring begins after 0 to {LONGEST:g} s")
        if not 0 <= ring.level <= HIGHEST_LEVEL:
            wrong.append(f"rings: level is from 1 to {HIGHEST_LEVEL}, or 0 for all members")
        if not 0 <= ring.lower <= 9:
            wrong.append("rings: skills can be lowered by 0 to 9 levels")
    return wrong


def _limits(limits: Limits) -> list[str]:
    wrong = [] if len(limits.overflows) <= MOST_OVERFLOWS else [f"overflows: {MOST_OVERFLOWS} are the most"]
    for over in limits.overflows:
        wrong += _overflow(over)
        if over.when is When.CLOSED and not limits.calendar:
            wrong.append("overflows: choose a calendar, else this queue is never closed")
    return wrong


def _overflow(over: Overflow) -> list[str]:
    wrong = ["overflows: what callers press is set in announcing.digits"] if over.when is When.PRESSED else []
    if over.when in COUNTED and not 0 < over.amount <= LONGEST:
        wrong.append(f"overflows: {over.when} needs an amount from 1 to {LONGEST:g}")
    if (over.to in (To.QUEUE, To.ROUTE)) != bool(over.target):
        wrong.append(f"overflows: {over.to} needs {'a target' if not over.target else 'no target'}")
    return wrong


def _announcing(announcing: Announcing) -> list[str]:
    times = (("first", announcing.first), ("every", announcing.every))
    wrong = [f"announcing.{name} must be from 0 to 3600" for name, seconds in times if not 0 <= seconds <= 3600]
    if 0 < announcing.every < LEAST_PERIOD:
        wrong.append(f"announcing.every must be 0 (once) or at least {LEAST_PERIOD:g} s")
    if len(announcing.texts) > MOST_TEXTS:
        wrong.append(f"announcing.texts: {MOST_TEXTS} are the most")
    for digit, choice in announcing.digits.items():
        if digit not in DIGITS:
            wrong.append(f"announcing.digits: {digit} is no key of a telephone")
        if (choice.to in (To.QUEUE, To.ROUTE)) != bool(choice.target):
            wrong.append(f"announcing.digits: {choice.to} needs {'a target' if not choice.target else 'no target'}")
    return wrong


def _calling_back(back: CallingBack) -> list[str]:
    wrong = [] if 1 <= back.attempts <= MOST_ATTEMPTS else [f"calling_back.attempts: from 1 to {MOST_ATTEMPTS}"]
    return [*wrong, *([] if 60 <= back.spacing <= LONGEST else [f"calling_back.spacing: from 60 to {LONGEST:g} s"])]


def _circle(start: str, overflows: Mapping[str, tuple[Overflow, ...]]) -> list[str]:
    """The way by which a caller of this queue could come back to it; [] when there is none."""
    stack, seen = [[start]], set()
    while stack:
        way = stack.pop()
        for over in overflows.get(way[-1], ()):
            if over.to is To.QUEUE and over.target == start:
                return [*way, start]
            if over.to is To.QUEUE and over.target not in seen:
                seen.add(over.target)
                stack.append([*way, over.target])
    return []
