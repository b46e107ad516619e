"""The emergency switch of a service: its callers hear that it is closed, or another greeting before the route.

For those who are in charge of the service; everything else about routes stays as it is. Who did it and when stands in
the journal.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from ivr.commands import SwitchRoute
from ivr.facts import SwitchMode
from server.api.auth import Permitted, TheHouse
from server.api.designing import presenting, time_of
from server.api.problems import Problem
from server.house import House
from server.rights import may_read_routes, may_switch
from server.views import ServiceSwitch

routes = APIRouter(prefix="/api", tags=["emergency"])


class SwitchWish(BaseModel):
    """until: when the route comes back by itself, left out: when somebody switches back. prompt: for `closed` "" says
    that we are closed; for `greeting` it has to be named."""

    mode: SwitchMode
    prompt: Annotated[str, Field(max_length=100)] = ""
    until: AwareDatetime | None = None


class Switches(BaseModel):
    """prompts: name → language → text of all that callers may hear."""

    items: list[ServiceSwitch]
    prompts: dict[str, dict[str, str]]


@routes.get("/services/switches")
async def switches(person: Permitted, house: TheHouse) -> Switches:
    """Of the person's services."""
    mine = [id for id in house.plan.services if may_read_routes(person, id)]
    return Switches(items=[_view(house, id) for id in mine], prompts=house.prompts.texts)


@routes.post("/services/{service}/switch")
async def switch(service: str, wish: SwitchWish, person: Permitted, house: TheHouse) -> ServiceSwitch:
    """The next call meets it; calls that are in a route go on in it."""
    if service not in house.plan.services or not may_switch(person, service):
        raise Problem(404, "there is no such service, or it is not yours")
    if wish.prompt and wish.prompt not in house.prompts.texts:
        raise Problem(422, f"prompt: there is no prompt {wish.prompt}")
    if wish.mode is SwitchMode.GREETING and not wish.prompt:
        raise Problem(422, "prompt: choose what callers hear before the route")
    prompt, until = (wish.prompt, time_of(house, wish.until, "until")) if wish.mode is not SwitchMode.OFF else ("", 0.0)
    await house.ask(SwitchRoute(service, wish.mode, prompt, until, person.id))
    return _view(house, service)


def _view(house: House, service: str) -> ServiceSwitch:
    return ServiceSwitch(service, house.plan.services[service].name, presenting(house).switch(service))
