"""Callers whom a queue sends on, by its limits or by a key they pressed: to another queue, a route, a promise to be
called, a goodbye.

Rule: the caller waits and nobody is asked; so nobody is taken away from an agent at whom it rings.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.plan import Plan
from cti.queueing import To, When
from cti.refused import Refused
from journal import Fact, Order

# Routes of a few words that every house has; the sentences are prompts like all others.
GOODBYE, CLOSED, NOTED = "system.goodbye", "system.closed", "system.callback"


def decide(call: Call, command: commands.Overflow, plan: Plan) -> tuple[list[Fact], list[Order]]:
    """Raises `Refused` for a target that is not there (any more); then the caller waits on."""
    calls.must_be_possible(call, command)
    if command.to is To.QUEUE:
        return _into_queue(call, command, plan)
    begins = call.queue, call.service, call.language, call.caller, call.dialled
    waited = call.priority, dict(call.skills)
    passed = facts.PassedToRoute(call.id, "", _route(command), *begins, False, command.when, *waited)
    return [passed], [*calls.hushed(call), orders.StopMusic(call.id)]


def _into_queue(call: Call, command: commands.Overflow, plan: Plan) -> tuple[list[Fact], list[Order]]:
    queue = command.target
    if queue not in plan.queues or queue == call.queue:
        raise Refused(f"there is no other queue {queue}; name one that there is", "no_queue", queue=queue)
    overflowed = facts.Overflowed(call.id, queue, call.queue, command.when)
    out: list[Order] = [*calls.hushed(call), orders.StopMusic(call.id)]
    return [overflowed], [*out, orders.StartMusic(call.id, queue)]


def _route(command: commands.Overflow) -> str:
    match command.to:
        case To.ROUTE:
            return command.target
        case To.CALLBACK:
            return NOTED
    return CLOSED if command.when is When.CLOSED else GOODBYE
