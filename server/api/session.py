"""Signing in and out, and who one is."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from config.settings import LANGUAGES
from cti.commands import SetAgentState
from cti.facts import AgentState
from cti.plan import Person
from server.api.auth import COOKIE, Everybody, Phone, TheHouse, give_cookie
from server.api.problems import Problem
from server.house import House
from server.views import AgentView, Me, ReasonView, ServiceView
from storage.sessions import Session
from storage.throttle import forgiven, keys_of

routes = APIRouter(prefix="/api", tags=["session"])
CHOOSABLE = ("off", "idle", "ready", "break", "work")


class SignIn(BaseModel):
    login: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=1000)]


class StateWish(BaseModel):
    state: Annotated[str, Field(description=f"one of {', '.join(CHOOSABLE)}")]
    reason: Annotated[str, Field(max_length=100)] = ""


class LanguageWish(BaseModel):
    language: str


@routes.post("/session")
async def sign_in(wish: SignIn, request: Request, response: Response, house: TheHouse) -> Me:
    """Sign in with login and password; the session comes as a cookie. Failures are slowed and lock for a while."""
    async with house.tries.turn(wish.login):
        person = await _judged(wish, request.client.host if request.client else "", house)
    session = await house.sessions.begin(person.id)
    give_cookie(response, session, secure=request.url.scheme == "https")
    return _me(house, person, session)


async def _judged(wish: SignIn, address: str, house: House) -> Person:
    """Who it is. Raises a 429 while tries are slowed, a 401 when login or password is wrong."""
    keys = keys_of(wish.login, address)
    if wait := await house.throttle.wait(keys):
        raise Problem(429, f"too many failed attempts; try again in {wait} s", {"Retry-After": str(wait)})
    person = await house.people.sign_in(wish.login, wish.password)
    if person is None:
        await house.throttle.failed(keys)
        raise Problem(401, "login or password is not right")
    await house.throttle.forget(forgiven(keys))
    return person


@routes.delete("/session", status_code=204)
async def sign_out(signed: Everybody, response: Response, house: TheHouse) -> None:
    await house.sessions.end(signed.session.token)
    house.live.end(signed.session.token)
    response.delete_cookie(COOKIE, path="/")


@routes.get("/me")
async def me(signed: Everybody, house: TheHouse) -> Me:
    return _me(house, signed.person, signed.session)


@routes.put("/me/state")
async def choose_state(wish: StateWish, person: Phone, house: TheHouse) -> AgentView:
    """Choose off, idle, ready, break or work. 409 with a sentence when that is not possible now."""
    if wish.state not in CHOOSABLE:
        raise Problem(422, f"state: choose one of {', '.join(CHOOSABLE)}")
    await house.ask(SetAgentState(person.id, AgentState(wish.state), wish.reason, person.id))
    return house.seeing.agent(person.id)


@routes.put("/me/language")
async def choose_language(wish: LanguageWish, signed: Everybody, house: TheHouse) -> Me:
    if wish.language not in LANGUAGES:
        raise Problem(422, f"language: choose one of {', '.join(LANGUAGES)}")
    await house.people.set_language(signed.person.id, wish.language)
    person = await house.people.get(signed.person.id)
    return _me(house, person or signed.person, signed.session)


def _me(house: House, person: Person, session: Session) -> Me:
    plan = house.plan
    return Me(
        id=person.id,
        name=person.name,
        roles=sorted(person.roles),
        services=[ServiceView(id, plan.services[id].name) for id in sorted(person.services) if id in plan.services],
        language=person.language,
        phone=person.cti,
        reasons=[ReasonView(each.id, each.state, each.names) for each in plan.reasons.values()],
        csrf=session.csrf,
        demo=house.settings.demo,
        rights=_by_service(person),
    )


def _by_service(person: Person) -> dict[str, list[str]]:
    rights: dict[str, list[str]] = {}
    for service, right in sorted(person.grants):
        rights.setdefault(service, []).append(right)
    return rights
