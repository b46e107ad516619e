"""A service's own system about its customers (CUS-16 to CUS-24): set, tried, and asked by itself or by hand.

What it answers is shown and kept nowhere.
"""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.numbers import country_of, identity, national
from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.connections import ConnectionWish, must_be_safe
from server.api.customers.common import gone, kept_by, kept_in, must_keep, record_of, seen_by
from server.api.people import MAIL
from server.api.problems import Problem
from server.customers.asking import Told
from server.house import House
from server.rights import oversees
from server.staff.letters import FIREWALL, written
from server.views import CustomerApiItem, CustomerApiShown, CustomerApiView, LookedUp
from storage.customers.cards import Summary
from ticketing.customers.api import NUMBER, Api, Item, Shown, complaint_about, known, sent
from ticketing.customers.fields import PHONE, STANDARD
from ticketing.customers.words import customer_number

routes = APIRouter(prefix="/api", tags=["customers"])
NOTHING = LookedUp("none", "", {}, 0.0, 0, "")
Name = Annotated[str, Field(max_length=60)]


class ItemWish(BaseModel):
    variable: Name
    label: Name
    source: Name = ""
    required: bool = True
    longest: int = 200


class ShownWish(BaseModel):
    label: Name
    pointer: Annotated[str, Field(max_length=200)]


class ApiWish(BaseModel):
    name: Name
    url: Annotated[str, Field(min_length=8, max_length=2000)]
    method: Literal["GET", "POST"] = "GET"
    allowed: bool = True
    items: Annotated[list[ItemWish], Field(max_length=20)]
    shows: Annotated[list[ShownWish], Field(max_length=20)]
    encrypted: bool = False


class Apis(BaseModel):
    """outgoing: the addresses from which the house asks, for who keeps customers."""

    items: list[CustomerApiView]
    outgoing: list[str] = []


class Key(BaseModel):
    """key: told once, and never again."""

    key: str


class Cipher(BaseModel):
    """key: 32 bytes in base64url."""

    key: str


class Recipient(BaseModel):
    to: Annotated[str, Field(min_length=3, max_length=100)]


class Question(BaseModel):
    """values: by variable."""

    values: Annotated[dict[Name, Annotated[str, Field(max_length=200)]], Field(max_length=20)] = {}


@routes.get("/customer-apis")
async def apis(person: Permitted, house: TheHouse) -> Apis:
    """Of the services whose customers this person may see. Addresses are for who keeps customers."""
    mine = kept_by(house, person)
    items = [await _view(house, each, each in mine) for each in sorted(seen_by(house, person))]
    return Apis(items=items, outgoing=list(house.settings.outgoing) if mine else [])


@routes.put("/customer-apis/{service}")
async def put(service: str, wish: ApiWish, person: Permitted, house: TheHouse) -> CustomerApiView:
    _must_set(house, person, service)
    must_be_safe(house, ConnectionWish(url=wish.url, method=wish.method))
    items = tuple(Item(**each.model_dump()) for each in wish.items)
    shows = tuple(Shown(**each.model_dump()) for each in wish.shows)
    api = Api(wish.name.strip(), wish.url, wish.method, wish.allowed, items, shows, wish.encrypted)
    keeping = await house.records.customers.settings.keeping(service)
    if complaint := complaint_about(api, [each.key for each in (*STANDARD, *keeping.fields)]):
        raise Problem(422, complaint)
    await house.customer_apis.put(service, api)
    if api.encrypted and not (await house.customer_apis.keys(service)).cipher:
        await house.customer_apis.new_cipher(service)
    return await _view(house, service, True)


@routes.post("/customer-apis/{service}/key")
async def change_key(service: str, person: Permitted, house: TheHouse) -> Key:
    """A new key for signing; the one before is good no more."""
    _must_set(house, person, service)
    return Key(key=await house.customer_apis.new_key(service))


@routes.post("/customer-apis/{service}/cipher")
async def change_cipher(service: str, person: Permitted, house: TheHouse) -> Cipher:
    """A new key for encrypting (CUS-18, SEC-04); the one before is good no more."""
    _must_set(house, person, service)
    return Cipher(key=await house.customer_apis.new_cipher(service))


@routes.post("/customer-apis/{service}/cipher/show")
async def show_cipher(service: str, person: Permitted, house: TheHouse) -> Cipher:
    """To be copied; it stands in the audit log who has looked at it."""
    _must_set(house, person, service)
    cipher = (await house.customer_apis.keys(service)).cipher
    if not cipher:
        raise Refused("there is no key that could be shown; change it, and a new one is made", "no_key")
    return Cipher(key=cipher)


