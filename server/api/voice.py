"""What an agent does with the own voice in a call."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from cti import commands
from server.api.auth import Phone, TheHouse
from server.views import CallView

routes = APIRouter(prefix="/api", tags=["calls"])


class MuteWish(BaseModel):
    on: bool


@routes.post("/calls/{id}/mute", response_model=CallView, responses={204: {}})
async def mute(id: str, wish: MuteWish, person: Phone, house: TheHouse) -> CallView | Response:
    """Nobody hears the agent (on) or everybody again; holds until the talk is over, whatever becomes of the page."""
    await house.ask(commands.Mute(person.id, id, wish.on))
    return house.seeing.call(id) or Response(status_code=204)
