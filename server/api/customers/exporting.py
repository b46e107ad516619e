"""Customers as a file (CUS-05): begun, watched, fetched, dropped. Each person has their own."""

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse

from cti.plan import Person
from server.api.auth import Permitted, TheHouse
from server.api.customers.common import kept_by
from server.api.customers.lists import Sought, wanted
from server.api.problems import Problem
from server.customers.exports import MADE, Export
from server.house import House
from server.views import CustomerExportView

routes = APIRouter(prefix="/api", tags=["customers"])
KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class ExportWish(Sought):
    """Which customers, as a list is narrowed; format: of the file."""

    format: Literal["csv", "xlsx"]


@routes.post("/customer-exports", status_code=202)
async def begin(wish: ExportWish, person: Permitted, house: TheHouse) -> CustomerExportView:
    narrowed = wanted(wish, kept_by(house, person))
    return _view(await house.customer_exports.begin(narrowed, wish.format, person.id))


@routes.get("/customer-exports/{id}")
async def export(id: str, person: Permitted, house: TheHouse) -> CustomerExportView:
    return _view(_mine(house, person, id))


@routes.get("/customer-exports/{id}/file")
async def file(id: str, person: Permitted, house: TheHouse) -> FileResponse:
    found = _mine(house, person, id)
    if found.state != MADE:
        raise Problem(409, "the file is not made yet; try again in a moment", code="export_not_made")
    return FileResponse(
        found.place,
        media_type=KINDS[found.format],
        filename=f"customers.{found.format}",
        headers={"Cache-Control": "private, no-store"},
    )


@routes.delete("/customer-exports/{id}", status_code=204)
async def drop(id: str, person: Permitted, house: TheHouse) -> None:
    """Stop it, or remove the file."""
    house.customer_exports.drop(_mine(house, person, id).id)


def _mine(house: House, person: Person, id: str) -> Export:
    found = house.customer_exports.of(id, person.id)
    if found is None:
        raise Problem(404, "there is no such export any more; make it again")
    return found


def _view(export: Export) -> CustomerExportView:
    return CustomerExportView(export.id, export.format, export.state, export.done, export.total)
