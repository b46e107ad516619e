"""What can be changed of a queue while it runs, and what of it makes sense.

Rule: a change is for what is offered from then on; what rings or is wrapped up already keeps what it began with.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields

from cti import commands, facts, queue_rules
from cti.plan import FIRST, Plan, Queue
from cti.refused import Refused
from cti.settings import QueueSettings
from journal import Fact
from journal.copies import replace

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
LONGEST_NAME = 60
FACTS = (facts.QueueChanged, facts.QueueOpened, facts.QueueRenamed, facts.QueueRemoved, facts.MembersChanged)


@dataclass(frozen=True, slots=True)
class Span:
    """From and to, both allowed. zero: 0 is allowed too and means: without."""

    least: float
    most: float
    zero: bool = False

    def holds(self, value: float) -> bool:
        return self.least <= value <= self.most or (self.zero and value == 0)


SPANS: dict[str, Span] = {
    "ring_seconds": Span(5, 300),
    "wrap_up_seconds": Span(5, 3600, zero=True),
    "service_level_seconds": Span(1, 3600),
    "recording_days": Span(1, 3650),
    "callback_after": Span(1, 3600, zero=True),
}


def settings_of(queue: Queue) -> QueueSettings:
    return QueueSettings(**{field.name: getattr(queue, field.name) for field in fields(QueueSettings)})


def decide(command: commands.QUEUE_COMMANDS, plan: Plan, waiting: AbstractSet[str] = frozenset()) -> list[Fact]:
    """Nothing where nothing would change. waiting: the queues of calls that are not over. Raises `Refused` with what to
    do instead."""
    if isinstance(command, commands.OpenQueue):
        return _open(command, plan)
    queue = plan.queues.get(command.queue)
    if queue is None:
        raise Refused(f"there is no queue {command.queue}; choose one that there is", "no_queue", queue=command.queue)
    match command:
        case commands.RenameQueue(by=by, name=name):
            _must_be_named(name, queue.service, plan, but=queue.id)
            return [] if name.strip() == queue.name else [facts.QueueRenamed(queue.id, by, queue.name, name.strip())]
        case commands.RemoveQueue(by=by):
            _must_be_unused(queue, plan, waiting)
            return [facts.QueueRemoved(queue.id, by, queue.name)]
        case commands.ChangeMembers():
            return _change_members(command, queue, plan)
    before, after = settings_of(queue), command.settings
    _must_fit(queue.id, after, plan)
    return [] if before == after else [facts.QueueChanged(command.queue, command.by, before, after)]


def _open(command: commands.OpenQueue, plan: Plan) -> list[Fact]:
    if command.service not in plan.services:
        raise Refused(f"there is no service {command.service}; choose one that there is")
    if not ID.fullmatch(command.queue) or command.queue in plan.queues:
        raise Refused(f"{command.queue} cannot be the id of a new queue; choose another one of letters and digits")
    _must_be_named(command.name, command.service, plan)
    _must_fit(command.queue, command.settings, plan)
    name = command.name.strip()
    return [facts.QueueOpened(command.queue, command.by, name, command.service, command.settings)]


def _change_members(command: commands.ChangeMembers, queue: Queue, plan: Plan) -> list[Fact]:
    for complaint in queue_rules.member_complaints(command.levels, command.reserve, queue, plan):
        raise Refused(complaint)
    before, reserve = levels_of(queue), tuple(sorted(set(command.reserve)))
    if (before, tuple(sorted(queue.reserve))) == (command.levels, reserve):
        return []
    return [facts.MembersChanged(queue.id, command.by, before, dict(command.levels), reserve)]


def levels_of(queue: Queue) -> dict[str, int]:
    """The level of every member."""
    return {person: queue.level(person) for person in sorted(queue.members)}


def _must_be_named(name: str, service: str, plan: Plan, but: str = "") -> None:
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise Refused(f"the name of a queue has 1 to {LONGEST_NAME} letters")
    if any(each.name == name.strip() and each.service == service and each.id != but for each in plan.queues.values()):
        raise Refused(f"there is a queue {name.strip()} already; choose another name")


def _must_be_unused(queue: Queue, plan: Plan, waiting: AbstractSet[str]) -> None:
    if queue.id in waiting:
        raise Refused(f"callers of {queue.name} wait or talk; take it out of the routes and wait until they are served")
    if led := queue_rules.leading_to(queue.id, plan):
        raise Refused(f"the rules of queue {led[0]} lead to {queue.name}; change them first")


def _must_fit(id: str, settings: QueueSettings, plan: Plan) -> None:
    for complaint in (*complaints(settings), *queue_rules.misfits(id, settings, plan)):
        raise Refused(complaint)


def evolve(plan: Plan, fact: Fact) -> None:
    """The plan of everybody who holds it: queues that are gone meanwhile stay gone."""
    match fact:
        case facts.QueueOpened(queue=id, name=name, service=service, settings=settings):
            plan.queues[id] = _with(Queue(id, name, service), settings)
        case facts.QueueRemoved(queue=id):
            plan.queues.pop(id, None)
        case facts.QueueChanged(queue=id, after=after) if id in plan.queues:
            plan.queues[id] = _with(plan.queues[id], after)
        case facts.QueueRenamed(queue=id, after=name) if id in plan.queues:
            plan.queues[id] = replace(plan.queues[id], name=name)
        case facts.MembersChanged(queue=id, after=levels, reserve=reserve) if id in plan.queues:
            who, helping = frozenset(levels), frozenset(reserve)
            later = {person: level for person, level in levels.items() if level != FIRST}
            plan.queues[id] = replace(plan.queues[id], members=who, levels=later, reserve=helping)


def _with(queue: Queue, settings: QueueSettings) -> Queue:
    return replace(queue, **{field.name: getattr(settings, field.name) for field in fields(QueueSettings)})


def complaints(settings: QueueSettings) -> list[str]:
    """What cannot be so, as sentences that tell what to do."""
    found = [
        f"{name} must be {'0 (no limit) or ' if span.zero else ''}from {span.least:g} to {span.most:g}"
        for name, span in SPANS.items()
        if not span.holds(getattr(settings, name))
    ]
    if settings.auto_answer and settings.ring_all:
        found.append("auto_answer and ring_all exclude each other: switch one of them off")
    if not settings.music:
        found.append("music must be the name of a class of music")
    return [*found, *queue_rules.complaints(settings)]
