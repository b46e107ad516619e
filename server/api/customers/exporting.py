"""Customers as a file (CUS-05): begun, watched, fetched once, dropped. Each person has their own."""

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse

from cti.plan import Person
from server.api.auth import Permitted, TheHouse
from server.api.customers.common import kept_by
from server.api.customers.lists import Sought, wanted
from server.api.fetching import file_of
from server.api.problems import Problem
from server.customers.exports import columns, head, pages
from server.exports.shelf import Export, Wish
from server.house import House
from server.views import CustomerExportView

routes = APIRouter(prefix="/api", tags=["customers"])
CUSTOMERS = "customers"


class ExportWish(Sought):
    """Which customers, as a list is narrowed; format: of the file."""

    format: Literal["csv", "xlsx"]


@routes.post("/customer-exports", status_code=202)
async def begin(wish: ExportWish, person: Permitted, house: TheHouse) -> CustomerExportView:
    kept, records = wanted(wish, kept_by(house, person)), house.records.customers
    fields = await columns(records, kept.services)
    total = await records.finding.count(kept)
    asked = Wish(person.id, CUSTOMERS, kept.services, head(fields), wish.format, total)
    return _view(house.exports.begin(asked, pages(records, kept, fields)))


@routes.get("/customer-exports/{id}")
async def export(id: int, person: Permitted, house: TheHouse) -> CustomerExportView:
    return _view(_mine(house, person, id))


@routes.get("/customer-exports/{id}/file")
async def file(id: int, person: Permitted, house: TheHouse) -> FileResponse:
    """Once. The rights of the person are asked again."""
    return file_of(house, _mine(house, person, id), kept_by(house, person))


@routes.delete("/customer-exports/{id}", status_code=204)
async def drop(id: int, person: Permitted, house: TheHouse) -> None:
    """Stop it, or remove the file."""
    await house.exports.stop(_mine(house, person, id))


def _mine(house: House, person: Person, id: int) -> Export:
    found = house.exports.get(id, person.id, CUSTOMERS)
    if found is None:
        raise Problem(404, "there is no such export any more; make it again")
    return found


def _view(one: Export) -> CustomerExportView:
    return CustomerExportView(one.id, one.wish.format, one.state.value, one.done, one.wish.total, one.cut)
