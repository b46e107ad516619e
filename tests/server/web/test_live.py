"""The live hub: in order, without gap or double, and nobody sees what is not theirs."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from random import Random
from typing import Any

import pytest

from cti.plan import Person
from server.viewer import MOST_UNSENT, PACE, LetGo, pace
from server.views import SideView
from tests.server.web.desk import CALLER, Web
from tests.server.web.test_calls import ready

Message = dict[str, Any]


def person(house: Web, login: str) -> Person:
    return house.house.plan.people[login]


async def upto(messages: AsyncIterator[str], number: int) -> list[Message]:
    """The messages until the entry of this number."""
    found: list[Message] = []
    async with asyncio.timeout(60):
        async for text in messages:
            found.append(json.loads(text))
            if int(found[-1].get("number", 0)) >= number:
                return found
    raise AssertionError("the messages ended")


async def read_on(messages: AsyncIterator[str]) -> None:
    async for _ in messages:
        pass


async def test_the_present_comes_first_and_then_every_entry(house: Web) -> None:
    async with aclosing(house.house.live.follow(person(house, "supervisor"), None)) as messages:
        first = json.loads(await anext(messages))
        assert (first["type"], first["number"], len(first["agents"])) == ("present", 0, 6)
        asking = asyncio.create_task(upto(messages, 5))
        await asyncio.sleep(0)
        await house.caller()
        assert [message["number"] for message in await asking] == [1, 2, 3, 4, 5]


async def test_what_happens_at_once_comes_in_few_texts_with_a_message_a_line(house: Web) -> None:
    texts: list[str] = []

    async def told(number: int) -> list[int]:
        """The numbers of all messages until this one."""
        while not (numbers := [json.loads(line)["number"] for text in texts for line in text.splitlines()]):
            texts.append(await anext(messages))
        while numbers[-1] < number:
            texts.append(await anext(messages))
            numbers += [json.loads(line)["number"] for line in texts[-1].splitlines()]
        return numbers

    async with aclosing(house.house.live.follow(person(house, "supervisor"), None, lines=True)) as messages:
        await anext(messages)
        reading = asyncio.create_task(told(60))
        for number in range(20):
            await house.caller(f"c{number}", f"03111{number:05}")
        numbers = await asyncio.wait_for(reading, 60)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(texts) < len(numbers) / 2


@pytest.mark.parametrize("seed", range(4))
async def test_who_comes_back_at_any_moment_misses_nothing_and_gets_nothing_twice(house: Web, seed: int) -> None:
    chance, seen = Random(seed), 0
    numbers: list[int] = []

    async def calls() -> None:
        for number in range(20):
            await house.caller(f"c{number}", f"03111{number:05}")

    calling = asyncio.create_task(calls())
    while not calling.done() or seen < house.core.engine.number:
        await asyncio.sleep(chance.random() / 100)
        until = min(seen + chance.randint(1, 40), house.core.engine.number)
        if until == seen:
            continue
        async with aclosing(house.house.live.follow(person(house, "supervisor"), seen)) as messages:
            told = [int(message["number"]) for message in await upto(messages, until) if message["type"] == "fact"]
        numbers += told
        seen = numbers[-1]
    assert numbers == list(range(1, house.core.engine.number + 1))


async def test_an_agent_sees_that_a_colleague_has_a_call_but_not_whose(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        await page.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.1)
    last = house.core.engine.number
    async with aclosing(house.house.live.follow(person(house, "agent2"), 1)) as messages:
        others = await upto(messages, last)
    async with aclosing(house.house.live.follow(person(house, "agent1"), 1)) as messages:
        mine = await upto(messages, last)
    assert CALLER not in json.dumps(others)
    assert {"Arrived", "Offered", "TicketOpened"} <= {message["kind"] for message in others}
    assert CALLER in json.dumps(mine)
    assert any(message["ticket"] for message in mine)


async def test_how_a_call_sounds_is_told_to_the_pages_of_those_who_talk(house: Web) -> None:
    sides = [SideView("caller", "agent1", 4.3, "good", 0.0, 1.0, 20.0)]
    live = house.house.live
    followed = [("agent1", True), ("agent1", False), ("agent2", True)]
    sockets = [live.follow(person(house, login), None, lines=page) for login, page in followed]
    for socket in sockets:
        await anext(socket)
    reading = [asyncio.ensure_future(anext(socket)) for socket in sockets]
    await asyncio.sleep(0)
    live.sounds("c1", ("agent1",), sides)
    told = next(line for line in map(json.loads, (await reading[0]).splitlines()) if line["type"] != "fact")
    assert (told["type"], told["call"], told["sides"][0]["mos"]) == ("sound", "c1", 4.3)
    await house.caller()
    others = json.loads(await reading[1]), json.loads((await reading[2]).partition("\n")[0])
    assert {message["type"] for message in others} == {"fact"}
    for socket in sockets:
        await socket.aclose()


async def test_a_desk_that_does_not_keep_up_is_let_go(house: Web) -> None:
    async with aclosing(house.house.live.follow(person(house, "supervisor"), None)) as messages:
        await anext(messages)
        going = asyncio.ensure_future(anext(messages))
        await asyncio.sleep(0)
        (viewer,) = house.house.live._everybody()
        for number in range(MOST_UNSENT + 2):
            viewer.put(number, "{}")
        await going
        with pytest.raises(LetGo):
            await read_on(messages)


def test_the_more_desks_follow_the_longer_waits_what_does_not_concern_them_up_to_two_seconds() -> None:
    assert [pace(desks) for desks in (1, 200, 500, 4000, 9000)] == [PACE, PACE, 0.25, 2, 2]


async def test_who_has_missed_too_much_starts_afresh(house: Web) -> None:
    await house.caller()
    async with aclosing(house.house.live.follow(person(house, "supervisor"), 999_999)) as messages:
        assert json.loads(await anext(messages))["type"] == "present"
