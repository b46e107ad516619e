"""The present, and what can be asked of a call. 409 tells in a sentence why something is not possible now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from cti import commands, talks
from cti.plan import Person
from journal import Entry, Fact
from routing.explain import Verdict
from server import retold, tracking, witnessing
from server.api.auth import Everybody, Overseer, Phone, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import may_ticket, oversees
from server.tickets.searching import Number
from server.times import stamped
from server.views import (
    AgentView,
    CallView,
    MomentView,
    Present,
    QueueView,
    TargetsView,
    TimelineEntry,
    VerdictView,
    WaitingView,
    WitnessView,
)
from storage.vocabulary import fields

routes = APIRouter(prefix="/api", tags=["calls"])
TOLD = ("queue", "place", "of", "waited", "ring", "rings", "next_ring", "alone")  # of an explanation, as it is


PASSING = {"agent": commands.PassToAgent, "queue": commands.PassToQueue, "route": commands.PassToRoute}
PASSING |= {"number": commands.PassToNumber}


class Agents(BaseModel):
    items: list[AgentView]


class Queues(BaseModel):
    items: list[QueueView]


class Calls(BaseModel):
    items: list[CallView]


class Timeline(BaseModel):
    """talked: seconds of the talks that are over; erased: the customer was, so there is no number."""

    items: list[TimelineEntry]
    talked: float
    erased: bool


class Steps(BaseModel):
    items: list[MomentView]


class Witnessed(BaseModel):
    """silent: the Asterisks that did not answer, by name: what they saw is missing; bare: those that keep no record,
    `here` for this machine's; kept_days: that a record is kept, 0 for ever."""

    items: list[WitnessView]
    silent: list[str]
    bare: list[str]
    kept_days: int


class Why(BaseModel):
    reason: Annotated[str, Field(max_length=200)] = ""


class Digits(BaseModel):
    digits: Annotated[str, Field(max_length=100)]


class Asked(BaseModel):
    """agent: the one to be asked, by id."""

    agent: Annotated[str, Field(min_length=1, max_length=100)]


class Party(BaseModel):
    """party: somebody in the conference, by id."""

    party: Annotated[str, Field(min_length=1, max_length=100)]


class Passed(BaseModel):
    """to: `agent:ID`, `queue:ID`, `route:NAME` or `number:DIGITS`."""

    to: Annotated[str, Field(pattern="^(agent|queue|route|number):.+$", max_length=100)]


@routes.get("/present")
async def present(signed: Everybody, house: TheHouse) -> Present:
    return house.seeing.present(signed.person, house.live.number, house.clock())


@routes.get("/agents")
async def agents(signed: Everybody, house: TheHouse) -> Agents:
    return Agents(items=house.seeing.agents_for(signed.person))


@routes.get("/queues")
async def queues(signed: Everybody, house: TheHouse) -> Queues:
    return Queues(items=house.seeing.queues())


@routes.get("/calls")
async def calls(signed: Everybody, house: TheHouse) -> Calls:
    """All calls of now; an agent sees the own one."""
    return Calls(items=[call for call in house.seeing.calls() if _may_see(signed.person, call)])


@routes.get("/calls/{id}")
async def call(id: str, signed: Everybody, house: TheHouse) -> CallView:
    return _seen(house, signed.person, id)


@routes.get("/calls/{id}/timeline")
async def timeline(id: str, signed: Everybody, house: TheHouse, ticket: Number = 0) -> Timeline:
    """The journal of one contact, with causes; of ended ones too. ticket: beside which it is read; who may see that and
    not the contact is told nothing of it, and no 404."""
    try:
        entries = await _contact(house, signed.person, id)
    except Problem:
        if not await _stands_beside(house, signed.person, ticket, id):
            raise
        entries = []
    items = [
        TimelineEntry(entry.number, entry.at, entry.cause or 0, type(entry.fact).__name__, _plain(entry.fact))
        for entry in entries
    ]
    erased = bool(entries) and await house.records.customers.cards.is_erased(id)
    return Timeline(items=items, talked=_talked(entries), erased=erased)


def _talked(entries: list[Entry]) -> float:
    spoken = talks.NONE
    for entry in entries:
        spoken = talks.evolve(spoken, entry.fact, entry.at)
    return spoken.seconds


