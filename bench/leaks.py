"""What is left in memory of those who came and went: `python -m bench.leaks [--rounds 10]`

A house with nobody in a call. Each round, sockets of desks and phones are opened and dropped in many ways, offers come
broken and whole, people sign in and out, handshakes cannot be read, and junk comes to the SIP port. After each round
the resident memory of server, gateway and Asterisk is told: it may grow until all caches are full, and no longer.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import random
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize

import aiohttp

from bench.centre import PARTS, house_with
from bench.report import place, table
from tests.softphone.test_fuzz import damaged, some_offer
from tests.support.house import PASSWORD, House
from tests.support.outage import part

SOCKETS, SESSIONS, PACKETS = 200, 10, 2000  # of each kind in a round
AT_ONCE = 20
AFTER = 4.0  # s until what was dropped is noticed
MEGABYTE = 1 << 20


@dataclass
class Visitors:
    house: House
    session: aiohttp.ClientSession
    offer: str
    chance: random.Random

    async def round(self) -> None:
        for kind in (self.desk, self.nosy_phone, self.unreadable):
            await many(kind, SOCKETS)
        await many(self.signs_in_and_out, SESSIONS)
        self.junk()
        await asyncio.sleep(AFTER)

    async def desk(self) -> None:
        """Hears what there is and goes without a word."""
        async with self.session.ws_connect(f"{self.house.url}/api/live?lines=true") as page:
            await page.receive()
            await page.send_str("x" * self.chance.randrange(2000))

    async def nosy_phone(self) -> None:
        """An offer, whole or broken; then it is gone, and so is its connection."""
        page = f"page-{self.chance.randrange(10**12)}"
        async with self.session.ws_connect(f"{self.house.url}/api/softphone?page={page}") as phone:
            sdp = self.offer if self.chance.random() < 0.2 else damaged(self.offer, self.chance)
            await phone.send_str(json.dumps({"type": "offer", "sdp": sdp, "take": True}))
            await phone.send_str('{"type": "nonsense"')
            async with asyncio.timeout(20):
                while (await phone.receive_json())["type"] not in ("answer", "error"):
                    pass
            await phone.send_str('{"type": "detach"}')

    async def unreadable(self) -> None:
        """A handshake that is too long, or that ends in the middle."""
        host, _, port = self.house.places["http"].rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        long = "a" * self.chance.choice([10, 9000])
        writer.write(f"GET /api/live?x={long} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n".encode())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                await reader.read()
        writer.close()

    async def signs_in_and_out(self) -> None:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            csrf = await sign_in(session, self.house, "agent2")
            await session.delete(f"{self.house.url}/api/session", headers={"X-CSRF-Token": csrf})

    def junk(self) -> None:
        host, _, port = self.house.sip.rpartition(":")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
            for _ in range(PACKETS):
                sending.sendto(self.chance.randbytes(self.chance.randrange(1, 1200)), (host, int(port)))


async def sign_in(session: aiohttp.ClientSession, house: House, login: str) -> str:
    async with session.post(f"{house.url}/api/session", json={"login": login, "password": PASSWORD}) as answer:
        return str((await answer.json())["csrf"])


async def many(kind: Callable[[], Awaitable[None]], count: int) -> None:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with turn:
            await kind()

    await asyncio.gather(*(one() for _ in range(count)))


def resident(house: House) -> Iterator[str]:
    """MB of each part, and how many files the server and the gateway have open."""
    for name in PARTS:
        pages = int(Path(f"/proc/{part(house, name)}/statm").read_text(encoding="utf-8").split()[1])
        yield f"{pages * getpagesize() / MEGABYTE:.1f}"
    for name in ("server", "gateway"):
        yield str(len(list(Path(f"/proc/{part(house, name)}/fd").iterdir())))


async def bench(rounds: int) -> str:
    rows = []
    jar = aiohttp.CookieJar(unsafe=True)
    async with house_with(2) as house, aiohttp.ClientSession(cookie_jar=jar) as session:
        await sign_in(session, house, "agent1")
        visitors = Visitors(house, session, await some_offer(), random.Random(7))
        rows.append(["0", *resident(house)])
        for number in range(rounds):
            await visitors.round()
            rows.append([str((number + 1) * SOCKETS * 3), *resident(house)])
    heads = ("sockets so far", *(f"{name}, MB" for name in PARTS), "files of the server", "of the gateway")
    told = f"Each round {SOCKETS} of each of three kinds, {SESSIONS} sessions, {PACKETS} packets of junk by SIP."
    return f"{told}\n\n{table(heads, rows)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.rounds)), sep="\n\n")


if __name__ == "__main__":
    main()
