"""A day on the production core: engine, desk and policies are those of the running house; only people are made up.

Rule: nothing here decides who gets whom. Callers come and lose patience, agents come, confirm, talk, wrap up and go;
all between is what would happen in the house. The switch does at once what it is told, so no time passes by itself.
"""

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from cti import commands, facts, orders
from cti.answering import Policy as AnsweringPolicy
from cti.desk import Desk
from cti.facts import AgentState
from cti.plan import Number, Person, Plan, Queue, Reason, Service
from cti.policy import Policy as CallPolicy
from cti.refused import Refused
from cti.wrapup import Policy as WrapUpPolicy
from ivr.flow import Flow, ToQueue
from ivr.library import Library
from ivr.policy import Policy as IvrPolicy
from journal import Agenda, Command, Fact, Order
from routing.policy import Policy as RoutingPolicy
from routing.simulation.chance import Draw, arrivals, length
from routing.simulation.results import Run, Tally
from routing.simulation.scenario import Load, Scenario, Shift, Team
from server.engine import Engine, Policy, Turn

SERVICE, DOOR, PAUSE = "simulated", "door", "pause"
COMES_BACK = 30.0  # s until an agent who did not answer is ready again
A = AgentState
THERE = frozenset({A.READY, A.OFFERED, A.TALKING, A.AFTER_CALL, A.NO_ANSWER, A.IDLE})
BUSY = frozenset({A.OFFERED, A.TALKING, A.AFTER_CALL})


@dataclass(slots=True)
class _Caller:
    """offered: when it first rang for this caller, None until then."""

    load: Load
    came: float
    offered: float | None = None
    agent: str = ""
    answered: float = 0.0


@dataclass(slots=True)
class _Agent:
    """served: the last caller; since: when the present state began."""

    team: Team
    state: AgentState = A.OFF
    since: float = 0.0
    served: _Caller | None = None


