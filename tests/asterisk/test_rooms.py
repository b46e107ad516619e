"""Where many wait, music is made once for several: who comes into which room, by itself and on a real Asterisk."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from asterisk import names, places, rooms
from asterisk.ari.errors import AriError, ServerFault, Unreachable
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.rooms import Rooms
from cti import commands, facts, orders
from cti.facts import AgentState
from tests.asterisk.test_waiting import PAUSE, deaf, done, quietest
from tests.support.exchange import AGENT, CALLER, CALM, LONG, MUSIC, Caller, Exchange, exchange
from tests.support.pbx import Pbx
from tests.support.rtp import LOUD

MENDED = 20.0  # s for two looks


class Asked:
    """What was asked of Asterisk, and what it answers."""

    def __init__(self, *wrong: AriError | None) -> None:
        self.paths: list[str] = []
        self.wrong = list(wrong)
        self.silent = False

    async def send_all(self, requests: Sequence[Request[Any]]) -> list[AriError | None]:
        await asyncio.sleep(0)
        self.paths += [request.path for request in requests]
        if self.silent:
            raise Unreachable("no answer in time")
        return self.wrong or [None for _ in requests]


def several(asked: Asked | None = None) -> Rooms:
    return Rooms(cast(Rest, asked or Asked()), lambda queue: "calm" if queue == "sales" else "plain")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is the third comes into a room, and two are a full one."""
    monkeypatch.setattr(places, "MANY", 2)
    monkeypatch.setattr(places, "PLACES", 2)


# --- who comes where -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
class TestPlaces:
    async def test_the_first_have_music_of_their_own_and_a_room_takes_as_many_as_it_has_places(self) -> None:
        asked = Asked()
        house = several(asked)
        found = [await house.enter(call, "sales") for call in "abcdefg"]
        assert found[:2] == ["", ""]
        assert [found.count(room) for room in dict.fromkeys(found[2:])] == [2, 2, 1]
        assert len(house) == 3
        assert {names.music_of_room(room) for room in found[2:]} == {"calm"}
        assert asked.paths == [path for room in dict.fromkeys(found[2:]) for path in _opening(room)]

    async def test_other_music_is_counted_for_itself(self) -> None:
        house = several()
        assert [await house.enter(call, "sales") for call in "ab"] == ["", ""]
        assert [await house.enter(call, "support") for call in "cd"] == ["", ""]
        assert names.music_of_room(await house.enter("e", "support")) == "plain"
        assert names.music_of_room(await house.enter("f", "sales")) == "calm"

    async def test_who_is_to_have_music_again_has_it_of_their_own(self) -> None:
        """It is not heard, perhaps, and perhaps that is the room's fault."""
        house = several()
        for call in "abcd":
            await house.enter(call, "sales")
        assert [await house.enter(call, "sales") for call in "abcd"] == ["", "", "", ""]

    async def test_who_goes_into_another_queue_leaves_the_room_where_the_music_is_another(self) -> None:
        house = several()
        room = [await house.enter(call, "sales") for call in "abc"][-1]
        assert await house.enter("c", "support") == ""
        assert house.of("c") == ""
        assert room
        assert len(house) == 0

    async def test_a_place_that_is_free_again_is_taken_before_another_room_is_made(self) -> None:
        house = several()
        found = [await house.enter(call, "sales") for call in "abcdef"]
        assert house.leave("c") == ""
        assert await house.enter("g", "sales") == found[2]

    async def test_the_last_who_leaves_is_told_which_room_is_empty_and_nobody_comes_into_it(self) -> None:
        house = several()
        room = [await house.enter(call, "sales") for call in "abcd"][-1]
        assert house.leave("c") == ""
        assert house.leave("d") == room
        assert house.leave("d") == ""
        assert await house.enter("e", "sales") not in ("", room)

    async def test_when_few_wait_again_whoever_comes_has_music_of_their_own(self) -> None:
        house = several()
        for call in "abcd":
            await house.enter(call, "sales")
        for call in "abc":
            house.leave(call)
        assert await house.enter("e", "sales") == ""

    async def test_two_who_come_at_once_come_into_one_room(self) -> None:
        house = several()
        for call in "ab":
            await house.enter(call, "sales")
        found = await asyncio.gather(house.enter("c", "sales"), house.enter("d", "sales"))
        assert found[0] == found[1] != ""

    @pytest.mark.parametrize("wrong", [ServerFault(500, "no"), None])
    async def test_where_no_room_can_be_made_music_is_the_callers_own_for_a_while(
        self, wrong: AriError | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = Asked(*([wrong, None] if wrong else ()))
        asked.silent = wrong is None
        house = several(asked)
        assert [await house.enter(call, "sales") for call in "abcd"] == ["", "", "", ""]
        assert len(asked.paths) == 2
        asked.wrong, asked.silent = [], False
        assert await house.enter("e", "sales") == ""
        now = asyncio.get_running_loop().time()
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: now + rooms.PAUSE)
        assert await house.enter("f", "sales") != ""

    async def test_a_room_that_is_not_there_takes_nobody_in_and_its_callers_are_missed_in_it(self) -> None:
        house = several()
        room = [await house.enter(call, "sales") for call in "abcd"][-1]
        house.lost("c", "sales")
        assert house.of("c") == ""
        assert await house.enter("e", "sales") not in ("", room)
        assert not house.really("d", {})
        assert house.really("c", {})


