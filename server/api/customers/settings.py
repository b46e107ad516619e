"""What a service keeps of its customers, and how long."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from server.api.auth import Permitted, TheHouse
from server.api.customers.common import kept_by, must_keep, seen_by
from server.api.problems import Problem
from server.views import CustomerFieldView, CustomerKeepingView
from ticketing.customers.fields import STANDARD, Keeping, Kind, complaint_about
from ticketing.customers.fields import Field as CustomerField

routes = APIRouter(prefix="/api", tags=["customers"])


class FieldWish(BaseModel):
    key: Annotated[str, Field(max_length=30)]
    label: Annotated[str, Field(max_length=60)]
    kind: Kind = Kind.TEXT
    choices: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=100)] = []


class KeepingWish(BaseModel):
    """months: after the last contact; 0 for ever."""

    fields: Annotated[list[FieldWish], Field(max_length=100)]
    months: Annotated[int, Field(ge=0)]


class Keepings(BaseModel):
    """kept: services whose settings this person may change."""

    items: list[CustomerKeepingView]
    kept: list[str]


@routes.get("/customer-settings")
async def settings(person: Permitted, house: TheHouse) -> Keepings:
    """Of the services whose customers this person may see."""
    items = [
        _view(each, await house.records.customers.settings.keeping(each)) for each in sorted(seen_by(house, person))
    ]
    return Keepings(items=items, kept=sorted(kept_by(house, person)))


@routes.put("/customer-settings/{service}")
async def put(service: str, wish: KeepingWish, person: Permitted, house: TheHouse) -> CustomerKeepingView:
    """Values of a field that is taken away stay, and are shown under its key."""
    if service not in house.plan.services:
        raise Problem(404, "there is no such service")
    must_keep(house, person, service)
    fields = tuple(CustomerField(one.key, one.label.strip(), one.kind, tuple(one.choices)) for one in wish.fields)
    keeping = Keeping(fields, wish.months)
    if complaint := complaint_about(keeping):
        raise Problem(422, complaint)
    await house.records.customers.settings.put_keeping(service, keeping)
    return _view(service, keeping)


def _view(service: str, keeping: Keeping) -> CustomerKeepingView:
    standard = [CustomerFieldView(each.key, "", each.kind.value, []) for each in STANDARD]
    own = [CustomerFieldView(each.key, each.label, each.kind.value, list(each.choices)) for each in keeping.fields]
    return CustomerKeepingView(service, [*standard, *own], keeping.months)
