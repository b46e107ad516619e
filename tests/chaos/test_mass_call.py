"""Far more callers at once than one Asterisk lets in: who is in is served, the others hear that all lines are busy, and
when it is over the house is as it was. Without a limit they would take Asterisk's time from those who are in, until
nobody is served at all, and that stays so (docs/decisions/0060-all-lines-busy.md).
"""

from typing import cast

import pytest

from bench.load.traffic import Round
from bench.versus import Step, ours
from softphone.agent import HeadlessAgent
from tests.support.house import PASSWORD
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.chaos, pytest.mark.timeout(240)]
AGENTS, TALK, LIMIT = 4, 1.0, 8
FLOOD, QUIET = Round(2.0, rate=30.0), Round(2.0, rate=2.0)


def answered(step: Step) -> list[dict[str, float]]:
    return [call for call in step.calls if call["answered"]]


async def sip(admin: HeadlessAgent) -> dict[str, object]:
    parts = cast("list[dict[str, object]]", (await admin.ask("GET", "/api/status"))["parts"])
    return next(part for part in parts if part["part"] == "sip")


async def test_who_is_in_is_served_and_afterwards_all_is_as_before() -> None:
    async with ours(AGENTS, TALK, 0, call_limit=LIMIT) as side, HeadlessAgent(side.url, "admin", PASSWORD) as admin:
        flood = await side.play("flood", FLOOD)
        assert LIMIT <= len(answered(flood)) < len(flood.calls) / 2
        assert answered(flood) == flood.served
        refused = len(flood.calls) - len(answered(flood))

        async def told() -> bool:
            return (await sip(admin))["values"] == {"count": str(refused)}

        await until(told, "the status page does not tell of them", 20)
        assert (await sip(admin))["why"] == "full"
        after = await side.play("after", QUIET)
        assert len(after.served) == len(after.calls) == 4
