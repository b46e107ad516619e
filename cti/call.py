"""The life of a call: what it is, what a fact makes of it, what a command makes happen. Its table is `cti.table`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cti import (
    announced,
    asking,
    commands,
    conference,
    consult,
    facts,
    message,
    orders,
    recording,
    rings,
    sent,
    talks,
    warning,
)
from cti.announced import Announced
from cti.conduct import Answer
from cti.conference import ConferenceState
from cti.consult import Consult, ConsultState
from cti.facts.outbound import DIAL_SECONDS
from cti.message import Message
from cti.recording import Recording
from cti.refused import Refused
from cti.rings import Ring, Rings
from cti.sent import Sent
from cti.table import BY_ROUTING, OF_ONE, ON_THE_WAY, POSSIBLE, TRANSITIONS, WAITS_AGAIN, CallState
from cti.talks import Talks
from cti.warning import Warnings
from journal import Command, Fact, Order
from journal.copies import replace

S = CallState
DIGITS = frozenset("0123456789*#ABCD")
DISMISSAL = "dismissal"  # playback of the closing announcement
UNALLOCATED = "unallocated"  # the same for numbers that nobody has
PERSON = "agent:"  # how the name of a person begins where somebody ends a call
MOST_DIGITS = 32  # a longer burst would block the channel for seconds (Asterisk sends about 7 a second)


@dataclass(frozen=True)  # without slots: see `journal.copies`
class Call:
    """caller: "" when withheld; path: labels of the menu ways taken; times are epoch seconds, 0 = not yet.

    outbound: we called; then caller is who was called and dialled the number that is shown; callback: what it keeps.
    promised: a promised call in a queue (`cti.promised`); attempts: calls to its customer.
    dial_seconds: that it may ring there. former: the state to which the agent comes back when nobody answers.
    agent: who has the call, or at whom it rang first; rings: at whom it rings, where `cti.offers` made it ring;
    together: it rings or rang at all who were ready; auto: it connects by itself.
    consult: whom that agent asks meanwhile; passed_by: who handed over what rings now; line: of the number outside to
    which it was sent, lines: how often it was; announced: what the queue says to the caller; node: its Asterisk;
    closing: the prompts of the announcement after which the line closes; restricted: what a restricted number meets.
    """

    id: str
    caller: str
    dialled: str
    name: str = ""
    arrived_at: float = 0.0
    state: CallState = S.ARRIVED
    service: str = ""
    route: str = ""
    language: str = "en"
    step: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    queue: str = ""
    priority: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    queued_at: float = 0.0
    agent: str = ""
    offered_at: float = 0.0
    talks: Talks = talks.NONE
    released_by: str = ""
    passed_by: str = ""
    line: str = ""
    lines: int = 0
    sent: Sent = sent.NOWHERE
    outbound: bool = False
    callback: int = 0
    promised: bool = False
    attempts: int = 0
    dial_seconds: float = DIAL_SECONDS
    former: facts.AgentState = facts.AgentState.IDLE
    former_reason: str = ""
    rings: Rings = ()
    together: bool = False
    auto: bool = False
    consult: Consult = consult.NOBODY
    warnings: Warnings = warning.NONE
    announced: Announced = announced.NONE
    closing: tuple[str, ...] = ()
    restricted: Answer | None = None
    recording: Recording = recording.NONE
    message: Message = message.NONE
    node: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The agents at whom it rings or who talk: who has the call first."""
        if not (self.rings or self.consult.target or self.consult.guests):  # nearly always, and asked all the time
            return (self.agent,) if self.agent else ()
        named = (self.agent, *rings.agents_of(self.rings), self.consult.target, *self.consult.guests)
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def is_sent_by_route(self) -> bool:
        """It rings outside because the route said so; there is no queue to come back to."""
        return self.state is S.FORWARDED and not self.passed_by

    def rings_at(self, agent: str) -> bool:
        """It rings at this agent, or is with them already."""
        return agent == self.agent or agent in rings.agents_of(self.rings)


def possible(call: Call, kind: type[Command]) -> bool:
    """May this be asked of the call now, by whoever has the right to."""
    if not _state_allows(call, kind) or warning.waits(call.warnings, kind):
        return False
    if conference.state_of(call.consult) not in conference.OWNER_MAY.get(kind, ConferenceState):
        return False
    return call.consult.state in consult.OWNER_MAY.get(kind, ConsultState)


def _state_allows(call: Call, kind: type[Command]) -> bool:
    """What rings already is offered to others only where it rings at all."""
    if kind is commands.Offer and call.state is S.OFFERED:
        return call.together
    return call.state in POSSIBLE.get(kind, ())


