"""Asking somebody else, and handing the call over. Every transfer keeps the caller's data: the call stays the same.

Rules: only the agent who has the call may do it, and only to somebody who is ready. Whoever has confirmed a
consultation takes the caller over when the first agent hangs up. While it still rings, hanging up is refused: nobody
shall lose a caller by mistake.
"""

from cti import call as calls
from cti import commands, facts, offers, orders
from cti.call import Call
from cti.consult import TARGET_MAY, ConsultState
from cti.facts import ConsultEnd
from cti.refused import Refused
from cti.table import IN_TALK, CallState
from journal import Command, Fact, Order

Decision = tuple[list[Fact], list[Order]]
BRIDGED = (ConsultState.CONNECTING, ConsultState.CONSULTING, ConsultState.ASIDE)


def decide(call: Call, command: Command) -> Decision:
    """As `cti.call.decide`, with consultations. Raises `Refused`."""
    if isinstance(command, commands.AgentCallCommand) and command.agent == call.consult.target:
        return _by_target(call, command)
    if isinstance(command, offers.KINDS):
        return offers.decide(call, command)
    match command:
        case commands.TransferCommand() | commands.HangUp() if isinstance(command, commands.AgentCallCommand):
            calls.must_be_possible(call, command)
            if isinstance(command, commands.TransferCommand) or call.consult.target:
                return _by_owner(call, command)
        case commands.ExpireConsult(target=target):
            return _ended_by_rule(call, command, target, ConsultEnd.UNANSWERED)
        case commands.FailConsult(target=target, how=how):
            return _ended_by_rule(call, command, target, how)
        case commands.PutThrough(agent=agent):
            calls.must_be_possible(call, command)
            return [], _put_through(call, agent)
        case commands.Requeue(agent=agent) if call.consult.state is ConsultState.JOINED and agent == call.agent:
            return _handed_over(call)  # the caller talks with the target already
        case commands.Dismiss() | commands.Requeue() if call.consult.target:
            happened, ordered = calls.decide(call, command)
            return [_ended(call, ConsultEnd.ABANDONED), *happened], [*_undone(call), *ordered]
    return calls.decide(call, command)


def _by_owner(call: Call, command: commands.AgentCallCommand) -> Decision:
    id, agent, target = call.id, call.agent, call.consult.target
    match command:
        case commands.Consult(target=asked):
            hold: list[Order] = [orders.Hold(id, agent)] if call.state is CallState.TALKING else []
            return [facts.ConsultAsked(id, agent, asked)], hold
        case commands.Swap() if call.consult.state is ConsultState.CONSULTING:
            return [facts.TurnedToCaller(id, agent, target)], [orders.Retrieve(id, agent)]
        case commands.Swap():
            again: list[Order] = [orders.Hold(id, agent), orders.Consult(id, agent, target)]
            return [facts.TurnedToTarget(id, agent, target)], again
        case commands.Complete() | commands.HangUp():
            return _handed_over(call)
        case commands.Conference():
            return [facts.ConferenceBegun(id, agent, target)], [orders.Join(id, agent, target), orders.EndConsult(id)]
        case commands.Abandon():
            return _given_up(call)
        case commands.PassToAgent(target=to):
            waits: list[Order] = [orders.Part(id, agent), orders.StartMusic(id, call.queue)]
            return [facts.PassedToAgent(id, agent, to)], waits
        case commands.PassToQueue(queue=queue):
            return [facts.PassedToQueue(id, agent, queue)], [orders.Part(id, agent), orders.StartMusic(id, queue)]
    raise Refused(f"{type(command).__name__} is nothing that an agent can ask of a call")


def _handed_over(call: Call) -> Decision:
    """The new talk is put together before the other bridge is taken down."""
    id, agent, target = call.id, call.agent, call.consult.target
    talk: list[Order] = [orders.Part(id, agent), orders.Connect(id, target)]
    bridge: list[Order] = [orders.EndConsult(id)] if call.consult.state in BRIDGED else []
    return [facts.Transferred(id, agent, target)], [*talk, *bridge]


def _by_target(call: Call, command: commands.AgentCallCommand) -> Decision:
    consult = call.consult
    if call.state not in IN_TALK or consult.state not in TARGET_MAY.get(type(command), ()):
        refusal = f"{type(command).__name__} is not possible for who is asked, while this is {consult.state}"
        raise Refused(refusal, "asked_only")
    match command:
        case commands.Confirm():
            connect = orders.Consult(call.id, call.agent, consult.target)
            return [facts.ConsultConfirmed(call.id, call.agent, consult.target)], [connect]
        case commands.Cancel():
            return [_ended(call, ConsultEnd.DECLINED)], []
    return [_ended(call, ConsultEnd.LEFT)], _undone(call)


def _ended_by_rule(call: Call, command: Command, target: str, how: ConsultEnd) -> Decision:
    calls.must_be_possible(call, command)
    if target != call.consult.target:
        raise Refused("somebody else is asked by now", "not_yours")
    return [_ended(call, how)], _undone(call)


def _given_up(call: Call) -> Decision:
    """Back to the caller; the caller's talk is put together before the other one is taken down."""
    ended = _ended(call, ConsultEnd.ABANDONED)
    if call.state is CallState.TALKING:
        return [ended], _undone(call)
    back = orders.Retrieve(call.id, call.agent)
    return [ended, facts.Retrieved(call.id, call.agent)], [back, *_undone(call)]


def _ended(call: Call, how: ConsultEnd) -> Fact:
    return facts.ConsultEnded(call.id, call.agent, call.consult.target, how)


def _put_through(call: Call, agent: str) -> list[Order]:
    """What makes an agent who has just come to the phone hear whom the call wants them to hear."""
    if agent == call.agent:
        return calls.restored(call)
    if agent == call.consult.target and call.consult.state is ConsultState.JOINED:
        return [orders.Join(call.id, call.agent, agent)]
    asked = agent == call.consult.target and call.consult.state in BRIDGED
    return [orders.Consult(call.id, call.agent, agent)] if asked else []


def _undone(call: Call) -> list[Order]:
    if call.consult.state is ConsultState.JOINED:
        return [orders.Part(call.id, call.consult.target)]
    return [orders.EndConsult(call.id)] if call.consult.state in BRIDGED else []
