"""What an agent does with the own voice in a call, and how a talk sounds."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from cti import commands
from server.api.auth import Everybody, Phone, TheHouse
from server.api.problems import Problem
from server.api.records import readable
from server.emodel import grade
from server.quality import Side
from server.rights import oversees
from server.views import CallView, SideSoundedView, SideView
from storage.quality import Minute

routes = APIRouter(prefix="/api", tags=["calls"])


class MuteWish(BaseModel):
    on: bool


@routes.post("/calls/{id}/mute", response_model=CallView, responses={204: {}})
async def mute(id: str, wish: MuteWish, person: Phone, house: TheHouse) -> CallView | Response:
    """Nobody hears the agent (on) or everybody again; holds until the talk is over, whatever becomes of the page."""
    await house.ask(commands.Mute(person.id, id, wish.on))
    return house.seeing.call(id) or Response(status_code=204)


class Sides(BaseModel):
    items: list[SideView]


class SidesSounded(BaseModel):
    items: list[SideSoundedView]


@routes.get("/calls/{id}/quality")
async def quality(id: str, signed: Everybody, house: TheHouse) -> Sides:
    """How the talk sounds now, on each side that was measured yet. For who talks, and for supervisors.

    While a supervisor asks for it, the talk is measured every 5 s; in a house of many talks the others take turns."""
    call = house.seeing.call(id)
    if call is None or not (oversees(signed.person, call.service) or signed.person.id in call.parties):
        raise Problem(404, "there is no such call, or it is not yours")
    if signed.person.id not in call.parties:
        house.quality.watch(id, house.clock())
    return Sides(items=house.quality.sides(id))


@routes.get("/tickets/{id}/quality")
async def quality_of_ticket(id: int, signed: Everybody, house: TheHouse) -> SidesSounded:
    """How the talks of this ticket sounded, minute by minute: the average and the worst one."""
    found = await readable(house, signed.person, id)
    sides: dict[tuple[str, str], list[Minute]] = {}
    for minute in await house.quality.minutes(found.call):
        sides.setdefault((minute.side, minute.agent), []).append(minute)
    return SidesSounded(items=[_sounded(minutes) for minutes in sides.values()])


def _sounded(minutes: list[Minute]) -> SideSoundedView:
    worst = min(minutes, key=lambda minute: minute.mos)
    average = round(sum(minute.mos for minute in minutes) / len(minutes), 2)
    side: Side = "caller" if worst.side == "caller" else "agent"
    return SideSoundedView(side, worst.agent, average, worst.mos, grade(average), worst.minute * 60.0)