@pytest.mark.usefixtures("small")
class TestAdopting:
    async def test_who_is_found_in_a_room_is_there_and_needs_not_come_in_once(self) -> None:
        house, room = several(), names.room_of("1", "calm")
        house.adopt({room: frozenset("ab"), "mix-9": frozenset("9")}, {"a": "sales", "b": "sales", "c": "sales"})
        assert await house.enter("a", "sales") == room
        assert house.is_in("a")
        assert not house.is_in("a")
        assert await house.enter("c", "sales") == ""
        assert await house.enter("d", "sales") not in ("", room)

    async def test_a_place_in_a_room_of_before_is_taken(self) -> None:
        house, room = several(), names.room_of("1", "calm")
        house.adopt({room: frozenset("a")}, {"a": "sales", "b": "sales"})
        assert await house.enter("c", "sales") == room

    async def test_what_one_process_finds_again_is_not_counted_twice(self) -> None:
        house = several()
        room = [await house.enter(call, "sales") for call in "abc"][-1]
        for _ in range(3):
            house.adopt({room: frozenset("c")}, {"a": "sales", "b": "sales", "c": "sales"})
        assert await house.enter("d", "sales") == room
        for call in "abd":
            house.leave(call)
        assert await house.enter("e", "sales") == ""

    def test_rooms_without_anybody_are_useless_and_other_bridges_are_none_of_its_business(self) -> None:
        house = several()
        full, empty = names.room_of("1", "calm"), names.room_of("2", "calm")
        bridges = {full: frozenset("a"), empty: frozenset[str](), "mix-1": frozenset[str](), "x": frozenset[str]()}
        house.adopt(bridges, {"a": "sales"})
        assert house.useless(bridges) == [empty]
        house.lost("a", "sales")
        assert house.useless({full: frozenset("b")}) == []


def test_a_class_of_music_is_read_from_the_name_of_its_room_whatever_signs_it_has() -> None:
    for music in ("default", "queue-sales-2", "a"):
        assert names.music_of_room(names.room_of("7f1", music)) == music
    assert [names.music_of_room(each) for each in ("mix-1.1", "hold-sales", "")] == ["", "", ""]


def _opening(room: str) -> list[str]:
    return [f"/bridges/{room}", f"/bridges/{room}/moh"]


# --- on a real Asterisk ----------------------------------------------------------------------------------------------


@pytest.fixture
async def crowd(pbx: Pbx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Exchange]:
    """Everybody who waits is in a room, two in each."""
    monkeypatch.setattr(places, "MANY", 0)
    monkeypatch.setattr(places, "PLACES", 2)
    async with exchange(pbx, tmp_path) as started:
        yield started


