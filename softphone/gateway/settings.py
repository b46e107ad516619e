"""What the gateway is told by its environment. Wrong values end the start with the name and the remedy."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from softphone.gateway.candidates import Reach


class WrongSetting(Exception):
    """A variable that cannot be used; the text names it and says how it is written."""


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """host, port: of the control API; token: what callers of it must show; folder: where lines are remembered."""

    host: str
    port: int
    token: str
    folder: Path
    reach: Reach
    line_host: str
    line_ports: range
    log_level: str
    log_form: str = "human"
    metrics_token: str = ""


def read(environ: Mapping[str, str]) -> GatewaySettings:
    """CORDBOARD_GATEWAY (host:port) or CORDBOARD_GATEWAY_PORT, CORDBOARD_GATEWAY_TOKEN, CORDBOARD_DATA;
    CORDBOARD_PHONE_BIND, _PHONE_ADVERTISE, _PHONE_PORTS; CORDBOARD_LINE_HOST, _LINE_PORTS; CORDBOARD_LOG_LEVEL,
    _LOG_FORM, _METRICS_TOKEN.

    Raises `WrongSetting`.
    """
    host, port = _control(environ)
    token = environ.get("CORDBOARD_GATEWAY_TOKEN", "")
    if len(token) < 16:
        raise WrongSetting("CORDBOARD_GATEWAY_TOKEN: is shorter than 16 characters. Set a long random text")
    bind = [each.strip() for each in environ.get("CORDBOARD_PHONE_BIND", "").split(",") if each.strip()]
    advertise = environ.get("CORDBOARD_PHONE_ADVERTISE", "")
    return GatewaySettings(
        host=host,
        port=port,
        token=token,
        folder=Path(environ.get("CORDBOARD_DATA", "var")) / "gateway",
        reach=Reach(
            addresses=tuple(_ipv4("CORDBOARD_PHONE_BIND", each) for each in bind),
            advertise=_ipv4("CORDBOARD_PHONE_ADVERTISE", advertise) if advertise else "",
            ports=_ports(environ, "CORDBOARD_PHONE_PORTS", "20000-23999"),
        ),
        line_host=_ipv4("CORDBOARD_LINE_HOST", environ.get("CORDBOARD_LINE_HOST", "127.0.0.1")),
        line_ports=_ports(environ, "CORDBOARD_LINE_PORTS", "24000-27999"),
        log_level=environ.get("CORDBOARD_LOG_LEVEL", "info").upper(),
        log_form=environ.get("CORDBOARD_LOG_FORM", "human"),
        metrics_token=environ.get("CORDBOARD_METRICS_TOKEN", ""),
    )


def _control(environ: Mapping[str, str]) -> tuple[str, int]:
    host, _, port = environ.get("CORDBOARD_GATEWAY", "127.0.0.1:").rpartition(":")
    port = environ.get("CORDBOARD_GATEWAY_PORT", port)
    if not _is_port(port):
        raise WrongSetting(f"CORDBOARD_GATEWAY: '{port}' is no port. Write 127.0.0.1:PORT with a port from 1 to 65535")
    return _ipv4("CORDBOARD_GATEWAY", host), int(port)


def _ipv4(name: str, text: str) -> str:
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        raise WrongSetting(f"{name}: '{text}' is no IPv4 address. Write one like 192.0.2.7") from None


def _ports(environ: Mapping[str, str], name: str, default: str) -> range:
    text = environ.get(name, default)
    first, _, last = text.partition("-")
    if not _is_port(first) or not _is_port(last) or int(last) < int(first):
        raise WrongSetting(f"{name}: '{text}' is no range of ports. Write first-last, for example {default}")
    return range(int(first), int(last) + 1)


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 65536
