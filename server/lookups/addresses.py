"""Which addresses a lookup may reach. Rule: a name is resolved once, judged, and the judged address is connected to.

So a name that answers with another address the second time (DNS rebinding) gains nothing. Addresses of the own network
are refused unless the settings name the host; link-local ones (the metadata of clouds) and those that are nobody's are
refused always.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection

from aiohttp.abc import AbstractResolver, ResolveResult

Resolve = Callable[[str, int], Awaitable[list[str]]]  # host, port → addresses
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
METADATA = frozenset(ipaddress.ip_address(each) for each in ("169.254.169.254", "100.100.100.200", "fd00:ec2::254"))
EMBEDDING = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48"))  # NAT64: IPv4 inside


class NotAllowed(OSError):
    """An address that must not be reached; the message names the host as the admin wrote it, nothing else."""


async def resolve(host: str, port: int) -> list[str]:
    """By the system. OSError for a name that there is not."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_open(text: str) -> bool:
    """An address of the public network."""
    address = _inner(text)
    return address.is_global and not address.is_multicast and address not in METADATA


def is_own(text: str) -> bool:
    """An address of this machine or the own network, which the settings may allow."""
    address = _inner(text)
    if address in METADATA or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    nobodys = address.version == 4 and address.is_reserved
    return not nobodys and (address.is_private or address.is_loopback)


def _inner(text: str) -> Address:
    """The address that is really meant: IPv6 can carry an IPv4 one."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address.sixtofour:
            return address.sixtofour
        if any(address in network for network in EMBEDDING):
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


class Guard(AbstractResolver):
    """The resolver of the connector: what it gives is connected to, and nothing else."""

    def __init__(self, allowed: Collection[str], resolve: Resolve = resolve) -> None:
        """allowed: hosts within the own network that may be reached."""
        self._allowed, self._resolve = frozenset(allowed), resolve

    def judged(self, host: str, addresses: Collection[str]) -> list[str]:
        """All of them, or `NotAllowed`: one bad address among good ones is bad."""
        own = host.lower() in self._allowed
        if not addresses or not all(is_open(each) or (own and is_own(each)) for each in addresses):
            raise NotAllowed(f"{host} is not an address that lookups may reach")
        return list(addresses)

    def must_allow(self, host: str) -> None:
        """For a host that is an address already: it is never resolved. Raises NotAllowed.

        What only looks like one, such as 127.1 or 2130706433, is not resolved either, and the system would take it for
        an address; it is never allowed.
        """
        try:
            ipaddress.ip_address(host)
        except ValueError:
            if host.replace(".", "").isdigit():
                raise NotAllowed(f"{host} is not an address that lookups may reach") from None
            return
        self.judged(host, [host])

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = self.judged(host, await self._resolve(host, port))
        return [_result(host, port, address) for address in addresses]

    async def close(self) -> None:
        """Nothing is kept."""


def _result(host: str, port: int, address: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
