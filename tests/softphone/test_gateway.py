"""The real gateway process, real WebRTC phones, and the switch's end as a socket."""

import asyncio
from itertools import pairwise

import pytest

from softphone.client import Attached, Detached, Digit, GatewayClient, GatewayError, Taken
from softphone.ulaw import strength
from tests.softphone.conftest import Phone, Switch
from tests.softphone.gateway_process import Events, GatewayProcess


def is_tone(sound: bytes, hertz: int) -> bool:
    return strength(sound, hertz) > 0.8


async def test_agent_and_switch_hear_each_other_and_not_themselves(phone: Phone, switch: Switch) -> None:
    end, agent = await switch("kim", hertz=1000), phone("kim", "page-1", hertz=440)
    await agent.attach()
    assert is_tone(await agent.ear.next(0.5), 1000)
    assert is_tone(await end.ear.next(0.5), 440)


async def test_a_page_that_comes_back_goes_on_in_the_same_stream(phone: Phone, switch: Switch, events: Events) -> None:
    end = await switch("kim")
    await phone("kim", "page-1", hertz=440).attach()
    await end.ear.next(0.3)
    await phone("kim", "page-2", hertz=600).attach()
    await events.wait_for(Attached("kim", "page-2"))
    await end.ear.next(0.2)
    assert is_tone(await end.ear.next(0.3), 600)
    sequences = [header[2] for header in end.headers]
    assert len({header[4] for header in end.headers}) == 1
    assert all((later - earlier) & 0xFFFF == 1 for earlier, later in pairwise(sequences))


async def test_the_newest_page_wins_and_the_older_is_told(phone: Phone, switch: Switch, events: Events) -> None:
    await switch("kim")
    older, newer = phone("kim", "page-1"), phone("kim", "page-2")
    await older.attach()
    await newer.attach()
    await events.wait_for(Taken("kim", "page-1", by="page-2"))
    assert is_tone(await newer.ear.next(0.3), 1000)
    assert Detached("kim", "page-1", "closed") not in events.all


async def test_the_same_page_may_offer_again_and_is_not_told_as_taken(phone: Phone, events: Events) -> None:
    await phone("kim", "page-1").attach()
    await phone("kim", "page-1").attach()
    await events.wait_for(Attached("kim", "page-1"))
    assert not [event for event in events.all if isinstance(event, Taken)]


async def test_an_offer_that_fails_leaves_the_page_before_it_alone(
    phone: Phone, switch: Switch, client: GatewayClient
) -> None:
    await switch("kim")
    agent = phone("kim", "page-1")
    await agent.attach()
    with pytest.raises(GatewayError, match="v=0"):
        await client.offer("kim", "page-2", "hello")
    assert is_tone(await agent.ear.next(0.3), 1000)


async def test_a_closed_page_is_seen_at_once(phone: Phone, events: Events) -> None:
    agent = phone("kim", "page-1")
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    await agent.detach()
    await events.wait_for(Detached("kim", "page-1", "closed"), within=2)


async def test_a_killed_page_is_missed_by_its_silence(phone: Phone, events: Events, client: GatewayClient) -> None:
    agent = phone("kim", "page-1")
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    await asyncio.sleep(0.3)
    agent.vanish()
    await events.wait_for(Detached("kim", "page-1", "silence"), within=10)
    assert client.page_of("kim") is None


async def test_a_page_with_its_microphone_off_is_not_missed(phone: Phone, switch: Switch, events: Events) -> None:
    await switch("kim")
    agent = phone("kim", "page-1")
    await agent.attach()
    await asyncio.sleep(0.3)
    agent.speaking = False
    await asyncio.sleep(5)
    assert not [event for event in events.all if isinstance(event, Detached)]
    assert is_tone(await agent.ear.next(0.3), 1000)


