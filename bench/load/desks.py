"""Many desks that follow live, as cheaply as can be, so that they take little from the house beside them.

    python -m bench.load.desks URL FIRST COUNT

`agentFIRST` and COUNT - 1 after it, one socket each. Prints `ready`, then a line of JSON whenever a line comes on
standard input: {messages, texts, bytes, late: [s from the entry to its arrival, of one message in a hundred]}.
"""

import argparse
import asyncio
import json
import logging
import re
import sys
import time
from datetime import datetime

import aiohttp

from bench.load.agents import AT_ONCE, name
from tests.support.house import PASSWORD

AT = re.compile(r'"at":"([^"]+)"')
EACH = 100


class Follower:
    def __init__(self) -> None:
        self.messages = self.texts = self.bytes = 0
        self.late: list[float] = []

    async def follow(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            now, self.texts = time.time(), self.texts + 1
            self.bytes += len(message.data)
            for line in message.data.splitlines():
                self.messages += 1
                if self.messages % EACH == 0 and line.startswith('{"number"') and (at := AT.search(line)):
                    self.late.append(now - datetime.fromisoformat(at[1]).timestamp())

    def told(self) -> str:
        told = {"messages": self.messages, "texts": self.texts, "bytes": self.bytes, "late": self.late}
        self.messages = self.texts = self.bytes = 0
        self.late = []
        return json.dumps(told)


async def one(session: aiohttp.ClientSession, url: str, login: str) -> aiohttp.ClientWebSocketResponse:
    """Signed in, with a cookie of its own, and past the present."""
    async with session.post(f"{url}/api/session", json={"login": login, "password": PASSWORD}) as answer:
        answer.raise_for_status()
        cookie = "; ".join(f"{each.key}={each.value}" for each in answer.cookies.values())
    live = f"{url}/api/live?lines=true&latest=true"
    socket = await session.ws_connect(live, headers={"Cookie": cookie}, max_msg_size=0)
    await socket.receive()
    return socket


async def work(url: str, first: int, count: int) -> None:
    gate, seen = asyncio.Semaphore(AT_ONCE), Follower()
    jar, wide = aiohttp.DummyCookieJar(), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=wide) as session:

        async def come(number: int) -> asyncio.Task[None]:
            async with gate:
                return asyncio.create_task(seen.follow(await one(session, url, name(number))))

        following = await asyncio.gather(*(come(first + number) for number in range(count)))
        print("ready", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            lost = sum(each.done() for each in following)
            if lost:
                print(f"{lost} desks were let go", file=sys.stderr, flush=True)
            print(seen.told(), flush=True)
        for each in following:
            each.cancel()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("first", type=int)
    parser.add_argument("count", type=int)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(work(told.url, told.first, told.count))


if __name__ == "__main__":
    main()
