"""What if: simulations of a queue, begun with a real day, for those who are in charge of it."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person, Queue
from cti.queueing import Strategy
from routing.figures import SLOT
from routing.simulation.asking import (
    SLOTS,
    Asked,
    Change,
    complaint_about,
    from_figures,
    rules_of,
    scenario_of,
    standing_in,
)
from server.api.auth import Overseer, TheHouse
from server.api.figures import midnight
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of
from server.times import day_of
from server.views import SimulationStart, SimulationView
from server.whatif import Simulation

routes = APIRouter(prefix="/api", tags=["figures"])
Seconds = Annotated[float, Field(ge=0, le=36_000)]
Factor = Annotated[float, Field(ge=0.1, le=10)]
OfDay = Annotated[float, Field(ge=0, le=86_400)]
Wait = Annotated[float, Field(ge=0, le=3_600)]


class ChangeWish(BaseModel):
    """agents: more of them, or less, from `begins` to `ends` (seconds of the day); calls, handling: factors.

    Rules that are told stand in the place of the queue's, see `routing.simulation.asking.Change`."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    agents: Annotated[int, Field(ge=-200, le=200)] = 0
    begins: OfDay = 0.0
    ends: OfDay = 86_400.0
    calls: Factor = 1.0
    handling: Factor = 1.0
    strategy: Strategy | None = None
    skilled: Annotated[int, Field(ge=0, le=300)] | None = None
    ring: Wait | None = None
    overflow: Wait | None = None


class SimulationWish(BaseModel):
    """calls, agents: in each half hour of a day; talk, after, patience (0: endless): mean seconds; runs: days; asking:
    the share of callers who ask for a skill, skilled: how many agents have it."""

    queue: Annotated[str, Field(max_length=100)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    calls: Annotated[list[Annotated[float, Field(ge=0, le=20_000)]], Field(min_length=SLOTS, max_length=SLOTS)]
    agents: Annotated[list[Annotated[int, Field(ge=0, le=300)]], Field(min_length=SLOTS, max_length=SLOTS)]
    talk: Seconds
    after: Seconds = 0.0
    patience: Seconds = 0.0
    within: Seconds = 20.0
    runs: Annotated[int, Field(ge=2, le=100)] = 10
    seed: Annotated[int, Field(ge=0, le=999_999)] = 1
    changes: Annotated[list[ChangeWish], Field(max_length=4)] = []
    asking: Annotated[float, Field(ge=0, le=1)] = 0.0
    skilled: Annotated[int, Field(ge=0, le=300)] = 0

    def asked(self, queue: Queue) -> Asked:
        """By the rules of the queue as it is now."""
        told = self.model_dump(exclude={"name", "changes", "calls", "agents"})
        changes = tuple(Change(**each.model_dump()) for each in self.changes)
        told |= {"rules": rules_of(queue), "people": standing_in(queue)}
        return Asked(calls=tuple(self.calls), agents=tuple(self.agents), changes=changes, **told)


@routes.get("/simulations/start")
async def start(
    person: Overseer,
    house: TheHouse,
    queue: Annotated[str, Query(max_length=100)],
    day: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = "",
) -> SimulationStart:
    """What a question about this queue begins with: the figures of a day (today if left out) and its settings."""
    known = _mine(house, person, queue)
    day = day or day_of(house.clock())
    begin = midnight(day)
    found = await house.figures.between(begin, midnight(day, 1), [f"queue:{queue}"])
    slots = {int((key.slot - begin) // SLOT): tally for key, tally in found.items()}
    asked = from_figures(queue, known.service_level_seconds, slots)
    told = {name: getattr(asked, name) for name in ("talk", "after", "patience", "within", "runs")}
    rules = rules_of(known)
    told |= {"rings": len(rules.choosing.rings), "limits": len(rules.limits.overflows)}
    strategy, calls, agents = rules.choosing.strategy, list(asked.calls), list(asked.agents)
    return SimulationStart(queue, day, calls=calls, agents=agents, strategy=strategy, **told)


@routes.post("/simulations", status_code=202)
async def begin(wish: SimulationWish, person: Overseer, house: TheHouse) -> SimulationView:
    """Begin it in the background. 409 while another one runs; 422 tells what is too much or cannot be."""
    asked = wish.asked(_mine(house, person, wish.queue))
    complaint = complaint_about(asked)
    if not complaint and wish.name in [change.name for change in asked.changes]:
        complaint = f"a change has the name of the day itself, {wish.name}; name it otherwise"
    if complaint:
        raise Problem(422, complaint)
    return _view(house.simulations.begin(scenario_of(asked, wish.name), wish.queue, person.id))


@routes.get("/simulations/{id}")
async def get(id: int, person: Overseer, house: TheHouse) -> SimulationView:
    return _view(_asked_by(house, person, id))


@routes.delete("/simulations/{id}", status_code=204)
async def stop(id: int, person: Overseer, house: TheHouse) -> None:
    """It ends after the day that is being played."""
    _asked_by(house, person, id).stop.set()


def _asked_by(house: House, person: Person, id: int) -> Simulation:
    if (found := house.simulations.get(id, person.id)) is None:
        raise Problem(404, "there is no such simulation any more, or it is not yours")
    return found


def _mine(house: House, person: Person, id: str) -> Queue:
    queue = house.plan.queues.get(id)
    if queue is None or not is_in_charge_of(person, {queue.service}):
        raise Problem(404, "there is no such queue, or it is in a service that is not yours")
    return queue


def _view(one: Simulation) -> SimulationView:
    return SimulationView(one.id, one.state.value, one.done, one.of, dict(one.report))
