"""Offers: at whom a call rings, and who gets it.

A call rings at one agent, or, where its queue says so, at all who are ready (`Call.together`). Rule: whoever confirms
first has it, and in the same moment the offer is withdrawn from all others; so no call is ever connected to two.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.refused import Refused
from cti.rings import agents_of, without
from cti.table import IN_TALK, CallState
from journal import Command, Fact, Order

Decision = tuple[list[Fact], list[Order]]
KINDS = (
    commands.Offer,
    commands.Beep,
    commands.Confirm,
    commands.Cancel,
    commands.ExpireOffer,
    commands.FailOffer,
)
TAKEN = (CallState.CONNECTING, *IN_TALK)
BEEP = "beep:"  # begins the name of a playback


def beep_at(agent: str) -> str:
    """The playback of the beep in this agent's line."""
    return BEEP + agent


def decide(call: Call, command: Command) -> Decision:
    """For the commands of KINDS. Raises `Refused`."""
    must_be_first(call, command)
    id = call.id
    match command:
        case commands.Offer(queue=queue) if queue not in ("", call.queue):
            raise Refused(f"the caller waits in {call.queue} by now")
        case commands.Offer(agent=agent) if call.state is CallState.OFFERED and call.rings_at(agent):
            raise Refused(f"it rings at {agent} already")
        case commands.Offer(agent=agent, why=why, seconds=seconds, together=together, auto=auto, because=because):
            return [facts.Offered(id, agent, why, seconds, together, auto, because)], []
        case commands.Confirm(agent=agent):
            return _confirmed(call, agent)
        case commands.Cancel(agent=agent):
            return [facts.OfferCancelled(id, agent)], []
        case commands.Beep(agent=agent) if call.rings_at(agent):
            return [], [orders.Beep(id, agent)]
        case commands.ExpireOffer(agent=agent) if call.rings_at(agent):
            return [facts.OfferUnanswered(id, agent)], []
        case commands.FailOffer(agent=agent, reason=reason, by_switch=by_switch) if call.rings_at(agent):
            return [facts.OfferFailed(id, agent, reason, by_switch)], _undone(call, agent)
    raise Refused("the call is with another agent by now", "not_yours")


def must_be_first(call: Call, command: Command) -> None:
    """It must be possible, and nobody may have confirmed before. Raises `Refused`."""
    if isinstance(command, commands.Confirm) and _came_second(call, command.agent):
        raise Refused(f"{call.agent} was faster", "faster", agent=call.agent)
    calls.must_be_possible(call, command)


def _came_second(call: Call, agent: str) -> bool:
    return call.together and call.state in TAKEN and agent != call.agent


def _confirmed(call: Call, agent: str) -> Decision:
    others = agents_of(without(call.rings, agent))
    withdrawn = [facts.OfferWithdrawn(call.id, other, agent) for other in others]
    return [facts.OfferConfirmed(call.id, agent), *withdrawn], [orders.Connect(call.id, agent)]


def _undone(call: Call, agent: str) -> list[Order]:
    if call.state is not CallState.CONNECTING:
        return []
    return [orders.Part(call.id, agent), orders.StartMusic(call.id, call.queue)]
