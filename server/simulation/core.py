"""The production core on which a simulated day is played: engine, desk and policies, in the order of `server.core`.

What is left out has no part in who gets whom: lines and phones, dialling out, recordings, conduct, tickets.
"""

from collections.abc import Callable
from typing import NamedTuple

from cti.answering import Policy as AnsweringPolicy
from cti.desk import Desk
from cti.policy import Policy as CallPolicy
from cti.queueing import To
from cti.wrapup import Policy as WrapUpPolicy
from ivr.announcing import Announcing
from ivr.flow import Flow, Goodbye, ToQueue
from ivr.library import Library
from ivr.policy import Policy as IvrPolicy
from ivr.switched import FAREWELL
from journal import Agenda
from routing.overflow import Doors
from routing.overflow import Policy as Overflowing
from routing.policy import Policy as RoutingPolicy
from routing.present import figures, position, rest
from routing.simulation.house import doors, plan_of
from routing.simulation.scenario import Scenario, Shift
from server.engine import Engine, Policy, Turn
from ticketing.acquainted import Acquaintances

STEP = "step"


class House(NamedTuple):
    agenda: Agenda
    engine: Engine
    known: Acquaintances


def opened(scenario: Scenario, clock: Callable[[], float], hand_over: Callable[[Turn], None]) -> House:
    """A house in which nothing has happened yet."""
    plan, agenda, known = plan_of(scenario), Agenda(), Acquaintances()
    desk, library = Desk(plan, known.agent), _library(scenario)
    routing = RoutingPolicy(plan, agenda)
    at_the_door = Doors(plan, figures(routing, clock), _hours(scenario))
    policies: list[Policy] = [
        CallPolicy(desk, agenda),
        AnsweringPolicy(desk, agenda),
        WrapUpPolicy(agenda),
        routing.expected,
        IvrPolicy(plan, library, agenda, figures(routing, clock)),
        at_the_door,
        routing,
        Overflowing(plan, agenda, figures(routing, clock), at_the_door, rest(routing)),
        Announcing(plan, agenda, position(routing)),
    ]
    return House(agenda, Engine([desk], policies, agenda, clock, hand_over), known)


def _library(scenario: Scenario) -> Library:
    """A route of one step for each kind of callers, and a goodbye in the place of routes to which queues lead."""
    ways = {number: (load.queue, callers) for load in scenario.loads for number, callers in doors(load).items()}
    flows = [
        Flow(number, 1, STEP, {STEP: ToQueue(queue, callers.priority, dict(callers.skills))})
        for number, (queue, callers) in ways.items()
    ]
    return Library(
        [
            *flows,
            *(Flow(name, 1, STEP, {STEP: Goodbye((FAREWELL,))}) for name in sorted(_led_to(scenario) - ways.keys())),
        ]
    )


def _led_to(scenario: Scenario) -> set[str]:
    rules = [load.rules for load in scenario.loads]
    overflows = {over.target for each in rules for over in each.limits.overflows if over.to is To.ROUTE}
    return overflows | {c.target for each in rules for c in each.announcing.digits.values() if c.to is To.ROUTE}


def _hours(scenario: Scenario) -> Callable[[str, float], bool]:
    hours: dict[str, tuple[Shift, ...]] = {load.queue: load.hours for load in scenario.loads}
    return lambda calendar, now: any(shift.begins <= now < shift.ends for shift in hours.get(calendar, ()))
