"""API keys for programs: with rights of their own, from named networks, until a day (SEC-01 to SEC-03)."""

import secrets
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from cti.rights import OF_SERVICES, Right, completed
from server.api.auth import Permitted, TheHouse
from server.api.networks import network
from server.api.problems import Problem
from server.views import ApiKeyView
from storage.credentials import ApiKey

routes = APIRouter(prefix="/api", tags=["keys"])
FROM_WHERE = "addresses: name where the program asks from, such as 192.0.2.7; 0.0.0.0/0 and ::/0 allow it from anywhere"
Service = Annotated[str, Field(max_length=100)]


class Keys(BaseModel):
    items: list[ApiKeyView]


class NewKey(BaseModel):
    """rights: by service; those of the organisation cannot be given to a program. addresses: from where
    it asks, such as `192.0.2.7` or `10.0.0.0/8`, at least one (SEC-02); `0.0.0.0/0` and `::/0` are from anywhere."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    rights: dict[Service, list[Right]]
    addresses: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=100)] = []
    until: AwareDatetime | None = None


class MadeKey(BaseModel):
    """token: told once; it goes into the header `Authorization: Bearer …`."""

    key: ApiKeyView
    token: str


@routes.get("/keys")
async def keys(person: Permitted, house: TheHouse) -> Keys:
    return Keys(items=[_view(each) for each in await house.records.credentials.keys()])


@routes.post("/keys", status_code=201)
async def add(wish: NewKey, person: Permitted, house: TheHouse) -> MadeKey:
    """A program that has it may ask what its rights allow, as people may."""
    rights = {(service, right.value) for service, some in wish.rights.items() for right in some}
    if not rights or any(right not in OF_SERVICES or service not in house.plan.services for service, right in rights):
        raise Problem(422, "rights: name rights of services that there are", code="key_rights")
    until = wish.until.timestamp() if wish.until else 0.0
    if until and until <= house.clock():
        raise Problem(422, "until: choose a time to come")
    networks = [network(each) for each in wish.addresses]
    if not networks:
        raise Problem(422, FROM_WHERE, code="key_networks")
    key = ApiKey(secrets.token_hex(8), wish.name, completed(rights), networks, person.id, house.clock(), until)
    return MadeKey(token=await house.records.credentials.add_key(key), key=_view(key))


@routes.delete("/keys/{id}", status_code=204)
async def remove(id: str, person: Permitted, house: TheHouse) -> None:
    """Worth nothing from now on."""
    if not await house.records.credentials.remove_key(id):
        raise Problem(404, "there is no such key")


def _view(key: ApiKey) -> ApiKeyView:
    rights: dict[str, list[str]] = {}
    for service, right in sorted(key.rights):
        rights.setdefault(service, []).append(right)
    return ApiKeyView(key.id, key.name, rights, key.addresses, key.made_by, key.made_at, key.until, key.used_at)
