"""The states of an agent: which may be chosen, and which follow from calls."""

from dataclasses import dataclass

from cti import commands, facts, orders
from cti.facts import AgentState, ConsultEnd, LineState, PhoneKind
from cti.plan import Plan
from cti.refused import Refused
from journal import Fact, Order
from journal.copies import replace

A = AgentState
SWITCH = "switch"  # why an agent rests whom a fault of the switch kept from a call; has an end, see `cti.wrapup`
CHOOSABLE: dict[AgentState, frozenset[AgentState]] = {
    A.OFF: frozenset({A.IDLE}),
    A.IDLE: frozenset({A.OFF, A.READY, A.BREAK, A.WORK}),
    A.READY: frozenset({A.OFF, A.IDLE, A.BREAK, A.WORK}),
    A.BREAK: frozenset({A.OFF, A.IDLE, A.READY, A.BREAK, A.WORK}),
    A.WORK: frozenset({A.OFF, A.IDLE, A.READY, A.BREAK, A.WORK}),
    A.NO_ANSWER: frozenset({A.OFF, A.IDLE, A.READY, A.BREAK, A.WORK}),
    A.AFTER_CALL: frozenset({A.OFF, A.IDLE, A.READY, A.BREAK, A.WORK}),
    A.DIALLING: frozenset(),
    A.OFFERED: frozenset(),
    A.TALKING: frozenset(),
}

FOLLOWS: dict[type[Fact], tuple[AgentState, str]] = {
    facts.Dialled: (A.DIALLING, ""),
    facts.Offered: (A.OFFERED, ""),
    facts.OfferCancelled: (A.READY, ""),
    facts.OfferWithdrawn: (A.READY, ""),
    facts.CallbackRested: (A.READY, ""),
    facts.OfferUnanswered: (A.NO_ANSWER, ""),
    facts.OfferFailed: (A.IDLE, "phone"),
    facts.Established: (A.TALKING, ""),
    facts.Requeued: (A.NO_ANSWER, "phone"),
    facts.Dismissed: (A.WORK, "ticket"),
    facts.Transferred: (A.AFTER_CALL, ""),
    facts.PassedToAgent: (A.AFTER_CALL, ""),
    facts.PassedToQueue: (A.AFTER_CALL, ""),
    facts.PassedToRoute: (A.AFTER_CALL, ""),
    facts.PassedToNumber: (A.AFTER_CALL, ""),
}
TARGET_FOLLOWS: dict[type[Fact], tuple[AgentState, str]] = {
    facts.ConsultAsked: (A.OFFERED, ""),
    facts.ConsultEstablished: (A.TALKING, ""),
    facts.PassedToAgent: (A.OFFERED, ""),
}
AFTER_CONSULT: dict[ConsultEnd, tuple[AgentState, str]] = {
    ConsultEnd.DECLINED: (A.READY, ""),
    ConsultEnd.UNANSWERED: (A.NO_ANSWER, ""),
    ConsultEnd.FAILED: (A.IDLE, "phone"),
    ConsultEnd.SWITCH: (A.IDLE, SWITCH),
    ConsultEnd.LEFT: (A.AFTER_CALL, ""),
    ConsultEnd.AWAY: (A.NO_ANSWER, "phone"),
}
AFTER_THE_CALL = {A.TALKING: A.AFTER_CALL, A.OFFERED: A.READY}
NEEDS_PHONE = frozenset({A.IDLE, A.READY})
NAILED = frozenset({PhoneKind.BROWSER, PhoneKind.PBX})  # phones whose line is open from login to logout

# Why a phone cannot speak: the sentence and its code.
NO_PHONE = {
    PhoneKind.BROWSER: ("the phone is not connected; open the desk with a working microphone first", "own_phone"),
    PhoneKind.SIP: ("the desk phone is not registered; plug it in, or choose another phone", "phone_sip"),
    PhoneKind.PBX: ("your extension is not lifted; let it ring and lift the handset", "phone_pbx"),
    PhoneKind.OUTSIDE: ("the phone is not connected; choose it again", "phone_outside"),
}


@dataclass(frozen=True)  # without slots: see `journal.copies`
class Agent:
    """since: epoch seconds of the last change of state; phone: the phone can speak and hear now.

    by, note, until: as in the last change of state; pending: what is set for after the call.
    kind, seat: which phone the agent works at; line: of a phone that is called for each call; muted: at the switch,
    until the talk is over; awaited: the call that was confirmed while the phone was away, "" for none.
    """

    id: str
    state: AgentState = A.OFF
    reason: str = ""
    since: float = 0.0
    phone: bool = False
    phone_since: float = 0.0
    by: str = ""
    note: str = ""
    until: float = 0.0
    pending: facts.AgentStatePending | None = None
    kind: PhoneKind = PhoneKind.BROWSER
    seat: str = ""
    line: LineState = LineState.CLOSED
    muted: bool = False
    awaited: str = ""

    @property
    def is_nailed(self) -> bool:
        """The line is open from login to logout."""
        return self.kind in NAILED


