"""The prompts of the house: what callers hear, in words and in recordings, with all versions.

Designers and admins edit those of their services and those that all services share; supervisors listen.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from config.prompts import LANGUAGES
from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.body import body_of
from server.api.problems import Problem
from server.house import House
from server.prompts.speaking import spoken
from server.rights import may_design, may_read_routes
from server.views import PromptDetail, PromptLanguageView, PromptUseView, PromptVersionView, PromptView
from storage.prompts import PromptVersion

routes = APIRouter(prefix="/api", tags=["prompts"])
MOST_BYTES = 10 * 2**20
ONE, IN_LANGUAGE = "/prompts/{name}", "/prompts/{name}/{language}"
GONE = "there is no such prompt, or it is in a service that is not yours"
SOUND = {"Cache-Control": "private, no-store"}
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class Prompts(BaseModel):
    items: list[PromptView]
    languages: list[str]


class NewPrompt(BaseModel):
    """service: "" for what all services share."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    service: Annotated[str, Field(max_length=100)] = ""
    note: Annotated[str, Field(max_length=500)] = ""


class TextWish(BaseModel):
    text: Words


class VersionWish(BaseModel):
    """version: 0 for the words that came with the program."""

    version: Annotated[int, Field(ge=0)]


class Spoken(BaseModel):
    url: str


class SpeakWish(BaseModel):
    """values: of the variables in the text, as `{order}` or `{sum:money KRW}`."""

    text: Words
    language: str
    values: Annotated[dict[str, Annotated[str, Field(max_length=200)]], Field(max_length=50)] = {}


@routes.get("/prompts")
async def prompts(person: Permitted, house: TheHouse) -> Prompts:
    """Those of this person's services, and those that all share."""
    used = await house.uses()
    names = [name for name in house.prompts.names if may_read_routes(person, _service(house, name))]
    return Prompts(items=[_view(house, person, name, used.get(name, [])) for name in names], languages=list(LANGUAGES))


@routes.post("/prompts", status_code=201)
async def add(wish: NewPrompt, person: Permitted, house: TheHouse) -> PromptDetail:
    if wish.service and wish.service not in house.plan.services:
        raise Problem(422, "service: there is no such service")
    if not may_design(person, wish.service):
        raise Problem(403, "your account has no right to edit prompts of this service")
    await house.prompts.add(wish.name, wish.service, wish.note.strip(), person.id)
    return await _detail(house, person, wish.name)


@routes.post("/prompts/speak")
async def speak(wish: SpeakWish, person: Permitted, house: TheHouse) -> Spoken:
    """What a text would sound like, variables filled with these values; it can be heard for some minutes."""
    try:
        words = spoken(wish.text, _known(wish.language), wish.values)
    except ValueError as error:
        raise Problem(422, f"text: {error}") from error
    place = await house.prompts.sounds.said_now(words, wish.language)
    if place is None:
        raise Refused("this could not be made into a sound; nothing was changed", "prompt_unspeakable")
    return Spoken(url=f"/api/prompts/spoken/{place.stem}")


@routes.get("/prompts/spoken/{id}", response_class=FileResponse)
async def listen(
    id: Annotated[str, Path(pattern="^[0-9a-f]{40}$")], person: Permitted, house: TheHouse
) -> FileResponse:
    place = house.prompts.sounds.said.file(id)
    if not place.exists():
        raise Problem(404, "this text is not there any more: let it be spoken again")
    return FileResponse(place, media_type="audio/wav", headers=SOUND)


@routes.get(ONE)
async def prompt(name: str, person: Permitted, house: TheHouse) -> PromptDetail:
    return await _detail(house, person, _readable(house, person, name))


@routes.delete(ONE, status_code=204)
async def remove(name: str, person: Permitted, house: TheHouse) -> None:
    """Only one that the house has added, and that nobody plays."""
    _editable(house, person, name)
    if house.prompts.is_shipped(name):
        raise Refused("this prompt came with the program: it can be changed, not deleted", "prompt_shipped")
    if used := (await house.uses()).get(name):
        raise Refused(f"{used[0].where} plays this prompt: take it out there first", "prompt_used", where=used[0].where)
    await house.prompts.remove(name)


