"""Ports: those that were left to us are chosen, those that were set are tried before anything starts.

What is chosen lies outside the ports that the system gives to whoever asks for any (each caller's media, each
connection that goes out): a second passes until a program binds what was chosen for it, and somebody might be given it.
"""

import random
import socket
from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from config.settings import PREFIX, Address, Settings

ANYBODYS = Path("/proc/sys/net/ipv4/ip_local_port_range")  # what the system gives to who asks for any: "first last"
FIRST, LAST = 20000, 32768
TRIES = 200
CHANCE = random.SystemRandom()  # of its own: two programs that were given the same seed choose differently
KINDS = {
    "http": socket.SOCK_STREAM,
    "gateway": socket.SOCK_STREAM,
    "sip": socket.SOCK_DGRAM,
    "ari": socket.SOCK_STREAM,
    "ami": socket.SOCK_STREAM,
    "customers": socket.SOCK_DGRAM,
}


class PortTaken(Exception):
    """Somebody else listens there. The text names the port and the setting that changes it."""

    exit_code = 2


def choose(settings: Settings) -> Settings:
    """A free port for each address that has port 0, each another one.

    Calls of the demo go out to its own customers, unless they are sent elsewhere.
    """
    voices = settings.rtp_ports
    taken = set(range(voices.first, voices.last + 1))
    chosen: dict[str, Any] = {}
    for key, kind in KINDS.items():
        address: Address = getattr(settings, key)
        if not address.port:
            chosen[key] = Address(address.host, free(address.host, kind, taken=taken))
            taken.add(chosen[key].port)
    chosen_settings = replace(settings, **chosen)
    if chosen_settings.demo and not chosen_settings.trunk:
        return replace(chosen_settings, trunk=str(chosen_settings.customers))
    return chosen_settings


def free(host: str, *kinds: socket.SocketKind, taken: Container[int] = ()) -> int:
    """A port at which nobody listens by these kinds, and which nobody is given who asks for any. taken: left out."""
    nobodys = range(FIRST, _anybodys_first())
    for port in CHANCE.sample(nobodys, min(TRIES, len(nobodys))):
        if port not in taken and all(_is_free(Address(host, port), kind) for kind in kinds):
            return port
    with _socket(Address(host, 0), kinds[0]) as probe:  # then one of anybody's, rather than none
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def refuse_taken(settings: Settings, only: Iterable[str] = ()) -> None:
    """Raises `PortTaken` for the first address of ours where somebody listens. only: keys, where not all are ours."""
    for key in only or _wanted(settings):
        kind = KINDS[key]
        address: Address = getattr(settings, key)
        try:
            with _socket(address, kind) as probe:
                probe.bind((address.host, address.port))
        except OSError as error:
            protocol = "TCP" if kind is socket.SOCK_STREAM else "UDP"
            raise PortTaken(
                f"{protocol} {address} cannot be used: {error.strerror}. "
                f"Choose another by {PREFIX}{key.upper()}, or {key} in cordboard.toml"
            ) from None


def _wanted(settings: Settings) -> Iterable[str]:
    return ("http", "gateway") if settings.asterisk else KINDS


def _is_free(address: Address, kind: socket.SocketKind) -> bool:
    try:
        with _socket(address, kind) as probe:
            probe.bind((address.host, address.port))
    except OSError:
        return False
    return True


def _anybodys_first() -> int:
    try:
        return min(LAST, int(ANYBODYS.read_text(encoding="ascii").split()[0]))
    except (OSError, ValueError, IndexError):
        return LAST


def _socket(address: Address, kind: socket.SocketKind) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET, kind)
    if kind is socket.SOCK_STREAM:  # a connection that has just ended does not keep the port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made
