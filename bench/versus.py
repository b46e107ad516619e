"""The same calls through the house and through Asterisk's own app_queue, in turns, in one run. `python -m bench.versus`

Menu → queue → desk phone → talk → hung up by the agent; a ticket on our side. Callers and phones are one process for
each side, the same program, and not counted; nobody speaks. An agent is free again at once on both sides: the
house by a time after the call of a millisecond, so nobody presses a button. Processor time is all that the processes
took in the step, their idle share included. *free* is the agent's BYE, *ready* the entry of the journal (its time is
before it is written) that says so of the agent: between them a talk ends and its time after the call begins and ends.
"""

import argparse
import asyncio
import json
import logging
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from asterisk import launch, provision, root
from bench.centre import PARTS, prepare
from bench.cpu import children, seconds_of
from bench.load import app_queue, bare
from bench.load.traffic import SPREAD, Round, Told
from bench.report import place, table
from cti.facts import AgentState
from softphone.agent import HeadlessAgent
from tests.support.free import free_port
from tests.support.house import PASSWORD, House, running_house
from tests.support.outage import part

NUMBER = "0700000001"
AT_ONCE = 0.001  # s; the shortest time after a call
GOOD = 0.995
SETTLE = 2.0  # s between two steps
BEGIN_WITHIN = 60.0  # s
LONGEST = 8 << 20  # bytes of one line that the callers tell
RTP = 10000, 19999  # for all sides, which take turns: talks of a minute need thousands


@dataclass(frozen=True, slots=True)
class Step:
    """used: s of processor time by process; readied: s from an agent's *ready* to the INVITE that took it away again;
    rest: what the callers tell."""

    used: dict[str, float]
    lasted: float
    calls: list[dict[str, float]]
    delays: list[float]
    readied: list[float]
    load: float

    @property
    def served(self) -> list[dict[str, float]]:
        return [call for call in self.calls if call["rang"] and call["over"]]

    @property
    def cost(self) -> dict[str, float]:
        """ms a call."""
        return {name: used / max(1, len(self.served)) * 1000 for name, used in self.used.items()}


@dataclass
class Side:
    """One switch with its callers and phones. pids: what is counted; book: the database with the journal; url: of the
    server."""

    name: str
    pids: dict[str, int]
    traffic: Process
    book: Path | None = None
    url: str = ""
    steps: dict[str, list[Step]] = field(default_factory=dict)

    async def play(self, title: str, told: Round) -> Step:
        assert self.traffic.stdin is not None
        assert self.traffic.stdout is not None
        self.traffic.stdin.write(_json(told))
        if told.callers:
            await self.traffic.stdout.readline()  # all are here
        before, began, wall = self._used(), time.monotonic(), time.time()
        line = await self.traffic.stdout.readline()  # it is over
        lasted = time.monotonic() - began
        used = {name: after - before[name] for name, after in self._used().items()}
        answer = json.loads(await self.traffic.stdout.readline() if told.callers else line)
        rings = [(str(user), at - began + wall) for user, at in answer["rings"]]
        readied = list(_readied(self.book, wall, rings)) if self.book and told.callers else []
        delays = answer["delays"] if told.callers else []  # else agents wait for callers
        step = Step(used, lasted, answer["calls"], delays, readied, os.getloadavg()[0])
        self.steps.setdefault(title, []).append(step)
        return step

    def _used(self) -> dict[str, float]:
        return {name: seconds_of(pid) for name, pid in self.pids.items()}


def _readied(book: Path, since: float, rings: Sequence[tuple[str, float]]) -> Iterator[float]:
    """rings: user of the phone and epoch seconds of each INVITE."""
    asked = "select at, body from entries where kind = 'AgentStateChanged' and at > ? order by number"
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as database:
        changes = [(at, json.loads(body)) for at, body in database.execute(asked, (since,))]
    freed = [(_phone(str(body["agent"])), at) for at, body in changes if body["state"] == AgentState.READY]
    for user, at in freed:
        after = [each - at for who, each in rings if who == user and each > at]
        following = [each - at for who, each in freed if who == user and each > at]
        if after and after[0] < min(following, default=after[0] + 1):  # else somebody else had to become ready first
            yield after[0]


def _json(value: Told | Round | bare.Told) -> bytes:
    return json.dumps({name: getattr(value, name) for name in value.__struct_fields__}).encode() + b"\n"


@asynccontextmanager
async def traffic(sip: str, phones: dict[str, str], talk: float) -> AsyncIterator[tuple[Process, int]]:
    """The callers and phones, registered, and the port of the phones."""
    host, _, port = sip.rpartition(":")
    command = (sys.executable, "-m", "bench.load.traffic")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=LONGEST)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(_json(Told(host, int(port), NUMBER, phones, talk)))
        line = await asyncio.wait_for(process.stdout.readline(), BEGIN_WITHIN)
        yield process, int(json.loads(line)["port"])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


