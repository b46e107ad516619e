"""Networks from which a key may be used, as people write them."""

import ipaddress
from collections.abc import Iterable

from server.api.problems import Problem


def network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text.strip()))
    except ValueError:
        raise Problem(
            422, f"addresses: {text} is no address and no network; write 192.0.2.7 or 10.0.0.0/8", code="key_address"
        ) from None


def is_in(address: str, networks: Iterable[str]) -> bool:
    try:
        return any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in networks)
    except ValueError:
        return False
