"""The Asterisks of a house that has several, as its settings name them."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from config.secrets import ARI_USER, Secrets
from config.settings import Settings

AMI_PORT = 5038


@dataclass(frozen=True, slots=True)
class Node:
    """ari: its address without the /ari path; ami: host and port."""

    name: str
    ari: str
    user: str
    password: str = field(repr=False)
    ami: tuple[str, int]


def nodes_of(settings: Settings, secrets: Secrets) -> list[Node]:
    """None where there is one Asterisk. Without a login in its address, the house's own."""
    return [_node(each, secrets) for each in settings.nodes]


def _node(text: str, secrets: Secrets) -> Node:
    name, _, address = text.partition("=")
    parts = urlsplit(address)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else (ARI_USER, "")
    ari = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    ami = int(parts.path.strip("/") or AMI_PORT)
    return Node(name, ari, login[0], login[1] or secrets.ari_password, (parts.hostname or "", ami))
