"""States that somebody else sets for an agent: at once, or after the call that the agent is in.

Rule: nobody is torn out of a call. What is set for after it takes the place of what the call would have led to, and
the agent sees who set it and why.
"""

from cti import agent as agents
from cti import commands, facts, orders
from cti.agent import Agent
from cti.facts import AgentState
from cti.plan import Plan
from cti.refused import Refused
from journal import Fact, Order

A = AgentState
BUSY = (A.OFFERED, A.TALKING)
TO_CALLS = (A.READY, A.IDLE)  # states for an agent who answers and whose phone works


def decide(agent: Agent, command: commands.ForceAgentState, plan: Plan) -> tuple[list[Fact], list[Order]]:
    """Raises `Refused` with a sentence for whoever wants to force the state."""
    id, state = agent.id, command.state
    if agent.state in BUSY and not command.after_call:
        raise Refused(f"{id} is {agent.state}; set it for after the call", "in_a_call", agent=id)
    wish = commands.SetAgentState(id, state, command.reason, command.by, command.note)
    if agent.state in BUSY:
        reason = agents.reason_for(wish, plan)
        return [facts.AgentStatePending(id, state, reason, command.by, command.note)], []
    if agent.state is A.OFF:
        raise Refused(f"{id} is logged out", "logged_out", agent=id)
    if state not in agents.CHOOSABLE[agent.state]:
        raise Refused(f"{id} is {agent.state} already", "already", agent=id, agent_state=agent.state)
    if state in agents.NEEDS_PHONE and not agent.phone:
        raise Refused(f"{id} has no phone at the moment", "no_phone", agent=id)
    return agents.decide(agent, wish, plan)


def drop(agent: Agent) -> list[Fact]:
    """What was set for after the call is taken back."""
    if agent.pending is None:
        raise Refused(f"nothing is set for {agent.id} after the call", "nothing_pending", agent=agent.id)
    return [facts.AgentStatePendingOver(agent.id)]


def applied(agent: Agent, changed: facts.AgentStateChanged) -> list[Fact]:
    """What follows from a call, or instead of it what was set for after the call."""
    pending = agent.pending
    if pending is None or changed.state in BUSY:
        return [changed]
    over = facts.AgentStatePendingOver(agent.id)
    missed = changed.state is A.NO_ANSWER or changed.reason == "phone"
    is_ready_soon = agents.rests(changed) and pending.state is A.READY
    if is_ready_soon or (missed and pending.state in TO_CALLS):
        return [changed, over]
    forced = facts.AgentStateChanged(agent.id, pending.state, pending.reason, pending.by, pending.note)
    return [forced, over]


def closing(agent: Agent) -> list[Order]:
    """The line of an agent who was logged out by what was set for after the call."""
    return [orders.CloseLine(agent.id)] if agent.is_nailed and agent.state is A.OFF else []
