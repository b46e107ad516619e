"""The callers who are in a route now. Calls in progress finish on the version of the route that they began with."""

from collections.abc import Callable
from dataclasses import dataclass

from cti import commands, facts
from cti.incidents import Restriction
from cti.numbers import is_callable
from cti.plan import Plan
from ivr import interpreter
from ivr.choices import Figures, Known, no_figures
from ivr.flow import Flow
from ivr.interpreter import Place
from ivr.leaving import Leaving
from ivr.library import Library
from ivr.parting import flow_of
from ivr.restricted import route_for
from ivr.switched import flow_for
from journal import Agenda, Command, Fact

ANSWER_LIMIT = 10.0  # s between entering a route and the answer of the line
# The route has nothing more to do with the call.
GONE = (
    facts.Releasing,
    facts.Cleared,
    facts.Unallocated,
    facts.Forwarded,
    facts.PassedToAgent,
    facts.PassedToQueue,
    facts.Overflowed,
    facts.PassedToNumber,
)
Restricting = Callable[[str, str, float], Restriction | None]  # service, caller, now


def _nobody_is_restricted(service: str, caller: str, now: float) -> Restriction | None:
    return None


@dataclass(slots=True)
class Visitor:
    """entered: how the call came into its route; None until then; met: what a restricted number meets; again: an agent
    sent it, so its line is open; waits: it is in a queue, from which the route may take it out again."""

    flow: Flow
    place: Place
    entered: facts.RouteEntered | None = None
    met: facts.RestrictionMet | None = None
    again: bool = False
    waits: bool = False


class Policy:
    def __init__(
        self,
        plan: Plan,
        library: Library,
        agenda: Agenda,
        figures: Figures = no_figures,
        restriction: Restricting = _nobody_is_restricted,
    ) -> None:
        """figures: of the queues now, for routes that look at them; restriction: what a number meets instead."""
        self._plan, self._library, self._agenda, self._figures = plan, library, agenda, figures
        self._restriction = restriction
        self.leaving = Leaving(agenda, figures)
        self.visitors: dict[str, Visitor] = {}

    def react(self, fact: Fact, now: float) -> list[Command]:
        if isinstance(fact, facts.Arrived):
            return [self._welcome(fact, now)]
        if isinstance(fact, facts.PassedToRoute):
            return [self._welcome_back(fact)]
        if isinstance(fact, facts.CallFact | facts.MessageEnded) and (visitor := self.visitors.get(fact.call)):
            return [*self.leaving.react(fact, now), *self._visit(visitor, fact, now)]
        return self.leaving.react(fact, now)

    def _welcome(self, fact: facts.Arrived, now: float) -> Command:
        number = self._plan.numbers.get(fact.dialled)
        flow = self._library.current(number.route) if number else None
        if number is None or flow is None or not self._answers(number.service):
            return commands.RefuseNumber(fact.call)
        language = self._language(number.service)
        known = Known(fact.caller, fact.dialled, language)
        self.visitors[fact.call] = Visitor(flow, Place(fact.call, _callable(fact.caller), known=known))
        if met := self._restriction(number.service, fact.caller, now):
            return commands.MeetRestriction(
                fact.call, met.id, met.service, met.answer, met.prompt, met.queue, met.until
            )
        return self._enter(fact.call, number.service, flow, now)

    def _enter(self, call: str, service: str, flow: Flow, now: float) -> Command:
        switch = self._library.switch(service, now)
        met = (switch.mode, switch.prompt) if switch else ("", "")
        return commands.EnterRoute(call, service, flow.name, flow.version, self._language(service), *met)

    def _answers(self, service: str) -> bool:
        """A service without the telephone, or out of use, takes no calls (IVR-01, ORG-15)."""
        known = self._plan.services.get(service)
        return known is None or known.phone

    def _language(self, service: str) -> str:
        known = self._plan.services.get(service)
        return known.language if known else "en"

    def _welcome_back(self, fact: facts.PassedToRoute) -> Command:
        """A route that is not published any more must not leave a caller standing."""
        self.leaving.end(fact.call)
        flow = flow_of(fact) or self._library.current(fact.route)
        if flow is None and fact.survey:
            return commands.Clear(fact.call, "normal", "route")
        if flow is None:
            return _back_to_its_queue(fact)
        known = Known(fact.caller, fact.dialled, fact.language)
        place = Place(fact.call, _callable(fact.caller), known=known)
        self.visitors[fact.call] = Visitor(flow, place, again=True)
        return commands.EnterRoute(fact.call, fact.service, flow.name, flow.version, fact.language)

    def _visit(self, visitor: Visitor, fact: facts.CallFact | facts.MessageEnded, now: float) -> list[Command]:
        call = fact.call
        match fact:
            case facts.RestrictionMet(service=service):
                visitor.met = fact
                return [self._enter(call, service, visitor.flow, now)]
            case facts.RouteEntered(route=route, version=version):
                usual = self._library.version(route, version) or visitor.flow
                usual = route_for(visitor.met, usual) if visitor.met else usual
                visitor.entered, visitor.flow = fact, flow_for(fact, usual)
                self._agenda.set(f"route:{call}", now + ANSWER_LIMIT, commands.Clear(call, "congestion"))
                if visitor.again:
                    return [commands.EnterStep(call, visitor.flow.start, visitor.place.visit + 1)]
            case facts.OrderFailed(order="PickUp"):
                return [commands.Clear(call, "congestion")]
            case facts.Returned() if visitor.entered and not visitor.place.step:
                again = visitor.entered
                met = again.switched, again.prompt
                return [commands.EnterRoute(call, again.service, again.route, again.version, again.language, *met)]
            case facts.Queued():
                self._agenda.cancel(f"route:{call}")
                visitor.waits = self.leaving.begin(call, visitor.flow.steps.get(visitor.place.step), now)
                if not visitor.waits:
                    del self.visitors[call]
            case facts.QueueLeft():
                visitor.waits = False
                self.leaving.end(call)
                return self._walk(visitor, fact, now)
            case _ if isinstance(fact, GONE):
                del self.visitors[call]
                self.leaving.end(call)
                self._agenda.cancel(f"route:{call}")
            case _ if visitor.waits:
                return []
            case _:
                return self._walk(visitor, fact, now)
        return []

    def _walk(self, visitor: Visitor, fact: facts.CallFact | facts.MessageEnded, now: float) -> list[Command]:
        before = visitor.place
        visitor.place, then = interpreter.step(visitor.flow, before, fact, now, self._figures, self._library.day)
        self._wait(before, visitor.place)
        return then

    def _wait(self, before: Place, place: Place) -> None:
        """One line on the agenda for each caller: until when the present step waits."""
        if (place.until, place.visit) == (before.until, before.visit):
            return
        if place.until:
            over = commands.TimeOutInput(place.call, place.step, place.visit)
            self._agenda.set(f"route:{place.call}", place.until, over)
        else:
            self._agenda.cancel(f"route:{place.call}")


def _back_to_its_queue(fact: facts.PassedToRoute) -> Command:
    if not fact.queue:
        return commands.Clear(fact.call, "congestion")
    return commands.Enqueue(fact.call, fact.queue, fact.priority, dict(fact.skills))


def _callable(caller: str) -> str:
    """The number if it is one that can be read out and called, else ""."""
    return caller if is_callable(caller) else ""