def may_be_offered(agent: Agent) -> bool:
    """May this agent be given something now. All channels ask this, so that after a missed call nothing comes from
    anywhere until the agent chooses (TEL-37)."""
    return agent.state is A.READY and agent.phone


def choices(agent: Agent) -> frozenset[AgentState]:
    """What this agent may choose now; `decide` accepts each of them."""
    choosable = CHOOSABLE[agent.state]
    return choosable if agent.phone else choosable - NEEDS_PHONE


def rests(changed: facts.AgentStateChanged) -> bool:
    """A reason of a break may have the same name."""
    return changed.state is A.IDLE and changed.reason == SWITCH


def evolve(agent: Agent, fact: Fact, at: float) -> Agent:
    match fact:
        case facts.AgentStateChanged():
            return _changed(agent, fact, at)
        case facts.AgentStatePending():
            return replace(agent, pending=fact)
        case facts.AgentStatePendingOver():
            return replace(agent, pending=None)
        case facts.Muted(on=on):
            return replace(agent, muted=on)
        case facts.PhoneAwaited(call=call):
            return replace(agent, awaited=call)
        case facts.PhoneAttached():
            return replace(agent, phone=True, phone_since=at)
        case facts.PhoneDetached():
            return replace(agent, phone=False, phone_since=at)
    return agent


def _changed(agent: Agent, to: facts.AgentStateChanged, at: float) -> Agent:
    muted = agent.muted and to.state is A.TALKING
    now = replace(agent, state=to.state, reason=to.reason, since=at, by=to.by, note=to.note, until=to.until)
    return replace(now, muted=muted, awaited="")


def decide(agent: Agent, command: commands.SetAgentState, plan: Plan) -> tuple[list[Fact], list[Order]]:
    """A choice of state, by the agent or by a rule. Raises `Refused` with a sentence for the desk."""
    state = command.state
    if state not in CHOOSABLE[agent.state]:
        refusal = f"{state} cannot be chosen while {agent.state}"
        raise Refused(refusal, "not_choosable", wanted_state=state, agent_state=agent.state)
    if state in NEEDS_PHONE and not agent.phone:
        raise Refused(*NO_PHONE[agent.kind])
    changed: list[Fact] = [
        facts.AgentStateChanged(agent.id, state, reason_for(command, plan), _forced_by(command), command.note)
    ]
    if not agent.is_nailed:
        return changed, []
    if agent.state is A.OFF:
        return changed, [orders.OpenLine(agent.id)]
    return changed, [orders.CloseLine(agent.id)] if state is A.OFF else []


def _forced_by(command: commands.SetAgentState) -> str:
    return command.by if command.by != command.agent else ""


def reason_for(command: commands.SetAgentState, plan: Plan) -> str:
    """Break and work want one of the configured reasons; the first one where none is given (TEL-13, TEL-15)."""
    known = [reason.id for reason in plan.reasons_for(command.state)]
    if not known:
        return command.reason
    reason = command.reason or known[0]
    if reason not in known:
        refusal = f"{command.state} has no reason {reason!r}; it has {', '.join(known)}"
        raise Refused(refusal, "no_reason", wanted_state=command.state)
    return reason


def follow(agent: Agent, fact: Fact) -> list[facts.AgentStateChanged]:
    """What a fact about the agent's call makes of the agent."""
    match fact:
        case facts.Cleared():
            return _is_over_for(agent)
        case facts.ConsultEnded(target=agent.id, how=how) | facts.GuestLeft(target=agent.id, how=how):
            follows = AFTER_CONSULT.get(how)
            return [facts.AgentStateChanged(agent.id, *follows)] if follows else _is_over_for(agent)
        case facts.OfferFailed(agent=agent.id, by_switch=True):
            follows = A.IDLE, SWITCH
        case facts.TransferFact(target=agent.id):
            follows = TARGET_FOLLOWS.get(type(fact))
        case _ if getattr(fact, "agent", agent.id) != agent.id:
            follows = None  # it rang at several, or this agent is a guest, and this is about another one
        case _:
            follows = FOLLOWS.get(type(fact))
    return [facts.AgentStateChanged(agent.id, *follows)] if follows else []


def _is_over_for(agent: Agent) -> list[facts.AgentStateChanged]:
    """Who talked is asked what comes next; at whom it only rang is ready again."""
    state = AFTER_THE_CALL.get(agent.state)
    return [facts.AgentStateChanged(agent.id, state)] if state else []