@routes.put(f"{IN_LANGUAGE}/text")
async def write(name: str, language: str, wish: TextWish, person: Permitted, house: TheHouse) -> PromptDetail:
    """Other words, heard from the next playback on, unless a recording stands for them."""
    await house.prompts.write(_editable(house, person, name), _known(language), wish.text, person.id)
    return await _detail(house, person, name)


@routes.post(f"{IN_LANGUAGE}/recording")
async def record(name: str, language: str, request: Request, person: Permitted, house: TheHouse) -> PromptDetail:
    """The body is the sound as it is, up to 10 MB and 5 minutes. The refusal of another file names the `kinds` that are
    read."""
    _editable(house, person, name)
    content = await body_of(request, MOST_BYTES, "the recording")
    await house.prompts.record(name, _known(language), content, person.id)
    return await _detail(house, person, name)


@routes.put(f"{IN_LANGUAGE}/use")
async def use(name: str, language: str, wish: VersionWish, person: Permitted, house: TheHouse) -> PromptDetail:
    """Take an earlier version back; words put a recording aside."""
    await house.prompts.use(_editable(house, person, name), _known(language), wish.version)
    return await _detail(house, person, name)


@routes.get(f"{IN_LANGUAGE}/sound", response_class=FileResponse)
async def sound(
    name: str,
    language: str,
    person: Permitted,
    house: TheHouse,
    version: Annotated[int | None, Query(ge=0, description="of one version; else what is heard now")] = None,
) -> FileResponse:
    """WAV, 16 kHz."""
    place = await house.prompts.sound(_readable(house, person, name), _known(language), version)
    if place is None or not place.exists():
        raise Problem(404, "there is nothing to hear in this language")
    return FileResponse(place, media_type="audio/wav", headers=SOUND)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Problem(422, f"language: choose one of {', '.join(LANGUAGES)}")
    return language


def _service(house: House, name: str) -> str:
    """Shipped prompts belong to the service that their name begins with."""
    added, first = house.prompts.added(name), name.partition(".")[0]
    if added is not None:
        return added.service
    return first if first in house.plan.services else ""


def _readable(house: House, person: Person, name: str) -> str:
    if name not in house.prompts.names or not may_read_routes(person, _service(house, name)):
        raise Problem(404, GONE)
    return name


def _editable(house: House, person: Person, name: str) -> str:
    if not may_design(person, _service(house, _readable(house, person, name))):
        raise Problem(403, "your account has no right to edit this prompt")
    return name


async def _detail(house: House, person: Person, name: str) -> PromptDetail:
    used = await house.uses()
    versions = [_version(house, each) for each in house.prompts.versions(name)]
    return PromptDetail(_view(house, person, name, used.get(name, [])), versions)


def _view(house: House, person: Person, name: str, used: list[PromptUseView]) -> PromptView:
    added, service = house.prompts.added(name), _service(house, name)
    languages = [_in(house, name, language) for language in LANGUAGES]
    note, shipped = added.note if added else "", house.prompts.is_shipped(name)
    if name.startswith("system."):
        used = [PromptUseView("house", "", ""), *used]
    return PromptView(name, service, note, shipped, languages, used, may_design(person, service))


def _in(house: House, name: str, language: str) -> PromptLanguageView:
    heard = house.prompts.heard(name, language)
    instead = "" if heard.source != "none" else house.prompts.instead(name, language)
    return PromptLanguageView(language, heard.text, heard.source, heard.words, heard.recording, instead)


def _version(house: House, each: PromptVersion) -> PromptVersionView:
    heard = house.prompts.heard(each.prompt, each.language)
    now = each.version == (heard.recording or heard.words)
    by = house.plan.people[each.by].name if each.by in house.plan.people else each.by
    return PromptVersionView(each.language, each.version, each.kind, each.text, each.seconds, by, each.at, now)
