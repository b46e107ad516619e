"""States that end by themselves: *after call*, where the queue sets an end to it, and the rest after a fault of the
switch.

Rule: at the end the agent is ready again. Who needs longer chooses work, which has no end; so nobody is lost to the
queue by forgetting a question, and nobody is called in the middle of a ticket who said so. Whom the switch kept from a
call is nobody who did not answer: only a short rest keeps a call from being offered over and over meanwhile.
"""

from cti import commands, facts
from cti.agent import Agent, rests
from cti.call import Call
from cti.facts import AgentState
from cti.plan import Plan
from cti.refused import Refused
from journal import Agenda, Command, Fact
from journal.copies import replace

RULE = "policy"  # who forces the state


def limited(changed: facts.AgentStateChanged, call: Call, plan: Plan, at: float) -> facts.AgentStateChanged:
    """What follows for an agent, with the end that the call's queue sets to it, or that a rest has."""
    if rests(changed):
        return replace(changed, until=at + plan.switch_rest)
    queue = plan.queues.get(call.queue)
    if changed.state is not AgentState.AFTER_CALL or queue is None or not queue.wrap_up_seconds:
        return changed
    return replace(changed, until=at + queue.wrap_up_seconds)


def decide(agent: Agent) -> list[Fact]:
    """The time is over. Raises `Refused` where the agent has chosen already."""
    if not agent.until:
        raise Refused(f"{agent.id} is {agent.state}, which has no end")
    return [facts.AgentStateChanged(agent.id, AgentState.READY, by=RULE)]


class Policy:
    reads = (facts.AgentStateChanged,)

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.AgentStateChanged(agent=agent, until=until) if until:
                self._agenda.set(f"wrapup:{agent}", until, commands.EndWrapUp(agent))
            case facts.AgentStateChanged(agent=agent):
                self._agenda.cancel(f"wrapup:{agent}")
        return []
