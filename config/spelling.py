"""How each kind of a setting's value is written: a text in, the value out, or a ValueError that says what is wrong."""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

SIP_ADDRESS = re.compile(r"sip:[A-Za-z0-9+._-]+@[A-Za-z0-9.-]+(:\d{1,5})?")
HOST_AND_PORT = re.compile(r"[A-Za-z0-9.-]+:[0-9]{1,5}")
NODE_NAME = re.compile(r"[a-z0-9]{0,20}")
NODE = re.compile(r"[a-z0-9]{1,20}=https?://([^@/\s]+@)?([A-Za-z0-9.-]+|\[[0-9a-f:]+\]):[0-9]{1,5}(/[0-9]{0,5})?")
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?|[0-9a-f:]{2,39}")


def ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        raise ValueError(f"'{host}' is not an IP address") from None


def port(text: str, lowest: int = 1) -> int:
    if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= 65535:
        raise ValueError(f"'{text}' is not a port from {lowest} to 65535")
    return int(text)


def folder(text: str) -> Path:
    if not text:
        raise ValueError("is empty")
    return Path(text).expanduser()


def addresses(text: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in found:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            raise ValueError(f"'{each}' is neither an IP address nor a network") from None
    return found


def one_address(text: str) -> str:
    return str(ip(text)) if text else ""


def hosts(text: str) -> tuple[str, ...]:
    return tuple(str(ip(each.strip())) for each in text.split(",") if each.strip())


def sip_addresses(text: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in found:
        if not SIP_ADDRESS.fullmatch(each):
            raise ValueError(f"'{each}' is not a SIP address")
    return found


def host_names(text: str) -> tuple[str, ...]:
    found = tuple(each.strip().lower() for each in text.split(",") if each.strip())
    for each in found:
        if not HOST_NAME.fullmatch(each):
            raise ValueError(f"'{each}' is neither a host name nor an IP address")
    return found


def public_keys(text: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in found:
        if not each.startswith(("age1", "ssh-")):  # a private one is not repeated in the message
            raise ValueError("one of them begins neither with age1 nor with ssh-")
    return found


def host_and_port(text: str) -> str:
    if text and not HOST_AND_PORT.fullmatch(text):
        raise ValueError(f"'{text}' is not host:port")
    if text:
        port(text.rpartition(":")[2])
    return text


def matching(pattern: re.Pattern[str], what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"'{text}' is not {what}")
        return text

    return parse


def one_line(text: str) -> str:
    if any(ord(sign) < 0x20 for sign in text):
        raise ValueError("it has a line break in it")
    return text


def url(*schemes: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        scheme = urlsplit(text).scheme.partition("+")[0]
        if text and scheme not in schemes:
            raise ValueError(f"'{scheme or text}' is not one of {', '.join(schemes)}")
        return text

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"'{text}' is not one of {', '.join(words)}")
        return text.lower()

    return parse


def count(lowest: int, highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
            raise ValueError(f"'{text}' is not a whole number from {lowest} to {highest}")
        return int(text)

    return parse


def yes_or_no(text: str) -> bool:
    return one_of("true", "false", "yes", "no", "1", "0")(text) in ("true", "yes", "1")


def nodes(text: str) -> tuple[str, ...]:
    """What is wrong is told without the address, in which a password may be."""
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in found:
        if not NODE.fullmatch(each):
            raise ValueError(f"the node '{each.partition('=')[0]}' is not name=http://host:port/ami-port")
    names = [each.partition("=")[0] for each in found]
    if len(set(names)) < len(names):
        raise ValueError("two nodes have the same name")
    return found


def named_addresses(text: str) -> tuple[str, ...]:
    """name=host:port, with commas between them; no name twice."""
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in found:
        name, equals, address = each.partition("=")
        if not equals or not NODE_NAME.fullmatch(name):
            raise ValueError(f"'{each}' is not name=host:port")
        host_and_port(address)
    names = [each.partition("=")[0] for each in found]
    if len(set(names)) < len(names):
        raise ValueError("two have the same name")
    return found


def node_name(text: str) -> str:
    return matching(NODE_NAME, "a name of a node")(text)


def hosts_and_ports(text: str) -> tuple[str, ...]:
    return tuple(host_and_port(each.strip()) for each in text.split(",") if each.strip())
