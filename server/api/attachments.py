"""Files of a ticket (TKT-24): brought, shown, given and removed by whoever works on it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel

from server.api.auth import Everybody, TheHouse
from server.api.body import body_of
from server.api.problems import Problem
from server.api.records import of_my_service, readable
from server.house import House
from server.rights import may_lead_tickets
from server.views import AttachmentView
from storage.attachments import Attachment
from ticketing.files import EACH, MOST, PICTURES, SUM

routes = APIRouter(prefix="/api/tickets", tags=["attachments"])
ONE = "/{id}/attachments/{file}"
PRIVATE = {"Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
Name = Annotated[str, Query(max_length=500, description="as it is called where it comes from")]


class Attachments(BaseModel):
    """most: files of a ticket; each, sum: bytes of one, and of all."""

    items: list[AttachmentView]
    most: int = MOST
    each: int = EACH
    sum: int = SUM


@routes.get("/{id}/attachments")
async def attachments(id: int, signed: Everybody, house: TheHouse) -> Attachments:
    service = (await readable(house, signed.person, id)).service
    leads = may_lead_tickets(signed.person, service)
    return Attachments(items=[_view(each, signed.person.id, leads) for each in await house.records.attachments.of(id)])


@routes.post("/{id}/attachments", status_code=201)
async def bring(id: int, request: Request, signed: Everybody, house: TheHouse, name: Name = "") -> AttachmentView:
    """The body is the file as it is: a picture, an office document, hwp, pdf, text or zip, by its content."""
    service = (await of_my_service(id, signed, house)).service
    content = await body_of(request, EACH, "this file")
    taken = await house.files.take(id, name, content, signed.person.id)
    return _view(taken, signed.person.id, may_lead_tickets(signed.person, service))


@routes.get(ONE, response_class=FileResponse)
async def give(id: int, file: int, signed: Everybody, house: TheHouse, show: bool = False) -> FileResponse:
    """To keep; with `show` a picture to look at."""
    await readable(house, signed.person, id)
    known = await _known(house, id, file)
    place = house.files.file(known)
    if not place.exists():
        raise Problem(404, "this file is not there any more")
    inline = show and known.type in PICTURES
    kind = known.type if inline else "application/octet-stream"
    how = "inline" if inline else "attachment"
    return FileResponse(place, media_type=kind, filename=known.name, content_disposition_type=how, headers=PRIVATE)


@routes.delete(ONE, status_code=204)
async def remove(id: int, file: int, signed: Everybody, house: TheHouse) -> None:
    """By who brought it, or an admin of tickets."""
    service = (await of_my_service(id, signed, house)).service
    known = await _known(house, id, file)
    if known.by != signed.person.id and not may_lead_tickets(signed.person, service):
        raise Problem(403, "only who brought this file, or an admin of the service, may remove it")
    await house.files.remove(known)


async def _known(house: House, ticket: int, file: int) -> Attachment:
    known = await house.records.attachments.get(ticket, file)
    if known is None:
        raise Problem(404, "there is no such file at this ticket")
    return known


def _view(each: Attachment, person: str, leads: bool) -> AttachmentView:
    told = (each.id, each.name, each.type, each.size, each.sha256, each.by, each.at)
    return AttachmentView(*told, each.type in PICTURES and not each.found, each.found, leads or each.by == person)
