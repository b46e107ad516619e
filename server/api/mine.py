"""What people set about themselves: profile, password, second factor, their sessions (ME-05, ORG-08)."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from server.api.auth import Everybody, Signed, TheHouse, address_of
from server.api.problems import Problem
from server.house import House
from server.staff import totp
from server.staff.letters import FORGOTTEN, written
from server.staff.passwords import complaint_about
from server.views import SessionView
from storage.credentials import Second
from storage.people import Account, Details
from storage.sessions import hashed_name
from storage.throttle import forgiven, keys_of

routes = APIRouter(prefix="/api", tags=["session"])
Password = Annotated[str, Field(max_length=1000)]
Code = Annotated[str, Field(max_length=40)]


class Profile(BaseModel):
    """nickname: shown in chat and mail; takes_tickets: tickets are assigned to me."""

    nickname: str
    email: str
    takes_tickets: bool
    two_factors: bool


class ProfileWish(BaseModel):
    nickname: Annotated[str, Field(max_length=60)] | None = None
    takes_tickets: bool | None = None


class PasswordWish(BaseModel):
    old: Password
    new: Password


class Proof(BaseModel):
    password: Password


class CodeWish(BaseModel):
    code: Code


class SecondBegun(BaseModel):
    """secret: to be typed into the app; address: the same for a picture (otpauth)."""

    secret: str
    address: str


class Codes(BaseModel):
    """Told once. Each lets its person in once when the app is not there."""

    codes: list[str]


class Sessions(BaseModel):
    items: list[SessionView]


class Forgotten(BaseModel):
    login: Annotated[str, Field(min_length=1, max_length=100)]


class Chosen(BaseModel):
    """token: of the link in the mail."""

    token: Annotated[str, Field(max_length=200)]
    password: Password


# --- the profile -----------------------------------------------------------------------------------------------------


@routes.get("/me/profile")
async def profile(signed: Everybody, house: TheHouse) -> Profile:
    return _profile(await _account(house, signed))


@routes.patch("/me/profile")
async def change(wish: ProfileWish, signed: Everybody, house: TheHouse) -> Profile:
    """What is left out stays. Everything else about a person is for org admins (ME-06)."""
    await house.people.put_details(signed.person.id, Details(**wish.model_dump(exclude_none=True)))
    return _profile(await _account(house, signed))


# --- the password ----------------------------------------------------------------------------------------------------


@routes.put("/me/password", status_code=204)
async def set_password(wish: PasswordWish, request: Request, signed: Everybody, house: TheHouse) -> None:
    """All other sessions of the person end."""
    await _must_prove(house, signed, request, wish.old)
    _must_be_good(await _account(house, signed), wish.new)
    await house.people.set_password(signed.person.id, wish.new)
    await _end_others(house, signed)


@routes.post("/password/forgotten", status_code=202)
async def forgotten(wish: Forgotten, request: Request, house: TheHouse) -> None:
    """A mail with a link goes to the address of the account; the answer is the same where there is none."""
    request.state.login = wish.login
    keys = {f"forgotten:{key}": rule for key, rule in keys_of(wish.login, address_of(request)).items()}
    if wait := await house.throttle.wait(keys):
        raise Problem(429, f"too many attempts; try again in {wait} s", {"Retry-After": str(wait)})
    await house.throttle.failed(keys)
    account = await house.people.account(wish.login)
    if account is None or not account.active or not account.email:
        return
    token = await house.records.credentials.new_link(account.person.id, house.clock())
    link = f"{house.settings.public_address}/password#{token}"
    language = account.person.language or house.settings.language
    letter = written(FORGOTTEN, language, link=link, name=account.person.name, login=account.person.id)
    await house.post.write(account.email, *letter)


@routes.post("/password", status_code=204)
async def choose(wish: Chosen, request: Request, house: TheHouse) -> None:
    """By the link of a mail. It is used up, whatever the password is like, so it is judged before."""
    if complaint := complaint_about(wish.password, "", ""):
        raise Problem(422, complaint, code="password_weak")
    person = await house.records.credentials.use_link(wish.token, house.clock())
    account, request.state.login = await house.people.account(person) if person else None, person
    if account is None or not account.active:
        raise Problem(410, "this link was used, or is older than two days; ask for another mail", code="link_used")
    await house.people.set_password(person, wish.password)
    await house.sessions.end_all_of(person)
    house.staff.end_sessions(lambda one, session: one == person)


# --- the second factor -----------------------------------------------------------------------------------------------


@routes.post("/me/second-factor")
async def begin(wish: Proof, request: Request, signed: Everybody, house: TheHouse) -> SecondBegun:
    """A new secret; it counts from its first right code on. The one before counts until then no more."""
    await _must_prove(house, signed, request, wish.password)
    if (await house.records.credentials.second(signed.person.id)).sure:
        raise Problem(409, "there is a second factor already; take it away first", code="second_there")
    secret = secrets.token_bytes(totp.SECRET_BYTES)
    sealed = house.lookups.seal.close(secret.hex())
    await house.records.credentials.put_second(signed.person.id, Second(sealed))
    return SecondBegun(secret=totp.plain(secret), address=totp.address(secret, signed.person.id))


@routes.put("/me/second-factor")
async def confirm(wish: CodeWish, signed: Everybody, house: TheHouse) -> Codes:
    """The first code is right: from now on signing in needs one. All other sessions end."""
    known = await house.records.credentials.second(signed.person.id)
    secret = secret_of(house, known)
    step = totp.step_of(secret, wish.code, house.clock()) if secret and not known.sure else 0
    if not step:
        raise Problem(422, "this code does not fit; look whether the clock of your phone is right", code="code_wrong")
    await house.records.credentials.put_second(signed.person.id, Second(known.secret, True, step))
    await _end_others(house, signed)
    return Codes(codes=await house.records.credentials.new_codes(signed.person.id))


@routes.post("/me/second-factor/codes")
async def new_codes(wish: Proof, request: Request, signed: Everybody, house: TheHouse) -> Codes:
    """New recovery codes; the old ones are worth nothing any more."""
    await _must_prove(house, signed, request, wish.password)
    if not (await house.records.credentials.second(signed.person.id)).sure:
        raise Problem(409, "there is no second factor; set one up first", code="no_second")
    return Codes(codes=await house.records.credentials.new_codes(signed.person.id))


@routes.post("/me/second-factor/remove", status_code=204)
async def remove(wish: Proof, request: Request, signed: Everybody, house: TheHouse) -> None:
    await _must_prove(house, signed, request, wish.password)
    await house.records.credentials.put_second(signed.person.id, Second())


def secret_of(house: House, known: Second) -> bytes:
    """b"" for none, and where it was sealed by another installation."""
    return bytes.fromhex(house.lookups.seal.open(known.secret) or "")


# --- sessions --------------------------------------------------------------------------------------------------------


@routes.get("/me/sessions")
async def sessions(signed: Everybody, house: TheHouse) -> Sessions:
    """Where this person is signed in."""
    lines = await house.sessions.of(signed.person.id)
    names = [name for name in SessionView.__dataclass_fields__ if name != "here"]
    here = signed.session.id
    items = [SessionView(**{name: getattr(each, name) for name in names}, here=each.id == here) for each in lines]
    return Sessions(items=items)


@routes.delete("/me/sessions/{id}", status_code=204)
async def end(id: str, signed: Everybody, house: TheHouse) -> None:
    """Signed out there, at once."""
    person = signed.person.id
    if not await house.sessions.end_one(person, id):
        raise Problem(404, "there is no such session; perhaps it has ended")
    house.staff.end_sessions(lambda one, session: one == person and hashed_name(session) == id)


# --- what may be -----------------------------------------------------------------------------------------------------


async def _must_prove(house: House, signed: Signed, request: Request, password: str) -> None:
    """Whoever found a desk open must not take the account over. Slowed as signing in is."""
    keys = keys_of(signed.person.id, address_of(request))
    if wait := await house.throttle.wait(keys):
        raise Problem(429, f"too many failed attempts; try again in {wait} s", {"Retry-After": str(wait)})
    if await house.people.sign_in(signed.person.id, password) is None:
        await house.throttle.failed(keys)
        raise Problem(403, "the password is not right", code="password_wrong")
    await house.throttle.forget(forgiven(keys))


def _must_be_good(account: Account, password: str) -> None:
    if complaint := complaint_about(password, account.person.id, account.person.name):
        raise Problem(422, complaint, code="password_weak")


async def _end_others(house: House, signed: Signed) -> None:
    person, token = signed.person.id, signed.session.token
    await house.sessions.end_all_of(person, but=token)
    house.staff.end_sessions(lambda one, session: one == person and session != token)


async def _account(house: House, signed: Signed) -> Account:
    known = await house.people.account(signed.person.id)
    if known is None:
        raise Problem(404, "there is no such account any more")
    return known


def _profile(known: Account) -> Profile:
    return Profile(
        nickname=known.nickname,
        email=known.email,
        takes_tickets=known.takes_tickets,
        two_factors=known.two_factors,
    )
