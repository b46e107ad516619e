"""Calling out: numbers are read and judged while they are typed, and dialled."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from asterisk.names import OUT
from cti.commands import Dial
from cti.dial_rules import CallerIdState
from cti.dialling import service_of
from cti.numbers import judge
from cti.refused import Refused
from server.api.auth import Phone, TheHouse
from server.api.callbacks import own_callback
from server.api.problems import Problem
from server.rights import may_phone
from server.views import CallView

routes = APIRouter(prefix="/api", tags=["dialling"])


class DialWish(BaseModel):
    """to: a number as people write it; caller_id: of a registered number, 0 for the default; service: "" for the
    first of the agent; callback, ticket: what the call is about, 0 for nothing."""

    to: Annotated[str, Field(min_length=1, max_length=100)]
    caller_id: Annotated[int, Field(ge=0)] = 0
    service: Annotated[str, Field(max_length=100)] = ""
    callback: Annotated[int, Field(ge=0)] = 0
    ticket: Annotated[int, Field(ge=0)] = 0


class NumberView(BaseModel):
    """number: as it would be dialled; shown: for people; code, why_not: "" where it may be called."""

    number: str = ""
    shown: str = ""
    emergency: bool = False
    code: str = ""
    why_not: str = ""
    values: dict[str, str] = {}


class CallerIdChoice(BaseModel):
    """A registered number that may be shown. label: number and name (IVR-11)."""

    id: int
    service: str
    label: str


class DialChoices(BaseModel):
    """default: the number that is shown where none is chosen, "" where the provider decides."""

    default: str
    items: list[CallerIdChoice]


@routes.post("/calls", status_code=201)
async def dial(wish: DialWish, person: Phone, house: TheHouse) -> CallView:
    """Call a number. 409 says why not, and what to do. A ticket is there at once, whatever comes of it (TEL-26)."""
    promise = await own_callback(house, person, wish.callback) if wish.callback else None
    service, queue = (promise.service, promise.queue) if promise else (wish.service, "")
    about = (wish.caller_id, service, queue, wish.callback, wish.ticket)
    command = Dial(person.id, f"{OUT}{uuid4().hex}", wish.to, *about)
    await house.ask(command)
    call = house.seeing.call(command.call)
    if call is None:
        raise Problem(409, "the call was over at once; try again", code="over_at_once")
    return call


@routes.get("/numbers")
async def number(
    person: Phone, house: TheHouse, to: Annotated[str, Query(max_length=100)], service: str = ""
) -> NumberView:
    """May this be called, and how is it written."""
    try:
        found = judge(to, house.plan, service_of(person.id, service, house.plan))
    except Refused as refused:
        return NumberView(code=refused.code, why_not=str(refused), values=refused.values)
    return NumberView(number=found.dial, shown=found.shown, emergency=found.emergency)


@routes.get("/caller-ids/choices")
async def choices(person: Phone, house: TheHouse) -> DialChoices:
    """The numbers that this person may show: registered ones of the own services (TEL-25, TEL-27)."""
    known = house.plan.caller_ids.values()
    mine = [one for one in known if may_phone(person, one.service) and one.state is CallerIdState.REGISTERED]
    items = [CallerIdChoice(id=one.id, service=one.service, label=f"{one.number} ({one.name})") for one in mine]
    return DialChoices(default=house.plan.default_caller_id, items=items)
