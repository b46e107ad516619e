"""What outgoing calls may show and whom they may reach: caller ids with their certificates, and the rules (IVR-08…11).

Rule: a caller id can be edited only while it is checked, and removed always. Its certificate is told by its content,
whatever its name says, and is given back as a file to keep, never shown by this address.
"""

import re
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

import phonenumbers
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass

from cti.dial_rules import CallerId, CallerIdState, DialRules, Pattern
from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Overseer, TheHouse
from server.api.body import body_of
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of, is_org_admin
from server.times import Time
from storage.outbound import Certificate
from ticketing.files import known_type

routes = APIRouter(prefix="/api", tags=["outbound"])
MOST_BYTES = 5 * 2**20
CERTIFICATES = frozenset({"application/pdf", "image/jpeg", "image/png"})  # media types, by the content
LISTS = ("allow", "deny")
ORGANISATION = "-"
NUMBER = re.compile(r"\+?[0-9]{2,20}")
SEPARATORS = str.maketrans("", "", " -()./")
PATTERN = re.compile(r"\+?[0-9 -]{1,30}\*?")
Name = Annotated[str, Field(min_length=1, max_length=60)]
Number = Annotated[str, Field(min_length=1, max_length=40)]


@dataclass
class CallerIdView:
    """certificate: name of the file; decided_at: 0 while it is checked."""

    id: int
    service: str
    number: str
    name: str
    state: CallerIdState
    reason: str
    requested_at: Time
    decided_at: Time
    certificate: str


class CallerIds(BaseModel):
    items: list[CallerIdView]


class CallerIdChange(BaseModel):
    """number: as people write it."""

    number: Number
    name: Name


class Decision(BaseModel):
    """registered: True for 등록완료, False for 등록불가. reason: as it stands in the list."""

    registered: bool
    reason: Annotated[str, Field(max_length=200)] = ""


class PatternWish(BaseModel):
    digits: Annotated[str, Field(min_length=1, max_length=32)]
    reason: Annotated[str, Field(max_length=200)] = ""


class RulesWish(BaseModel):
    """country: ISO 3166, "" as the organisation has it; allow, deny: numbers, a * at the end for any rest."""

    country: Annotated[str, Field(pattern="^([A-Z]{2})?$")] = ""
    international: bool = False
    premium: bool = False
    allow: Annotated[list[PatternWish], Field(max_length=500)] = []
    deny: Annotated[list[PatternWish], Field(max_length=500)] = []


@routes.get("/caller-ids")
async def caller_ids(person: Overseer, house: TheHouse) -> CallerIds:
    """Of the services that this person is in charge of."""
    known = house.plan.caller_ids.values()
    return CallerIds(items=[_view(each) for each in known if is_in_charge_of(person, {each.service})])


@routes.post("/caller-ids", status_code=201)
async def add(
    service: Annotated[str, Query(max_length=100)],
    number: Annotated[str, Query(min_length=1, max_length=40)],
    name: Annotated[str, Query(min_length=1, max_length=60)],
    file: Annotated[str, Query(min_length=1, max_length=200, description="name of the certificate's file")],
    request: Request,
    person: Overseer,
    house: TheHouse,
) -> CallerIdView:
    """Ask for a number to be registered. The body is the certificate (통신 서비스 이용 증명원): PDF, JPG or PNG."""
    _must_be_in_charge(house, person, service)
    new = CallerId(0, service, _readable(number), name, requested_at=house.clock())
    _must_be_new(house, new)
    certificate = _certificate(file, await body_of(request, MOST_BYTES, "the certificate"))
    made = await house.records.outbound.add(new, certificate)
    house.plan.caller_ids[made.id] = made
    return _view(made)


@routes.patch("/caller-ids/{id}")
async def edit(id: int, wish: CallerIdChange, person: Overseer, house: TheHouse) -> CallerIdView:
    changed = replace(_checking(house, person, id), number=_readable(wish.number), name=wish.name)
    _must_be_new(house, changed)
    return await _change(house, changed)


@routes.put("/caller-ids/{id}/certificate")
async def replace_certificate(
    id: int,
    file: Annotated[str, Query(min_length=1, max_length=200, description="name of the certificate's file")],
    request: Request,
    person: Overseer,
    house: TheHouse,
) -> CallerIdView:
    """Another file in place of the one that was sent, only while it is checked. The body is the file."""
    known = _checking(house, person, id)
    another = _certificate(file, await body_of(request, MOST_BYTES, "the certificate"))
    await house.records.outbound.replace_certificate(known.id, another)
    house.plan.caller_ids[known.id] = changed = replace(known, certificate=another.name)
    return _view(changed)


@routes.post("/caller-ids/{id}/decision")
async def decide(id: int, decision: Decision, person: Overseer, house: TheHouse) -> CallerIdView:
    """After comparing the number with its certificate: registered or refused (IVR-09)."""
    state = CallerIdState.REGISTERED if decision.registered else CallerIdState.REFUSED
    known = _checking(house, person, id)
    return await _change(house, replace(known, state=state, reason=decision.reason, decided_at=house.clock()))


