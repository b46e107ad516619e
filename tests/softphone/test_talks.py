"""The gateway's log names the call that an agent's phone is about, as the server tells it."""

import pytest

from softphone.client import Attached, GatewayClient
from softphone.gateway.figures import since
from softphone.gateway.talks import Talks, Unreadable
from tests.softphone.conftest import Phone, Switch
from tests.softphone.gateway_process import Events, GatewayProcess


def test_what_the_server_tells_changes_which_call_a_phone_is_about() -> None:
    talks = Talks()
    assert talks.learn('{"type": "calls", "calls": {"kim": "1.7"}}') == {"kim": ("", "1.7")}
    assert talks.learn('{"type": "call", "agent": "lee", "call": "1.8"}') == {"lee": ("", "1.8")}
    assert talks.ids("kim") == {"agent": "kim", "call": "1.7"}
    assert talks.learn('{"type": "calls", "calls": {"lee": "1.9"}}') == {"kim": ("1.7", ""), "lee": ("1.8", "1.9")}
    assert talks.learn('{"type": "call", "agent": "lee", "call": ""}') == {"lee": ("1.9", "")}
    assert (talks.of("kim"), talks.of("lee")) == ("", "")
    assert talks.learn('{"type": "of a newer server"}') == {}


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "no JSON",
            "[]",
            '{"type": 1}',
            '{"type": "x"',
            '{"type": "calls", "calls": {"kim": 7}}',
            '{"a": "call"}',
        ),
        '{"type": "call", "agent": "kim", "call": "' + "1" * 200 + '"}',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_read_changes_nothing(said: str) -> None:
    talks = Talks()
    talks.learn('{"type": "call", "agent": "kim", "call": "1.7"}')
    with pytest.raises(Unreadable):
        talks.learn(said)
    assert talks.of("kim") == "1.7"


def test_packets_of_a_call_are_those_since_it_began_also_by_a_new_page() -> None:
    before = {"received_page": 500, "received_switch": 700}
    assert since(before, {"received_page": 20, "received_switch": 750}) == {"received_page": 20, "received_switch": 50}


async def test_lines_about_a_talk_name_it_as_the_server_does(
    gateway: GatewayProcess, client: GatewayClient, events: Events, phone: Phone, switch: Switch
) -> None:
    end = await switch("kim")
    agent = phone("kim", "page-1")
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    client.concern("kim", "1.7")
    await gateway.logged(message="a call is at this phone", agent="kim", call="1.7", part="gateway")
    await end.ear.next(0.3)
    await agent.detach()
    await gateway.logged(message="a page is gone: closed", agent="kim", call="1.7")
    client.concern("kim", "")
    told = await gateway.logged(message="a call has left this phone", agent="kim", call="1.7")
    assert int(str(told["received_switch"])) > 10
    await phone("kim", "page-2").attach()
    await events.wait_for(Attached("kim", "page-2"))
    assert "call" not in list(gateway.lines())[-1]


async def test_a_gateway_that_is_started_again_is_told_all_calls(
    gateway: GatewayProcess, client: GatewayClient, switch: Switch
) -> None:
    await switch("kim")
    client.concern("kim", "1.7")
    await gateway.logged(call="1.7")
    await gateway.kill()
    gateway.log.unlink()
    await gateway.start()
    await gateway.logged(message="a call is at this phone", agent="kim", call="1.7")


async def test_of_a_phone_without_a_line_here_nothing_is_told_until_it_has_one(
    gateway: GatewayProcess, client: GatewayClient, switch: Switch
) -> None:
    client.concern("lee", "1.6")
    client.concern("kim", "1.7")
    client.concern("lee", "")
    await switch("lee")
    await switch("kim")
    await gateway.logged(message="a call is at this phone", agent="kim", call="1.7")
    assert not [line for line in gateway.lines() if line.get("call") == "1.6"]


async def test_a_server_that_is_started_again_names_the_calls_of_the_lines_that_there_are(
    gateway: GatewayProcess, client: GatewayClient, events: Events, switch: Switch
) -> None:
    await switch("kim")
    await client.stop()
    async with GatewayClient(gateway.url, gateway.token, events) as newer:
        newer.concern("kim", "1.7")
        newer.concern("desk", "1.8")
        await gateway.logged(message="a call is at this phone", agent="kim", call="1.7")
        newer.concern("kim", "")
        await gateway.logged(message="a call has left this phone", agent="kim", call="1.7")
    assert not [line for line in gateway.lines() if line.get("call") == "1.8"]