async def test_a_page_that_says_good_bye_is_gone(phone: Phone, client: GatewayClient, events: Events) -> None:
    await phone("kim", "page-1").attach()
    await events.wait_for(Attached("kim", "page-1"))
    await client.detach("kim", "page-1")
    await events.wait_for(Detached("kim", "page-1", "left"))


async def test_the_echo_gives_the_page_its_own_voice_without_a_line(
    phone: Phone, client: GatewayClient, events: Events
) -> None:
    agent = phone("kim", "page-1", hertz=700)
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    await client.echo("kim", "page-1", on=True)
    assert is_tone(await agent.ear.next(0.5), 700)


async def test_a_call_ends_the_echo(phone: Phone, client: GatewayClient, switch: Switch, events: Events) -> None:
    agent = phone("kim", "page-1", hertz=700)
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    await client.echo("kim", "page-1", on=True)
    await agent.ear.next(0.3)
    end = await switch("kim", hertz=1000)
    await agent.ear.next(0.3)
    assert is_tone(await agent.ear.next(0.3), 1000)
    assert is_tone(await end.ear.next(0.3), 700)


async def test_keys_of_the_page_are_told_once_each(phone: Phone, events: Events) -> None:
    agent = phone("kim", "page-1")
    await agent.attach()
    for key in "1#":
        await agent.press(key)
    await events.wait_for(Digit("kim", "page-1", "#"))
    assert [event.digit for event in events.all if isinstance(event, Digit)] == ["1", "#"]


async def test_a_killed_gateway_goes_on_with_the_same_port_and_peer(
    phone: Phone, switch: Switch, client: GatewayClient, gateway: GatewayProcess, events: Events
) -> None:
    end, agent = await switch("kim"), phone("kim", "page-1", hertz=440)
    await agent.attach()
    await events.wait_for(Attached("kim", "page-1"))
    before = await client.open("kim")
    await gateway.kill()
    await events.wait_for(Detached("kim", "page-1", "gateway"))
    await gateway.start()
    await asyncio.wait_for(client.connected.wait(), 20)
    assert await client.open("kim") == before
    await phone("kim", "page-2", hertz=440).attach()
    assert is_tone(await end.ear.next(0.3), 440)


async def test_a_line_stays_the_same_when_it_is_opened_twice_and_ends_when_closed(client: GatewayClient) -> None:
    first = await client.open("kim")
    assert await client.open("kim") == first
    await client.close("kim")
    assert (await client.health())["lines"] == []


async def test_figures_tell_what_was_heard_and_lost(phone: Phone, switch: Switch, client: GatewayClient) -> None:
    await switch("kim")
    agent = phone("kim", "page-1")
    await agent.attach()
    await agent.ear.next(0.5)
    state = await client.health()
    assert isinstance(figures := state["phones"], dict)
    assert figures["kim"]["from_page"]["received"] > 10
    assert figures["kim"]["from_switch"]["lost"] == 0


async def test_two_agents_do_not_hear_each_other(phone: Phone, switch: Switch) -> None:
    ends = [await switch("kim", hertz=1000), await switch("lee", hertz=1200)]
    phones = [phone("kim", "page-1", hertz=440), phone("lee", "page-2", hertz=600)]
    for each in phones:
        await each.attach()
    assert is_tone(await phones[0].ear.next(0.3), 1000)
    assert is_tone(await phones[1].ear.next(0.3), 1200)
    assert is_tone(await ends[0].ear.next(0.3), 440)
    assert is_tone(await ends[1].ear.next(0.3), 600)


async def test_pages_that_come_and_go_leave_nothing_open(
    phone: Phone, switch: Switch, gateway: GatewayProcess, events: Events
) -> None:
    await switch("kim")
    await phone("kim", "page").attach()
    await events.wait_for(Attached("kim", "page"))
    before = gateway.open_files
    for number in range(30):
        await phone("kim", f"page-{number}").attach()
        await events.wait_for(Attached("kim", f"page-{number}"))
    await asyncio.sleep(0.5)
    assert gateway.open_files == before
