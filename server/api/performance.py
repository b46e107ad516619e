"""My performance: what I did today, and on the last seven days (ME-01). Nobody sees anybody else's here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, nextafter
from typing import Annotated

from fastapi import APIRouter, Query

from cti.plan import Person
from routing.performance import Change, Talk, figure, performance
from server.api.auth import Everybody, TheHouse
from server.api.figures import midnight
from server.api.problems import Problem
from server.house import House
from server.rights import callbacks_in, may_ticket
from server.times import day_of
from server.views import PerformanceView

routes = APIRouter(prefix="/api/me", tags=["people"])
DAYS = 7  # before today, with which it is compared


@dataclass
class _Done:
    """Since the first of the days. solved, completed: times."""

    changes: Sequence[Change]
    talks: dict[str, Talk]
    solved: Sequence[float] = field(default_factory=list)
    completed: Sequence[float] = field(default_factory=list)


@routes.get("/performance")
async def mine(
    signed: Everybody, house: TheHouse, service: Annotated[str, Query(max_length=100)] = ""
) -> PerformanceView:
    """In one service, the first of the person's if left out; up to this moment."""
    person, now = signed.person, house.clock()
    service = service or min(person.services, default="")
    if service not in person.services:
        raise Problem(404, "there is no such service, or it is not yours")
    today = day_of(now)
    done = await _done(house, person, service, midnight(today, -DAYS))
    days = [_day(done, midnight(today, -back), midnight(today, 1 - back), service) for back in range(1, DAYS + 1)]
    worked = [each for each in days if each]
    running = figure(done.changes[-1], done.talks, service) if done.changes else ""
    return PerformanceView(
        service=service,
        day=today,
        at=now,
        days=len(worked),
        today=_day(done, midnight(today), nextafter(now, inf), service),  # what has happened this moment too
        usual=_usual(worked),
        tickets=await _tickets(house, person, service),
        callbacks=_open_callbacks(house, person, service),
        running=f"{running}_seconds" if running else "",
    )


async def _done(house: House, person: Person, service: str, since: float) -> _Done:
    doings = house.records.doings
    changes = await doings.changes(person.id, since)
    talks = await doings.talks(change.call for change in changes if change.call)
    solved = await doings.solved(person.id, service, since) if may_ticket(person, service) else []
    return _Done(changes, talks, solved, await doings.completed(person.id, service, since))


def _day(done: _Done, begin: float, end: float, service: str) -> dict[str, float]:
    """Nothing for a day on which nothing was done."""
    figures = Counter[str](performance(done.changes, done.talks, begin, end, service))
    for name, times in (("solved", done.solved), ("callbacks", done.completed)):
        figures[name] = sum(begin <= at < end for at in times)
    return {name: float(value) for name, value in figures.items() if value}


def _usual(days: Sequence[dict[str, float]]) -> dict[str, float]:
    """The average of the days that were worked; empty without any."""
    names = {name for day in days for name in day}
    return {name: sum(day.get(name, 0.0) for day in days) / len(days) for name in sorted(names)}


async def _tickets(house: House, person: Person, service: str) -> dict[str, int]:
    return await house.records.doings.tickets_now(person.id, service) if may_ticket(person, service) else {}


def _open_callbacks(house: House, person: Person, service: str) -> int | None:
    """None where there are no callbacks."""
    if service not in callbacks_in(person, house.plan.services):
        return None
    promises = house.seeing.book.promises.values()
    return sum(each.assignee == person.id and each.service == service for each in promises)
