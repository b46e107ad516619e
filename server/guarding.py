"""The guard at the door of SIP: counts who attacks, blocks them for a while, and lets nobody in who was not let in.

Asterisk denies; this only watches what it says, and adds to its list of blocked addresses. Never on that list: trunks,
the provider, networks that admins named, and addresses at which a phone of ours is signed in.
"""

import asyncio
import ipaddress
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Literal, Protocol

from asterisk.ami import SecurityEvent
from asterisk.intruders import Kind, Network, Watch, kind_of, lies_in, seconds_blocked, source_of
from asterisk.nodes import Switches
from config.settings import Settings
from cti.plan import Plan
from storage.intruders import MOST, Intruder, Intruders

logger = logging.getLogger(__name__)
TURN = 1.0  # s between two looks at what has to be written and who is let go
SIGNED_IN = 86_400.0  # s for which an address is spared after a phone has proved its password there
AGENT = "agent:"
Why = Literal["", "trunk", "named", "phone"]


class Wall(Protocol):
    """`asterisk.wall.Wall` is one."""

    @property
    def stands(self) -> bool: ...

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool: ...


class NoWall:
    """Where there is no Asterisk that could be told."""

    stands = False

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool:
        """Nobody is blocked."""
        return True


class Guard:
    """known: the accounts of phones; trunks: addresses, networks and names of hosts of our providers."""

    def __init__(
        self,
        records: Intruders,
        wall: Wall,
        known: Mapping[str, object],
        trunks: Iterable[str],
        clock: Callable[[], float],
    ) -> None:
        self._records, self._wall, self._known, self._clock = records, wall, known, clock
        self._trunks = tuple(trunks)
        self._own: list[Network] = [
            ipaddress.ip_network(each, strict=False) for each in self._trunks if _is_network(each)
        ]
        self._named: list[Network] = []
        self._proved: dict[str, float] = {}
        self._watch = Watch()
        self._rows: dict[str, Intruder] = {}
        self._changed: set[str] = set()
        self._look = asyncio.Event()

    @property
    def blocks(self) -> bool:
        """False: attacks are counted and shown, but Asterisk is not ours to tell whom it should not answer."""
        return self._wall.stands

    def everybody(self) -> list[Intruder]:
        """The last heard first."""
        return sorted(self._rows.values(), key=lambda row: row.last_at, reverse=True)

    def of(self, who: str) -> Intruder | None:
        return self._rows.get(who)

    def blocked(self) -> list[str]:
        now = self._clock()
        return [row.who for row in self._rows.values() if row.blocked_until > now]

    def counts(self) -> dict[str, int]:
        """Kind → tries since the house was made, as far as they are kept."""
        tries = Counter({kind.value: 0 for kind in Kind})
        for row in self._rows.values():
            tries.update(row.kinds)
        return dict(tries)

    def why_spared(self, who: str) -> Why:
        if who.startswith(AGENT):
            return ""
        if lies_in(who, self._own):
            return "trunk"
        if lies_in(who, self._named):
            return "named"
        return "phone" if self._clock() - self._proved.get(who, -SIGNED_IN) < SIGNED_IN else ""

    # --- what happens ------------------------------------------------------------------------------------------------

    def heard(self, event: SecurityEvent) -> None:
        """From AMI."""
        source, now = source_of(event.address), self._clock()
        if not source:
            return
        if event.kind == "SuccessfulAuth" and event.account in self._known:
            self._proved[source] = now
            self._watch.proved(source, now)
            return
        kind = kind_of(event, self._known)
        if kind is None:
            return
        if kind is not Kind.FLOOD:  # each proper sign-in begins with a challenge: only too many of them are noted
            self._note(source, kind, now)
        if self._watch.is_enough(source, kind, now):
            self._enough(source, kind, now)

    def tried(self, login: str) -> None:
        """A person of ours asked for a number that must not be called."""
        self._note(f"{AGENT}{login}", Kind.TOLL, self._clock())

    def block(self, who: str, seconds: float) -> None:
        """From now on, whatever it has done."""
        now = self._clock()
        row = self._row(who, now)
        row.blocks, row.blocked_at, row.blocked_until = row.blocks + 1, now, now + seconds
        self._changed.add(who)
        self._look.set()

    def let_go(self, who: str) -> None:
        """It begins anew; what it has done stays in the list."""
        row = self._rows[who]
        row.blocked_until = 0.0
        self._watch.forget(who)
        self._changed.add(who)
        self._look.set()

    async def name(self, network: str, note: str, by: str) -> None:
        """Never block this. network: as `ipaddress` writes it."""
        await self._records.spare(network, note, by, self._clock())
        await self._read_named()

    async def name_no_more(self, id: int) -> bool:
        gone = await self._records.spare_no_more(id)
        await self._read_named()
        return gone

    # --- the loop ----------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Before anything is heard."""
        self._rows = {row.who: row for row in await self._records.all()}
        self._named = await self._networks()

    async def run(self) -> None:
        await self._find_trunks()
        built: object = None
        while True:
            wanted = frozenset(self.blocked()), frozenset(self._own + self._named), self._still_proved()
            if wanted != built:
                built = wanted if await self._wall.build(self.blocked(), self._never()) else None
            await self._write()
            with suppress(TimeoutError):
                async with asyncio.timeout(TURN):
                    await self._look.wait()
            self._look.clear()

    async def _write(self) -> None:
        """What cannot be written now is tried again in the next turn."""
        changed, self._changed = self._changed, set()
        surplus = [row.who for row in self.everybody()[MOST:]]
        for who in surplus:
            del self._rows[who]
        if not changed and not surplus:
            return
        try:
            await self._records.put([self._rows[who] for who in changed if who in self._rows], surplus)
        except Exception:
            logger.exception("who attacks could not be written down")
            self._changed |= changed

    def _still_proved(self) -> frozenset[str]:
        now = self._clock()
        self._proved = {who: at for who, at in self._proved.items() if now - at < SIGNED_IN}
        return frozenset(self._proved)

    def _never(self) -> list[Network]:
        return [*self._own, *self._named, *(ipaddress.ip_network(each) for each in self._still_proved())]

    def _enough(self, source: str, kind: Kind, now: float) -> None:
        row = self._rows.get(source)
        if row is not None and row.blocked_until > now:
            return
        if kind is Kind.FLOOD:
            self._note(source, kind, now)
        if not self.why_spared(source):
            self.block(source, seconds_blocked(self._row(source, now).blocks))
            logger.warning("an address is blocked: %s", kind)  # which one is personal; the page of attacks has it

    def _note(self, who: str, kind: Kind, now: float) -> None:
        row = self._row(who, now)
        row.kinds[kind.value] = row.kinds.get(kind.value, 0) + 1
        row.last_at = now
        self._changed.add(who)

    def _row(self, who: str, now: float) -> Intruder:
        return self._rows.setdefault(who, Intruder(who, {}, now, now))

    async def _read_named(self) -> None:
        self._named = await self._networks()
        for row in self._rows.values():
            if row.blocked_until and self.why_spared(row.who):
                row.blocked_until = 0.0
                self._changed.add(row.who)
        self._look.set()

    async def _networks(self) -> list[Network]:
        return [ipaddress.ip_network(each.network) for each in await self._records.spared()]

    async def _find_trunks(self) -> None:
        """Providers may be named by host; at their addresses of this moment they are never blocked."""
        for name in (each for each in self._trunks if not _is_network(each)):
            try:
                found = await asyncio.get_running_loop().getaddrinfo(name, None)
            except OSError as error:
                logger.warning("the address of a trunk is not known: %s", error)
                continue
            self._own += [ipaddress.ip_network(str(each[4][0])) for each in found]


async def open_guard(known: Settings, records: Intruders, asterisk: Switches, plan: Plan) -> Guard:
    """It hears what Asterisk says of attacks from now on."""
    provider = (known.trunk.rpartition(":")[0],) if known.trunk else ()
    guard = Guard(records, asterisk.wall, plan.phones, (*known.trunks, *provider), time.time)
    await guard.load()
    asterisk.alarmed = guard.heard
    return guard


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
