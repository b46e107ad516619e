"""A web server's socket is passed on for real; who knocks in between is served by the newer one."""

import asyncio
import socket
from pathlib import Path

import pytest

from server.upgrading.door import Door, Left, knock


async def test_who_connects_while_nobody_listens_is_served_by_the_newer_one(tmp_path: Path) -> None:
    door, web = Door(tmp_path), socket.create_server(("127.0.0.1", 0))
    place = web.getsockname()
    door.open()
    waiting = asyncio.create_task(door.knocked())
    running = knock(tmp_path)
    assert running is not None
    giving = asyncio.create_task(running.give())
    await waiting
    kept = web.dup()
    web.close()
    caller = socket.create_connection(place, 5)
    door.let_in(kept.fileno())
    given = await giving
    kept.close()
    door.done()
    await running.finish()
    running.close()
    door.close()
    given.settimeout(5)
    assert given.accept()[0].getpeername() == caller.getsockname()


async def test_nobody_is_there_when_the_door_is_closed_or_was_never_one(tmp_path: Path) -> None:
    assert knock(tmp_path) is None
    door = Door(tmp_path)
    door.open()
    door.close()
    assert knock(tmp_path) is None


async def test_one_that_ends_without_a_word_has_left(tmp_path: Path) -> None:
    door = Door(tmp_path)
    door.open()
    running = knock(tmp_path)
    assert running is not None
    giving = asyncio.create_task(running.give())
    await door.knocked()
    assert door.newer is not None
    door.newer.close()
    with pytest.raises(Left):
        await giving
    running.close()
    door.close()


async def test_a_door_opens_in_a_folder_with_a_very_long_name(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    door = Door(deep)
    door.open()
    running = knock(deep)
    assert running is not None
    running.close()
    door.close()
