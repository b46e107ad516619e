"""Questions after the talk: who has been served is asked how it was.

Rule: only when the agent hangs up first, and nobody else is in the talk or asked about it. The agent is free at once; a
caller who hangs up is done, too.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.plan import Plan
from cti.table import IN_TALK
from journal import Command, Fact, Order


def route_of(call: Call, command: Command, plan: Plan) -> str:
    """The route that asks the caller now; "" for none."""
    queue = plan.queues.get(call.queue)
    if not isinstance(command, commands.HangUp) or queue is None or call.outbound or call.state not in IN_TALK:
        return ""
    alone = command.agent == call.agent and not (call.consult.target or call.consult.guests)
    return queue.survey if alone else ""


def decide(call: Call, command: commands.HangUp, route: str) -> tuple[list[Fact], list[Order]]:
    """Raises `Refused`."""
    calls.must_be_possible(call, command)
    begins = call.queue, call.service, call.language, call.caller, call.dialled
    asked = facts.PassedToRoute(call.id, command.agent, route, *begins, survey=True)
    return [asked], [orders.Part(call.id, command.agent)]
