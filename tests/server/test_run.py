"""Write, then obey and tell; and wake the engine in time."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from cti import facts, orders
from cti.commands import Clear
from journal import Agenda, Entry, MemoryLog, Order
from server import run
from server.engine import Engine, Turn
from server.run import Ticker, Writer


class SlowLog(MemoryLog):
    """A log that refuses the first writes, and tells in which order things were done."""

    def __init__(self, story: list[str], refusals: int = 0) -> None:
        super().__init__()
        self.story, self.refusals = story, refusals

    async def append(self, entries: Sequence[Entry]) -> None:
        await asyncio.sleep(0)
        if self.refusals:
            self.refusals -= 1
            raise OSError("the disk is full")
        self.keep(entries)
        self.story.append("written " + " ".join(str(entry.number) for entry in entries))


@asynccontextmanager
async def writing(refusals: int = 0) -> AsyncIterator[tuple[Writer, list[str]]]:
    story: list[str] = []

    def obey(order: Order) -> None:
        story.append(type(order).__name__)

    def told(entries: Sequence[Entry]) -> None:
        story.append(f"told {entries[-1].number}")

    writer = Writer(SlowLog(story, refusals), obey, told)
    task = asyncio.create_task(writer.run())
    yield writer, story
    task.cancel()


def turn(number: int) -> Turn:
    return Turn([Entry(number, 0.0, None, facts.Answered("c1"))], [orders.PickUp("c1")])


async def test_nothing_is_obeyed_or_told_before_it_is_written() -> None:
    async with writing() as (writer, story):
        writer.hand_over(turn(1))
        await writer.settled(1)
    assert story == ["written 1", "PickUp", "told 1"]


async def test_turns_that_pile_up_are_written_together_and_carried_out_in_order() -> None:
    async with writing() as (writer, story):
        for number in (1, 2, 3):
            writer.hand_over(turn(number))
        await writer.settled(3)
    assert story == ["written 1 2 3", "PickUp", "told 1", "PickUp", "told 2", "PickUp", "told 3"]


async def test_a_turn_that_cannot_be_written_is_tried_again_and_not_lost() -> None:
    async with writing(refusals=2) as (writer, story):
        writer.hand_over(turn(1))
        await asyncio.sleep(0.05)
        assert writer.failing
        await writer.settled(1)
        assert not writer.failing
    assert story == ["written 1", "PickUp", "told 1"]


async def test_a_write_that_lasts_too_long_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STUCK", 0.0)
    async with writing(refusals=1) as (writer, _):
        assert not writer.stuck
        writer.hand_over(turn(1))
        await asyncio.sleep(0)
        assert writer.stuck
        await writer.settled(1)
        assert not writer.stuck


async def test_what_falls_due_is_asked_for() -> None:
    loop = asyncio.get_running_loop()
    asked = loop.create_future()
    agenda = Agenda()

    class Listening:
        def takes(self, command: object) -> bool:
            return True

        def decide(self, command: object) -> tuple[list[facts.CallFact], list[Order]]:
            asked.set_result(command)
            return [], []

    engine = Engine([Listening()], [], agenda, loop.time, lambda turn: None)  # type: ignore[list-item]  # only decides
    ticker = Ticker(engine, loop.time)
    agenda.set("late", loop.time() + 60, Clear("late"))
    ticker.arm()
    agenda.set("soon", loop.time() + 0.01, Clear("soon"))
    ticker.arm()
    assert await asyncio.wait_for(asked, 5) == Clear("soon")
    ticker.stop()