# --- the two sides ---------------------------------------------------------------------------------------------------


@asynccontextmanager
async def alone(agents: int, talk: float) -> AsyncIterator[Side]:
    """Asterisk with app_queue."""
    users = [f"desk-{number + 1}" for number in range(agents)]
    sip, first = ("127.0.0.1", free_port()), free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        async with traffic(f"{sip[0]}:{sip[1]}", dict.fromkeys(users, ""), talk) as (callers, port):
            folder = Path(scratch)
            app_queue.write(folder, _told(sip, first), users, port)
            process = await asyncio.create_subprocess_exec(*launch.command(root.find(), folder))
            try:
                await asyncio.sleep(5.0)
                yield Side("app_queue", {"asterisk": _innermost(process)}, callers)
            finally:
                process.terminate()
                await process.wait()


@asynccontextmanager
async def barely(agents: int, talk: float, pool: int = 0, room: bool = True) -> AsyncIterator[Side]:
    """Asterisk, and the least that can drive it by ARI: what no server that decides calls can be cheaper than."""
    users = [f"desk-{number + 1}" for number in range(agents)]
    sip, first = ("127.0.0.1", free_port()), free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        async with traffic(f"{sip[0]}:{sip[1]}", dict.fromkeys(users, ""), talk) as (callers, port):
            folder = Path(scratch)
            told = _told(sip, first)
            menu = [f"sound:{each}" for each in app_queue.write(folder, told, users, port, bare=True)]
            process = await asyncio.create_subprocess_exec(*launch.command(root.find(), folder))
            driver = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bench.load.bare", stdin=PIPE, stdout=PIPE
            )
            assert driver.stdin is not None
            assert driver.stdout is not None
            try:
                url = f"http://{told.ari[0]}:{told.ari[1]}/ari"
                driver.stdin.write(_json(bare.Told(url, told.ari_user, told.ari_password, users, menu, pool, room)))
                await asyncio.wait_for(driver.stdout.readline(), BEGIN_WITHIN)
                name = "bare ARI" + (", bridges made beforehand" if pool else "") + ("" if room else ", no room")
                yield Side(name, {"asterisk": _innermost(process), "server": driver.pid}, callers)
            finally:
                for each in (driver, process):
                    each.terminate()
                    await each.wait()


def _told(sip: tuple[str, int], port: int) -> provision.Private:
    here = "127.0.0.1"
    names = ("bench", "bench", "bench", "bench")
    return provision.Private(sip, (here, port), (here, free_port()), RTP, here, (here,), *names)


def _innermost(process: Process) -> int:
    pid = process.pid
    while inner := children(pid):
        pid = inner[0]
    return pid


@asynccontextmanager
async def ours(agents: int, talk: float, desks: int, url: str = "", call_limit: int = 100_000) -> AsyncIterator[Side]:
    """desks: how many agents follow at an open desk; the others signed in, chose a phone and closed it. url: of the
    database, "" for SQLite. call_limit: none here, as app_queue has none."""
    async with AsyncExitStack() as kept:
        data = Path(kept.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))) / "data"
        await prepare(data, agents, AT_ONCE, url)
        told = {"LOG_LEVEL": "warning", "RTP_PORTS": f"{RTP[0]}-{RTP[1]}", "CALL_LIMIT": str(call_limit)}
        told |= {"DATABASE": url} if url else {}
        house = await kept.enter_async_context(running_house(data, **told))
        phones = await _added(house, agents)
        callers, _ = await kept.enter_async_context(traffic(house.sip, phones, talk))
        for number, phone in enumerate(phones):
            agent = await _works_at(house, f"agent{number + 1}", phone)
            if number < desks:
                kept.push_async_callback(agent.close)
            else:
                await agent.close()
        counted = {name: part(house, name) for name in PARTS}
        yield Side("the house", counted, callers, None if url else data / "cordboard.db", house.url)
        print(house.log("server")[-2000:], file=sys.stderr, flush=True)


async def _added(house: House, count: int) -> dict[str, str]:
    async with HeadlessAgent(house.url, "admin", PASSWORD) as admin:
        bodies = [{"id": _phone(f"agent{number + 1}"), "name": "Bench"} for number in range(count)]
        given = [await admin.ask("POST", "/api/phones", dict(body)) for body in bodies]
    return {str(each["id"]): str(each["secret"]) for each in given}


def _phone(agent: str) -> str:
    return agent.replace("agent", "desk-")


