"""A real Asterisk without a server: no caller is lost, and strangers stay out."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from asterisk.provision import WITNESS
from config.secrets import ARI_USER
from server.asides import RECORDS, SPOOL, tidy
from server.elsewhere import witnessed
from tests.support.pbx import Pbx, running
from tests.support.rtp import RtpPeer
from tests.support.sip import request
from tests.support.sipp import SippCaller
from tests.support.until import until

pytestmark = pytest.mark.asterisk


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    """An Asterisk that gives up soon."""
    told = {"CORDBOARD_HOLD_TRIES": "1", "CORDBOARD_DEAD_MAN": "2", "CORDBOARD_CALL_LIMIT": "77"}
    with running(tmp_path_factory.mktemp("alone"), told) as pbx:
        pbx.set_global("CTI_MENU", "beep")
        yield pbx


@asynccontextmanager
async def serving(pbx: Pbx) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A server that lives, says so once, and does nothing."""
    pbx.set_global("CTI_HB", int(time.time()) + 3600)
    url = f"{pbx.ari_url}/ari/events?app=cti&api_key={ARI_USER}:{pbx.ari_password}"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        yield socket
    pbx.set_global("CTI_HB", 0)


@asynccontextmanager
async def calling(
    pbx: Pbx, folder: Path, number: str = "0700000001", sender: str = "0101112222"
) -> AsyncIterator[tuple[SippCaller, RtpPeer]]:
    """A caller who has been answered and whose voice goes both ways."""
    ears = await RtpPeer.open()
    caller = SippCaller(pbx.sip, number, f"<sip:{sender}@127.0.0.1>", ears.address[1], folder)
    await caller.start()
    try:
        await until(lambda: 200 in caller.answers())
        ears.talk_to(*caller.peer())
        yield caller, ears
        caller.hang_up()
        await caller.ended()
    finally:
        await caller.close()
        ears.close()


def value_of(pbx: Pbx, variable: str) -> str:
    told = pbx.ari("GET", "/asterisk/variable", {"variable": variable})
    assert isinstance(told, dict)
    return str(told["value"])


def ended(record: Path, number: str) -> str:
    """The id of the call to this number, as soon as its end is written down."""
    lines = [json.loads(line) for line in record.read_text().splitlines()]
    calls = [line["uniqueid"] for line in lines if (line["eventtype"], line["exten"]) == ("CHAN_START", number)]
    return next((line["uniqueid"] for line in lines if line["eventtype"] == "HANGUP" and line["uniqueid"] in calls), "")


def kinds(pbx: Pbx, number: str) -> list[str]:
    return [kind for _, dialled, kind in pbx.missed().values() if dialled == number]


@pytest.mark.parametrize("method", ["INVITE", "REGISTER", "OPTIONS"])
@pytest.mark.parametrize("sender", ["stranger", "trunk"])
def test_whoever_is_no_trunk_by_address_is_refused_under_any_name(alone: Pbx, method: str, sender: str) -> None:
    assert request(alone.sip, method, source="127.0.0.2", sender=sender) == [401]


def test_the_trunk_is_answered_when_it_asks_whether_we_are_there(alone: Pbx) -> None:
    assert request(alone.sip, "OPTIONS") == [200]


def test_a_call_id_that_would_blind_the_control_of_all_calls_is_refused(alone: Pbx) -> None:
    assert request(alone.sip, call_id=b"poison-\xff\xfe@x")[-1] >= 400
    assert alone.ari("GET", "/channels") is not None


def test_a_number_that_is_not_ascii_is_unallocated(alone: Pbx) -> None:
    assert request(alone.sip, user="%ED%95%9C")[-1] == 404


@pytest.mark.parametrize("number", ["5", "anna", "1" * 1000, "+82-70#1*"], ids=["one", "letters", "thousand", "signs"])
async def test_every_dialled_number_is_taken(alone: Pbx, tmp_path: Path, number: str) -> None:
    async with calling(alone, tmp_path, number):
        assert kinds(alone, number[:79]) == ["held"]


async def test_a_call_that_nobody_takes_hears_music(alone: Pbx, tmp_path: Path) -> None:
    async with calling(alone, tmp_path, "0701") as (_, ears):
        await until(lambda: abs(ears.recent(0.5)).max(initial=0.0) > 0.02)


async def test_more_callers_than_one_asterisk_bears_find_all_lines_busy(alone: Pbx, tmp_path: Path) -> None:
    alone.set_global("CTI_LIMIT", 1)
    try:
        async with calling(alone, tmp_path, "07031"):
            assert request(alone.sip, user="07032") == [100, 503]
            assert kinds(alone, "07032") == []
        await until(lambda: "0 active channels" in alone.cli("core show channels"))
        async with calling(alone, tmp_path, "07033"):
            assert kinds(alone, "07033") == ["held"]
    finally:
        alone.set_global("CTI_LIMIT", 77)


