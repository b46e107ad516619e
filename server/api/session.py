"""Signing in and out, and who one is."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from config.settings import LANGUAGES
from cti.commands import SetAgentState
from cti.facts import AgentState
from cti.plan import Person, Plan, Service
from server.api.auth import COOKIE, Everybody, Phone, TheHouse, address_of, give_cookie
from server.api.mine import secret_of
from server.api.problems import Problem
from server.house import House
from server.staff import totp
from server.views import AgentView, Me, ReasonView, ServiceView
from storage.sessions import Session
from storage.throttle import Keys, forgiven, keys_of

routes = APIRouter(prefix="/api", tags=["session"])
CHOOSABLE = ("off", "idle", "ready", "break", "work")


class SignIn(BaseModel):
    login: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=1000)]
    code: Annotated[str, Field(max_length=40, description="of the second factor, or a recovery code")] = ""


class StateWish(BaseModel):
    state: Annotated[str, Field(description=f"one of {', '.join(CHOOSABLE)}")]
    reason: Annotated[str, Field(max_length=100)] = ""


class LanguageWish(BaseModel):
    language: str


@routes.post("/session")
async def sign_in(wish: SignIn, request: Request, response: Response, house: TheHouse) -> Me:
    """Sign in with login and password; the session comes as a cookie. Failures are slowed and lock for a while.

    401 with the code `code_needed`: the password is right, and the same is to be sent with a code of the second factor.
    """
    address, request.state.login = address_of(request), wish.login
    async with house.tries.turn(wish.login):
        person = await _judged(wish, address, house)
    session = await house.sessions.begin(person.id, address, request.headers.get("user-agent", ""))
    give_cookie(response, session, secure=request.url.scheme == "https")
    return await _me(house, person, session)


async def _judged(wish: SignIn, address: str, house: House) -> Person:
    """Who it is. Raises a 429 while tries are slowed, a 401 when login or password is wrong."""
    keys = keys_of(wish.login, address)
    if wait := await house.throttle.wait(keys):
        raise Problem(429, f"too many failed attempts; try again in {wait} s", {"Retry-After": str(wait)})
    known = await house.people.sign_in(wish.login, wish.password)
    person = await house.staff.find(known.id) if known else None
    if person is None:
        await house.throttle.failed(keys)
        raise Problem(401, "login or password is not right")
    await _must_have_second(wish, keys, person, house)
    await house.throttle.forget(forgiven(keys))
    return person


async def _must_have_second(wish: SignIn, keys: Keys, person: Person, house: House) -> None:
    """Raises a 401. A wrong code counts as a wrong password does; no code at all does not."""
    second = await house.records.credentials.second(person.id)
    if not second.sure:
        return
    if not wish.code:
        raise Problem(401, "enter the code of your second factor", code="code_needed")
    step = totp.step_of(secret_of(house, second), wish.code, house.clock())
    fits = await house.records.credentials.use_step(person.id, step) if step else False
    if not fits and not await house.records.credentials.use_code(person.id, wish.code):
        await house.throttle.failed(keys)
        raise Problem(401, "this code does not fit, or was used before", code="code_wrong")


@routes.delete("/session", status_code=204)
async def sign_out(signed: Everybody, response: Response, house: TheHouse) -> None:
    await house.sessions.end(signed.session.token)
    house.live.end(signed.session.token)
    response.delete_cookie(COOKIE, path="/")


@routes.get("/me")
async def me(signed: Everybody, house: TheHouse) -> Me:
    return await _me(house, signed.person, signed.session)


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
    return await _me(house, person or signed.person, signed.session)


async def _me(house: House, person: Person, session: Session) -> Me:
    plan, account = house.plan, await house.people.account(person.id)
    return Me(
        id=person.id,
        name=person.name,
        roles=sorted(person.roles),
        services=[_service(plan.services[id]) for id in sorted(person.services) if id in plan.services],
        language=person.language,
        phone=person.cti,
        reasons=[ReasonView(each.id, each.state, each.names) for each in plan.reasons.values()],
        csrf=session.csrf,
        demo=house.settings.demo,
        rights=_by_service(person),
        colleagues=_colleagues(plan, person),
        cti_id=account.cti_id if account and person.cti else "",
    )


def _colleagues(plan: Plan, person: Person) -> dict[str, str]:
    others = [each for each in plan.people.values() if not each.cti]
    return {each.id: each.name for each in others if each.services & person.services or each.id == person.id}


def _by_service(person: Person) -> dict[str, list[str]]:
    rights: dict[str, list[str]] = {}
    for service, right in sorted(person.grants):
        rights.setdefault(service, []).append(right)
    return rights


def _service(known: Service) -> ServiceView:
    return ServiceView(known.id, known.name, sorted(known.functions))
