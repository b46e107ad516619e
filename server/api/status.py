"""How the house is, for whoever keeps it: state of each part, figures of now, what was wrong, what the doctor finds."""

from collections import Counter
from dataclasses import asdict

from fastapi import APIRouter
from pydantic import BaseModel

from cti.facts import AgentState
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.archive.last import last_backup
from server.canary import Flight, named
from server.house import House
from server.status.machines import Machine, worst_of
from server.status.room import Now
from server.status.states import ORDER, State, worst
from server.times import Time
from server.version import VERSION
from server.views import CanaryView, CheckView, MachineView, NowView, OutageView, PartStateView

routes = APIRouter(prefix="/api/status", tags=["status"])


class Status(BaseModel):
    """state: the worst of the parts, `impaired` when one of several machines is missing; watched_since: since when
    outages are noted; backup_at: of the last backup, empty for none yet; canary: minutes between two of its calls, 0
    for none; machines: where there are several Asterisks or gateways, each of
    them; canaries: where there are several targets, the last call to each."""

    state: State
    parts: list[PartStateView]
    outages: list[OutageView]
    figures: NowView
    at: Time
    version: str
    started_at: Time
    watched_since: Time
    backup_at: Time
    canary: int
    machines: list[MachineView] = []
    canaries: list[CanaryView] = []


class Checks(BaseModel):
    """at: when they were looked for."""

    at: Time
    items: list[CheckView]


@routes.get("")
async def status(person: Permitted, house: TheHouse) -> Status:
    parts, machines = house.status.parts(), house.status.machines()
    of_all = worst(each.told for each in parts), worst_of(each.told for each in machines)
    return Status(
        state=max(of_all, key=ORDER.index),
        parts=[PartStateView(**asdict(each.told), since=each.since, up=each.up) for each in parts],
        outages=[OutageView(**asdict(each)) for each in house.status.outages()],
        figures=_now(house),
        at=house.clock(),
        version=VERSION,
        started_at=house.started_at,
        watched_since=house.status.watched_since,
        backup_at=last_backup(house.settings.data),
        canary=house.settings.canary,
        machines=[_machine(each) for each in machines],
        canaries=[_canary(*each) for each in house.status.canary.lasts.items() if each[0]],
    )


@routes.get("/checks")
async def checks(person: Permitted, house: TheHouse) -> Checks:
    """What `cti doctor` finds; at most a minute old."""
    return await _checks(house, anew=False)


@routes.post("/checks")
async def check(person: Permitted, house: TheHouse) -> Checks:
    """Look again now."""
    return await _checks(house, anew=True)


@routes.post("/canary", status_code=204)
async def call(person: Permitted, house: TheHouse) -> None:
    """The canary calls now. Takes some seconds. 409 while it is switched off."""
    if not house.settings.canary:
        raise Problem(409, "the canary is off; say how many minutes lie between two of its calls: setting canary")
    await house.status.canary.once()
    await house.status.look()


def _machine(now: Now[Machine]) -> MachineView:
    told = now.told
    return MachineView(told.kind, told.name, told.state, told.why, since=now.since, up=now.up, **asdict(told.carries))


def _canary(target: str, flight: Flight) -> CanaryView:
    return CanaryView(target, flight.at, named(flight.why), flight.why, flight.answer, flight.echo)


def _now(house: House) -> NowView:
    calls, room = house.desk.calls.values(), house.status
    return NowView(
        calls=dict(Counter(str(each.state) for each in calls)),
        waiting=sum(each.waiting for each in house.seeing.queues()),
        agents=sum(each.state is not AgentState.OFF for each in house.desk.agents.values()),
        desks=house.live.viewers,
        lag=room.lag.p95(),
        ari=room.requests.p95(),
        loss=room.loss.mean(),
    )


async def _checks(house: House, *, anew: bool) -> Checks:
    found = await house.status.checks(anew=anew)
    return Checks(at=found.at, items=[CheckView(**asdict(each)) for each in found.findings])
