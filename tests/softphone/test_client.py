"""The server's side of the gateway: what it makes of what it is told. The gateway itself is real in test_gateway."""

import asyncio
from pathlib import Path

import pytest

from softphone.client import Attached, GatewayClient, GatewayError, LineLost
from tests.softphone.conftest import Phone, Switch
from tests.softphone.gateway_process import Events, GatewayProcess


async def test_a_client_that_comes_later_is_told_who_is_attached(
    phone: Phone, gateway: GatewayProcess, client: GatewayClient, events: Events
) -> None:
    await phone("kim", "page-1").attach()
    await events.wait_for(Attached("kim", "page-1"))
    later = Events()
    async with GatewayClient(gateway.url, gateway.token, later) as another:
        await later.wait_for(Attached("kim", "page-1"))
        assert another.page_of("kim") == "page-1"


async def test_lines_that_a_new_gateway_does_not_have_are_told_as_lost(
    gateway: GatewayProcess, client: GatewayClient, events: Events
) -> None:
    await client.open("kim")
    await gateway.kill()
    (gateway.folder / "gateway" / "lines.json").unlink()
    await gateway.start()
    await events.wait_for(LineLost("kim"))
    assert not client.has_line("kim")


async def test_calls_to_a_gateway_that_is_away_fail_with_a_sentence(tmp_path: Path) -> None:
    async with GatewayClient("http://127.0.0.1:9", "token", Events()) as client:
        with pytest.raises(GatewayError, match="cannot be reached"):
            await client.open("kim")
        assert not client.healthy


async def test_names_with_any_letters_reach_the_gateway_as_they_are(client: GatewayClient) -> None:
    names = ["김 하나", "a/b?c#d", "agent%2F1"]
    for name in names:
        await client.open(name)
    assert isinstance(lines := (await client.health())["lines"], list)
    assert [line["agent"] for line in lines] == names


async def test_an_event_of_a_newer_gateway_is_passed_over(client: GatewayClient, events: Events) -> None:
    client._hear('{"type": "hologram", "agent": "kim", "page": "p"}')
    client._hear("not even JSON")
    await asyncio.sleep(0)
    assert events.all == []


async def test_the_packets_of_a_line_are_told_and_of_no_line_nothing(
    client: GatewayClient, phone: Phone, switch: Switch
) -> None:
    assert await client.line_figures("kim") == {}
    end = await switch("kim")
    agent = phone("kim", "page-1")
    await agent.attach()
    await end.ear.next(0.1)
    before = await client.line_figures("kim")
    await end.ear.next(0.3)
    after = await client.line_figures("kim")
    assert after["received"] > before["received"]
    assert after["sent"] > before["sent"]
    with pytest.raises(GatewayError, match="has no line"):
        await client._ask("GET", "/lines/lee")
