"""Callers who abuse agents: warnings in a call, incidents, restricted numbers, the policy of each service.

Agents see and word their own incidents; everything else is for those in charge of the service. Every change is a fact
that says by whom.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from cti import commands
from cti.conduct import Answer, Conduct, ConductStep, Step, customer
from cti.plan import Person
from server.api.auth import Everybody, Overseer, Phone, TheHouse
from server.api.problems import Problem
from server.conduct import agents_of, complaint_about, incident_view, month_of, reached_in
from server.house import House
from server.rights import in_charge_of, is_in_charge_of, tickets_in
from server.views import AgentIncidents, CallView, CustomerConduct, IncidentView, RestrictionView, ServiceIncidents
from storage.conduct import Incident, Wanted

routes = APIRouter(prefix="/api", tags=["conduct"])
CATEGORIES = ("abuse", "threat", "harassment", "other")
Cursor = Annotated[str, Query(pattern=r"^\d*$", max_length=18, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
Category = Annotated[str, Field(pattern=f"^({'|'.join(CATEGORIES)})$")]
Days = Annotated[int, Field(ge=1, le=366)]
Text = Annotated[str, Field(max_length=100)]


class WarnWish(BaseModel):
    """step: the one that is meant, so that a second press is not the next warning."""

    step: Step
    reason: Category = "abuse"


class WithdrawWish(BaseModel):
    step: Step


class Incidents(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[IncidentView]
    next: str


class IncidentChange(BaseModel):
    """What is left out stays."""

    category: Category | None = None
    note: Annotated[str | None, Field(max_length=20_000)] = None


class Restrictions(BaseModel):
    items: list[RestrictionView]


class Lift(BaseModel):
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class StepWish(BaseModel):
    """after: seconds since the step before was heard after which this one comes by itself, 0 = never."""

    step: Step
    prompt: Text
    after: Annotated[float, Field(ge=0, le=600)] = 0.0


class ConductWish(BaseModel):
    """As `cti.conduct.Conduct`."""

    steps: Annotated[list[StepWish], Field(min_length=1, max_length=len(Step))]
    incidents: Annotated[int, Field(ge=0, le=100)]
    window_days: Days
    restricted_days: Days
    answer: Answer
    prompt: Text
    queue: Text = ""
    never: Annotated[list[Annotated[str, Field(pattern=r"^\+?\d{2,15}\*?$")]], Field(max_length=500)]
    recovery_seconds: Annotated[float, Field(ge=0, le=7200)]


class ConductView(BaseModel):
    """The policy of a service. name: of the service."""

    service: str
    name: str
    steps: list[StepWish]
    incidents: int
    window_days: int
    restricted_days: int
    answer: Answer
    prompt: str
    queue: str
    never: list[str]
    recovery_seconds: float


class Policies(BaseModel):
    """prompts: name → language → text of all that callers may hear."""

    items: list[ConductView]
    prompts: dict[str, dict[str, str]]


class MonthOfIncidents(BaseModel):
    """month: as 2026-11."""

    month: str
    services: list[ServiceIncidents]
    agents: list[AgentIncidents]


# --- in a call -------------------------------------------------------------------------------------------------------


@routes.post("/calls/{id}/warn", response_model=CallView, responses={204: {}})
async def warn(id: str, wish: WarnWish, person: Phone, house: TheHouse) -> CallView | Response:
    """The caller hears the next warning; the agent hears nothing meanwhile."""
    await house.ask(commands.Warn(id, person.id, wish.step, wish.reason))
    return house.seeing.call(id) or Response(status_code=204)


@routes.post("/calls/{id}/withdraw", response_model=CallView, responses={204: {}})
async def withdraw(id: str, wish: WithdrawWish, person: Phone, house: TheHouse) -> CallView | Response:
    """Take the last warning back."""
    await house.ask(commands.WithdrawWarning(id, person.id, wish.step))
    return house.seeing.call(id) or Response(status_code=204)


# --- incidents -------------------------------------------------------------------------------------------------------


@routes.get("/incidents")
async def incidents(
    signed: Everybody,
    house: TheHouse,
    caller: Annotated[str, Query(max_length=100)] = "",
    call: Annotated[str, Query(max_length=100)] = "",
    mine: bool = False,
    unseen: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Incidents:
    """Newest first; an agent sees the own ones, who is in charge those of their services. mine: the person's own;
    unseen: those that nobody has reviewed."""
    services, agent = _scope(house, signed.person, mine=mine)
    wanted = Wanted(services, agent, customer(caller), call, unseen, int(cursor or 0))
    found = await house.records.conduct.newest(wanted, limit)
    more = str(found[-1].id) if len(found) == limit else ""
    return Incidents(items=[incident_view(each) for each in found], next=more)


@routes.get("/incidents/{id}")
async def incident(id: int, signed: Everybody, house: TheHouse) -> IncidentView:
    return incident_view(await _seen(house, signed.person, id))


@routes.patch("/incidents/{id}")
async def note(id: int, wish: IncidentChange, signed: Everybody, house: TheHouse) -> IncidentView:
    """Its agents and those in charge may word it."""
    known = await _seen(house, signed.person, id)
    category = known.category if wish.category is None else wish.category
    text = known.note if wish.note is None else wish.note
    await house.ask(commands.NoteIncident(known.call, id, category, text, signed.person.id))
    return incident_view(await _seen(house, signed.person, id))


@routes.post("/incidents/{id}/review")
async def review(id: int, person: Overseer, house: TheHouse) -> IncidentView:
    """A supervisor has looked at it; it leaves the board."""
    known = await _seen(house, person, id)
    await house.ask(commands.ReviewIncident(known.call, id, person.id))
    return incident_view(await _seen(house, person, id))


# --- numbers ---------------------------------------------------------------------------------------------------------


@routes.get("/conduct/callers/{number}")
async def caller(
    number: str, signed: Everybody, house: TheHouse, call: Annotated[str, Query(max_length=100)] = ""
) -> CustomerConduct:
    """Earlier incidents of a number in the person's services, and whether it is restricted now. call: left out."""
    person, now = signed.person, house.clock()
    services = tickets_in(person)
    found = list(await house.records.conduct.newest(Wanted(services, caller=customer(number)), 200)) if number else []
    found = [each for each in found if each.call != call]
    holds = [house.seeing.incidents.restriction(service, number, now) for service in services]
    until = max((each.until for each in holds if each), default=0.0)
    return CustomerConduct(len(found), found[0].opened_at if found else 0.0, until)


