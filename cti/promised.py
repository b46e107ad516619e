"""A promised call in a queue: what is decided about it, and how its customer is called.

Rule: there is at most one line to the customer for a promise. It is dialled in the same moment in which an agent
confirms, and until it is over nobody else is offered the promise, or may call for it by hand. Whether the number may be
called and the queue is open is asked when it is queued and again when it is dialled.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from cti import call as calls
from cti import commands, facts
from cti.call import Call
from cti.numbers import country_of, identity, judge
from cti.plan import Plan
from cti.refused import Refused
from cti.rings import agents_of, without
from cti.table import CallState
from journal import Fact, Order

Decision = tuple[list[Fact], list[Order]]
Hours = Callable[[str], tuple[bool, float]]  # queue → is it open, and when that changes (epoch s, 0: nobody knows)
Places = Mapping[tuple[str, str], str]  # (queue, number) → the promised call
PREFIX = "callback-"  # of the ids of these calls
OUT = "out-"  # how the switch knows a call that we make
POLICY = "policy"  # by whom one is cleared
CLOSED = "closed"  # why one rests: the queue is


class Left(StrEnum):
    """Why a promised call is in its queue no longer. After all but the first two the callback is left to people."""

    KEPT = "kept"
    CAME_BACK = "came back"  # the customer called again, and was served or wished for another number
    BY_HAND = "by hand"  # somebody calls the customer by hand
    DONE = "closed by hand"
    USED_UP = "attempts used up"
    CLOSED = "closed"  # the queue does not open again, as far as anybody knows
    FORBIDDEN = "may not be called"
    OFF = "switched off"  # the queue calls nobody back any more


def id_of(callback: int) -> str:
    return f"{PREFIX}{callback}"


def callback_of(call: str) -> int:
    """0 for another call."""
    return int(call.removeprefix(PREFIX)) if call.startswith(PREFIX) else 0


def always(queue: str) -> tuple[bool, float]:
    """A queue without a calendar."""
    return True, 0.0


def decide(call: Call | None, command: commands.PromiseCommand, plan: Plan, places: Places, hours: Hours) -> Decision:
    """Raises `Refused`."""
    if isinstance(command, commands.QueueCallback):
        return [_queued(call, command, plan, places)], []
    if call is None or not call.promised:
        raise Refused("this promise does not wait any more", "over")
    calls.must_be_possible(call, command)
    match command:
        case commands.RestCallback(why=why) if why == CLOSED and hours(call.queue)[0]:
            raise Refused("the queue is open")
        case commands.RestCallback(until=until, why=why):
            return [facts.CallbackRested(call.id, until, why)], []
        case commands.ResumeCallback():
            return [facts.CallbackResumed(call.id)], []
        case commands.LeaveCallback(why=why):
            return [facts.Cleared(call.id, why, POLICY)], []
    raise Refused(f"{type(command).__name__} is nothing that can be asked of a promise")


def _queued(call: Call | None, asked: commands.QueueCallback, plan: Plan, places: Places) -> Fact:
    if call is not None or place_of(asked.queue, asked.number, asked.service, plan) in places:
        raise Refused("a call to this number waits in this queue already", "callback_promised")
    judge(asked.number, plan, asked.service)
    what = asked.number, asked.queue, asked.service, asked.callback, asked.since, asked.asked_at
    return facts.CallbackQueued(asked.call, *what, asked.priority, asked.skills, asked.lost)


def place_of(queue: str, number: str, service: str, plan: Plan) -> tuple[str, str]:
    """What there is one promised call for."""
    return queue, identity(number, country_of(plan, service)) or number


def call_of(fact: facts.CallbackQueued, at: float) -> Call:
    return Call(
        fact.call,
        fact.number,
        "",
        arrived_at=fact.asked_at,
        state=CallState.QUEUED,
        service=fact.service,
        queue=fact.queue,
        priority=fact.priority,
        skills=fact.skills,
        queued_at=fact.since,
        callback=fact.callback,
        promised=True,
    )


def taken_over(command: commands.Enqueue, held: Call | None) -> commands.Enqueue:
    """Who calls again while a call is promised has the place of the promise."""
    if held is None:
        return command
    priority = max(command.priority, held.priority)
    return replace(command, priority=priority, promise=held.id, since=held.queued_at)


def confirmed(call: Call, agent: str, plan: Plan, hours: Hours) -> tuple[list[Fact], commands.Dial | None]:
    """What the yes of an agent comes to: the call to the customer, unless the rules say no by now."""
    is_open, until = hours(call.queue)
    if not is_open:
        return [facts.CallbackRested(call.id, until, CLOSED) if until else _left(call, Left.CLOSED)], None
    try:
        judge(call.caller, plan, call.service)
    except Refused:
        return [_left(call, Left.FORBIDDEN)], None
    id = f"{OUT}{call.id}-{call.attempts + 1}"
    dial = commands.Dial(agent, id, call.caller, service=call.service, queue=call.queue, callback=call.callback)
    return _taken(call, agent, id), dial


def _left(call: Call, why: Left) -> Fact:
    return facts.Cleared(call.id, why, POLICY)


def _taken(call: Call, agent: str, dialled: str) -> list[Fact]:
    """The agent has it; it rings at nobody else any more."""
    others = agents_of(without(call.rings, agent))
    withdrawn = [facts.OfferWithdrawn(call.id, other, agent) for other in others]
    return [facts.CallbackTaken(call.id, agent, dialled), *withdrawn]


def must_not_be_dialled(callback: int, known: Mapping[str, Call]) -> None:
    """Raises `Refused` while the customer is called for this promise, by whomever: by the queue or by hand."""
    if callback and any(call.callback == callback and call.outbound and not call.promised for call in known.values()):
        raise Refused("a colleague is calling this customer now", "being_called")