async def _works_at(house: House, login: str, phone: str) -> HeadlessAgent:
    agent = HeadlessAgent(house.url, login, PASSWORD)
    await agent.sign_in()
    await agent.ask("PUT", "/api/me/phone", {"kind": "sip", "phone": phone})
    await agent.wait_until(lambda one: bool(one.me and one.me["phone"]))
    await agent.go("idle")
    await agent.ready()
    return agent


# --- the run ---------------------------------------------------------------------------------------------------------


async def compare(sides: Sequence[Side], rounds: dict[str, Round], times: int) -> None:
    for number in range(times):
        for title, told in rounds.items():
            for side in sides if number % 2 == 0 else sides[::-1]:
                step = await side.play(title, told)
                print(side.name, title, " ".join(_row([step])), file=sys.stderr, flush=True)
                await asyncio.sleep(SETTLE)


async def bench(told: argparse.Namespace) -> str:
    rounds = {f"{rate:g} calls/s": Round(told.seconds, rate=rate) for rate in told.rates}
    shortest, longest = told.talk * (1 - SPREAD), told.talk * (1 + SPREAD)
    steps = f"{told.times} steps of {told.seconds:g} s of each kind and side, in turns."
    text = [f"Talks of {shortest:g} to {longest:g} s, {steps}"]
    if rounds:
        text.append(await _of(told, told.agents, rounds))
    if told.waiting:
        titles = f"{told.few} agents, {told.waiting} wait"
        text.append(await _of(told, told.few, {titles: Round(told.seconds, callers=told.waiting + told.few)}))
    return "\n\n".join(text)


async def _of(told: argparse.Namespace, agents: int, rounds: dict[str, Round]) -> str:
    async with AsyncExitStack() as kept:
        sides = [alone(agents, told.talk)]
        if told.bare or told.only_bare:
            sides += [barely(agents, told.talk), barely(agents, told.talk, pool=2 * agents)]
            sides.append(barely(agents, told.talk, room=False))
        if not told.only_bare:
            sides.append(ours(agents, told.talk, told.desks))
        began = [await kept.enter_async_context(side) for side in sides]
        for side in began:
            await side.play("warm", Round(3.0, rate=5.0))
        await compare(began, rounds, told.times)
        return _shown(began, rounds)


def _shown(sides: Sequence[Side], titles: dict[str, Round]) -> str:
    waits = [f"{since} → INVITE p50/p95/p99 ms" for since in ("key", "free", "ready")]
    heads = ("", "", "calls", "served", "ms CPU a call", "asterisk", "server", "gateway", *waits, "load")
    rows = [[title, side.name, *_row(side.steps[title])] for title in titles for side in sides]
    lines = [table(heads, rows)]
    for title in titles:
        first, *costs = [statistics.median(sum(step.cost.values()) for step in side.steps[title]) for side in sides]
        for side, cost in zip(sides[1:], costs, strict=True):
            lines.append(f"{title}: {side.name} ÷ app_queue = **{cost / first:.2f}** of processor time a call.")
    return "\n\n".join(lines)


def _row(steps: Sequence[Step]) -> list[str]:
    """Medians of the steps for what a call costs; waits of all steps together."""
    calls = [call for step in steps for call in step.calls]
    served = [call for step in steps for call in step.served]
    costs = {name: statistics.median(step.cost[name] for step in steps) for name in steps[0].cost}
    routed = [call["rang"] - call["pressed"] for call in served if call["pressed"]]
    delays = [each for step in steps for each in step.delays]
    readied = [each for step in steps for each in step.readied]
    parts = [f"{costs[name]:.1f}" if name in costs else "" for name in ("asterisk", "server", "gateway")]
    total, load = sum(costs.values()), statistics.median(step.load for step in steps)
    waits = [_cuts(routed), _cuts(delays), _cuts(readied)]
    return [str(len(calls)), f"{len(served) / max(1, len(calls)):.1%}", f"{total:.1f}", *parts, *waits, f"{load:.1f}"]


def _cuts(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return ""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return " / ".join(f"{cuts[at] * 1000:.0f}" for at in (49, 94, 98))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--rates", type=float, nargs="*", default=[5, 10, 20, 28])
    parser.add_argument("--seconds", type=float, default=10, help="how long each step is held")
    parser.add_argument("--talk", type=float, default=1.0, help="seconds of a talk, as a mean")
    parser.add_argument("--times", type=int, default=3, help="steps of each kind on each side")
    parser.add_argument("--few", type=int, default=10, help="agents while callers wait")
    parser.add_argument("--waiting", type=int, default=200, help="callers who wait all the time; 0: none")
    parser.add_argument("--desks", type=int, default=0, help="agents whose desk stays open")
    parser.add_argument("--bare", action="store_true", help="beside them the least program that drives Asterisk by ARI")
    parser.add_argument("--only-bare", action="store_true", help="and not the house")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told)), sep="\n\n")


if __name__ == "__main__":
    main()
