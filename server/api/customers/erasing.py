"""Erasing on request: what would go is told first, what was done is on record without anything of the customer."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from server.api.auth import Permitted, TheHouse
from server.api.customers.common import kept_by, kept_record
from server.api.problems import Problem
from server.customers.work import REQUEST
from server.views import ErasureAhead, ErasureView
from storage.customers.erasing import Erasure
from ticketing.customers.words import customer_number

routes = APIRouter(prefix="/api", tags=["customers"])
MOST = 200


class Erasures(BaseModel):
    items: list[ErasureView]


class Sure(BaseModel):
    """number: of the customer, typed again, because it cannot be undone."""

    number: Annotated[str, Field(max_length=30)]


@routes.get("/customers/{id}/erasure")
async def ahead(id: int, person: Permitted, house: TheHouse) -> ErasureAhead:
    found = await kept_record(house, person, id)
    of = await house.records.customers.erasing.traces(found.root)
    heard = len(of.recordings) - len(of.locked)
    sums = len(of.tickets), len(of.callbacks), len(of.calls), heard, len(of.locked), len(of.restrictions)
    return ErasureAhead(*sums)


@routes.post("/customers/{id}/erase")
async def erase(id: int, sure: Sure, person: Permitted, house: TheHouse) -> ErasureView:
    """Everything personal goes: from the customer, tickets, callbacks, incidents, recordings and the journal."""
    found = await kept_record(house, person, id)
    if found.erased:
        raise Problem(409, "this customer was erased", code="customer_erased")
    if sure.number.strip().upper() != customer_number(found.root):
        raise Problem(422, "number: this is not the number of the customer", code="customer_not_sure")
    return _view(await house.customers.erase(found.root, person.id, REQUEST))


@routes.get("/customer-erasures")
async def erasures(person: Permitted, house: TheHouse) -> Erasures:
    """The newest first."""
    found = await house.records.customers.erasing.erasures(kept_by(house, person), MOST)
    return Erasures(items=[_view(each) for each in found])


def _view(done: Erasure) -> ErasureView:
    waits = sum(map(len, done.left.values()))
    number = customer_number(done.customer)
    return ErasureView(done.id, done.at, done.by, done.service, number, done.why, done.done, waits)
