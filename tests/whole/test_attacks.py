"""Attacks by SIP on the whole house, from addresses of their own: denied, counted, shown, blocked; others go on."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp
import pytest

from server.guarding import TURN
from softphone.agent import HeadlessAgent, Json
from tests.support.attacker import Attacker
from tests.support.house import PASSWORD, House
from tests.support.outage import killed
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]
SUPPORT = "0700000001"
PHONE, OTHER_PHONE = "guarded", "guarded-too"
TOLL = ("00882165550000", "0060 700 1234", "90011972592", "+19005550123")
BLOCKED_WITHIN = 20.0  # s
MANY = 120  # tries that a flood comes to meanwhile, at the least
Attack = Callable[[Attacker], Awaitable[int]]

ATTACKS: dict[str, tuple[str, str, Attack]] = {
    "127.0.0.2": ("registers as anybody", "scan", lambda who: who.asks("REGISTER", "1000", "1000")),
    "127.0.0.3": ("calls abroad as nobody", "scan", lambda who: who.asks("INVITE", TOLL[0], "anonymous")),
    "127.0.0.4": ("scans with OPTIONS", "scan", lambda who: who.asks("OPTIONS", "100")),
    "127.0.0.5": ("guesses a phone's password", "guess", lambda who: who.guesses(PHONE, "letmein")),
    "127.0.0.6": ("names a phone without its password", "flood", lambda who: who.asks("INVITE", SUPPORT, OTHER_PHONE)),
}


async def list_of(admin: HeadlessAgent) -> dict[str, Json]:
    told = await admin.ask("GET", "/api/intruders")
    assert told["blocks"] is True
    items = told["items"]
    assert isinstance(items, list)
    return {each["who"]: each for each in items}


async def until_blocked(who: Attacker, attack: Attack) -> list[int]:
    """The statuses up to the first 403. How many others come before it is a matter of how busy the machine is."""
    statuses: list[int] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(BLOCKED_WITHIN):
            while 403 not in statuses:
                statuses.append(await attack(who))
    return statuses


async def written(admin: HeadlessAgent, who: str) -> Json:
    """What is known of an attacker who rests, once the last of it was heard and written down."""
    told: Json = {}
    known = (await list_of(admin))[who]
    while told != known:
        await asyncio.sleep(2 * TURN)
        told, known = known, (await list_of(admin))[who]
    return known


async def wall_stands(house: House) -> None:
    """A house that has just begun hears of no attack until its manager connection is up."""
    first = Attacker("127.0.0.30", house.sip)
    async with asyncio.timeout(30):
        while await first.asks("REGISTER", "1000", "1000") != 403:  # noqa: ASYNC110  # Asterisk does not tell
            await asyncio.sleep(0.05)


async def test_each_attack_is_denied_counted_shown_and_blocked_and_the_caller_beside_it_is_served(
    stage: RealStage, house: House
) -> None:
    async with HeadlessAgent(house.url, "owner", PASSWORD) as admin:
        for phone in (PHONE, OTHER_PHONE):
            await admin.ask("POST", "/api/phones", {"id": phone, "name": "Front desk"})
        await wall_stands(house)
        over = asyncio.Event()
        flood = asyncio.create_task(Attacker("127.0.0.7", house.sip).floods("INVITE", TOLL[3], over))
        tried = await asyncio.gather(
            *(until_blocked(Attacker(source, house.sip), attack) for source, (_, _, attack) in ATTACKS.items())
        )
        await stage.call("A", SUPPORT, "01012345678")
        await stage.press("A", "0")
        await stage.expect_waits("A", "general")
        over.set()
        assert await flood > MANY
        assert [call["id"] for call in await stage.items("/api/calls")] == [stage.callers["A"].call]
        known = await list_of(admin)
        for (source, (what, kind, _)), statuses in zip(ATTACKS.items(), tried, strict=True):
            assert set(statuses) == {401, 403}, f"{what}: {statuses}"
            assert kind in dict(known[source]["kinds"]), what  # type: ignore[call-overload]  # plain JSON
            assert known[source]["blocked_until"], what
        assert known["127.0.0.7"]["blocked_until"]
        assert "127.0.0.1" not in known or known["127.0.0.1"]["spared"] == "trunk"


async def test_after_a_kill_of_the_server_the_wall_stands_and_the_counts_are_there(house: House) -> None:
    blocked = Attacker("127.0.0.8", house.sip)
    await until_blocked(blocked, ATTACKS["127.0.0.4"][2])
    async with HeadlessAgent(house.url, "owner", PASSWORD) as admin:
        before = await written(admin, blocked.source)
    await killed(house, "server")
    assert await blocked.asks("OPTIONS", "100") == 403
    async with HeadlessAgent(house.url, "owner", PASSWORD) as admin:
        after = (await list_of(admin))[blocked.source]
    assert (after["kinds"], after["blocked_until"]) == (before["kinds"], before["blocked_until"])


async def test_who_is_let_go_by_hand_is_answered_again_and_metrics_tell_of_all(house: House) -> None:
    blocked = Attacker("127.0.0.9", house.sip)
    await until_blocked(blocked, ATTACKS["127.0.0.4"][2])
    async with HeadlessAgent(house.url, "owner", PASSWORD) as admin:
        await admin.ask("POST", "/api/intruders/let-go", {"who": blocked.source})
    async with asyncio.timeout(10):
        while await blocked.asks("OPTIONS", "100") != 401:
            pass
    async with aiohttp.ClientSession() as session, session.get(f"{house.url}/metrics") as answer:
        figures = dict(line.split() for line in (await answer.text()).splitlines() if line.startswith("cordboard_sip"))
    assert float(figures['cordboard_sip_denied_total{kind="scan"}']) > 20
    assert "cordboard_sip_blocked" in figures
