"""Webhooks of services: added, changed, tried and removed by those who manage the service. A secret is told once.

With numbers and names only where whoever says so may see them: who is in charge of the telephone there.
"""

import json
import secrets
import time
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.plan import Person
from server.api.auth import Permitted, TheHouse
from server.api.outside import must_be_safe
from server.api.problems import Problem
from server.house import House
from server.rights import may_manage, oversees
from server.times import rfc3339
from server.views import GivenUpView, WebhookTested, WebhookView
from server.webhooks import signing, telling
from server.webhooks.sending import Attempt
from storage.webhooks import WELL, GivenUp, Webhook

routes = APIRouter(prefix="/api", tags=["webhooks"])
TEST = "webhook.test"
MOST = 100  # webhooks of a service
MOST_AGAIN = 1000  # events put aside that one request looks through
AT_ONCE = 30.0  # s that one request sends them
Name = Annotated[str, Field(min_length=1, max_length=60)]
Url = Annotated[str, Field(min_length=8, max_length=2000)]
Kinds = Annotated[list[Annotated[str, Field(max_length=60)]], Field(min_length=1, max_length=300)]


class WebhookList(BaseModel):
    items: list[WebhookView]


class NewWebhook(BaseModel):
    """kinds: of facts, as `GET /api/events/kinds` names them; whole: with numbers and names."""

    service: Annotated[str, Field(max_length=100)]
    name: Name
    url: Url
    kinds: Kinds
    whole: bool = False


class WebhookChange(BaseModel):
    """What is left out stays. active: True tells from where it was left."""

    name: Name | None = None
    url: Url | None = None
    kinds: Kinds | None = None
    whole: bool | None = None
    active: bool | None = None


class MadeWebhook(BaseModel):
    """secret: told once; with it the receiver knows that a message is ours."""

    webhook: WebhookView
    secret: str


class SecretWish(BaseModel):
    """hours: for how long the former secret signs too."""

    hours: Annotated[int, Field(ge=0, le=168)] = 24


class GivenUpList(BaseModel):
    items: list[GivenUpView]


@routes.get("/webhooks")
async def webhooks(person: Permitted, house: TheHouse) -> WebhookList:
    counts = await house.records.webhooks.count_given_up()
    known = [each for each in await house.records.webhooks.all() if may_manage(person, each.service)]
    return WebhookList(items=[_view(house, each, counts.get(each.id, 0)) for each in known])


@routes.post("/webhooks", status_code=201)
async def add(wish: NewWebhook, person: Permitted, house: TheHouse) -> MadeWebhook:
    """It is told what happens from now on."""
    if wish.service not in house.plan.services:
        raise Problem(422, "service: there is no such service")
    _must_manage(person, wish.service)
    _must_be_right(house, person, wish.service, WebhookChange(**wish.model_dump(exclude={"service"})))
    if sum(each.service == wish.service for each in await house.records.webhooks.all()) >= MOST:
        raise Problem(422, f"a service has {MOST} webhooks at the most; remove one first")
    secret = signing.secret_of(secrets.token_bytes(signing.BYTES))
    new = Webhook(
        id=secrets.token_hex(8),
        **wish.model_dump(),
        secret=house.webhooks.seal.close(secret),
        told=await house.webhooks.log.last_number(),
        made_by=person.id,
        made_at=house.clock(),
    )
    await house.records.webhooks.add(new)
    house.webhooks.look_at(new.id)
    return MadeWebhook(webhook=_view(house, new, 0), secret=secret)


@routes.patch("/webhooks/{id}")
async def change(id: str, wish: WebhookChange, person: Permitted, house: TheHouse) -> WebhookView:
    known = await _known(house, person, id)
    _must_be_right(house, person, known.service, wish)
    if known.whole and wish.url and wish.whole is not False:
        _must_oversee(person, known.service)  # or else numbers and names went where the person has chosen
    values = wish.model_dump(exclude_none=True)
    if wish.active or wish.url:  # tried at once, and from the beginning
        values |= WELL | {"stopped": ""}
    await house.records.webhooks.change(id, **values)
    house.webhooks.look_at(id)
    return await _told(house, id)


@routes.delete("/webhooks/{id}", status_code=204)
async def remove(id: str, person: Permitted, house: TheHouse) -> None:
    await _known(house, person, id)
    await house.records.webhooks.remove(id)
    house.webhooks.look_at(id)


@routes.post("/webhooks/{id}/secret")
async def renew(id: str, wish: SecretWish, person: Permitted, house: TheHouse) -> MadeWebhook:
    """A new secret. The former one signs too for a while, so that the receiver can be changed without a gap."""
    known = await _known(house, person, id)
    secret = signing.secret_of(secrets.token_bytes(signing.BYTES))
    row: dict[str, Any] = {"secret": house.webhooks.seal.close(secret), "former_secret": "", "former_until": 0.0}
    if wish.hours:
        row |= {"former_secret": known.secret, "former_until": house.clock() + wish.hours * 3600}
    await house.records.webhooks.change(id, **row)
    return MadeWebhook(webhook=await _told(house, id), secret=secret)


