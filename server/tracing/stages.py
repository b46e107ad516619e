"""What a call goes through, as spans: menu, queue, offer, talk, after-call, below one for the whole. Pure.

A span is given when it is over. Nothing personal is in one: no number, no name, no key, and no agent either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cti import facts
from cti.facts import AgentState
from journal import Entry, Fact
from server.tracing.ids import CALL, span_of

MENU, QUEUE, OFFER, TALK, AFTER, OUTSIDE = "menu", "queue", "offer", "talk", "after-call", "outside"
BEGINS: dict[type[Fact], str] = {
    facts.RouteEntered: MENU,
    facts.PassedToRoute: MENU,
    facts.Queued: QUEUE,
    facts.PassedToQueue: QUEUE,
    facts.Requeued: QUEUE,
    facts.Offered: OFFER,
    facts.PassedToAgent: OFFER,
    facts.Dialled: OFFER,
    facts.Established: TALK,
    facts.SentOut: OUTSIDE,
    facts.PassedToNumber: OUTSIDE,
}
ENDS: dict[type[Fact], tuple[str, ...]] = {
    facts.Queued: (MENU,),
    facts.QueueLeft: (QUEUE,),
    facts.OfferConfirmed: (OFFER,),
    facts.OfferCancelled: (OFFER,),
    facts.OfferWithdrawn: (OFFER,),
    facts.OfferUnanswered: (OFFER,),
    facts.OfferFailed: (OFFER,),
    facts.Established: (QUEUE, OFFER, MENU),
    facts.SentOut: (MENU,),
    facts.SentBack: (OUTSIDE,),
    facts.ForwardFailed: (OUTSIDE,),
    facts.Requeued: (TALK,),
    facts.PassedToQueue: (TALK,),
    facts.PassedToRoute: (TALK,),
    facts.PassedToAgent: (TALK,),
    facts.PassedToNumber: (TALK,),
    facts.Dismissed: (TALK,),
}
BAD = (facts.OfferUnanswered, facts.OfferFailed, facts.ForwardFailed)
OFFERS_OF_ONE = tuple(kind for kind, names in ENDS.items() if names == (OFFER,))
SHOWN = ("service", "queue", "route", "version", "language", "priority", "cause", "by", "step")  # attributes


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened inside a span: a step of the route, hold."""

    at: float
    name: str
    step: str = ""


@dataclass
class Span:
    """number: of the entry that began it; agent: whose offer or talk, never told; parent: 0 for the root."""

    call: str
    name: str
    number: int
    began: float
    agent: str = ""
    ended: float = 0.0
    well: bool = True
    attributes: dict[str, str | int] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)

    @property
    def id(self) -> int:
        return span_of(self.call, self.name, 0 if self.name == CALL else self.number)

    @property
    def parent(self) -> int:
        return 0 if self.name == CALL else span_of(self.call, CALL)


MOMENTS: dict[type[Fact], tuple[str, str]] = {  # inside which, its name
    facts.StepEntered: (MENU, "step"),
    facts.PromptStarted: (MENU, "prompt"),
    facts.InputTimedOut: (MENU, "no input"),
    facts.QueueWidened: (QUEUE, "widened"),
    facts.AnnouncementDue: (QUEUE, "announcement"),
    facts.Held: (TALK, "held"),
    facts.Retrieved: (TALK, "retrieved"),
    facts.ConsultAsked: (TALK, "consulting"),
    facts.ConferenceBegun: (TALK, "conference"),
    facts.Transferred: (TALK, "transferred"),
    facts.RecordingStarted: (TALK, "recording"),
    facts.OrderFailed: (CALL, "order failed"),
}


class Stages:
    """Give it every entry, in order; what comes out is over. `calls` are those that go on."""

    def __init__(self) -> None:
        self.calls: dict[str, list[Span]] = {}
        self._after: dict[str, Span] = {}  # agent → the work after a call
        self._last: dict[str, str] = {}  # agent → the call that it was in

    def take(self, entry: Entry) -> Iterator[Span]:
        fact = entry.fact
        if isinstance(fact, facts.AgentStateChanged):
            yield from self._of_agent(fact, entry)
        elif isinstance(fact, facts.CallFact):
            yield from self._of_call(fact, entry)

    # --- calls -------------------------------------------------------------------------------------------------------

    def _of_call(self, fact: facts.CallFact, entry: Entry) -> Iterator[Span]:
        if isinstance(fact, facts.Arrived | facts.Dialled) and fact.call not in self.calls:
            direction = "out" if isinstance(fact, facts.Dialled) else "in"
            self.calls[fact.call] = [_begun(CALL, fact, entry, {"call.direction": direction, "call.id": fact.call})]
        if (open_ := self.calls.get(fact.call)) is None:
            return
        yield from self._end(open_, fact, entry.at)
        self._note(open_, fact, entry.at)
        if isinstance(fact, facts.Cleared):
            del self.calls[fact.call]
        elif name := BEGINS.get(type(fact)):
            span = _begun(name, fact, entry, {})
            open_.append(span)
            if name == TALK:
                self._last[span.agent] = fact.call

    def _end(self, open_: list[Span], fact: facts.CallFact, at: float) -> Iterator[Span]:
        for span in [each for each in reversed(open_) if _is_over(each, fact)]:
            open_.remove(span)
            span.ended, span.well = at, not isinstance(fact, BAD)
            if span.name == CALL:
                span.attributes |= _shown(fact)
            elif span.name == OFFER:
                span.attributes["outcome"] = type(fact).__name__
            yield span

    def _note(self, open_: Iterable[Span], fact: facts.CallFact, at: float) -> None:
        where, name = MOMENTS.get(type(fact), ("", ""))
        for span in open_:
            if span.name == where:
                span.moments.append(Moment(at, name, str(getattr(fact, "step", ""))))
            if span.name == CALL and isinstance(fact, facts.RouteEntered):
                span.attributes |= _shown(fact)

    # --- agents ------------------------------------------------------------------------------------------------------

    def _of_agent(self, fact: facts.AgentStateChanged, entry: Entry) -> Iterator[Span]:
        works = fact.state is AgentState.AFTER_CALL or (fact.state is AgentState.WORK and fact.agent in self._last)
        if span := self._after.get(fact.agent):
            if fact.state is AgentState.WORK:  # asked what comes next, and said work: it goes on
                return
            del self._after[fact.agent]
            span.ended = entry.at
            yield span
        elif works and (call := self._last.pop(fact.agent, "")):
            self._after[fact.agent] = Span(call, AFTER, entry.number, entry.at, fact.agent)


def _begun(name: str, fact: facts.CallFact, entry: Entry, more: dict[str, str | int]) -> Span:
    agent = str(getattr(fact, "target", "") or getattr(fact, "agent", ""))
    return Span(fact.call, name, entry.number, entry.at, agent, attributes=_shown(fact) | more)


def _is_over(span: Span, fact: facts.CallFact) -> bool:
    if isinstance(fact, facts.Cleared):
        return True
    if span.name not in ENDS.get(type(fact), ()):
        return False
    return not isinstance(fact, OFFERS_OF_ONE) or span.agent == getattr(fact, "agent", "")


def _shown(fact: Fact) -> dict[str, str | int]:
    found = {name: getattr(fact, name, None) for name in SHOWN}
    return {f"call.{name}": value for name, value in found.items() if isinstance(value, str | int) and value != ""}
