"""Ports: those that were left to us are chosen, those that were set are tried before anything starts."""

import socket
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from config.settings import PREFIX, Address, Settings

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
    """A free port for each address that has port 0; held all at once, so that no two are the same.

    Calls of the demo go out to its own customers, unless they are sent elsewhere.
    """
    with ExitStack() as held:
        addresses: dict[str, Address] = {key: getattr(settings, key) for key in KINDS}
        chosen: dict[str, Any] = {
            key: _free(held, key, address) for key, address in addresses.items() if not address.port
        }
    chosen_settings = replace(settings, **chosen)
    if chosen_settings.demo and not chosen_settings.trunk:
        return replace(chosen_settings, trunk=str(chosen_settings.customers))
    return chosen_settings


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


def _free(held: ExitStack, key: str, address: Address) -> Address:
    probe = held.enter_context(_socket(address, KINDS[key]))
    probe.bind((address.host, 0))
    return Address(address.host, int(probe.getsockname()[1]))


def _socket(address: Address, kind: socket.SocketKind) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET, kind)
    if kind is socket.SOCK_STREAM:  # a connection that has just ended does not keep the port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made
