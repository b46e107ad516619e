"""Which phone an agent works at, and the line to a phone that is called for each call.

A browser and an extension of another PBX have one line from login to logout; a desk phone and an outside number have
one only as long as a call needs it. TRANSITIONS is the life of such a line. Rules: one phone an agent, one agent
a phone, no change in a call; taking a phone over from a colleague has to be meant.
"""

from collections.abc import Callable, Iterable

from cti import commands, facts, orders
from cti.agent import NAILED, Agent
from cti.call import Call
from cti.facts import AgentState, LineState, OutEnd, PhoneKind
from cti.numbers import judge
from cti.plan import Plan
from cti.refused import Refused
from cti.table import CallState
from journal import Fact, Order
from journal.copies import replace

L = LineState
Decision = tuple[list[Fact], list[Order]]

IN_A_CALL = (AgentState.OFFERED, AgentState.DIALLING, AgentState.TALKING)
PRESS_ONE = "system.phone.press"

TRANSITIONS: dict[tuple[LineState, type[Fact]], LineState] = {
    (L.CLOSED, facts.LineRung): L.RINGING,
    (L.RINGING, facts.LineRung): L.RINGING,
    **{(state, facts.LineAnswered): L.ASKING for state in (L.CLOSED, L.RINGING)},
    **{(state, facts.LineOpened): L.OPEN for state in (L.CLOSED, L.RINGING, L.ASKING)},
    **{(state, facts.LineClosed): L.CLOSED for state in (L.RINGING, L.ASKING, L.OPEN)},
}


