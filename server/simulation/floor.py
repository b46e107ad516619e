"""A day on the production core: engine, desk and policies are those of the running house; only people are made up.

Rule: nothing here decides who gets whom. Callers come and lose patience, agents come, confirm, talk, wrap up and go;
all between is what would happen in the house. The switch does at once what it is told, so no time passes by itself.
"""

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from cti import commands, facts, orders
from cti.facts import AgentState
from cti.offers import beep_at
from cti.refused import Refused
from journal import Command, Fact, Order
from routing.simulation.chance import Draw, arrivals, length
from routing.simulation.house import PAUSE, SERVICE, doors, people
from routing.simulation.results import Run
from routing.simulation.scenario import Load, Scenario, Shift, Team
from server.engine import Turn
from server.simulation.core import opened
from server.simulation.counting import BUSY, Caller, Counting
from ticketing.facts import TicketKind, TicketOpened

COMES_BACK = 30.0  # s until an agent who did not answer is ready again
A = AgentState
KINDS = ("day", "callers", "patience", "talks")  # of chance, each with its own source


@dataclass(slots=True)
class _Agent:
    """served: the last caller; since: when the present state began."""

    team: Team
    state: AgentState = A.OFF
    since: float = 0.0
    served: Caller | None = None


class Floor:
    """One run. draws: a source of chance for each name, so that the calls of a day are the same whoever is there."""

    def __init__(self, scenario: Scenario, draws: Callable[[str], Draw]) -> None:
        self._scenario = scenario
        self._draws = {
            f"{what} of {load.queue}": draws(f"{what} of {load.queue}") for load in scenario.loads for what in KINDS
        }
        self._staff = draws("staff")
        self._counting = Counting({load.queue: load for load in scenario.loads}, scenario.begins + scenario.warm_up)
        self._agents = {id: _Agent(team, since=scenario.begins) for id, team in people(scenario).items()}
        self._callers: dict[str, Caller] = {}
        self._number = 0
        self._ahead: list[tuple[float, int, Callable[[], None]]] = []
        self._later = 0
        self._orders: list[Order] = []
        self.now = scenario.begins
        self._agenda, self._engine, self._known = opened(scenario, lambda: self.now, self._hand_over)

    def play(self) -> Run:
        """From the first call to the last goodbye."""
        self._plan_the_day()
        while (at := self._next()) < math.inf:
            self.now = max(self.now, at)
            while self._ahead and self._ahead[0][0] <= self.now:
                heapq.heappop(self._ahead)[2]()
                self._settle()
            self._engine.tick()
            self._settle()
        for caller in list(self._callers.values()):  # nobody will come for them any more
            self._over(caller)
        for id in self._agents:
            self._spend(id)
        return self._counting.run

    # --- the house -------------------------------------------------------------------------------------------------

    def _hand_over(self, turn: Turn) -> None:
        for entry in turn.entries:
            self._see(entry.fact)
        self._orders += turn.orders

    def _settle(self) -> None:
        """The switch obeys."""
        while self._orders:
            match self._orders.pop(0):
                case orders.PickUp(call=call):
                    self._engine.tell(facts.Answered(call))
                case orders.Connect(call=call, agent=agent):
                    self._engine.tell(facts.Established(call, agent))
                case orders.HangUp(call=call):
                    self._engine.tell(facts.Cleared(call, "normal"))
                case orders.StartPrompt(call=call, playback=playback):
                    self._engine.tell(facts.PromptEnded(call, playback))
                case orders.Beep(call=call, agent=agent):
                    self._engine.tell(facts.PromptEnded(call, beep_at(agent)))

    def _next(self) -> float:
        agenda = self._agenda.next()
        return min(self._ahead[0][0] if self._ahead else math.inf, math.inf if agenda is None else agenda)

    def _in(self, seconds: float, deed: Callable[[], object]) -> None:
        if seconds < math.inf:
            self._at(self.now + seconds, deed)

    def _at(self, moment: float, deed: Callable[[], object]) -> None:
        self._later += 1
        heapq.heappush(self._ahead, (moment, self._later, lambda: (deed(), None)[1]))

    def _ask(self, command: Command) -> None:
        """People click too late at times."""
        try:
            self._engine.ask(command)
        except Refused:
            return

    # --- what people do ----------------------------------------------------------------------------------------------

    def _plan_the_day(self) -> None:
        for load in self._scenario.loads:
            for at in arrivals(load, self._draw("day", load)):
                self._at(at, partial(self._arrive, load))
        for id, agent in self._agents.items():
            for moment in moments(agent.team):
                self._at(moment, partial(self._follow_the_clock, id))

    def _draw(self, what: str, load: Load) -> Draw:
        return self._draws[f"{what} of {load.queue}"]

    def _arrive(self, load: Load) -> None:
        self._number += 1
        call, draw = f"c{self._number}", self._draw("callers", load)
        number = int(draw() * load.regulars) if load.regulars else self._number
        caller = self._callers[call] = Caller(load, f"010{number:08}", self.now)
        self._engine.tell(facts.Arrived(call, caller.number, _dialled(load, draw)))
        self._in(length(load.patience, self._draw("patience", load)), partial(self._lose_patience, call))

    def _lose_patience(self, call: str) -> None:
        known = self._callers.get(call)
        if known and not known.agent:
            self._engine.tell(facts.Cleared(call, "normal"))

    def _follow_the_clock(self, id: str) -> None:
        """Who is with a caller goes afterwards."""
        agent = self._agents[id]
        if agent.state in BUSY:
            return
        wanted = wanted_at(agent.team, self.now)
        if agent.state is A.OFF and wanted is not A.OFF:
            self._engine.tell(facts.PhoneAttached(id))
            self._ask(commands.SetAgentState(id, A.IDLE))
        if wanted is not agent.state:
            self._ask(commands.SetAgentState(id, wanted, PAUSE if wanted is A.BREAK else ""))

    # --- what happens to them ----------------------------------------------------------------------------------------

    def _see(self, fact: Fact) -> None:
        match fact:
            case facts.Offered(call=call, agent=agent):
                caller = self._callers[call]
                caller.offered = self.now if caller.offered is None else caller.offered
                answers = length(self._agents[agent].team.answers, self._staff)
                self._in(answers, partial(self._ask, commands.Confirm(call, agent)))
            case facts.Established(call=call, agent=agent):
                self._talks(call, self._callers[call], agent)
            case facts.Queued(call=call, queue=queue):
                self._callers[call].queue = queue
            case facts.Overflowed(call=call, queue=queue):
                self._counting.sent_on(self._callers[call])
                self._callers[call].queue = queue
            case facts.PassedToRoute(call=call):
                self._callers[call].gone = True
                self._in(0.0, partial(self._engine.tell, facts.Cleared(call, "normal")))
            case facts.WaitTold(call=call, turn=1):
                self._listens(call, self._callers[call].load)
            case facts.Cleared(call=call):
                self._over(self._callers.pop(call))
            case facts.AgentStateChanged(agent=agent, state=state):
                self._state(agent, state)

    def _talks(self, call: str, caller: Caller, agent: str) -> None:
        caller.agent, caller.answered = agent, self.now
        seconds = length(caller.load.talk, self._draw("talks", caller.load))
        self._in(seconds, partial(self._engine.tell, facts.Cleared(call, "normal")))
        ticket = call, self._number, TicketKind.ANSWERED, SERVICE, caller.queue, caller.number, agent
        self._known.react(TicketOpened(*ticket), self.now)

    def _listens(self, call: str, load: Load) -> None:
        """To the first announcement; some press a key."""
        lot = self._draw("callers", load)() if load.presses else 1.0
        for digit, upper in zip(load.presses, accumulate(load.presses.values()), strict=True):
            if lot < upper:
                self._in(0.0, partial(self._engine.tell, facts.DigitPressed(call, digit)))
                return

    def _over(self, caller: Caller) -> None:
        if caller.agent:
            self._agents[caller.agent].served = caller
        self._counting.over(caller, self.now)

    def _state(self, id: str, state: AgentState) -> None:
        agent = self._agents[id]
        if agent.state is A.AFTER_CALL and agent.served:
            self._counting.wrapped_up(agent.served, self.now - agent.since)
        self._spend(id)
        agent.state, agent.since = state, self.now
        if state is A.AFTER_CALL:
            self._in(self._after(agent), partial(self._wrapped_up, id, self.now))
        elif state is A.NO_ANSWER:
            self._in(COMES_BACK, partial(self._follow_the_clock, id))
        elif state is A.READY and wanted_at(agent.team, self.now) is not A.READY:
            self._in(0.0, partial(self._follow_the_clock, id))  # an offer that came to nothing, into the break

    def _after(self, agent: _Agent) -> float:
        return length(agent.served.load.after, self._staff) if agent.served else 0.0

    def _wrapped_up(self, id: str, since: float) -> None:
        """Unless the queue's limit has ended it before."""
        agent = self._agents[id]
        if agent.state is A.AFTER_CALL and agent.since == since:
            wanted = wanted_at(agent.team, self.now)
            self._ask(commands.SetAgentState(id, wanted, PAUSE if wanted is A.BREAK else ""))

    def _spend(self, id: str) -> None:
        """Add the time of the state that ends."""
        agent = self._agents[id]
        self._counting.worked(id, agent.state, agent.since, self.now)
        agent.since = self.now


def _dialled(load: Load, draw: Draw) -> str:
    """What a caller dials, by the shares."""
    numbers = doors(load)
    if len(numbers) == 1:
        return next(iter(numbers))
    lot = draw() * sum(callers.share for callers in load.callers)
    uppers = accumulate(callers.share for callers in load.callers)
    return next((number for number, upper in zip(numbers, uppers, strict=True) if lot < upper), list(numbers)[-1])


def wanted_at(team: Team, at: float) -> AgentState:
    """Where an agent of the team should be."""
    if not any(_within(shift, at) for shift in team.shifts):
        return A.OFF
    return A.BREAK if any(_within(pause, at) for pause in team.breaks) else A.READY


def moments(team: Team) -> Iterator[float]:
    """When something changes for the team."""
    return (moment for span in (*team.shifts, *team.breaks) for moment in (span.begins, span.ends))


def _within(span: Shift, at: float) -> bool:
    return span.begins <= at < span.ends
