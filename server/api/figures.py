"""What queues and agents did on some days, for those who are in charge of them."""

import time
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from cti.plan import Person, Queue
from routing.figures import SLOT, Key, Tally, added
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of
from server.times import day_of
from server.views import FiguresOf, FiguresPage, FiguresView, SpanView

routes = APIRouter(prefix="/api", tags=["figures"])
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
By = Literal["half-hour", "day"]
MOST_DAYS: dict[By, int] = {"half-hour": 31, "day": 400}
DAY = 86_400.0


@routes.get("/figures")
async def figures(
    person: Overseer,
    house: TheHouse,
    first: Annotated[Day, Query(alias="from")] = "",
    last: Annotated[Day, Query(alias="to")] = "",
    by: By = "half-hour",
    queue: Annotated[str, Query(max_length=100)] = "",
) -> FiguresPage:
    """From one day to another, both included (today if left out), in the time zone of the organisation.

    queue: this one; left out, all that the person is in charge of.
    """
    last = last or day_of(house.clock())
    first = first or last
    begin, end = midnight(first), midnight(last, 1)
    if not 0 < end - begin <= MOST_DAYS[by] * DAY + SLOT * 4:  # an hour more where the clock is put back
        raise Problem(422, f"choose days from the first to the last, {MOST_DAYS[by]} at most by {by}")
    queues = _queues(house, person, queue)
    agents = sorted({member for each in queues for member in each.members})
    asked = [*(f"queue:{each.id}" for each in queues), *(f"agent:{id}" for id in agents)]
    found = await house.figures.between(begin, end, asked)
    names = {f"queue:{each.id}": each.name for each in queues}
    names |= {f"agent:{id}": house.plan.people[id].name for id in agents if id in house.plan.people}
    everything = {of: _of(of.partition(":")[2], name, _part(found, of), by) for of, name in names.items()}
    return FiguresPage(
        first,
        last,
        by,
        _of("", "", _together(found), by),
        [each for of, each in everything.items() if of.startswith("queue:")],
        [each for of, each in everything.items() if of.startswith("agent:")],
    )


def _queues(house: House, person: Person, id: str) -> list[Queue]:
    mine = [each for each in house.plan.queues.values() if is_in_charge_of(person, {each.service})]
    if not id:
        return sorted(mine, key=lambda each: each.name)
    found = [each for each in mine if each.id == id]
    if not found:
        raise Problem(404, "there is no such queue, or it is in a service that is not yours")
    return found


def _part(found: Mapping[Key, Tally], of: str) -> dict[int, Tally]:
    return {key.slot: tally for key, tally in found.items() if key.of == of}


def _together(found: Mapping[Key, Tally]) -> dict[int, Tally]:
    slots: dict[int, Tally] = {}
    for key, tally in found.items():
        if key.of.startswith("queue:"):
            slots.setdefault(key.slot, Tally()).add(tally)
    return slots


def _of(id: str, name: str, slots: Mapping[int, Tally], by: By) -> FiguresOf:
    spans: dict[float, list[Tally]] = {}
    for slot in sorted(slots):
        spans.setdefault(float(slot) if by == "half-hour" else midnight(day_of(slot)), []).append(slots[slot])
    told = [SpanView(at, figures_view(added(tallies))) for at, tallies in spans.items()]
    return FiguresOf(id, name, figures_view(added(slots.values())), told)


def figures_view(tally: Tally) -> FiguresView:
    return FiguresView(**{name: getattr(tally, name) for name in FiguresView.__dataclass_fields__})


def midnight(day: str, later: int = 0) -> float:
    """When a day begins, or one that is so many days later. Raises `Problem` for one that there is not."""
    try:
        parsed = time.strptime(day, "%Y-%m-%d")
    except ValueError as error:
        raise Problem(422, f"{day} is no day; write it as 2026-11-28") from error
    return time.mktime((parsed.tm_year, parsed.tm_mon, parsed.tm_mday + later, 0, 0, 0, 0, 0, -1))
