"""After how many days solved tickets are completed by themselves (TKT-04), by service."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.rights import may_lead_tickets, tickets_in
from server.views import CompletingView
from ticketing.completing import LONGEST

routes = APIRouter(prefix="/api/ticket-completing", tags=["ticket setup"])


class Completings(BaseModel):
    items: list[CompletingView]


class CompletingWish(BaseModel):
    """days: 0 for never."""

    days: Annotated[int, Field(ge=0, le=LONGEST)]


@routes.get("")
async def completings(person: Permitted, house: TheHouse) -> Completings:
    """Of the services whose tickets this person leads."""
    led = sorted(service for service in tickets_in(person) if may_lead_tickets(person, service))
    told = await house.records.completing.all([service for service in led if service in house.plan.services])
    return Completings(items=[CompletingView(service, days) for service, days in told.items()])


@routes.put("/{service}")
async def put(service: str, wish: CompletingWish, person: Permitted, house: TheHouse) -> CompletingView:
    """It holds for tickets that are solved already, too; they are completed within minutes."""
    if service not in house.plan.services or not may_lead_tickets(person, service):
        raise Problem(404, "there is no such service, or its tickets are led by others")
    await house.records.completing.put(service, wish.days)
    return CompletingView(service, wish.days)
