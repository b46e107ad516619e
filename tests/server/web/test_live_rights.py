"""What each person's socket is told of tickets, digits and queues, and when it is closed."""

import asyncio
from contextlib import aclosing

from tests.server.web.desk import Web
from tests.server.web.test_calls import ready
from tests.server.web.test_live import Message, person, upto


async def told_live(house: Web, login: str, happening: asyncio.Task[None]) -> list[Message]:
    async with aclosing(house.house.live.follow(person(house, login), None)) as messages:
        await anext(messages)
        reading = asyncio.create_task(upto(messages, 10**9))
        await happening
        await house.settle()
        await asyncio.sleep(0.01)
        last = house.core.engine.number
        reading.cancel()
    async with aclosing(house.house.live.follow(person(house, login), 1)) as messages:
        return await upto(messages, last)


async def a_whole_call(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller(key="1")
        await house.advance(30)
        await page.send("POST", "/api/calls/c1/confirm")
        await house.advance(2)
        await page.send("POST", "/api/calls/c1/hangup")
        await house.settle()


def of(messages: list[Message], kind: str) -> list[Message]:
    return [message for message in messages if message.get("kind") == kind]
