"""What can be changed of a queue while it runs, and what of it makes sense.

Rule: a change is for what is offered from then on; what rings or is wrapped up already keeps what it began with.
"""

from dataclasses import dataclass, fields, replace

from cti import commands, facts
from cti.plan import Plan, Queue
from cti.refused import Refused
from cti.settings import QueueSettings
from journal import Fact


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
}


def settings_of(queue: Queue) -> QueueSettings:
    return QueueSettings(**{field.name: getattr(queue, field.name) for field in fields(QueueSettings)})


def decide(command: commands.ChangeQueue, plan: Plan) -> list[Fact]:
    """Nothing where nothing would change. Raises `Refused` with what to do instead."""
    queue = plan.queues.get(command.queue)
    if queue is None:
        raise Refused(f"there is no queue {command.queue}")
    before, after = settings_of(queue), command.settings
    for complaint in complaints(after):
        raise Refused(complaint)
    return [] if before == after else [facts.QueueChanged(command.queue, command.by, before, after)]


def evolve(plan: Plan, fact: facts.QueueChanged) -> None:
    """The plan of everybody who holds it: queues that are gone meanwhile stay gone."""
    queue = plan.queues.get(fact.queue)
    if queue is not None:
        changed = {field.name: getattr(fact.after, field.name) for field in fields(QueueSettings)}
        plan.queues[queue.id] = replace(queue, **changed)


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
    return found