@routes.post("/customer-apis/{service}/addresses", status_code=202)
async def mail_addresses(service: str, wish: Recipient, person: Permitted, house: TheHouse) -> None:
    """Mail the addresses from which the house asks to whoever opens the firewall of that system (CUS-19)."""
    _must_set(house, person, service)
    if not MAIL.fullmatch(wish.to):
        raise Problem(422, "to: this is no mail address")
    if not house.settings.outgoing:
        raise Refused("it is not known from where the house asks; whoever keeps it sets outgoing", "outgoing_unknown")
    url = (await house.customer_apis.api(service)).url
    told = {"addresses": "\n".join(house.settings.outgoing), "host": urlsplit(url).hostname or "?"}
    values = told | {"service": house.plan.services[service].name, "from_": house.settings.public_address}
    await house.post.write(wish.to, *written(FIREWALL, person.language or house.settings.language, **values))


@routes.post("/customer-apis/{service}/test")
async def test(service: str, question: Question, person: Permitted, house: TheHouse) -> LookedUp:
    """Ask once, now, whether it is allowed or not, and tell what went wrong."""
    _must_set(house, person, service)
    send = sent(await house.customer_apis.api(service), question.values)
    return _told(await house.customer_apis.ask(service, send, trying=True), whole=True)


@routes.post("/customer-apis/{service}/lookup")
async def look_up(service: str, question: Question, person: Permitted, house: TheHouse) -> LookedUp:
    """By values that somebody typed (CUS-23)."""
    if service not in seen_by(house, person):
        raise Problem(404, "there is no such service")
    send = sent(await house.customer_apis.api(service), question.values)
    return _told(await house.customer_apis.ask(service, send))


@routes.get("/customers/{id}/lookup")
async def of_customer(id: int, person: Permitted, house: TheHouse) -> LookedUp:
    """By what is known of them; `none` where that is not enough, or nobody is asked (CUS-24)."""
    found = await record_of(house, person, id)
    api = await house.customer_apis.api(found.service)
    if not api.asks_by_itself:
        return NOTHING
    heads = await house.records.customers.cards.summaries([found.root])
    if not heads:
        raise gone()
    return await _by_itself(house, found.service, api, _values(heads[0]))


@routes.get("/calls/{id}/lookup")
async def of_call(id: str, person: Permitted, house: TheHouse) -> LookedUp:
    """For who is in the call or rings: asked beside the call, which never waits for it."""
    call = house.seeing.call(id)
    if call is None or not (person.id in call.parties or oversees(person, call.service)):
        raise Problem(404, "there is no such call any more")
    if not kept_in(house, call.service):
        return NOTHING
    api = await house.customer_apis.api(call.service)
    if not api.asks_by_itself:
        return NOTHING
    country = country_of(house.plan, call.service)
    number = identity(call.caller, country)
    root = await house.records.customers.cards.of_number(call.service, number) if number else 0
    heads = await house.records.customers.cards.summaries([root]) if root else []
    caller = {PHONE: national(number, country)} if number else {}
    return await _by_itself(house, call.service, api, (_values(heads[0]) if heads else {}) | caller)


async def _by_itself(house: House, service: str, api: Api, values: dict[str, str]) -> LookedUp:
    send = known(api, values)
    if send is None or not (await house.customer_apis.keys(service)).enough_for(api):
        return NOTHING
    return _told(await house.customer_apis.ask(service, send))


def _values(head: Summary) -> dict[str, str]:
    """The first of each field."""
    values = {each.field: each.value for each in reversed(head.values)} | {NUMBER: customer_number(head.id)}
    return values | ({PHONE: head.numbers[0].digits} if head.numbers else {})


def _told(told: Told, whole: bool = False) -> LookedUp:
    why = told.why if whole else ""
    return LookedUp(told.outcome, told.api.name, told.values, told.seconds, told.status if whole else 0, why)


async def _view(house: House, service: str, whole: bool) -> CustomerApiView:
    api = await house.customer_apis.api(service)
    return CustomerApiView(
        service,
        api.name,
        api.url if whole else "",
        "POST" if api.method == "POST" else "GET",
        api.allowed,
        bool((await house.customer_apis.keys(service)).key),
        [CustomerApiItem(each.variable, each.label, each.source, each.required, each.longest) for each in api.items],
        [CustomerApiShown(each.label, each.pointer) for each in api.shows],
        api.encrypted,
    )


def _must_set(house: House, person: Person, service: str) -> None:
    if service not in house.plan.services:
        raise Problem(404, "there is no such service")
    must_keep(house, person, service)
