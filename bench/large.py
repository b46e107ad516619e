"""What a call costs the server the more agents a house has: decided, shown, and told to all desks, in virtual time.

    python -m bench.large [--agents 50 500 2000 10000] [--calls 200]

Seven in ten agents talk, at desk phones, and follow at an open desk; one call after the other ends, and another begins.
*decided* is the engine with its policies, *shown* what the live hub works out of each entry, *told* that and giving it
to all desks but for the writes to their sockets. *news* is what one desk that is not concerned is told of a call, and
*first page* what a desk asks for that comes anew, after another one did; *audit* is what it costs, every few seconds,
to read what Asterisk says that it has, and to compare it. Seconds are of processor time.
"""

import argparse
import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from asterisk import names
from asterisk.ari.objects import Bridge, CallerID, Channel, DialplanCEP
from asterisk.reconcile import Believed, Seen, compare
from bench.engine import Load
from bench.report import place, table
from cti import commands, facts
from cti.call import Call
from cti.facts import AgentState
from journal import Log
from routing.figures import Figures
from server.live import LiveHub
from server.present import Seeing
from storage.tickets import Ticket, Tickets

BUSY = 0.7
PAGES = 20  # so many desks come anew
NOBODY = CallerID(name="", number="010")
SAME: dict[str, Any] = {
    "protocol_id": "b6f4f1d0-9f3e-4d6c-8a54-ab0ad3c0e0d2",
    "state": "Up",
    "caller": NOBODY,
    "connected": NOBODY,
    "accountcode": "",
    "creationtime": "2026-11-29T22:00:00.000+0000",
    "language": "en",
}
STEP = 0.01  # s of virtual time between two things that happen
HEADS = ("agents", "decided, ms a call", "shown", "told", "news, kB a call", "first page, ms", "kB", "audit, ms")


class NoTickets:
    """The bench is without a database: what would be read there is left out."""

    stepped: Callable[[int], None] = staticmethod(lambda number: None)

    async def get(self, _: int) -> Ticket | None:
        return None


class Crowd(Load):
    """A house of so many agents at desk phones, of whom some talk."""

    def __init__(self, agents: int) -> None:
        super().__init__(agents, desk_phones=True)
        self._talks: list[tuple[str, str]] = []

    def talk(self) -> None:
        """A caller comes to an agent, who lifts the phone."""
        call = self.arrive()
        agent = self.brain.desk.calls[call].agent
        self._tell(facts.LineAnswered(agent))
        self._tell(facts.Established(call, agent))
        self._talks.append((call, agent))

    def end(self) -> None:
        call, agent = self._talks.pop(0)
        self._tell(facts.Cleared(call, "normal"))
        self._tell(facts.LineClosed(agent, "normal"))
        self._ask(commands.SetAgentState(agent, AgentState.READY))


@dataclass
class Spent:
    decided: float = 0.0
    shown: float = 0.0
    told: float = 0.0
    news: int = 0


async def row(agents: int, calls: int) -> list[str]:
    crowd, spent = Crowd(agents), Spent()
    for _ in range(int(agents * BUSY)):
        crowd.talk()
    brain, figures = crowd.brain, Figures(crowd.plan, lambda at: str(int(at // 86_400)))
    seeing = Seeing(crowd.plan, brain.desk, brain.book, figures, brain.incidents)
    people = list(crowd.plan.people.values())
    hub = LiveHub(seeing, cast("Log", None), cast("Tickets", NoTickets()), lambda: crowd.now)
    new, there = people[:PAGES], people[PAGES:]
    desks = [hub.follow(person, None, lines=True, latest=True) for person in new]
    size, begun = len(await anext(desks[0])), time.process_time()
    for desk in desks[1:]:
        await anext(desk)
    page = (time.process_time() - begun) / len(desks[1:])
    waiting = [asyncio.ensure_future(anext(hub.follow(person, 0, lines=True, latest=True))) for person in there]
    await asyncio.sleep(0)
    assert hub.viewers == agents
    for _ in range(calls):
        await _call(crowd, figures, hub, spent)
    for each in waiting:
        each.cancel()
    audit = f"{_audited(crowd) * 1000:.0f}"
    costs = [f"{seconds / calls * 1000:.2f}" for seconds in (spent.decided, spent.shown, spent.told)]
    shown = [f"{spent.news / calls / 1000:.1f}", f"{page * 1000:.1f}", f"{size / 1000:,.0f}"]
    return [f"{agents:,}", *costs, *shown, audit]


async def _call(crowd: Crowd, figures: Figures, hub: LiveHub, spent: Spent) -> None:
    before, start = len(crowd.log), time.process_time()
    crowd.end()
    crowd.talk()
    decided = time.process_time()
    entries = crowd.log[before:]
    for entry in entries:
        figures.note(entry)
    noted = time.process_time()
    for entry in entries:
        await hub._message(entry)
    shown = time.process_time()
    for entry in entries:
        await hub._spread(entry)
    spent.decided += decided - start
    spent.shown += shown - noted
    spent.told += time.process_time() - shown
    (group,) = hub._groups.values()
    spent.news += sum(len(text) for _, text in group.since(hub._told - len(entries)))


def _audited(crowd: Crowd) -> float:
    """s of processor time for one look at all channels, of which nothing is wrong."""
    desk = crowd.brain.desk
    talks = [call for call in desk.calls.values() if call.agent]
    ids = [(call.id, "Stasis", "cti,in,070,0") for call in talks]
    legs = [(names.leg_of(call.agent), "AppDial2", "") for call in talks]
    channels = [Channel(id=id, name=f"PJSIP/{id}", dialplan=_plan(app, data), **SAME) for id, app, data in ids + legs]
    bridges = [_bridge(call) for call in talks]
    told = msgspec.json.encode(channels), msgspec.json.encode(bridges)
    begun = time.process_time()
    before = Believed.of(desk.calls, desk.agents.values())
    seen = Seen.of(
        msgspec.json.decode(told[0], type=list[Channel]), msgspec.json.decode(told[1], type=list[Bridge]), "cti"
    )
    later = Believed.of(desk.calls, desk.agents.values())
    assert not compare(before, later, seen, lambda call: "", lambda channel: False)
    return time.process_time() - begun


def _plan(app: str, data: str) -> DialplanCEP:
    return DialplanCEP(context="cti-in", exten="0700", priority=1, app_name=app, app_data=data)


def _bridge(call: Call) -> Bridge:
    id, within = names.mix_of(call.id), [call.id, names.leg_of(call.agent)]
    kind = {"technology": "simple_bridge", "bridge_type": "mixing", "bridge_class": "stasis", "creator": "Stasis"}
    told = {"id": id, "name": id, "channels": within, "creationtime": "", "video_mode": "none", **kind}
    return msgspec.convert(told, Bridge)


async def bench(sizes: Sequence[int], calls: int) -> str:
    return table(HEADS, [await row(agents, calls) for agents in sizes])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, nargs="+", default=[50, 500, 2000, 10_000])
    parser.add_argument("--calls", type=int, default=200)
    told = parser.parse_args()
    logging.disable(logging.INFO)
    print(place(), asyncio.run(bench(told.agents, told.calls)), sep="\n\n")


if __name__ == "__main__":
    main()