class PhoneInUse(Refused):
    """A colleague works at this phone. holder: who."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"{holder} is using this phone", "phone_in_use", agent=holder)
        self.holder = holder


def can_speak(agent: Agent) -> bool:
    """A desk phone that is in a call is there, whatever its registration says."""
    return agent.phone or agent.line is L.OPEN


# --- facts ---------------------------------------------------------------------------------------------------------


def knows(agent: Agent, fact: facts.LineFact) -> bool:
    """False for what an edge tells of a line that is so already, or that is not of this sort."""
    return not agent.is_nailed and (agent.line, type(fact)) in TRANSITIONS


def evolve(agent: Agent, fact: Fact) -> Agent:
    match fact:
        case facts.PhoneChosen(kind=kind, phone=phone):
            return replace(agent, kind=kind, seat=phone, line=L.CLOSED)
        case facts.LineFact():
            return replace(agent, line=TRANSITIONS.get((agent.line, type(fact)), agent.line))
    return agent


def follow(agent: Agent, fact: Fact) -> list[Fact]:
    """Who lifts a desk phone is there; who answers an outside number has to press a key first."""
    lifted = isinstance(fact, facts.LineAnswered) and agent.kind is PhoneKind.SIP
    return [facts.LineOpened(agent.id)] if lifted else []


# --- choosing ------------------------------------------------------------------------------------------------------


def holder_of(agents: Iterable[Agent], kind: PhoneKind, phone: str, but: str) -> Agent | None:
    """The colleague who works at this phone. Who is logged out leaves it to whoever comes."""
    if kind is PhoneKind.BROWSER:
        return None
    return next((one for one in agents if one.id != but and (one.kind, one.seat) == (kind, phone)), None)


def judged(command: commands.ChoosePhone, plan: Plan, service: str) -> commands.ChoosePhone:
    """An outside number follows the rules of calling out, and nobody's phone is an emergency number. Raises
    `Refused`."""
    if command.kind is not PhoneKind.OUTSIDE or not command.phone:
        return command
    number = judge(command.phone, plan, service)
    if number.emergency:
        raise Refused(f"{number.shown} is nobody's phone", "number_nobodys", number=number.shown)
    return replace(command, phone=number.dial)


def choose(agent: Agent, command: commands.ChoosePhone, holder: Agent | None, plan: Plan) -> Decision:
    """Raises `Refused`; `PhoneInUse` where a colleague would have to be asked."""
    _must_be_allowed(agent, command, holder, plan)
    if (agent.kind, agent.seat) == (command.kind, command.phone):
        return [], []
    happened, ordered = _moved(agent, command.kind, command.phone, "")
    if holder is not None:
        lost, undone = _moved(holder, PhoneKind.BROWSER, "", agent.id)
        happened, ordered = [*lost, *happened], [*undone, *ordered]
    return happened, ordered


def _must_be_allowed(agent: Agent, command: commands.ChoosePhone, holder: Agent | None, plan: Plan) -> None:
    if agent.state in IN_A_CALL or agent.line is not L.CLOSED:
        raise Refused("the phone cannot be changed in a call", "phone_in_call")
    if command.kind is PhoneKind.SIP and command.phone not in plan.phones:
        raise Refused("there is no such desk phone", "no_desk_phone")
    if command.kind is PhoneKind.PBX and command.phone not in plan.extensions:
        raise Refused("there is no such extension", "no_extension")
    if command.kind is not PhoneKind.BROWSER and not command.phone:
        raise Refused("say which phone", "which_phone")
    if holder is None or holder.state is AgentState.OFF:
        return
    if holder.state in IN_A_CALL:
        raise Refused(f"{holder.id} is in a call at this phone", "phone_busy", agent=holder.id)
    if not command.take_over:
        raise PhoneInUse(holder.id)


def _moved(agent: Agent, kind: PhoneKind, phone: str, by: str) -> Decision:
    happened: list[Fact] = [facts.PhoneDetached(agent.id, "taken over" if by else "changed")] if agent.phone else []
    happened.append(facts.PhoneChosen(agent.id, kind, phone, by))
    if kind is PhoneKind.OUTSIDE:  # nobody can tell whether it is there before it is called
        happened.append(facts.PhoneAttached(agent.id, kind, phone))
    return happened, _relined(agent, kind)


def _relined(agent: Agent, kind: PhoneKind) -> list[Order]:
    if agent.state is AgentState.OFF or agent.is_nailed == (kind in NAILED):
        return []
    return [orders.OpenLine(agent.id)] if kind in NAILED else [orders.CloseLine(agent.id)]


# --- the line ------------------------------------------------------------------------------------------------------


def decide(agent: Agent, command: commands.AgentCommand, call: Call | None, language: str) -> Decision:
    """call: what it rings for; language: of who is asked to press a key. Raises `Refused`."""
    if agent.is_nailed:
        raise Refused("this phone is not called for each call")
    match command:
        case commands.RingPhone() if agent.line is L.CLOSED and call is not None:
            return ring(agent, call, auto=command.auto)
        case commands.AskAtPhone() if agent.line is L.ASKING:
            return [], [orders.AskAtPhone(agent.id, (PRESS_ONE,), language)]
        case commands.ReleasePhone() if agent.line is not L.CLOSED:
            return [facts.LineClosed(agent.id, "released")], [orders.ReleasePhone(agent.id)]
    raise Refused(f"{type(command).__name__} is not possible while the line is {agent.line}")


def ring(agent: Agent, call: Call, auto: bool) -> Decision:
    order = orders.RingPhone(agent.id, agent.kind, agent.seat, call.caller, call.name, auto)
    return [facts.LineRung(agent.id, auto)], [order]


def through_open_lines(call: Call, ordered: list[Order], agent_of: Callable[[str], Agent]) -> Decision:
    """What needs a line that is not open yet waits for it: the phone rings instead, and answers by itself if it can.

    When the line is open, `PutThrough` orders anew what the call needs then.
    """
    kept: list[Order] = []
    closed: dict[str, Agent] = {}
    for order in ordered:
        if isinstance(order, orders.Beep) and not agent_of(order.agent).is_nailed:
            continue  # a phone that answers by itself has a beep of its own
        waits_for = [one for one in map(agent_of, _lines_for(order)) if not one.is_nailed and one.line is not L.OPEN]
        closed |= {agent.id: agent for agent in waits_for}
        if not waits_for:
            kept.append(order)
    rung = [ring(agent, call, auto=True) for agent in closed.values() if _may_ring(agent)]
    return [fact for each, _ in rung for fact in each], [*kept, *(order for _, each in rung for order in each)]


def is_awaited(call: Call, agent: Agent) -> bool:
    """An agent calls somebody who was not called yet: the agent's own phone has to be lifted first."""
    return call.state is CallState.DIALLING and not agent.is_nailed and agent.line is not L.OPEN


def never_called(call: Call, happened: list[Fact], ordered: list[Order]) -> Decision:
    """There is no line to hang up, whose end would be told: with the wish to hang up the call is over."""
    if not any(isinstance(order, orders.HangUp) for order in ordered):
        return happened, ordered
    over = facts.Cleared(call.id, OutEnd.GIVEN_UP, "system")
    return [*happened, over], [order for order in ordered if not isinstance(order, orders.HangUp)]


def _lines_for(order: Order) -> tuple[str, ...]:
    match order:
        case orders.Connect(agent=agent) | orders.Retrieve(agent=agent):
            return (agent,)
        case orders.CallOut(agent=agent) if agent:
            return (agent,)
        case orders.Consult(agent=agent, target=target) | orders.Join(agent=agent, target=target):
            return (agent, target)
    return ()


def _may_ring(agent: Agent) -> bool:
    """A desk phone that rings is called anew to answer by itself; an outside number only has to be answered."""
    return agent.line is L.CLOSED or (agent.line is L.RINGING and agent.kind is PhoneKind.SIP)
