"""The agent whom a caller knows: asked before all others, for a while.

Rule: it is decided once, when the caller joins the queue, and written there; so a restart asks nobody again. Who is not
logged in, or helps out in this queue only, is not waited for.
"""

from collections.abc import Callable

from cti import agent as agents
from cti import commands
from cti.call import Call
from cti.facts import AgentState
from cti.plan import Plan
from cti.queueing import Prefer
from journal.copies import replace

Acquainted = Callable[[Prefer, str, str], str]  # service, number → the agent, "" for none
AgentNow = Callable[[str], agents.Agent]


def knows_nobody(prefer: Prefer, service: str, number: str) -> str:
    return ""


def prepared(command: commands.Enqueue, call: Call, plan: Plan, now: AgentNow, who: Acquainted) -> commands.Enqueue:
    """The command with the agent for whom the caller waits first. A route that asks for one itself has its way."""
    queue = plan.queues.get(command.queue)
    if queue is None or command.agent or not call.caller or queue.choosing.prefer is Prefer.NOBODY:
        return command
    known = who(queue.choosing.prefer, call.service, call.caller)
    if known not in queue.members - queue.reserve or now(known).state is AgentState.OFF:
        return command
    return replace(command, agent=known, agent_wait=queue.choosing.prefer_seconds)
