"""How the server reaches its Asterisk, or each of several, from the settings."""

import logging
from collections.abc import Mapping

import aiohttp

from asterisk.ari.stream import Opened
from asterisk.centre import Access
from config.nodes import Node, nodes_of
from config.secrets import AMI_USER, Secrets, ari_login
from config.settings import Settings
from server.private import has_own_asterisk, media_address

logger = logging.getLogger(__name__)


def accesses_of(known: Settings, secrets: Secrets) -> dict[str, Access]:
    """By the names of the nodes; the only one has none. Calls from before there were nodes are at the first."""
    found = nodes_of(known, secrets)
    if not found:
        return {"": access_of(known, secrets)}
    others = {node.name: frozenset({node.name} | ({""} if node is found[0] else set())) for node in found}
    return {node.name: _node_access(node, others[node.name], known, secrets) for node in found}


def access_of(known: Settings, secrets: Secrets) -> Access:
    user, password = ari_login(known, secrets)
    return _access(known, secrets, f"{known.ari_url}/ari", user, password, (known.ami.host, known.ami.port))


def _node_access(node: Node, takes: frozenset[str], known: Settings, secrets: Secrets) -> Access:
    own = node.name == known.node
    return _access(known, secrets, f"{node.ari}/ari", node.user, node.password, node.ami, own, node.name, takes)


def _access(
    known: Settings,
    secrets: Secrets,
    url: str,
    user: str,
    password: str,
    ami: tuple[str, int],
    here: bool = True,
    node: str = "",
    takes: frozenset[str] = frozenset({""}),
) -> Access:
    """here: it is started on this machine, so its files can be read."""
    home = known.data / "asterisk"
    own = here and has_own_asterisk(known)
    return Access(
        ari_url=url,
        ari_user=user,
        ari_password=password,
        ami=ami,
        ami_user=AMI_USER,
        ami_password=secrets.ami_password,
        cel=home / "log" / "cel-custom" / "cti.jsonl" if own else None,
        spool=home / "spool" / "recording" if own else None,
        acl=home / "etc" / "acl.conf" if own else None,
        home=home if own else None,
        dead_man=known.dead_man,
        media=media_address(known),
        node=node,
        takes=takes,
    )


async def opened_all(accesses: Mapping[str, Access]) -> dict[str, Opened]:
    """The event sockets, taken from whoever has them. One that is away is opened when it is back. Raises OSError,
    aiohttp.ClientError where none is there."""
    found: dict[str, Opened] = {}
    for name, access in accesses.items():
        try:
            found[name] = await access.opened()
        except (aiohttp.ClientError, OSError) as error:
            if len(accesses) == 1:
                raise
            logger.warning("the node %s is not taken over yet: %s", name, error)
    return found