@routes.get("/calls/{id}/steps")
async def steps(id: str, signed: Everybody, house: TheHouse) -> Steps:
    """What was so at each entry of the timeline: the call's state, the line in which it waited, the agents then.

    Who does not oversee the service sees the places of others, and not which calls they were.
    """
    entries = await _contact(house, signed.person, id)
    calls = retold.calls_of(entries)
    span = retold.span_of(entries, calls)
    around = await _around(house, span) if span else retold.Around([], [])
    items = list(retold.steps(entries, calls, around, house.plan, span))
    known = oversees(signed.person, _service_of(entries))
    return Steps(items=items if known else [unnamed(step, id) for step in items])


@routes.get("/calls/{id}/witness")
async def witness(id: str, person: Overseer, house: TheHouse) -> Witnessed:
    """What Asterisk itself wrote of the channels of one contact (CEL), in the order of time; one on another machine is
    asked for it. It is kept as long as logs are."""
    entries = await _contact(house, person, id)
    if not oversees(person, _service_of(entries)):
        raise Problem(404, "there is no such contact, or it is in a service that is not yours")
    seen = await house.witnesses.of(id)
    items = [witnessing.view_of(told, id) for told in tracking.of_channels(seen.lines, id)]
    items.sort(key=lambda line: line.at)
    return Witnessed(items=items, silent=list(seen.silent), bare=list(seen.bare), kept_days=house.witnesses.kept)


@routes.post("/calls/{id}/confirm", response_model=CallView, responses={204: {}})
async def confirm(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.Confirm(id, person.id))


@routes.post("/calls/{id}/cancel", response_model=CallView, responses={204: {}})
async def cancel(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.Cancel(id, person.id))


@routes.post("/calls/{id}/hold", response_model=CallView, responses={204: {}})
async def hold(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.Hold(id, person.id))


@routes.post("/calls/{id}/resume", response_model=CallView, responses={204: {}})
async def resume(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.Retrieve(id, person.id))


@routes.post("/calls/{id}/hangup", response_model=CallView, responses={204: {}})
async def hang_up(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.HangUp(id, person.id))


@routes.post("/calls/{id}/dismiss", response_model=CallView, responses={204: {}})
async def dismiss(id: str, why: Why, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.Dismiss(id, person.id, why.reason))


@routes.post("/calls/{id}/digits", response_model=CallView, responses={204: {}})
async def digits(id: str, wish: Digits, person: Phone, house: TheHouse) -> CallView | Response:
    return await _asked(house, commands.SendDigits(id, person.id, wish.digits))


@routes.get("/calls/{id}/targets")
async def targets(id: str, person: Phone, house: TheHouse) -> TargetsView:
    """To whom this call could go, those first who could take it now."""
    _seen(house, person, id)
    return house.seeing.targets(person)


@routes.post("/calls/{id}/consult", response_model=CallView, responses={204: {}})
async def consult(id: str, asked: Asked, person: Phone, house: TheHouse) -> CallView | Response:
    """Hold the caller and ask another agent, who confirms or cancels like any offer."""
    return await _asked(house, commands.Consult(id, person.id, asked.agent))


