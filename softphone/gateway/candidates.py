"""Where pages can reach us: chosen addresses, a fixed range of ports, and another address to tell behind a 1:1 NAT.

aioice opens random ports on every address but loopback and has no options for it, so two of its parts are replaced
for the whole process.
"""

import asyncio
import random
from dataclasses import dataclass

from aioice import ice
from aioice.candidate import Candidate, candidate_foundation, candidate_priority

_TRIES = 50
_all_addresses = ice.get_host_addresses


@dataclass(frozen=True, slots=True)
class Reach:
    """addresses: to bind to, () means every IPv4 address of the machine with loopback first;
    advertise: what pages are told instead, "" means the bound address; ports: to choose from."""

    addresses: tuple[str, ...] = ()
    advertise: str = ""
    ports: range = range(20000, 24000)


def install(reach: Reach) -> None:
    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        return list(reach.addresses) or ["127.0.0.1", *_all_addresses(use_ipv4=True, use_ipv6=False)]

    async def candidates(
        self: ice.Connection, component: int, addresses: list[str], timeout: int = 5
    ) -> list[Candidate]:
        found = []
        for preference, address in enumerate(addresses):
            protocol = await _open(self, address, reach.ports)
            _describe(protocol, component, reach.advertise or address, 65535 - preference)
            self._protocols.append(protocol)
            found.append(protocol.local_candidate)
        return found

    ice.get_host_addresses = addresses
    ice.Connection.get_component_candidates = candidates  # type: ignore[method-assign]  # aioice has no option for it


async def _open(connection: ice.Connection, address: str, ports: range) -> ice.StunProtocol:
    loop = asyncio.get_running_loop()
    for port in random.sample(ports, min(_TRIES, len(ports))):
        try:
            _, protocol = await loop.create_datagram_endpoint(
                lambda: ice.StunProtocol(connection), local_addr=(address, port)
            )
        except OSError:
            continue
        return protocol
    raise OSError(f"no free UDP port for a page on {address} in {ports}")


def _describe(protocol: ice.StunProtocol, component: int, told: str, preference: int) -> None:
    bound = protocol.transport.get_extra_info("sockname")
    protocol.local_candidate = Candidate(
        foundation=candidate_foundation("host", "udp", bound[0]),
        component=component,
        transport="udp",
        priority=candidate_priority(component, "host", preference),
        host=told,
        port=bound[1],
        type="host",
    )
