"""Where numbers lead in scenarios: routes that are written for them, with numbers outside, and messages that are left.

For the whole house; the pure core has its own few lines in `tests.support.virtual`.
"""

from abc import ABC, abstractmethod
from pathlib import Path

from softphone.agent import HeadlessAgent, Json
from tests.support import tapes
from tests.support.caller import CALLER_TONES, Caller
from tests.support.dialled import Dialled
from tests.support.house import PASSWORD, House
from tests.support.listening import is_tone
from tests.support.until import until

ROUTES = Path(__file__).parent.parent / "scenarios" / "routes"
LISTENING = 30.0  # s
NUMBER = "0700000001"  # of the service `support`, whose own route has the same name
TARGETS = "/api/transfer-targets/support"


def text_of(route: str, number: str) -> str:
    """number: outside, "" where the route has none of its own."""
    return (ROUTES / f"{route}.yaml").read_text("utf-8").replace("NUMBER", number or "0212345678")


async def lead(house: House, route: str, number: str) -> None:
    """Publish this route and let the number of support lead to it."""
    async with HeadlessAgent(house.url, "owner", PASSWORD) as owner:
        target: Json = {"number": number or "0212345678", "name": "outside"}
        await owner.ask("PUT", TARGETS, {"items": [target]})
        wish: Json = {"name": route, "text": text_of(route, number), "service": "support", "publish": True}
        await owner.ask("POST", "/api/routes/import", wish)
        await owner.ask("PUT", f"/api/routes/numbers/{NUMBER}", {"route": route})


async def lead_back(house: House) -> None:
    async with HeadlessAgent(house.url, "owner", PASSWORD) as owner:
        await owner.ask("PUT", f"/api/routes/numbers/{NUMBER}", {"route": "support"})
        await owner.ask("PUT", TARGETS, {"items": []})


def must_be_of(house: House, message: Json, hz: float) -> None:
    """The kept message has this tone, on both sides."""
    (file,) = (house.data / "recordings").rglob(f"{message['id']}.flac")
    left, right = tapes.sides(file)
    assert message["kind"] == "message"
    assert is_tone(left, hz), "the caller is not heard on the message"
    assert is_tone(right, hz), "the message is heard on one side only"


class Leading(ABC):
    """The part of a stage on the whole house that leads callers into such routes."""

    house: House
    callers: dict[str, Caller]
    dialled: Dialled
    _led = False  # the number leads to a route of the scenario

    @abstractmethod
    async def _joined(self, caller: str) -> None: ...

    @abstractmethod
    async def _of_call(self, path: str, caller: str) -> list[Json]: ...

    @abstractmethod
    async def _recording(self, caller: str) -> Json | None: ...

    async def lead(self, route: str, customer: str, kind: str) -> None:
        self._led = True
        called = await self.dialled.customer(kind) if customer else None
        if called:
            rtp = self.dialled.rtp[kind]
            rtp.say(CALLER_TONES[customer])
            self.callers[customer] = Caller(called, rtp)
        await lead(self.house, route, called.number if called else "")

    async def fall_silent(self, caller: str) -> None:
        self.callers[caller].rtp.say(None)

    async def expect_called(self, customer: str) -> None:
        await self._joined(customer)

    async def expect_recorded(self, caller: str) -> None:
        async def look() -> bool:
            return bool(await self._of_call("/api/recordings", caller))

        await until(look, f"{caller} is not recorded", LISTENING)

    async def expect_message(self, caller: str) -> None:
        found = await until(lambda: self._recording(caller), f"no message of {caller} is ready", LISTENING)
        must_be_of(self.house, found, CALLER_TONES[caller])