@routes.get("/conduct/restrictions")
async def restrictions(person: Overseer, house: TheHouse) -> Restrictions:
    """Those of the person's services, newest first; those that are over too."""
    found = [each for each in await house.records.conduct.restrictions() if is_in_charge_of(person, {each.service})]
    names = RestrictionView.__dataclass_fields__
    return Restrictions(
        items=[
            RestrictionView(**{name: getattr(each, name) for name in names} | {"answer": Answer(each.answer)})
            for each in found
        ]
    )


@routes.post("/conduct/restrictions/{id}/lift", status_code=204)
async def lift(id: int, wish: Lift, person: Overseer, house: TheHouse) -> None:
    """The number may call as before, from now on."""
    known = next((each for each in await house.records.conduct.restrictions() if each.id == id), None)
    if known is None or not is_in_charge_of(person, {known.service}):
        raise Problem(404, "there is no such restriction, or it is of a service that is not yours")
    await house.ask(commands.LiftRestriction(known.service, known.number, person.id, wish.reason))


# --- policies and figures --------------------------------------------------------------------------------------------


@routes.get("/conduct/policies")
async def policies(person: Overseer, house: TheHouse) -> Policies:
    """Of each service that the person is in charge of, and what callers may hear."""
    mine = [service for service in house.plan.services if is_in_charge_of(person, {service})]
    found = [_view(house, house.plan.conduct_of(service)) for service in mine]
    return Policies(items=found, prompts=house.prompts.texts)


@routes.put("/conduct/policies/{service}")
async def change(service: str, wish: ConductWish, person: Overseer, house: TheHouse) -> ConductView:
    """Takes effect at once, also for calls that are going on."""
    if service not in house.plan.services or not is_in_charge_of(person, {service}):
        raise Problem(404, "there is no such service, or it is not yours")
    told = wish.model_dump(exclude={"steps", "never"})
    steps = tuple(ConductStep(each.step, each.prompt, each.after) for each in wish.steps)
    conduct = Conduct(service, steps, never=tuple(wish.never), **told)
    if complaint := complaint_about(conduct, house.prompts.texts, house.plan):
        raise Problem(422, complaint)
    await house.ask(commands.ChangeConduct(conduct, person.id))
    return _view(house, house.plan.conduct_of(service))


@routes.get("/conduct/figures")
async def figures(
    person: Overseer, house: TheHouse, month: Annotated[str, Query(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")] = ""
) -> MonthOfIncidents:
    """Incidents of a month (this one if left out) by service and step reached, and how long agents recovered."""
    name, first, last = month_of(month, house.clock())
    services = in_charge_of(person, house.plan.services.keys())
    found = [each for each in await house.records.conduct.between(first, last) if each.service in services]
    return MonthOfIncidents(month=name, services=reached_in(found), agents=agents_of(found))


def _view(house: House, conduct: Conduct) -> ConductView:
    told = {name: getattr(conduct, name) for name in ConductView.model_fields if name not in ("name", "steps", "never")}
    steps = [StepWish(step=each.step, prompt=each.prompt, after=each.after) for each in conduct.steps]
    return ConductView(**told, name=house.plan.services[conduct.service].name, steps=steps, never=list(conduct.never))


def _scope(house: House, person: Person, *, mine: bool) -> tuple[frozenset[str] | None, str]:
    """Services and agent to which a list of incidents is narrowed."""
    mine_only = mine or not in_charge_of(person, house.plan.services)
    return (None, person.id) if mine_only else (in_charge_of(person, house.plan.services), "")


async def _seen(house: House, person: Person, id: int) -> Incident:
    found = await house.records.conduct.get(id)
    if found is None or not (is_in_charge_of(person, {found.service}) or person.id in found.agents):
        raise Problem(404, "there is no such incident, or it is not yours")
    return found