def test_how_many_an_asterisk_lets_in_is_a_setting(alone: Pbx) -> None:
    assert value_of(alone, "CTI_LIMIT") == "77"


@pytest.mark.parametrize(("digit", "kind"), [("1", "callback"), ("", "giveup")])
async def test_then_it_is_asked_and_what_the_caller_wants_is_noted(
    alone: Pbx, tmp_path: Path, digit: str, kind: str
) -> None:
    async with calling(alone, tmp_path, f"07020{digit}") as (_, ears):
        await until(lambda: "Read" in alone.cli("core show channels"))
        ears.press(digit)
        await until(lambda: kinds(alone, f"07020{digit}") == [kind])
    assert kinds(alone, f"07020{digit}") == [kind]


async def test_a_voicemail_that_ends_by_hanging_up_is_noted_and_kept(alone: Pbx, tmp_path: Path) -> None:
    async with calling(alone, tmp_path, "070202") as (_, ears):
        await until(lambda: "Read" in alone.cli("core show channels"))
        ears.press("2")
        await until(lambda: "Record" in alone.cli("core show channels"))
        ears.say(440)
        await asyncio.sleep(2)  # on a busy machine it records later than it says
    await until(lambda: kinds(alone, "070202") == ["voicemail"])
    (call,) = [call for call, (_, dialled, _) in alone.missed().items() if dialled == "070202"]
    assert (alone.house.data / f"asterisk/spool/recording/miss-{call}.wav").stat().st_size > 8000


async def test_with_nobody_in_the_emergency_queue_a_caller_can_still_leave_a_message(
    alone: Pbx, tmp_path: Path
) -> None:
    async with calling(alone, tmp_path, "0703") as (_, ears):
        await until(lambda: "Read" in alone.cli("core show channels"))
        ears.press("3")
        await until(lambda: "Record" in alone.cli("core show channels"))


async def test_while_the_server_lives_it_gets_the_call_unanswered(alone: Pbx, tmp_path: Path) -> None:
    async with serving(alone) as server:
        caller = SippCaller(alone.sip, "0706", "<sip:0101@127.0.0.1>", 9, tmp_path)
        await caller.start()
        event = await server.receive_json(timeout=10)
        assert (event["type"], event["args"], event["channel"]["state"]) == ("StasisStart", ["in", "0706", "0"], "Ring")
        alone.ari("DELETE", f"/channels/{event['channel']['id']}")
        await caller.ended()
    assert not kinds(alone, "0706")


async def test_a_server_that_lives_but_does_nothing_loses_the_call_to_music(alone: Pbx, tmp_path: Path) -> None:
    async with serving(alone), calling(alone, tmp_path, "0707") as (_, ears):
        assert kinds(alone, "0707") == ["held"]
        await until(lambda: abs(ears.recent(0.5)).max(initial=0.0) > 0.02)


async def test_a_held_call_comes_back_to_the_server_as_the_same_call(alone: Pbx, tmp_path: Path) -> None:
    async with calling(alone, tmp_path, "0708"), serving(alone) as server:
        event = await server.receive_json(timeout=10)
        assert event["args"] == ["in", "0708", "1"]
        assert event["channel"]["id"] in alone.missed()


async def test_an_anonymous_caller_is_noted_without_a_number(alone: Pbx, tmp_path: Path) -> None:
    async with calling(alone, tmp_path, "0704", sender="anonymous"):
        assert kinds(alone, "0704") == ["held"]


async def test_what_the_witness_saw_is_on_disk_as_soon_as_a_call_ends(alone: Pbx, tmp_path: Path) -> None:
    async with calling(alone, tmp_path, "0705"):
        pass
    witness = alone.house.data / "asterisk/log/cel-custom/cti.jsonl"
    await until(lambda: "HANGUP" in witness.read_text().splitlines()[-1])


async def test_what_was_put_aside_of_the_witness_is_had_by_ari_until_its_days_are_over(
    alone: Pbx, tmp_path: Path
) -> None:
    data, place = alone.house.data, (alone.ari_url, (ARI_USER, alone.ari_password))
    record = data / RECORDS / "cti.jsonl"
    async with calling(alone, tmp_path, "0706"):
        pass
    await until(lambda: ended(record, "0706"))
    call = ended(record, "0706")
    before = await witnessed([place], call)
    assert (len(before.lines), before.silent, before.bare) == (2, [], [])
    tidy(data, 30, time.time())
    assert not record.read_text()
    async with calling(alone, tmp_path, "0707"):
        pass
    await until(lambda: ended(record, "0707"))
    assert await witnessed([place], call) == before
    assert tidy(data, 30, time.time() + 31 * 86_400) == 4  # and what was written meanwhile; of the log as much
    assert (await witnessed([place], call)).lines == []
    assert not list((data / SPOOL).glob(f"{WITNESS}-*"))


def test_a_start_complains_about_nothing(alone: Pbx) -> None:
    log = (alone.house.data / "asterisk/log/messages.log").read_text()
    assert not [line for line in log.splitlines() if "ERROR" in line]
