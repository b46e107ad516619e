"""Single sign-on by HTTP: the button, the way out, the way back; and its settings for org admins."""

import logging
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from server.api.auth import Permitted, TheHouse, address_of, give_cookie
from server.api.outside import must_be_safe
from server.api.problems import Problem
from server.house import House
from server.sign_on.asking import Unreachable
from server.sign_on.matching import Matching, NotLetIn
from server.sign_on.signing_on import BACK, GOOD_FOR
from server.sign_on.tokens import Refused
from storage.sign_on import Provider

logger = logging.getLogger(__name__)
routes = APIRouter(prefix="/api", tags=["session"])
COOKIE = "cordboard-sign-on"
Text = Annotated[str, Field(max_length=1000)]


class Single(BaseModel):
    """name: of the provider, for the button; "" where there is none."""

    name: str


class SignOnView(BaseModel):
    """back: the address to be registered at the provider; secret: never itself; `lost`: sealed on another machine."""

    name: str = ""
    issuer: str = ""
    client: str = ""
    secret: Literal["none", "kept", "lost"] = "none"
    match: Literal["email", "subject"] = "email"
    creates: bool = False
    active: bool = False
    back: str = ""


class SignOnWish(BaseModel):
    """secret: None leaves the one that there is; "" for a client without one; match: by the verified mail address, or
    by the login being the subject there; creates: who is not found gets an account without rights."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    issuer: Annotated[str, Field(min_length=8, max_length=1000)]
    client: Annotated[str, Field(min_length=1, max_length=300)]
    secret: Text | None = None
    match: Literal["email", "subject"] = "email"
    creates: bool = False
    active: bool = True


@routes.get("/session/single")
async def single(house: TheHouse) -> Single:
    """Whether one may sign in by the organisation's provider."""
    provider = await house.sign_on.provider()
    return Single(name=provider.name if provider else "")


@routes.get("/session/single/begin", response_class=RedirectResponse, status_code=303)
async def begin(request: Request, house: TheHouse) -> Response:
    """To the provider."""
    provider = await house.sign_on.provider()
    if provider is None:
        raise Problem(404, "there is no single sign-on here")
    try:
        where, ticket = await house.sign_on.out(provider)
    except Unreachable as error:
        logger.warning("single sign-on: %s", error)
        return _to_the_page("unreachable")
    answer = RedirectResponse(where, 303)
    secure = request.url.scheme == "https"  # lax: the way back begins at the provider's page
    answer.set_cookie(COOKIE, ticket, max_age=int(GOOD_FOR), httponly=True, samesite="lax", secure=secure, path=BACK)
    return answer


@routes.get("/session/single/back", response_class=RedirectResponse, status_code=303)
async def back(
    request: Request, house: TheHouse, state: Text = "", code: Annotated[str, Field(max_length=4000)] = "",
    iss: Text = "",
) -> Response:  # fmt: skip
    """From the provider. The session comes as a cookie, as by `POST /api/session`; the page tells what went wrong."""
    answer = await _came_back(request, house, state, code, iss)
    answer.delete_cookie(COOKIE, path=BACK)
    return answer


async def _came_back(request: Request, house: House, state: str, code: str, issuer: str) -> Response:
    provider = await house.sign_on.provider()
    if provider is None:
        return _to_the_page("failed")
    matching = Matching(house.sign_on.records, house.staff, house.records.credentials, house.clock)
    try:
        who = await house.sign_on.home(provider, request.cookies.get(COOKIE, ""), state, code, issuer)
        person = await matching.person(provider, who)
    except (Refused, Unreachable) as error:
        logger.warning("single sign-on: %s", error)
        return _to_the_page("failed")
    except NotLetIn as error:
        return _to_the_page(error.code)
    request.state.login = person.id
    session = await house.sessions.begin(person.id, address_of(request), request.headers.get("user-agent", ""))
    answer = RedirectResponse("/", 303)
    give_cookie(answer, session, secure=request.url.scheme == "https")
    return answer


def _to_the_page(code: str) -> Response:
    return RedirectResponse(f"/?sign-on={code}", 303)


@routes.get("/sign-on")
async def settings(person: Permitted, house: TheHouse) -> SignOnView:
    return _view(house, await house.sign_on.records.provider())


@routes.put("/sign-on")
async def put(wish: SignOnWish, person: Permitted, house: TheHouse) -> SignOnView:
    """The provider is asked who it is before this is kept; 422 tells what does not fit."""
    must_be_safe(wish.issuer, house.lookups.allowed)
    before = await house.sign_on.records.provider()
    sealed = house.sign_on.seal.close(wish.secret or "")
    if wish.secret is None and before is not None:
        if before.secret and before.issuer != wish.issuer:
            raise Problem(422, "secret: type it again, for it would go to another host", code="lookup_secret_again")
        sealed = before.secret
    house.sign_on.forget()
    try:
        await house.sign_on.published(wish.issuer)
    except Unreachable as error:
        raise Problem(422, f"issuer: {error}") from None
    told = wish.model_dump(exclude={"secret"})
    new = Provider(secret=sealed, updated_by=person.id, updated_at=house.clock(), **told)
    await house.sign_on.records.put(new)
    return _view(house, new)


@routes.delete("/sign-on", status_code=204)
async def remove(person: Permitted, house: TheHouse) -> None:
    """Nobody comes in so any more; who is in stays in."""
    await house.sign_on.records.put(None)


def _view(house: House, known: Provider | None) -> SignOnView:
    if known is None:
        return SignOnView(back=house.sign_on.back)
    told = {name: getattr(known, name) for name in ("name", "issuer", "client", "match", "creates", "active")}
    lost = bool(known.secret) and house.sign_on.seal.open(known.secret) is None
    return SignOnView(back=house.sign_on.back, secret="lost" if lost else "kept" if known.secret else "none", **told)