def must_be_possible(call: Call, command: Command) -> None:
    """Raises `Refused`."""
    kind = type(command)
    if not _state_allows(call, kind):
        refusal = f"{kind.__name__} is not possible while the call is {call.state}"
        raise Refused(refusal, "call_state", call_state=call.state)
    if isinstance(command, commands.AgentCallCommand) and not call.rings_at(command.agent):
        raise Refused("this call belongs to somebody else", "not_yours")
    if warning.waits(call.warnings, kind):
        raise Refused("the caller hears a warning; wait for its end or take it back", "warning_plays")
    if not possible(call, kind):
        refusal = f"{kind.__name__} is not possible while {consult.in_words(call.consult)}"
        raise Refused(refusal, "consulting" if call.consult.target else "nobody_asked", agent=call.consult.target)


def evolve(call: Call, fact: Fact, at: float) -> Call:
    """The call after the fact. Raises ValueError for a fact that cannot happen now."""
    state = TRANSITIONS.get((call.state, type(fact)))
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot happen to a call that is {call.state}")
    if state is not call.state:
        call = replace(call, state=state)
    if (warnings := warning.evolve(call.warnings, fact, at)) is not call.warnings:
        call = replace(call, warnings=warnings)
    if (recorded := recording.evolve(call.recording, fact, at)) is not call.recording:
        call = replace(call, recording=recorded)
    if (said := message.evolve(call.message, fact, at)) is not call.message:
        call = replace(call, message=said)
    if (heard := announced.evolve(call.announced, fact)) is not call.announced:
        call = replace(call, announced=heard)
    if (where := sent.evolve(call.sent, fact, at)) is not call.sent:
        call = replace(call, sent=where)
    if (talked := talks.evolve(call.talks, fact, at)) is not call.talks:
        call = replace(call, talks=talked)
    if isinstance(fact, OF_ONE) and (left := rings.without(call.rings, fact.agent)):
        return replace(call, state=S.OFFERED, rings=left, agent=left[0].agent)
    if isinstance(fact, facts.ForwardFact):
        return _forwarded(call, fact)
    if isinstance(fact, facts.TransferFact | facts.PassedToQueue | facts.Overflowed | facts.PassedToRoute):
        return _handed_over(call, fact, at)
    return _on_the_way(call, fact, at) if isinstance(fact, ON_THE_WAY) else _with_agent(call, fact, at)


def _on_the_way(call: Call, fact: Fact, at: float) -> Call:
    match fact:
        case facts.RouteEntered(service=service, route=route, language=language):
            return replace(call, service=service, route=route, language=language)
        case facts.RestrictionMet(answer=answer):
            return replace(call, restricted=answer)
        case facts.StepEntered(step=step, label=label, code=code):
            path = (*call.path, label) if label else call.path
            return replace(call, step=step, path=path, code=code or call.code)
        case facts.WayTaken(label=label, code=code) if label:
            return replace(call, path=(*call.path, label), code=code or call.code)
        case facts.LanguageChosen(language=language):
            return replace(call, language=language)
        case facts.Queued(queue=queue, priority=priority, skills=skills):
            since = min(call.queued_at or at, fact.since or at)
            return replace(call, queue=queue, priority=priority, skills=skills, queued_at=since)
        case facts.QueueWidened(skills=skills):
            return replace(call, skills=skills)
    return call


def _handed_over(call: Call, fact: Fact, at: float) -> Call:
    match fact:
        case facts.PassedToAgent(agent=agent, target=target):
            return replace(call, agent=target, offered_at=at, passed_by=agent)
        case facts.PassedToQueue(queue=queue):
            return replace(call, agent="", queue=queue, skills={}, offered_at=0.0, queued_at=call.queued_at or at)
        case facts.Overflowed(queue=queue):
            return replace(call, agent="", queue=queue, offered_at=0.0)
        case facts.PassedToRoute(route=route):
            return replace(call, agent="", route=route, step="", offered_at=0.0)
        case facts.Transferred(target=target):
            return replace(call, agent=target, consult=consult.evolve(call.consult, fact, at))
    return replace(call, consult=consult.evolve(call.consult, fact, at))


def _forwarded(call: Call, fact: facts.ForwardFact) -> Call:
    match fact:
        case facts.PassedToNumber(agent=agent, line=line):
            return replace(call, agent="", offered_at=0.0, passed_by=agent, line=line, lines=call.lines + 1)
        case facts.SentOut(line=line):
            return replace(call, line=line, lines=call.lines + 1)
        case facts.ForwardFailed() | facts.SentBack():
            return replace(call, passed_by="", line="")
    return call