@routes.post("/webhooks/{id}/test")
async def test(id: str, person: Permitted, house: TheHouse) -> WebhookTested:
    """Send it a message of the type `webhook.test`, now, whether it is in use or not. Its order is not touched."""
    known = await _known(house, person, id)
    told = telling.Event(TEST, rfc3339(house.clock()) or "", 0, 0, known.service, {"webhook": known.name})
    return await _tried(house, known, f"msg_{id}_test_{secrets.token_hex(4)}", telling.body_of(told))


@routes.post("/webhooks/{id}/now")
async def try_now(id: str, person: Permitted, house: TheHouse) -> WebhookView:
    """Its receiver is mended: what comes next in order is told at once. 409 for one that is off."""
    known = await _known(house, person, id)
    if not known.active:
        raise Problem(409, "this webhook is off; switch it on, then it is tried at once")
    await house.records.webhooks.change(id, next_at=house.clock())
    house.webhooks.look_at(id)
    return await _told(house, id)


@routes.get("/webhooks/{id}/failures")
async def failures(id: str, person: Permitted, house: TheHouse) -> GivenUpList:
    """What could not be told, the newest first."""
    await _known(house, person, id)
    found = await house.records.webhooks.given_up(id)
    return GivenUpList(items=[GivenUpView(each.id, each.entry, each.kind, each.at, each.trouble) for each in found])


@routes.post("/webhooks/{id}/failures/again")
async def all_again(id: str, person: Permitted, house: TheHouse) -> GivenUpList:
    """Send all that was put aside, the oldest first; what is left after half a minute is in the answer. 502 with the
    first that fails; it and what is newer stay in the list then."""
    known, until = await _known(house, person, id), time.monotonic() + AT_ONCE
    for each in reversed(await house.records.webhooks.given_up(id, MOST_AGAIN)):
        await _sent_again(house, known, each)
        if time.monotonic() > until:
            break
    return await failures(id, person, house)


@routes.post("/webhooks/{id}/failures/{failure}/again")
async def again(id: str, failure: int, person: Permitted, house: TheHouse) -> GivenUpList:
    """Send it now, out of its order. 502 where that fails again; it stays in the list then."""
    known = await _known(house, person, id)
    found = [each for each in await house.records.webhooks.given_up(id, MOST_AGAIN) if each.id == failure]
    if not found:
        raise Problem(404, "there is no such event any more; somebody has sent it")
    await _sent_again(house, known, found[0])
    return await failures(id, person, house)


async def _sent_again(house: House, known: Webhook, failure: GivenUp) -> None:
    attempt = await house.webhooks.send_again(known, failure)
    if not attempt.well:
        raise Problem(502, f"it could not be told: {attempt.why}")


async def _tried(house: House, known: Webhook, message: str, body: bytes) -> WebhookTested:
    begun = time.monotonic()
    headers, attempt = await house.webhooks.send_body(known, message, body)
    seconds = round(time.monotonic() - begun, 3)
    sent = json.dumps(json.loads(body), ensure_ascii=False, indent=1)
    return WebhookTested(
        known.url, headers, sent, attempt.status, attempt.why, _shown(attempt), attempt.answer, seconds
    )


def _shown(attempt: Attempt) -> dict[str, str]:
    return {name: value[:200] for name, value in list(attempt.headers.items())[:30]}


async def _known(house: House, person: Person, id: str) -> Webhook:
    known = await house.records.webhooks.get(id)
    if known is None:
        raise Problem(404, "there is no such webhook")
    _must_manage(person, known.service)
    return known


def _must_manage(person: Person, service: str) -> None:
    if not may_manage(person, service):
        raise Problem(403, "you do not manage this service")


def _must_be_right(house: House, person: Person, service: str, wish: WebhookChange) -> None:
    if wish.url:
        must_be_safe(wish.url, house.lookups.allowed)
    if unknown := sorted(set(wish.kinds or ()) - telling.told_kinds().keys()):
        raise Problem(422, f"kinds: nothing is called {unknown[0]}; GET /api/events/kinds lists them")
    if wish.whole:
        _must_oversee(person, service)


def _must_oversee(person: Person, service: str) -> None:
    if not oversees(person, service):
        raise Problem(403, "numbers and names may be told by who is in charge of the telephone of the service only")


async def _told(house: House, id: str) -> WebhookView:
    known = await house.records.webhooks.get(id)
    if known is None:
        raise Problem(404, "there is no such webhook")
    return _view(house, known, (await house.records.webhooks.count_given_up()).get(id, 0))


def _view(house: House, known: Webhook, given_up: int) -> WebhookView:
    told = {name: getattr(known, name) for name in WebhookView.__dataclass_fields__ if hasattr(known, name)}
    secret = "kept" if house.webhooks.seal.open(known.secret) else "lost"
    return WebhookView(**told | {"given_up": given_up, "secret": secret})