@routes.post("/calls/{id}/swap", response_model=CallView, responses={204: {}})
async def swap(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    """In a consultation: speak with the caller, or with the other agent again."""
    return await _asked(house, commands.Swap(id, person.id))


@routes.post("/calls/{id}/conference", response_model=CallView, responses={204: {}})
async def conference(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    """In a consultation: let everybody talk. Who hangs up leaves; the last agent who does ends the call."""
    return await _asked(house, commands.Conference(id, person.id))


@routes.post("/calls/{id}/drop", response_model=CallView, responses={204: {}})
async def drop(id: str, who: Party, person: Phone, house: TheHouse) -> CallView | Response:
    """In a conference: let one of the others go."""
    return await _asked(house, commands.Drop(id, person.id, who.party))


@routes.post("/calls/{id}/end", response_model=CallView, responses={204: {}})
async def end(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    """In a conference: end the call for everybody. Who hangs up only leaves."""
    return await _asked(house, commands.EndConference(id, person.id))


@routes.post("/calls/{id}/complete", response_model=CallView, responses={204: {}})
async def complete(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    """Caller and the other agent talk; who asked is out."""
    return await _asked(house, commands.Complete(id, person.id))


@routes.post("/calls/{id}/abandon", response_model=CallView, responses={204: {}})
async def abandon(id: str, person: Phone, house: TheHouse) -> CallView | Response:
    """Give the consultation up and be back with the caller."""
    return await _asked(house, commands.Abandon(id, person.id))


@routes.post("/calls/{id}/transfer", response_model=CallView, responses={204: {}})
async def transfer(id: str, passed: Passed, person: Phone, house: TheHouse) -> CallView | Response:
    """Hand the caller over without asking: to an agent, into a queue, or through a route again."""
    kind, _, to = passed.to.partition(":")
    return await _asked(house, PASSING[kind](id, person.id, to))


@routes.post("/calls/{id}/clear", response_model=CallView, responses={204: {}})
async def clear(id: str, person: Overseer, house: TheHouse) -> CallView | Response:
    """A supervisor ends a call that hangs."""
    known = house.seeing.call(id)
    if known is not None and not oversees(person, known.service):
        raise Problem(404, "there is no such call, or it is in a service that is not yours")
    return await _asked(house, commands.Clear(id, "normal", f"agent:{person.id}"))


@routes.get("/calls/{id}/why")
async def why(id: str, signed: Everybody, house: TheHouse) -> WaitingView:
    """Why a caller waits: everybody who could be asked, and what keeps each of them from taking it."""
    _seen(house, signed.person, id)
    found = house.why(id)
    if found is None:
        return WaitingView(waits=False)
    told = {name: getattr(found, name) for name in TOLD}
    return WaitingView(waits=True, agents=tuple(_verdict(each) for each in found.agents), **told)


def _verdict(of: Verdict) -> VerdictView:
    return VerdictView(of.agent, of.state, of.why or "", of.place, of.skills or {}, of.opens, of.again)


async def _contact(house: House, person: Person, id: str) -> list[Entry]:
    """Its journal, for who had part in it and for who oversees its service."""
    entries = await house.history.of(f"call:{id}")
    mine = any(person.id in _agents_of(entry.fact) for entry in entries)
    if not entries or not (mine or oversees(person, _service_of(entries))):
        raise Problem(404, "there is no such contact, or it is not yours")
    return entries


async def _stands_beside(house: House, person: Person, ticket: int, call: str) -> bool:
    found = await house.records.tickets.get(ticket) if ticket else None
    return found is not None and found.call == call and may_ticket(person, found.service)


async def _around(house: House, span: retold.Span) -> retold.Around:
    line = [each for queue in span.queues for each in await house.records.hindsight.line(queue, *span.bounds)]
    known = [house.plan.queues[queue].members for queue in span.queues if queue in house.plan.queues]
    agents = await house.records.hindsight.agents(frozenset().union(*known), span.first, span.last)
    return retold.Around(line, agents)


def unnamed(step: MomentView, mine: str) -> MomentView:
    """Without the ids of other people's calls."""
    if step.line is None:
        return step
    items = [place if place.call == mine else replace(place, call="") for place in step.line.items]
    return replace(step, line=replace(step.line, items=items))


def _plain(fact: Fact) -> dict[str, object]:
    told = stamped(fields(fact))
    assert isinstance(told, dict)
    return told


async def _asked(house: House, command: commands.CallCommand) -> CallView | Response:
    await house.ask(command)
    return house.seeing.call(command.call) or Response(status_code=204)


def _seen(house: House, person: Person, id: str) -> CallView:
    call = house.seeing.call(id)
    if call is None or not _may_see(person, call):
        raise Problem(404, "there is no such call, or it is not yours")
    return call


def _may_see(person: Person, call: CallView) -> bool:
    return oversees(person, call.service) or person.id in call.parties


def _service_of(entries: Sequence[Entry]) -> str:
    """To which a contact came last, "" for a number that has no route."""
    services = (getattr(each.fact, "service", "") for each in reversed(entries))
    return next((service for service in services if service), "")


def _agents_of(fact: Fact) -> tuple[str, str]:
    return getattr(fact, "agent", ""), getattr(fact, "target", "")
