"""Who attacks by SIP, as admins see it and decide about it; what is left after a restart."""

import asyncio
from collections.abc import Iterable

import pytest

from asterisk.ami import SecurityEvent
from asterisk.intruders import BLOCKED_FOR, Network
from server import guarding
from server.guarding import Guard, NoWall
from storage.intruders import MOST, Intruders
from tests.server.web.desk import Page, Web
from tests.support.until import until

ATTACKER, TRUNK, OFFICE = "198.51.100.7", "127.0.0.1", "203.0.113.5"


def attack(guard: Guard, address: str = ATTACKER, count: int = 30, kind: str = "InvalidAccountID") -> None:
    for _ in range(count):
        guard.heard(SecurityEvent(kind, "PJSIP", address, "100"))


async def row(page: Page, who: str = ATTACKER) -> dict[str, object]:
    items = (await page.get("/api/intruders"))["items"]
    return next(dict(each) for each in items if each["who"] == who)


async def test_an_attack_is_counted_blocked_and_shown(house: Web) -> None:
    attack(house.house.guard)
    async with house.page("owner") as page:
        told = await row(page)
    assert told["kinds"] == {"scan": 30}
    assert told["blocks"] == 1
    assert told["blocked_until"]


async def test_a_block_ends_by_itself_and_the_next_one_is_longer(house: Web) -> None:
    guard = house.house.guard
    attack(guard)
    house.now[0] += BLOCKED_FOR[0] + 1
    assert guard.blocked() == []
    attack(guard)
    house.now[0] += BLOCKED_FOR[0] + 1
    assert guard.blocked() == [ATTACKER]


async def test_trunks_are_never_blocked_but_counted(house: Web) -> None:
    attack(house.house.guard, TRUNK)
    async with house.page("owner") as page:
        told = await row(page, TRUNK)
        refused = await page.send("POST", "/api/intruders/blocks", {"address": TRUNK})
    assert (told["spared"], told["blocked_until"], told["kinds"]) == ("trunk", None, {"scan": 30})
    assert refused.status_code == 409


async def test_where_a_phone_of_ours_is_signed_in_nobody_is_blocked_for_a_day(house: Web) -> None:
    guard = house.house.guard
    house.house.plan.phones["101"] = None  # type: ignore[assignment]  # only its name counts here
    guard.heard(SecurityEvent("SuccessfulAuth", "PJSIP", OFFICE, "101"))
    attack(guard, OFFICE)
    assert (guard.blocked(), guard.why_spared(OFFICE)) == ([], "phone")
    house.now[0] += 86_401
    attack(guard, OFFICE)
    assert guard.blocked() == [OFFICE]


async def test_an_admin_lets_go_and_what_was_done_stays_in_the_list(house: Web) -> None:
    attack(house.house.guard)
    async with house.page("owner") as page:
        assert (await page.send("POST", "/api/intruders/let-go", {"who": ATTACKER})).status_code == 204
        told = await row(page)
    assert (told["blocked_until"], told["kinds"]) == (None, {"scan": 30})
    attack(house.house.guard)
    assert house.house.guard.blocked() == [ATTACKER]


async def test_a_named_network_is_let_go_at_once_and_not_blocked_again_until_it_is_named_no_more(house: Web) -> None:
    guard = house.house.guard
    attack(guard)
    async with house.page("owner") as page:
        told = (await page.send("POST", "/api/intruders/spared", {"network": "198.51.100.0/24", "note": "x"})).json()
        assert guard.blocked() == []
        attack(guard)
        assert guard.blocked() == []
        gone = await page.send("DELETE", f"/api/intruders/spared/{told['items'][0]['id']}")
    assert gone.status_code == 204
    attack(guard)
    assert guard.blocked() == [ATTACKER]


async def test_an_address_is_blocked_by_hand(house: Web) -> None:
    async with house.page("owner") as page:
        made = await page.send("POST", "/api/intruders/blocks", {"address": "2001:db8::7", "hours": 1})
        wrong = await page.send("POST", "/api/intruders/blocks", {"address": "a\ndeny = 0.0.0.0/0"})
    assert (made.status_code, made.json()["who"]) == (201, "2001:db8::/64")
    assert wrong.status_code == 422
    assert house.house.guard.blocked() == ["2001:db8::/64"]


async def test_after_a_restart_it_is_still_blocked_and_still_counted(house: Web) -> None:
    guard = house.house.guard
    attack(guard)
    await guard._write()
    again = Guard(Intruders(house.database), NoWall(), {}, (TRUNK,), house.house.clock)
    await again.load()
    assert again.blocked() == [ATTACKER]
    assert again.counts()["scan"] == 30


async def test_a_flood_with_false_addresses_does_not_fill_the_disk(house: Web) -> None:
    guard = house.house.guard
    for each in range(MOST + 50):
        house.now[0] += 0.001
        attack(guard, f"198.{each // 65536 + 18}.{each // 256 % 256}.{each % 256}", 1)
    await guard._write()
    kept = await Intruders(house.database).all()
    assert len(kept) == MOST
    assert kept[0].last_at > house.now[0] - (MOST + 1) / 1000


async def test_who_tries_numbers_that_fraud_is_after_is_counted_by_name(house: Web) -> None:
    await house.phone("agent1")
    async with house.page("agent1") as agent, house.page("owner") as owner:
        await agent.send("PUT", "/api/me/state", {"state": "idle"})
        for number in ("+882 16 5555 0000", "060-700-1234", "+1 212 555 0123"):
            assert (await agent.send("POST", "/api/calls", {"to": number})).status_code == 409
        told = await row(owner, "agent:agent1")
    assert told["kinds"] == {"toll": 3}
    assert house.core.desk.calls == {}


async def test_what_cannot_be_written_now_is_written_later(house: Web) -> None:
    class Full(Intruders):
        async def put(self, changed: object, dropped: object = ()) -> None:
            raise OSError("no space left")

    guard = Guard(Full(house.database), NoWall(), {}, (), house.house.clock)
    attack(guard)
    await guard._write()
    assert [each.who for each in guard.everybody()] == [ATTACKER]
    guard._records = Intruders(house.database)
    await guard._write()
    assert [each.who for each in await Intruders(house.database).all()] == [ATTACKER]


class Away(NoWall):
    """Asterisk cannot be told at first."""

    def __init__(self) -> None:
        self.tries: list[list[str]] = []

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool:
        self.tries.append(list(blocked))
        return len(self.tries) > 2


async def test_who_is_blocked_is_told_again_until_asterisk_knows(house: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "TURN", 0.0)
    wall = Away()
    guard = Guard(Intruders(house.database), wall, {}, (), house.house.clock)
    attack(guard)
    running = asyncio.create_task(guard.run())
    await until(lambda: len(wall.tries) >= 3, within=10, every=0.01)
    await asyncio.sleep(0.05)
    running.cancel()
    assert wall.tries == 3 * [[ATTACKER]], "it is told until it is known, and then no more"
