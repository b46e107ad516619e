"""What an agent does with the own voice in a call, and how a talk sounds."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from cti import commands
from server.api.auth import Everybody, Phone, TheHouse
from server.api.problems import Problem
from server.api.records import ticket
from server.emodel import grade
from server.quality import Sample, Side
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
    """How the talk sounds now, on each side that was measured yet. For who talks, and for supervisors."""
    call = house.seeing.call(id)
    if call is None or not (oversees(signed.person, call.service) or signed.person.id in call.parties):
        raise Problem(404, "there is no such call, or it is not yours")
    return Sides(items=[_now(side, agent, sample) for side, agent, sample in house.quality.of(id)])


@routes.get("/tickets/{id}/quality")
async def quality_of_ticket(id: int, signed: Everybody, house: TheHouse) -> SidesSounded:
    """How the talks of this ticket sounded, minute by minute: the average and the worst one."""
    found = await ticket(id, signed, house)
    sides: dict[tuple[str, str], list[Minute]] = {}
    for minute in await house.quality.minutes(found.call):
        sides.setdefault((minute.side, minute.agent), []).append(minute)
    return SidesSounded(items=[_sounded(minutes) for minutes in sides.values()])


def _now(side: Side, agent: str, sample: Sample) -> SideView:
    loss, jitter, rtt = round(sample.loss, 1), round(sample.jitter, 1), round(sample.rtt, 1)
    return SideView(side, agent, round(sample.mos, 2), grade(sample.mos), loss, jitter, rtt)


def _sounded(minutes: list[Minute]) -> SideSoundedView:
    worst = min(minutes, key=lambda minute: minute.mos)
    average = round(sum(minute.mos for minute in minutes) / len(minutes), 2)
    side: Side = "caller" if worst.side == "caller" else "agent"
    return SideSoundedView(side, worst.agent, average, worst.mos, grade(average), worst.minute * 60.0)
