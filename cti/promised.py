"""A promised call in a queue: what is decided about it, and how its customer is called.

Rule: there is at most one line to the customer for a promise. It is dialled in the same moment in which an agent
confirms, and until it is over nobody else is offered the promise, or may call for it by hand. Whether the number may be
called and the queue is open is asked when it is queued and again when it is dialled.
"""

from collections.abc import Callable, Mapping

from cti import call as calls
from cti import commands, facts
from cti.call import Call
from cti.numbers import judge
from cti.plan import Plan
from cti.refused import Refused
from cti.rings import agents_of, without
from cti.table import CallState
from journal import Fact, Order

Decision = tuple[list[Fact], list[Order]]
PREFIX = "callback-"  # of the ids of these calls
OUT = "out-"  # how the switch knows a call that we make
LEFT = "policy"  # by whom one is cleared
IsOpen = Callable[[str], bool]  # queue → may customers be called for it now


def id_of(callback: int) -> str:
    return f"{PREFIX}{callback}"


def always(queue: str) -> bool:
    """A queue without a calendar."""
    return True


def decide(call: Call | None, command: commands.PromiseCommand, plan: Plan) -> Decision:
    """Raises `Refused`."""
    match command:
        case commands.QueueCallback() as asked:
            if call is not None:
                raise Refused("this promise waits already")
            judge(asked.number, plan, asked.service)
            what = asked.number, asked.queue, asked.service, asked.callback, asked.since, asked.asked_at
            return [facts.CallbackQueued(asked.call, *what, asked.priority, asked.skills)], []
        case _ if call is None or not call.promised:
            raise Refused("this promise does not wait any more")
    calls.must_be_possible(call, command)
    match command:
        case commands.RestCallback(until=until, why=why):
            return [facts.CallbackRested(call.id, until, why)], []
        case commands.ResumeCallback():
            return [facts.CallbackResumed(call.id)], []
        case commands.LeaveCallback(why=why):
            return [facts.Cleared(call.id, why, LEFT)], []
    raise Refused(f"{type(command).__name__} is nothing that can be asked of a promise")


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
        queued_at=fact.since,
        callback=fact.callback,
        promised=True,
    )


def to_dial(call: Call, agent: str, plan: Plan, is_open: IsOpen) -> commands.Dial | None:
    """The call to the customer; None where the rules forbid the number by now. Raises `Refused`."""
    if not is_open(call.queue):
        raise Refused("the queue is closed now; the customer is called when it is open", "queue_closed")
    try:
        judge(call.caller, plan, call.service)
    except Refused:
        return None
    id = f"{OUT}{call.id}-{call.attempts + 1}"
    return commands.Dial(agent, id, call.caller, service=call.service, queue=call.queue, callback=call.callback)


def taken(call: Call, agent: str, dialled: str) -> list[Fact]:
    """The agent has it; it rings at nobody else any more."""
    others = agents_of(without(call.rings, agent))
    withdrawn = [facts.OfferWithdrawn(call.id, other, agent) for other in others]
    return [facts.CallbackTaken(call.id, agent, dialled), *withdrawn]


def must_not_be_dialled(callback: int, known: Mapping[str, Call]) -> None:
    """Raises `Refused` while the customer is called for this promise."""
    promise = known.get(id_of(callback)) if callback else None
    if promise and promise.dialled_as in known:
        raise Refused("a colleague is calling this customer now", "being_called")
