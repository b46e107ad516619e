"""Customers whom agents call in scenarios: for each kind one number, all at the house's trunk, each with a voice."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.answering import Kind, SippCustomers, call_id
from tests.support.rtp import RtpPeer
from tests.support.until import until

KINDS = {
    "answers": Kind.ANSWERS,
    "early": Kind.EARLY,
    "silent": Kind.SILENT,
    "busy": Kind.BUSY,
    "refused": Kind.REFUSES,
    "unallocated": Kind.NOBODY,
    "congestion": Kind.CONGESTED,
}


@dataclass
class Customer:
    """One who is called, with what a `tests.support.real.Caller` wants of its signalling."""

    sipp: SippCustomers
    number: str

    def hang_up(self) -> None:
        if self.sipp.invites(self.number) and not self._is_over():
            self.sipp.hang_up(self.number)

    async def ended(self, within: float = 10.0) -> None:
        """Wait until the newest call is over. Raises AssertionError."""
        await until(self._is_over, within=within)

    def has_rung(self) -> bool:
        invites = self.sipp.invites(self.number)
        return bool(invites) and any(
            each.startswith("SIP/2.0 180") for each in self.sipp.messages(call_id(invites[-1]))
        )

    async def close(self) -> None:
        """SIPp is closed with the scenario."""

    def answers(self) -> list[int]:
        return []

    def peer(self) -> tuple[str, int]:
        return self.sipp.peer(self.number)

    def _is_over(self) -> bool:
        invites = self.sipp.invites(self.number)
        return bool(invites) and any(
            re.match(r"(BYE|CANCEL|SIP/2\.0 [456])", each) for each in self.sipp.messages(call_id(invites[-1]))
        )


@dataclass
class Dialled:
    """port: of the house's trunk; turn: which scenario of the house, so that each has numbers of its own."""

    port: int
    folder: Path
    turn: int
    rtp: dict[str, RtpPeer] = field(default_factory=dict)
    _sipp: SippCustomers | None = None

    async def customer(self, kind: str) -> Customer:
        if self._sipp is None:
            for each in KINDS:
                self.rtp[each] = await RtpPeer.open()
            told = {self.number(each): (KINDS[each], self.rtp[each].address[1]) for each in KINDS}
            self._sipp = SippCustomers(self.port, told, self.folder)
            await self._sipp.start()
        return Customer(self._sipp, self.number(kind))

    def number(self, kind: str) -> str:
        return f"010555{self.turn:04d}{list(KINDS).index(kind)}"

    def invites(self, kind: str) -> str:
        """All that this customer was told when called."""
        return "\n".join(self._sipp.invites(self.number(kind))) if self._sipp else ""

    async def close(self) -> None:
        for peer in self.rtp.values():
            peer.close()
        if self._sipp is not None:
            await self._sipp.close()
