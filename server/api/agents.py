"""What those in charge may do to agents: set their state, at once or for after the call."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.commands import DropPendingState, ForceAgentState
from cti.facts import AgentState
from cti.plan import Person
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of
from server.views import AgentView

routes = APIRouter(prefix="/api", tags=["agents"])


class ForcedState(BaseModel):
    """reason: why, in words that the agent reads; value: the kind of break or work, by id, "" takes the usual one;
    after_call: in a call it is kept for after it, else it is refused then."""

    state: Literal["ready", "break", "work", "idle", "off"]
    reason: Annotated[str, Field(min_length=1, max_length=200)]
    value: Annotated[str, Field(max_length=100)] = ""
    after_call: bool = False


@routes.put("/agents/{id}/state")
async def force(id: str, wish: ForcedState, person: Overseer, house: TheHouse) -> AgentView:
    """Set the state of an agent of the own services. 409 with a sentence when that is not possible now."""
    _must_be_mine(house, person, id)
    state, note = AgentState(wish.state), wish.reason.strip()
    if not note:
        raise Problem(422, "reason: say why; the agent reads it")
    await house.ask(ForceAgentState(id, state, wish.value, person.id, note, wish.after_call))
    return house.seeing.agent(id)


@routes.delete("/agents/{id}/pending-state")
async def drop(id: str, person: Overseer, house: TheHouse) -> AgentView:
    """Take back what was set for after the call."""
    _must_be_mine(house, person, id)
    await house.ask(DropPendingState(id, person.id))
    return house.seeing.agent(id)


def _must_be_mine(house: House, person: Person, id: str) -> None:
    agent = house.plan.people.get(id)
    if agent is None or not agent.cti or not is_in_charge_of(person, agent.services):
        raise Problem(404, "there is no such agent, or not in a service of yours")
