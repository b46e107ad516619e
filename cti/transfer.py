"""Asking somebody else, and handing the call over. Every transfer keeps the caller's data: the call stays the same.

Rules: only the agent who has the call may do it, and only to somebody who is ready. Whoever has confirmed a
consultation takes the caller over when the first agent hangs up. While it still rings, hanging up is refused: nobody
shall lose a caller by mistake. In a conference who hangs up leaves, and the others go on.
"""

from cti import call as calls
from cti import commands, conference, facts, forward, offers, orders
from cti.call import Call
from cti.consult import TARGET_MAY, ConsultState, joined
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
    if isinstance(command, commands.AgentCallCommand) and command.agent in call.consult.guests:
        return _by_guest(call, command)
    if isinstance(command, offers.KINDS):
        return offers.decide(call, command)
    if isinstance(command, forward.KINDS):
        return forward.decide(call, command)
    match command:
        case commands.TransferCommand() | commands.HangUp() if isinstance(command, commands.AgentCallCommand):
            calls.must_be_possible(call, command)
            if isinstance(command, commands.TransferCommand) or call.consult.target:
                return _by_owner(call, command)
        case commands.ExpireConsult() | commands.FailConsult() | commands.LoseParty() | commands.PutThrough():
            calls.must_be_possible(call, command)
            return _by_rule(call, command)
        case commands.Requeue(agent=agent) if joined(call.consult) and agent == call.agent:
            return _left_behind(call)  # the caller talks with others already
        case commands.Dismiss() | commands.Requeue() if call.consult.target:
            happened, ordered = calls.decide(call, command)
            ended, undone = _all_out(call)
            return [*ended, *happened], [*undone, *ordered]
    return calls.decide(call, command)


def _by_owner(call: Call, command: commands.AgentCallCommand) -> Decision:
    id, agent, target = call.id, call.agent, call.consult.target
    match command:
        case commands.Consult(target=asked):
            hold: list[Order] = [calls.out_of_talk(call)] if call.state is CallState.TALKING else []
            return [facts.ConsultAsked(id, agent, asked)], hold
        case commands.Swap() if call.consult.state is ConsultState.CONSULTING:
            return [facts.TurnedToCaller(id, agent, target)], [orders.Retrieve(id, agent)]
        case commands.Swap():
            again: list[Order] = [calls.out_of_talk(call), orders.Consult(id, agent, target)]
            return [facts.TurnedToTarget(id, agent, target)], again
        case commands.Complete() | commands.HangUp():
            return _handed_over(call)
        case commands.Drop(party=party):
            return _let_go(call, party, ConsultEnd.ABANDONED)
        case commands.EndConference():
            return [facts.Releasing(id, "normal", f"agent:{agent}")], [orders.HangUp(id, "normal")]
        case commands.Conference():
            return [facts.ConferenceBegun(id, agent, target)], [orders.Join(id, agent, target)]
        case commands.Abandon():
            return _given_up(call)
        case commands.PassToAgent(target=to):
            waits: list[Order] = [orders.Part(id, agent), orders.StartMusic(id, call.queue)]
            return [facts.PassedToAgent(id, agent, to)], waits
        case commands.PassToQueue(queue=queue):
            return [facts.PassedToQueue(id, agent, queue)], [orders.Part(id, agent), orders.StartMusic(id, queue)]
        case commands.PassToRoute(route=route):
            begins = call.queue, call.service, call.language, call.caller, call.dialled
            return [facts.PassedToRoute(id, agent, route, *begins)], [orders.Part(id, agent)]
    raise Refused(f"{type(command).__name__} is nothing that an agent can ask of a call")


def _handed_over(call: Call) -> Decision:
    """The new talk is put together before the other bridge is taken down."""
    id, agent, target = call.id, call.agent, call.consult.target
    talk: list[Order] = [orders.Part(id, agent), orders.Connect(id, target)]
    return [facts.Transferred(id, agent, target)], [*talk, *_apart(call, agent)]


def _left_behind(call: Call) -> Decision:
    """The agent is lost to a conference, whose newest party takes the call over. A question ends with that."""
    id, agent = call.id, call.agent
    if call.consult.state is ConsultState.JOINED:
        return _handed_over(call)
    heir = call.consult.guests[-1]
    happened = [_ended(call, ConsultEnd.ABANDONED), facts.Transferred(id, agent, heir)]
    return happened, [orders.Part(id, agent), orders.Connect(id, heir), *_undone(call)]


def _by_guest(call: Call, command: commands.AgentCallCommand) -> Decision:
    state = conference.state_of(call.consult)
    if call.state not in IN_TALK or state not in conference.GUEST_MAY.get(type(command), ()):
        refusal = f"{type(command).__name__} is not possible for a guest of a conference"
        raise Refused(refusal, "guest_only")
    return _let_go(call, command.agent, ConsultEnd.LEFT)


def _let_go(call: Call, party: str, how: ConsultEnd) -> Decision:
    """One of those who are joined is out; a caller who is alone then hears music until the agent is back."""
    together = joined(call.consult)
    if party not in together:
        raise Refused("nobody of that name is in the conference", "not_joined", agent=party)
    out: list[Order] = [orders.Part(call.id, party)]
    if together == (party,) and call.state is CallState.HELD:
        out.append(orders.StartComfort(call.id))
    if party in call.consult.guests:
        return [facts.GuestLeft(call.id, call.agent, party, how)], out
    return [_ended(call, how)], out


def _all_out(call: Call) -> Decision:
    """Only the caller stays."""
    guests = call.consult.guests
    left: list[Fact] = [facts.GuestLeft(call.id, call.agent, guest, ConsultEnd.ABANDONED) for guest in guests]
    parted: list[Order] = [orders.Part(call.id, guest) for guest in guests]
    return [*left, _ended(call, ConsultEnd.ABANDONED)], [*parted, *_undone(call)]


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
    return _ended_with(call, ConsultEnd.LEFT)


def _by_rule(call: Call, command: Command) -> Decision:
    match command:
        case commands.ExpireConsult(target=target):
            return _ended_by_rule(call, target, ConsultEnd.UNANSWERED)
        case commands.FailConsult(target=target, how=how):
            return _ended_by_rule(call, target, how)
        case commands.LoseParty(target=target) if target in call.consult.guests:
            return _let_go(call, target, ConsultEnd.AWAY)
        case commands.LoseParty(target=target):
            return _ended_by_rule(call, target, ConsultEnd.AWAY)
        case commands.PutThrough(agent=agent):
            return [], _put_through(call, agent)
    raise Refused(f"{type(command).__name__} is no rule of transfers")


def _ended_by_rule(call: Call, target: str, how: ConsultEnd) -> Decision:
    if target != call.consult.target:
        raise Refused("somebody else is asked by now", "not_yours")
    return _ended_with(call, how)


def _ended_with(call: Call, how: ConsultEnd) -> Decision:
    if call.consult.state is ConsultState.JOINED:
        return _let_go(call, call.consult.target, how)
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
    if agent in joined(call.consult):
        return [orders.Join(call.id, call.agent, agent)]
    asked = agent == call.consult.target and call.consult.state in BRIDGED
    return [orders.Consult(call.id, call.agent, agent)] if asked else []


def _undone(call: Call) -> list[Order]:
    if call.consult.state is ConsultState.JOINED:
        return [orders.Part(call.id, call.consult.target)]
    return _apart(call, call.agent, call.consult.target)


def _apart(call: Call, *parties: str) -> list[Order]:
    return [orders.EndConsult(call.id, parties)] if call.consult.state in BRIDGED else []