class Floor:
    """One run. draws: a source of chance for each name, so that the calls of a day are the same whoever is there."""

    def __init__(self, scenario: Scenario, draws: Callable[[str], Draw]) -> None:
        self._scenario = scenario
        self._days = {load.queue: draws(f"day of {load.queue}") for load in scenario.loads}
        self._talks = {load.queue: draws(f"talks of {load.queue}") for load in scenario.loads}
        self._patience = {load.queue: draws(f"patience of {load.queue}") for load in scenario.loads}
        self._staff = draws("staff")
        self._counted_from = scenario.begins + scenario.warm_up
        self._agents = {
            f"{team.name}-{number}": _Agent(team, since=scenario.begins)
            for team in scenario.teams
            for number in range(1, team.agents + 1)
        }
        self._callers: dict[str, _Caller] = {}
        self._number = 0
        self._ahead: list[tuple[float, int, Callable[[], None]]] = []
        self._later = 0
        self._orders: list[Order] = []
        self.now = scenario.begins
        self.run = Run()
        self._agenda, self._engine = self._core()

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
        for agent in self._agents.values():
            self._spend(agent)
        return self.run

    # --- the house -------------------------------------------------------------------------------------------------

    def _core(self) -> tuple[Agenda, Engine]:
        plan = _plan(self._scenario, self._agents)
        agenda, desk = Agenda(), Desk(plan)
        doors = ({DOOR: ToQueue(load.queue, load.priority)} for load in self._scenario.loads)
        routes = Library(
            Flow(load.queue, 1, DOOR, {**door}) for load, door in zip(self._scenario.loads, doors, strict=True)
        )
        policies: list[Policy] = [
            CallPolicy(desk, agenda),
            AnsweringPolicy(desk, agenda),
            WrapUpPolicy(agenda),
            IvrPolicy(plan, routes, agenda),
            RoutingPolicy(plan, agenda),
        ]
        return agenda, Engine([desk], policies, agenda, lambda: self.now, self._hand_over)

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
            for at in arrivals(load, self._days[load.queue]):
                self._at(at, partial(self._arrive, load))
        for id, agent in self._agents.items():
            for moment in moments(agent.team):
                self._at(moment, partial(self._follow_the_clock, id))

    def _arrive(self, load: Load) -> None:
        self._number += 1
        call = f"c{self._number}"
        self._callers[call] = _Caller(load, self.now)
        self._engine.tell(facts.Arrived(call, "", load.queue))
        self._in(length(load.patience, self._patience[load.queue]), partial(self._lose_patience, call))

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
                caller = self._callers[call]
                caller.agent, caller.answered = agent, self.now
                self._in(
                    length(caller.load.talk, self._talks[caller.load.queue]),
                    partial(self._engine.tell, facts.Cleared(call, "normal")),
                )
            case facts.Cleared(call=call):
                self._over(self._callers.pop(call))
            case facts.AgentStateChanged(agent=agent, state=state):
                self._state(agent, state)

    def _over(self, caller: _Caller) -> None:
        if caller.agent:
            self._agents[caller.agent].served = caller
        for tally in self._tallies(caller):
            self._count(caller, tally)

    def _tallies(self, caller: _Caller) -> tuple[Tally, ...]:
        return self.run.tallies(caller.load.queue, caller.came) if caller.came >= self._counted_from else ()

    def _count(self, caller: _Caller, tally: Tally) -> None:
        waited = (caller.answered if caller.agent else self.now) - caller.came
        tally.offered += 1
        tally.waited += caller.offered is None or caller.offered > caller.came
        tally.longest = max(tally.longest, waited)
        if caller.agent:
            tally.answered += 1
            tally.within += waited <= caller.load.within
            tally.wait += waited
            tally.talk += self.now - caller.answered
        else:
            tally.abandoned += 1
            tally.patience += waited

    def _state(self, id: str, state: AgentState) -> None:
        agent = self._agents[id]
        self._spend(agent)
        agent.state, agent.since = state, self.now
        if state is A.AFTER_CALL:
            self._in(self._after(agent), partial(self._wrapped_up, id))
        elif state is A.NO_ANSWER:
            self._in(COMES_BACK, partial(self._follow_the_clock, id))
        elif state is A.READY and wanted_at(agent.team, self.now) is not A.READY:
            self._in(0.0, partial(self._follow_the_clock, id))  # an offer that came to nothing, into the break

    def _after(self, agent: _Agent) -> float:
        if agent.served is None:
            return 0.0
        seconds = length(agent.served.load.after, self._staff)
        for tally in self._tallies(agent.served):
            tally.after += seconds
        return seconds

    def _wrapped_up(self, id: str) -> None:
        agent = self._agents[id]
        if agent.state is A.AFTER_CALL:
            wanted = wanted_at(agent.team, self.now)
            self._ask(commands.SetAgentState(id, wanted, PAUSE if wanted is A.BREAK else ""))

    def _spend(self, agent: _Agent) -> None:
        """Add the time of the state that ends."""
        spent = max(0.0, self.now - max(agent.since, self._counted_from))
        self.run.staffed += spent if agent.state in THERE else 0.0
        self.run.busy += spent if agent.state in BUSY else 0.0
        agent.since = self.now


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


def _plan(scenario: Scenario, agents: dict[str, _Agent]) -> Plan:
    def members(queue: str) -> frozenset[str]:
        return frozenset(id for id, agent in agents.items() if queue in agent.team.queues)

    queues = {
        load.queue: Queue(load.queue, load.queue, SERVICE, members=members(load.queue), ring_all=load.ring_all)
        for load in scenario.loads
    }
    return Plan(
        services={SERVICE: Service(SERVICE, SERVICE)},
        numbers={load.queue: Number(load.queue, SERVICE, load.queue) for load in scenario.loads},
        queues=queues,
        people={id: Person(id, id, frozenset({"agent"}), frozenset({SERVICE}), cti=True) for id in agents},
        reasons={PAUSE: Reason(PAUSE, A.BREAK, {"en": "Break"})},
    )
