"""The client on a real Asterisk: errors by what they mean, time-outs, one owner of the application."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from asterisk.ari import operations as ari
from asterisk.ari.errors import BadRequest, Conflict, NotFound, Unreachable, error_of
from asterisk.ari.events import Event, StasisStart
from asterisk.ari.rest import Rest
from asterisk.ari.stream import Account, Replaced, Stream
from config.secrets import ARI_USER
from tests.support.exchange import Exchange, frozen, tuned
from tests.support.pbx import Pbx


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with tuned(tmp_path_factory.mktemp("ari")) as running:
        yield running


@pytest.fixture
async def rest(pbx: Pbx) -> AsyncIterator[Rest]:
    client = Rest(f"{pbx.ari_url}/ari", ARI_USER, pbx.ari_password, pool=4, timeout=1.0)
    yield client
    await client.close()
    await asyncio.sleep(0.01)


@pytest.mark.asterisk
async def test_answers_have_types(rest: Rest) -> None:
    info = await rest.send(ari.asterisk_get_info())
    assert info.system is not None
    assert info.system.version.startswith("22.")


@pytest.mark.asterisk
async def test_what_is_not_there_is_told_from_what_is_there_already(rest: Rest) -> None:
    with pytest.raises(NotFound):
        await rest.send(ari.channel_get("nobody"))
    await rest.send(ari.bridge_create_with_id("twice", type_="mixing"))
    with pytest.raises(Conflict):
        await rest.send(ari.bridge_create_with_id("twice", type_="mixing"))
    with pytest.raises(BadRequest):
        await rest.send(ari.bridge_add_channel("twice", ["nobody"]))
    await rest.send(ari.bridge_destroy("twice"))


@pytest.mark.asterisk
async def test_many_requests_share_a_few_connections(rest: Rest) -> None:
    asked = (rest.send(ari.asterisk_set_global_var("X", value=str(number))) for number in range(200))
    await asyncio.gather(*asked)
    assert (rest.sent, rest.failed) == (200, 0)


@pytest.mark.asterisk
async def test_values_of_any_script_and_any_sign_arrive(rest: Rest) -> None:
    value = "김민수 & co=1?#/%+;\"'"
    await rest.send(ari.asterisk_set_global_var("X", value=value))
    assert (await rest.send(ari.asterisk_get_global_var("X"))).value == value


@pytest.mark.asterisk
async def test_no_answer_in_time_is_an_error_and_the_next_request_gets_its_own_answer(pbx: Pbx, rest: Rest) -> None:
    await rest.send(ari.asterisk_ping())
    with frozen(pbx), pytest.raises(Unreachable):
        await rest.send(ari.bridge_list())
    assert (await rest.send(ari.asterisk_ping())).ping == "pong"


async def test_where_nobody_listens_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        await Rest("http://127.0.0.1:1/ari", "a", "b").send(ari.asterisk_ping())


def test_an_error_carries_status_and_reason() -> None:
    error = error_of(404, b'{"message":"Channel not found"}', "GET /channels/7")
    assert (type(error), error.status, error.reason) == (NotFound, 404, "Channel not found")
    assert error_of(503, b"<html>", "").status == 503


@pytest.mark.asterisk
async def test_whoever_connects_later_owns_the_calls_and_the_first_stops(pbx: Pbx, tmp_path: Path) -> None:
    first, second = Exchange(pbx, tmp_path), Exchange(pbx, tmp_path)
    running = asyncio.create_task(first.asterisk.run())
    await first.so(lambda: first.asterisk.health().up)
    await second.start(time.time())
    with pytest.raises(Replaced):
        await asyncio.wait_for(running, 5.0)
    await second.close()


class Nobody:
    async def connected(self) -> None: ...

    def happened(self, event: Event) -> None: ...

    def disconnected(self) -> None: ...


@pytest.fixture
def stream() -> Stream:
    return Stream(Account("http://127.0.0.1:1/ari", "a", "b", "cti"), Nobody(), lambda: False)


@pytest.mark.parametrize(
    ("text", "unknown", "malformed"),
    [
        ('{"type":"ChannelTeleported","channel":{}}', {"ChannelTeleported": 1}, 0),
        ('{"type":"StasisStart","args":7}', {}, 1),
        ("not json", {}, 1),
        ("[]", {}, 1),
    ],
)
def test_what_the_model_does_not_have_is_counted(
    stream: Stream, text: str, unknown: dict[str, int], malformed: int
) -> None:
    assert stream.parsed(text) is None
    assert (stream.counts.unknown, stream.counts.malformed) == (unknown, malformed)


def test_fields_that_a_newer_asterisk_adds_do_no_harm(stream: Stream) -> None:
    path = Path(__file__).parent.parent / "recorded" / "talk.jsonl"
    start = next(line for line in path.read_text("utf-8").splitlines() if '"type":"StasisStart"' in line)
    assert isinstance(stream.parsed('{"brand_new":1,' + start[1:]), StasisStart)