def _with_agent(call: Call, fact: Fact, at: float) -> Call:
    match fact:
        case facts.Offered():
            return _offered(call, fact, at)
        case facts.OfferConfirmed(agent=agent):
            return replace(call, agent=agent, rings=rings.without(call.rings, agent))
        case facts.CallbackTaken(agent=agent):
            left = rings.without(call.rings, agent)
            return replace(call, agent="", rings=left, attempts=call.attempts + 1, offered_at=0.0)
        case facts.OfferWithdrawn(agent=agent):
            return replace(call, rings=rings.without(call.rings, agent))
        case _ if isinstance(fact, WAITS_AGAIN):
            since = call.queued_at or at  # whom we called has waited for nobody yet
            waits = replace(call, agent="", offered_at=0.0, passed_by="", rings=(), together=False, auto=False)
            return replace(waits, queued_at=since)
        case facts.Established():
            return replace(call, passed_by="")
        case facts.Dismissed():
            return replace(call, agent="")
        case facts.PromptStarted(prompts=prompts) if call.state is S.DISMISSED:
            return replace(call, closing=prompts)
        case facts.Releasing(by=by):
            return replace(call, released_by=by)
    return call


def _offered(call: Call, fact: facts.Offered, at: float) -> Call:
    ring = Ring(fact.agent, at, fact.seconds)
    if call.rings:
        return replace(call, rings=(*call.rings, ring))
    return replace(call, agent=fact.agent, offered_at=at, rings=(ring,), together=fact.together, auto=fact.auto)


def decide(call: Call, command: Command) -> tuple[list[Fact], list[Order]]:
    """What the command makes happen at once, and what the switch is told to do about it. Raises `Refused`."""
    must_be_possible(call, command)
    if isinstance(command, commands.AgentCallCommand):
        return _by_agent(call, command)
    match command:
        case commands.Restore():
            return [], restored(call)
        case commands.AskLookup() | commands.AnswerSurvey():
            return asking.decide(call.id, command)
        case commands.MeetRestriction() as met:
            what = (met.restriction, met.service, met.answer, met.prompt, met.queue)
            return [facts.RestrictionMet(call.id, *what, met.until)], []
        case _ if isinstance(command, BY_ROUTING):
            return _by_routing(call, command)
    return _by_route(call, command)


def _by_route(call: Call, command: Command) -> tuple[list[Fact], list[Order]]:
    id = call.id
    match command:
        case commands.EnterRoute(service=service, route=route, version=version, language=language):
            line: list[Order] = [orders.PickUp(id)] if call.state is S.ARRIVED else []
            met = command.switched, command.prompt
            return [facts.RouteEntered(id, service, route, version, language, *met)], line
        case commands.RefuseNumber():
            return [facts.Unallocated(id, call.dialled)], [_unallocated(call)]
        case commands.EnterStep(step=step, visit=visit, label=label, code=code):
            return [facts.StepEntered(id, step, visit, label, code)], []
        case commands.TakeWay(step=step, way=way, label=label, code=code):
            return [facts.WayTaken(id, step, way, label, code)], []
        case commands.ChooseLanguage(language=language):
            return [facts.LanguageChosen(id, language)], []
        case commands.Play(playback=playback, prompts=prompts):
            start = orders.StartPrompt(id, playback, prompts, call.language)
            return [facts.PromptStarted(id, playback, prompts)], [start]
        case commands.StopPrompt(playback=playback):
            return [], [orders.StopPrompt(id, playback)]
        case commands.TimeOutInput(step=step, visit=visit):
            return [facts.InputTimedOut(id, step, visit)], []
        case commands.RequestCallback(number=number, queue=queue):
            return [facts.CallbackRequested(id, number, queue)], []
        case commands.Enqueue(queue=queue):
            asked = command.priority, command.skills, command.agent, command.agent_wait, command.promise, command.since
            return [facts.Queued(id, queue, *asked)], [orders.StartMusic(id, queue)]
        case commands.Clear(cause=cause, by=by):
            return _cleared(call, cause, by)
    raise Refused(f"{type(command).__name__} is nothing that can be asked of a call")


def _cleared(call: Call, cause: str, by: str) -> tuple[list[Fact], list[Order]]:
    if call.state is S.DISMISSED and by.startswith(PERSON):
        raise Refused("the closing announcement plays to its end, then the line closes", "closing")
    return [facts.Releasing(call.id, cause, by)], [orders.HangUp(call.id, cause)]


