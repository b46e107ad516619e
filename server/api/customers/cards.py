"""One customer: what is known, notes, history, merging and its undoing. Nothing is overwritten."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from server.api.auth import Permitted, TheHouse
from server.api.customers.common import (
    card_of,
    contacts_view,
    gone,
    kept_record,
    record_of,
    row,
    telephone,
)
from server.api.problems import Problem
from server.house import House
from server.views import CustomerContact, CustomerRow, CustomerView
from ticketing.customers.fields import PHONE, checked
from ticketing.customers.merging import Record
from ticketing.customers.words import customer_number

routes = APIRouter(prefix="/api", tags=["customers"])
PAGE = 20


class NewValue(BaseModel):
    """field: a key, see `GET /api/customer-settings/{service}`."""

    field: Annotated[str, Field(min_length=1, max_length=30)]
    value: Annotated[str, Field(min_length=1, max_length=1000)]


class OldValue(BaseModel):
    """One of the two: the id of a value, or a number as it stands on the card."""

    value: int = 0
    number: Annotated[str, Field(max_length=30)] = ""


class NewNote(BaseModel):
    text: Annotated[str, Field(min_length=1, max_length=20_000)]


class Merging(BaseModel):
    into: int


class Splitting(BaseModel):
    """record: one that was merged into this customer."""

    record: int


class History(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[CustomerContact]
    next: str


class Candidates(BaseModel):
    """why: the field in which both have the same."""

    items: list[CustomerRow]
    why: list[str]


@routes.get("/customers/{id}")
async def customer(id: int, person: Permitted, house: TheHouse) -> CustomerView:
    """Of a record that was merged: the customer it belongs to."""
    return await card_of(house, person, (await record_of(house, person, id)).root)


@routes.post("/customers/{id}/values")
async def add(id: int, wish: NewValue, person: Permitted, house: TheHouse) -> CustomerView:
    """Beside what there is (CUS-10, CUS-14); the same once more changes nothing."""
    found = await record_of(house, person, id)
    of = (await house.records.customers.settings.keeping(found.service)).field(wish.field)
    if of is None:
        raise Problem(422, "field: the service has no such field")
    if wish.field == PHONE:
        await _add_number(house, person, found, wish.value)
    else:
        await house.records.customers.changing.add_value(id, wish.field, checked(of, wish.value), person.id)
    return await card_of(house, person, found.root)


async def _add_number(house: House, person: Person, found: Record, text: str) -> None:
    phone = telephone(house, found.service, text)
    other = await house.records.customers.changing.add_number(found.id, phone, person.id)
    if other:
        number = customer_number(other)
        raise Problem(
            409,
            f"this is a number of {number}; merge the two if they are one",
            code="customer_number_taken",
            values={"number": number},
            other=other,
        )


@routes.post("/customers/{id}/values/remove")
async def remove(id: int, wish: OldValue, person: Permitted, house: TheHouse) -> CustomerView:
    """A value that is wrong. That it was removed is written down, not what it was."""
    found = await kept_record(house, person, id)
    changing = house.records.customers.changing
    done = (
        await changing.remove_number(found.root, wish.number, person.id)
        if wish.number
        else await changing.remove_value(found.root, wish.value, person.id)
    )
    if not done:
        raise Problem(404, "this customer has no such value any more")
    return await card_of(house, person, found.root)


@routes.post("/customers/{id}/notes")
async def note(id: int, wish: NewNote, person: Permitted, house: TheHouse) -> CustomerView:
    found = await record_of(house, person, id)
    await house.records.customers.changing.add_note(id, wish.text, person.id)
    return await card_of(house, person, found.root)


@routes.get("/customers/{id}/history")
async def history(
    id: int,
    person: Permitted,
    house: TheHouse,
    cursor: Annotated[str, Query(pattern=r"^(\d+(\.\d+)?)?$", max_length=40)] = "",
) -> History:
    """Tickets and callbacks of all its records, the newest first."""
    found = await record_of(house, person, id)
    listed = await house.records.customers.cards.contacts(found.root, float(cursor or 0), PAGE)
    items = await contacts_view(house, person, listed)
    return History(items=items, next=repr(listed[-1].at) if len(listed) == PAGE else "")


@routes.get("/customers/{id}/candidates")
async def candidates(id: int, person: Permitted, house: TheHouse) -> Candidates:
    """Others of the service that may be the same: they have a name, an address or an ID in common."""
    found = await record_of(house, person, id)
    same = await house.records.customers.finding.alike(found.root, PAGE)
    listed = await house.records.customers.cards.summaries(list(same))
    return Candidates(items=[row(each) for each in listed], why=[same[each.id] for each in listed])


@routes.post("/customers/{id}/merge")
async def merge(id: int, wish: Merging, person: Permitted, house: TheHouse) -> CustomerView:
    """This customer becomes part of the other, whose number stays; everything of both stands side by side."""
    found, into = await record_of(house, person, id), await record_of(house, person, wish.into)
    await house.records.customers.changing.merge(found.id, into.id, person.id)
    return await card_of(house, person, into.root)


@routes.post("/customers/{id}/split")
async def split(id: int, wish: Splitting, person: Permitted, house: TheHouse) -> CustomerView:
    """Undo a merge: the record is a customer of its own again, with all that is its own."""
    found, part = await record_of(house, person, id), await record_of(house, person, wish.record)
    if part.root != found.root:
        raise gone()
    await house.records.customers.changing.split(part.id, person.id)
    return await card_of(house, person, part.id)