@routes.delete("/caller-ids/{id}", status_code=204)
async def remove(id: int, person: Overseer, house: TheHouse) -> None:
    known = _mine(house, person, id)
    await house.records.outbound.remove(known.id)
    house.plan.caller_ids.pop(known.id, None)


@routes.get("/caller-ids/{id}/certificate", response_class=Response)
async def certificate(id: int, person: Overseer, house: TheHouse) -> Response:
    found = await house.records.outbound.certificate(_mine(house, person, id).id)
    if found is None:
        raise Problem(404, "this caller id has no certificate any more")
    kept = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.content, media_type=found.type, headers={"Content-Disposition": kept})


@routes.get("/dial-rules/{service}")
async def rules(service: str, person: Overseer, house: TheHouse) -> RulesWish:
    """service: `-` for the organisation."""
    service = _scope(service)
    _must_rule(house, person, service)
    known = house.plan.dial_rules.get(service, DialRules())
    lists = {name: [PatternWish(digits=e.digits, reason=e.reason) for e in getattr(known, name)] for name in LISTS}
    return RulesWish(country=known.country, international=known.international, premium=known.premium, **lists)


@routes.put("/dial-rules/{service}")
async def set_rules(service: str, wish: RulesWish, person: Overseer, house: TheHouse) -> RulesWish:
    """For what is dialled from now on; service: `-` for the organisation. 422 tells what cannot be read."""
    service = _scope(service)
    _must_rule(house, person, service)
    if wish.country and wish.country not in phonenumbers.SUPPORTED_REGIONS:
        complaint = f"there is no country {wish.country}; write two capital letters such as KR"
        raise Problem(422, complaint, code="no_country", values={"country": wish.country})
    lists = {name: tuple(_pattern(each) for each in getattr(wish, name)) for name in LISTS}
    new = DialRules(wish.country, wish.international, wish.premium, **lists)
    await house.records.outbound.set_rules(service, new)
    house.plan.dial_rules[service] = new
    return await rules(service or ORGANISATION, person, house)


def _scope(service: str) -> str:
    return "" if service == ORGANISATION else service


def _pattern(wish: PatternWish) -> Pattern:
    if not PATTERN.fullmatch(wish.digits.strip()):
        complaint = f"{wish.digits} is no pattern; write digits, with * at the end for any rest, such as 060*"
        raise Problem(422, complaint, code="no_pattern", values={"pattern": wish.digits})
    return Pattern(wish.digits.strip(), wish.reason.strip())


def _readable(number: str) -> str:
    """Digits, with a + in front where it was written."""
    digits = number.translate(SEPARATORS)
    if not NUMBER.fullmatch(digits):
        raise Problem(422, "number: write 2 to 20 digits, with + in front if you like", code="caller_id_number")
    return digits


def _must_be_new(house: House, wish: CallerId) -> None:
    """One number stands once in a service; what was refused may be asked for again."""
    for known in house.plan.caller_ids.values():
        same = (known.service, known.number) == (wish.service, wish.number) and known.id != wish.id
        if same and known.state is not CallerIdState.REFUSED:
            raise Refused(f"{wish.number} is in the list of this service already", "caller_id_known")


def _mine(house: House, person: Person, id: int) -> CallerId:
    known = house.plan.caller_ids.get(id)
    if known is None or not is_in_charge_of(person, {known.service}):
        raise Problem(404, "there is no such caller id, or it is in a service that is not yours")
    return known


def _checking(house: House, person: Person, id: int) -> CallerId:
    known = _mine(house, person, id)
    if known.state is not CallerIdState.CHECKING:
        raise Refused("this caller id was checked already; delete it and add it anew", "caller_id_checked")
    return known


async def _change(house: House, changed: CallerId) -> CallerIdView:
    await house.records.outbound.change(changed)
    house.plan.caller_ids[changed.id] = changed
    return _view(changed)


def _must_be_in_charge(house: House, person: Person, service: str) -> None:
    if service not in house.plan.services or not is_in_charge_of(person, {service}):
        raise Problem(404, "there is no such service, or it is not yours")


def _must_rule(house: House, person: Person, service: str) -> None:
    """The organisation's rules are its admins'."""
    if service:
        _must_be_in_charge(house, person, service)
    elif not is_org_admin(person):
        raise Problem(403, "your account has no right to change the rules of the organisation")


def _certificate(name: str, content: bytes) -> Certificate:
    if (kind := known_type(content)) in CERTIFICATES:
        return Certificate(" ".join(name.replace("/", " ").replace("\\", " ").split()), kind, content)
    complaint = "the certificate is neither PDF, JPG nor PNG; save it as one of these and try again"
    raise Problem(415, complaint, code="certificate_kind")


def _view(known: CallerId) -> CallerIdView:
    return CallerIdView(**{name: getattr(known, name) for name in CallerIdView.__dataclass_fields__})
