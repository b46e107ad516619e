"""Customers looked for (CUS-03): by number, name, ID, e-mail, phone number, user key, and words in any field."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from server.api.auth import Permitted, TheHouse
from server.api.customers.common import card_of, kept_by, must_keep, row, seen_by
from server.api.problems import Problem
from server.views import CustomerRow, CustomerView
from storage.customers.finding import Wanted
from ticketing.customers.fields import EMAIL, LOGIN, NAME, USER_KEY

routes = APIRouter(prefix="/api", tags=["customers"])
MOST = 200
Short = Annotated[str, Query(max_length=100)]
Cursor = Annotated[str, Query(pattern=r"^(\d+(\.\d+)?_\d+)?$", max_length=60, description="`next` of the page before")]


class Customers(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[CustomerRow]
    next: str


class NewCustomer(BaseModel):
    service: Annotated[str, Field(min_length=1, max_length=100)]


class Sought(BaseModel):
    """The criteria of a search; "" for any."""

    service: Short = ""
    q: Short = ""
    number: Short = ""
    name: Short = ""
    login: Short = ""
    email: Short = ""
    phone: Short = ""
    user_key: Short = ""
    since: Annotated[float, Query(ge=0, description="epoch seconds of the last contact")] = 0.0
    until: Annotated[float, Query(ge=0)] = 0.0

    @property
    def says_something(self) -> bool:
        said = (self.q, self.number, self.name, self.login, self.email, self.phone, self.user_key)
        return any(text.strip() for text in said)


def wanted(sought: Sought, services: frozenset[str]) -> Wanted:
    fields = {NAME: sought.name, LOGIN: sought.login, EMAIL: sought.email, USER_KEY: sought.user_key}
    return Wanted(
        services & {sought.service} if sought.service else services,
        words=sought.q,
        fields={key: text for key, text in fields.items() if text.strip()},
        phone=sought.phone.strip(),
        number=sought.number.strip(),
        since=sought.since,
        until=sought.until,
    )


@routes.get("/customers")
async def customers(
    person: Permitted,
    house: TheHouse,
    sought: Annotated[Sought, Query()],
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Customers:
    """The last contact first. Agents look for somebody; the whole list is for who keeps customers (CUS-15)."""
    services = seen_by(house, person) if sought.says_something else kept_by(house, person)
    at, _, id = cursor.partition("_")
    narrowed = replace(wanted(sought, services), before=(float(at), int(id)) if cursor else None)
    found = await house.records.customers.finding.find(narrowed, limit)
    items = await house.records.customers.cards.summaries(found)
    more = f"{items[-1].seen_at!r}_{items[-1].id}" if len(found) == limit else ""
    return Customers(items=[row(each) for each in items], next=more)


@routes.post("/customers", status_code=201)
async def make(wish: NewCustomer, person: Permitted, house: TheHouse) -> CustomerView:
    """One that nobody has called yet; values are added to it."""
    if wish.service not in house.plan.services:
        raise Problem(422, "service: there is no such service")
    must_keep(house, person, wish.service)
    id = await house.records.customers.changing.make(wish.service, person.id)
    return await card_of(house, person, id)