def _by_routing(call: Call, command: Command) -> tuple[list[Fact], list[Order]]:
    id = call.id
    match command:
        case commands.Requeue(agent=agent) if agent == call.agent and not call.queue:  # there is nowhere to wait
            return [facts.Releasing(id, "normal", "policy")], [orders.HangUp(id, "normal")]
        case commands.Requeue(agent=agent, reason=reason) if agent == call.agent:
            return [facts.Requeued(id, agent, reason)], [orders.Part(id, agent), orders.StartMusic(id, call.queue)]
        case commands.WidenQueue(skills=skills, agent=agent, why=why):
            return [facts.QueueWidened(id, skills, agent, why)], []
        case commands.WidenRing(ring=ring, after=after):
            return [facts.RingWidened(id, call.queue, ring, after)], []
        case commands.NoteWait(because=because):
            return [facts.NotMatched(id, call.queue, because)], []
        case commands.LeaveQueue(overflow=overflow, why=why):
            return [facts.QueueLeft(id, call.queue, why, overflow)], [*hushed(call), orders.StopMusic(id)]
        case commands.MendAudio(agent=agent, silent=silent) if agent == call.agent:
            return [facts.AudioMended(id, agent, silent)], [orders.Rejoin(id, agent)]
        case commands.Comfort(on=on):
            return [], [orders.StartComfort(id) if on else orders.StopComfort(id)]
    raise Refused("the call is with another agent by now", "not_yours")


def _by_agent(call: Call, command: commands.AgentCallCommand) -> tuple[list[Fact], list[Order]]:
    id, agent = call.id, command.agent
    match command:
        case commands.Hold():
            return [facts.Held(id, agent)], [out_of_talk(call)]
        case commands.Retrieve():
            return [facts.Retrieved(id, agent)], [orders.Retrieve(id, agent)]
        case commands.HangUp():
            return [facts.Releasing(id, "normal", f"agent:{agent}")], [orders.HangUp(id, "normal")]
        case commands.SendDigits(digits=digits):
            if not digits or len(digits) > MOST_DIGITS or not DIGITS.issuperset(digits):
                raise Refused(f"digits are 1 to {MOST_DIGITS} of 0-9 * # A-D", "digits", most=str(MOST_DIGITS))
            return [], [orders.SendDigits(id, digits)]
        case commands.Dismiss(reason=reason, by=by):
            hushed = warning.hushed(id, call.warnings)
            return [facts.Dismissed(id, agent, reason, by)], [*hushed, orders.Part(id, agent)]
    raise Refused(f"{type(command).__name__} is nothing that an agent can ask of a call")


def restored(call: Call) -> list[Order]:
    """The orders that make what we believe true again for a caller who was away from us."""
    id, agent = call.id, call.agent
    match call.state:
        case S.DIALLING:
            return [orders.CallOut(id, "", call.caller, call.dialled, call.dial_seconds, agent)]
        case S.UNALLOCATED:
            return [_unallocated(call)]
        case S.FORWARDED if call.is_sent_by_route:
            return [orders.RingBack(id, True)]
        case S.QUEUED | S.OFFERED | S.FORWARDED:
            return [orders.StartMusic(id, call.queue)]
        case S.OUTSIDE:
            return [orders.Bridge(id, call.line)]
        case S.CONNECTING | S.TALKING:
            return [orders.Connect(id, agent), *_joined(call)]
        case S.HELD:
            held: list[Order] = [orders.Connect(id, agent), *_joined(call), out_of_talk(call)]
            asked = call.consult.state in (ConsultState.CONNECTING, ConsultState.CONSULTING)
            return [*held, orders.Consult(id, agent, call.consult.target)] if asked else held
        case S.DISMISSED:
            return [orders.StartPrompt(id, DISMISSAL, call.closing, call.language)]
    return [orders.HangUp(id, "normal")]


def _joined(call: Call) -> list[Order]:
    return [orders.Join(call.id, call.agent, party) for party in consult.joined(call.consult)]


def hushed(call: Call) -> list[Order]:
    """What a queue says is cut short by what comes next."""
    playback = call.announced.playback
    return [orders.StopPrompt(call.id, playback)] if playback else []


def out_of_talk(call: Call) -> Order:
    """The agent hears nothing of the talk: a caller who is alone hears music, a conference goes on."""
    out = orders.StepOut if consult.joined(call.consult) else orders.Hold
    return out(call.id, call.agent)


def _unallocated(call: Call) -> Order:
    return orders.Announce(call.id, UNALLOCATED, ("system.unallocated",), call.language)
