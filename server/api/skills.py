"""Skills: which there are in a service, and how well its agents have them."""

import re
import unicodedata
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.commands import ChangeSkills
from cti.plan import Person, Skill
from cti.refused import Refused
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of

routes = APIRouter(prefix="/api", tags=["skills"])
MOST = 100  # skills of a service
Levels = Annotated[dict[str, int], Field(description="skill → level from 1 to 10; what is left out is taken away")]


class SkillView(BaseModel):
    """id: what routes name it by."""

    id: str
    name: str


class SkilledView(BaseModel):
    id: str
    name: str
    levels: dict[str, int]


class Matrix(BaseModel):
    skills: list[SkillView]
    people: list[SkilledView]


class NewSkill(BaseModel):
    service: Annotated[str, Field(max_length=100)]
    name: Annotated[str, Field(min_length=1, max_length=60)]


class LevelsWish(BaseModel):
    levels: Levels


@routes.get("/skills")
async def skills(service: Annotated[str, Query(max_length=100)], person: Overseer, house: TheHouse) -> Matrix:
    """Those of a service, and everybody who takes its calls."""
    _must_be_in_charge(house, person, service)
    known = [SkillView(id=each.id, name=each.name) for each in house.plan.skills.values() if each.service == service]
    ids = {each.id for each in known}
    agents = [each for each in house.plan.people.values() if each.cti and service in each.services]
    return Matrix(skills=known, people=[_skilled(house, each, ids) for each in agents])


@routes.post("/skills", status_code=201)
async def add(wish: NewSkill, person: Overseer, house: TheHouse) -> SkillView:
    """Its id is made from its name; routes name it by that."""
    _must_be_in_charge(house, person, wish.service)
    mine = [each for each in house.plan.skills.values() if each.service == wish.service]
    if any(each.name == wish.name.strip() for each in mine):
        raise Problem(409, f"there is a skill {wish.name.strip()} already; choose another name")
    if len(mine) >= MOST:
        raise Problem(409, f"{MOST} skills are the most; delete one that no route asks for")
    made = Skill(_id(wish.name, house.plan.skills), wish.name.strip(), wish.service)
    await house.records.abilities.add_skill(made)
    house.plan.skills[made.id] = made
    return SkillView(id=made.id, name=made.name)


@routes.delete("/skills/{id}", status_code=204)
async def remove(id: str, person: Overseer, house: TheHouse) -> None:
    """Everybody loses it. Calls that ask for it wait until their route takes them out of the queue."""
    known = house.plan.skills.get(id)
    if known is None:
        raise Problem(404, "there is no such skill")
    _must_be_in_charge(house, person, known.service)
    for owner, levels in list(house.plan.levels.items()):
        if id in levels and owner in house.plan.people:
            rest = {skill: level for skill, level in levels.items() if skill != id}
            await house.ask(ChangeSkills(owner, person.id, rest))
    await house.records.abilities.remove_skill(id)
    house.plan.skills.pop(id, None)


@routes.put("/skills/people/{id}")
async def set_levels(id: str, wish: LevelsWish, person: Overseer, house: TheHouse) -> SkilledView:
    """Of the skills of the services that this person is in charge of; others stay as they are. It counts for what is
    offered from now on."""
    agent = house.plan.people.get(id)
    if agent is None or not is_in_charge_of(person, agent.services):
        raise Problem(404, "there is no such person, or they are in services that are not yours")
    mine = {each.id for each in house.plan.skills.values() if is_in_charge_of(person, {each.service})}
    if unknown := sorted(wish.levels.keys() - mine):
        raise Problem(422, f"there is no skill {unknown[0]} in a service of yours; add it first")
    others = {skill: level for skill, level in house.plan.levels.get(id, {}).items() if skill not in mine}
    try:
        await house.ask(ChangeSkills(id, person.id, others | wish.levels))
    except Refused as refused:
        raise Problem(422, str(refused)) from None
    return _skilled(house, agent, mine)


def _skilled(house: House, agent: Person, ids: set[str]) -> SkilledView:
    levels = {skill: level for skill, level in house.plan.levels.get(agent.id, {}).items() if skill in ids}
    return SkilledView(id=agent.id, name=agent.name, levels=levels)


def _must_be_in_charge(house: House, person: Person, service: str) -> None:
    if service not in house.plan.services or not is_in_charge_of(person, {service}):
        raise Problem(404, "there is no such service, or it is not yours")


def _id(name: str, known: dict[str, Skill]) -> str:
    """From its letters where they are Latin, else `skill`; with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "skill"
    names = (base, *(f"{base}-{number}" for number in range(2, len(known) + 3)))
    return next(each for each in names if each not in known)