def members(house: Exchange) -> dict[str, set[str]]:
    """Of the rooms to wait in."""
    bridges = house.pbx.ari("GET", "/bridges")
    assert isinstance(bridges, list)
    return {each["id"]: set(each["channels"]) for each in bridges if names.music_of_room(each["id"])}


async def stays_in(house: Exchange, call: str) -> bool:
    """It came into a room and stayed there for half a second."""
    await asyncio.sleep(0.5)
    return bool(house.asterisk.switch.rooms.of(call))


async def heard_on(caller: Caller, hz: float) -> None:
    """Without a gap, and never softer."""
    await asyncio.sleep(1.0)
    assert quietest(caller, hz, 0.8) > LOUD
    assert caller.rtp.longest_pause(0.8) < PAUSE


@pytest.mark.asterisk
class TestOnAsterisk:
    async def test_three_who_wait_are_in_two_rooms_and_all_hear_their_music(self, crowd: Exchange) -> None:
        callers = [await crowd.queued() for _ in range(3)]
        other = await crowd.queued("support")
        assert sorted(map(len, members(crowd).values())) == [1, 1, 2]
        for caller in callers:
            await heard_on(caller, CALM)
        await heard_on(other, MUSIC)
        assert other.rtp.level(CALM) < LOUD

    async def test_nobody_in_a_room_hears_anybody_else_in_it(self, crowd: Exchange) -> None:
        first, second = await crowd.queued(), await crowd.queued()
        await heard_on(second, CALM)
        assert first.rtp.level(CALLER) < LOUD
        assert second.rtp.level(CALLER) < LOUD

    async def test_out_of_a_room_into_a_talk_and_back_and_into_it_again(self, crowd: Exchange) -> None:
        phone, caller, other = await crowd.ready(), await crowd.queued(), await crowd.queued()
        crowd.connect(caller, "agent1")
        assert await caller.rtp.hears(AGENT)
        assert await phone.hears(CALLER)
        assert await caller.rtp.stops_hearing(CALM)
        assert set().union(*members(crowd).values()) == {other.id}
        crowd.ask(commands.Requeue(caller.id, "agent1", "the phone stayed away"))
        await heard_on(caller, CALM)
        assert set().union(*members(crowd).values()) == {caller.id, other.id}
        crowd.engine.tell(facts.AgentStateChanged("agent1", AgentState.READY))
        crowd.connect(caller, "agent1")
        assert await caller.rtp.hears(AGENT)
        await heard_on(other, CALM)

    async def test_a_room_that_nobody_is_in_is_gone(self, crowd: Exchange) -> None:
        caller, other = await crowd.queued(), await crowd.queued("support")
        room = crowd.asterisk.switch.rooms.of(caller.id)
        crowd.ask(commands.Clear(caller.id))
        await crowd.so(lambda: room not in members(crowd))
        await heard_on(other, MUSIC)

    async def test_an_announcement_is_heard_alone_and_the_music_again_after_it(self, crowd: Exchange) -> None:
        caller, other = await crowd.queued(), await crowd.queued()
        crowd.ask(commands.TellWaiting(caller.id, "waiting.1", ("short",), 1))
        await crowd.until(facts.PromptEnded, call=caller.id)
        assert caller.rtp.level(CALM) < LOUD
        crowd.ask(commands.ResumeMusic(caller.id))
        assert await caller.rtp.hears(CALM)
        await heard_on(caller, CALM)
        await heard_on(other, CALM)

    async def test_who_is_gone_when_they_are_to_come_in_takes_nothing_from_the_others(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        switch, room = crowd.asterisk.switch, crowd.asterisk.switch.rooms.of(caller.id)
        switch.obey(orders.StartMusic("7.1", "sales"))
        assert not await stays_in(crowd, "7.1")
        switch.note(facts.Cleared("7.1", "normal", "caller"))
        assert await switch.rooms.enter("7.2", "sales") == room
        switch.rooms.leave("7.2")
        await heard_on(caller, CALM)

    async def test_a_key_that_is_pressed_in_a_room_is_heard(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        caller.rtp.press("4")
        await crowd.until(facts.DigitPressed, call=caller.id, digit="4")
        await heard_on(caller, CALM)

    async def test_who_leaves_the_queue_hears_no_music_any_more(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        crowd.ask(commands.LeaveQueue(caller.id, 0, "key"))
        assert await caller.rtp.stops_hearing(CALM)
        crowd.ask(commands.Play(caller.id, "main.1", ("long",)))
        assert await caller.rtp.hears(LONG)
        assert members(crowd) == {}

    async def test_music_goes_on_while_the_server_is_away_and_when_it_comes_back(self, crowd: Exchange) -> None:
        callers = [await crowd.queued() for _ in range(3)]
        before = members(crowd)
        await crowd.stop()
        await asyncio.sleep(1.0)
        await crowd.start(time.time())
        await done(crowd)
        await asyncio.sleep(0.5)
        for caller in callers:
            assert quietest(caller, CALM, 1.4) > LOUD
            assert caller.rtp.longest_pause(1.4) < PAUSE
        assert members(crowd) == before
        assert crowd.asterisk.health().mended == 0
        phone = await crowd.ready()
        crowd.connect(callers[0], "agent1")
        assert await phone.hears(CALLER)
        assert await callers[0].rtp.hears(AGENT)

    async def test_music_that_a_server_of_before_gives_on_top_is_heard_without_a_gap(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        crowd.pbx.ari("POST", f"/channels/{caller.id}/moh", {"mohClass": "plain"})
        assert await caller.rtp.hears(MUSIC)
        await heard_on(caller, MUSIC)
        crowd.pbx.ari("DELETE", f"/channels/{caller.id}/moh")
        assert await caller.rtp.hears(CALM)

    async def test_an_order_that_got_lost_is_found_by_the_audit(self, crowd: Exchange) -> None:
        caller = await crowd.answered()
        with deaf(crowd):
            crowd.ask(commands.Enqueue(caller.id, "sales"))
        assert await caller.rtp.hears(CALM, within=MENDED)

    async def test_who_fell_out_of_a_room_is_given_music_by_the_audit(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        room = crowd.asterisk.switch.rooms.of(caller.id)
        crowd.pbx.ari("POST", f"/bridges/{room}/removeChannel", {"channel": caller.id})
        assert await caller.rtp.stops_hearing(CALM)
        assert await caller.rtp.hears(CALM, within=MENDED)
        await heard_on(caller, CALM)

    async def test_a_room_that_is_taken_away_silences_nobody_for_long(self, crowd: Exchange) -> None:
        caller, other = await crowd.queued(), await crowd.queued()
        room = crowd.asterisk.switch.rooms.of(caller.id)
        crowd.pbx.ari("DELETE", f"/bridges/{room}")
        for each in (caller, other):
            assert await each.rtp.stops_hearing(CALM)
        for each in (caller, other):
            assert await each.rtp.hears(CALM, within=MENDED)
            await heard_on(each, CALM)

    async def test_who_comes_into_a_room_that_was_taken_away_has_music_of_their_own(self, crowd: Exchange) -> None:
        caller = await crowd.queued()
        crowd.pbx.ari("DELETE", f"/bridges/{crowd.asterisk.switch.rooms.of(caller.id)}")
        other = await crowd.queued()
        await heard_on(other, CALM)
        assert crowd.asterisk.switch.rooms.of(other.id) == ""

    async def test_a_room_that_a_dead_server_left_empty_is_removed(self, crowd: Exchange) -> None:
        room = names.room_of("dead1", "calm")
        crowd.pbx.ari("POST", f"/bridges/{room}", {"type": "holding"})
        crowd.pbx.ari("POST", f"/bridges/{room}/moh", {"mohClass": "calm"})
        await crowd.so(lambda: room not in members(crowd), within=MENDED)
