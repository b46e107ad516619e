"""The steps of a newer server in virtual time: what comes after what, and what an older one cannot spoil."""

import asyncio
import selectors
import socket
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import pytest

from server.upgrading.coming import FINISHES_WITHIN, GIVES_WITHIN, Taken, take_over
from server.upgrading.door import Left

WEB = socket.socket()
Given = TypeVar("Given")


class Old:
    """The running server. asked: what it was asked; stuck: never answers there; left: ends there."""

    def __init__(self, stuck: str = "", left: str = "") -> None:
        self.asked: list[str] = []
        self._stuck, self._left = stuck, left

    async def give(self) -> socket.socket:
        await self._step("give")
        return WEB

    async def finish(self) -> None:
        await self._step("finish")

    def close(self) -> None:
        self.asked.append("close")

    async def ready(self) -> None:
        self.asked.append("ready")

    async def cut(self) -> str:
        self.asked.append("cut")
        return "events"

    async def _step(self, name: str) -> None:
        self.asked.append(name)
        if name == self._left:
            raise Left
        if name == self._stuck:
            await asyncio.Event().wait()


class Clock(selectors.SelectSelector):
    """Whenever nothing can go on, it is the time of the next timer."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "nothing will ever go on"
        self.now += timeout
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        super().__init__(clock)

    def time(self) -> float:
        return self._clock.now


def in_virtual_time(work: Coroutine[Any, Any, Given]) -> tuple[Given, float]:
    """What it gives, and how long it took."""
    loop = Loop(clock := Clock())
    try:
        return loop.run_until_complete(work), clock.now
    finally:
        loop.close()


def over(old: Old, ready: Callable[[], Awaitable[None]] | None = None) -> tuple[Taken[str] | None, float]:
    return in_virtual_time(take_over(ready or old.ready, lambda: old, old.cut))


def test_the_event_socket_is_taken_when_the_pages_are_away_and_before_the_journal_is_read() -> None:
    old = Old()
    assert over(old) == (Taken(WEB, "events"), 0.0)
    assert old.asked == ["ready", "give", "cut", "finish", "close"]


def test_one_that_does_not_get_ready_is_never_heard_of() -> None:
    old = Old()

    async def fails() -> None:
        raise RuntimeError("a table is missing")

    with pytest.raises(RuntimeError, match="missing"):
        over(old, fails)
    assert old.asked == []


def test_without_a_running_server_it_is_a_start_like_any() -> None:
    old = Old()
    assert in_virtual_time(take_over(old.ready, lambda: None, old.cut)) == (None, 0.0)
    assert old.asked == ["ready"]


@pytest.mark.parametrize(
    ("stuck", "taken", "after"),
    [("give", Taken(None, "events"), GIVES_WITHIN), ("finish", Taken(WEB, "events"), FINISHES_WITHIN)],
)
def test_a_frozen_server_holds_nobody_up_for_long(stuck: str, taken: Taken[str], after: float) -> None:
    assert over(Old(stuck=stuck)) == (taken, after)


@pytest.mark.parametrize(("left", "web"), [("give", None), ("finish", WEB)])
def test_one_that_ends_half_way_is_one_that_died(left: str, web: socket.socket | None) -> None:
    assert over(Old(left=left)) == (Taken(web, "events"), 0.0)
