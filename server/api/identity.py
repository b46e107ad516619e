"""What the organisation is called, where it is, and its key (ORG-18, SEC-03).

The key is for programs of the organisation that look after its people and its records: it reads what org admins read
(`server.rights.reads.OF_THE_ORGANISATION`), in no service, and changes nothing; why:
docs/decisions/0051-organisation-key.md.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.networks import network
from server.house import House
from server.views import OrganisationView
from storage.identity import Known, new_key

routes = APIRouter(prefix="/api/organisation", tags=["organisation"])


class OrganisationChange(BaseModel):
    """What is left out stays. addresses: from which the key may be used, as `192.0.2.7` or `10.0.0.0/8`; none: from
    anywhere."""

    name: Annotated[str, Field(max_length=60)] | None = None
    addresses: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=100)] | None = None


class OrganisationKey(BaseModel):
    """key: goes into the header `Authorization: Bearer …`."""

    key: str


@routes.get("")
async def organisation(person: Permitted, house: TheHouse) -> OrganisationView:
    return _view(house, await house.records.identity.get())


@routes.patch("")
async def change(wish: OrganisationChange, person: Permitted, house: TheHouse) -> OrganisationView:
    told: dict[str, str | list[str]] = {}
    if wish.name is not None:
        told["name"] = wish.name.strip()
    if wish.addresses is not None:
        told["addresses"] = [network(each) for each in wish.addresses]
    known = await house.records.identity.change(**told) if told else await house.records.identity.get()
    return _view(house, known)


@routes.post("/key")
async def change_key(person: Permitted, house: TheHouse) -> OrganisationKey:
    """A new one; the one before is worth nothing from now on."""
    key = new_key()
    await house.records.identity.put_key(key, house.lookups.seal.close(key), person.id, house.clock())
    return OrganisationKey(key=key)


@routes.post("/key/show")
async def show_key(person: Permitted, house: TheHouse) -> OrganisationKey:
    """It stands in the audit log who has looked at it. 409 where there is none, or it was sealed elsewhere."""
    known = await house.records.identity.get()
    key = house.lookups.seal.open(known.key) if known.key else ""
    if not key:
        raise Refused("there is no key that could be shown; change it, and a new one is made", "no_key")
    return OrganisationKey(key=key)


def _view(house: House, known: Known) -> OrganisationView:
    url = house.settings.public_address
    domain = urlsplit(url).hostname or ""
    return OrganisationView(
        known.id, known.name, domain, url, bool(known.key_hash), known.key_at, known.key_by, list(known.addresses)
    )
