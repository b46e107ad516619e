"""The Asterisk of the house, or its nodes; the gateway, or the gateways: made from the settings."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from asterisk.ari.stream import Opened
from asterisk.centre import Asterisk
from asterisk.listening import AT, DEAF
from asterisk.nodes import Node, Nodes, Switches
from asterisk.phrase import Media, Music, Prepare
from config.secrets import Secrets
from config.settings import Settings
from cti.desk import Desk
from cti.plan import Plan
from server.core import Core
from server.lines import Faces, GatewayLines, NodeLines
from server.private import has_own_asterisk
from server.reaching import accesses_of
from server.status.machines import Carried, carried
from softphone.client import Event, GatewayClient
from softphone.gateways import GatewayLike, Gateways

Events = Mapping[str, Opened]  # event sockets to begin with, by node


@dataclass(frozen=True, slots=True)
class Words:
    """What callers hear, in the switch's words: see `asterisk.centre.Asterisk`."""

    media: Media
    music: Music
    prepare: Prepare


def music_of(plan: Plan) -> Music:
    def music(queue: str) -> str:
        return plan.queues[queue].music if queue in plan.queues else "default"

    return music


def switches_of(
    settings: Settings,
    secrets: Secrets,
    core: Core,
    words: Words,
    lines: GatewayLines,
    journalled: Callable[[str], Awaitable[bool]],
    away_since: float,
    able: Callable[[], bool],
    opened: Events,
) -> Switches:
    """What is not told here is as in `asterisk.centre.Asterisk`."""
    accesses = accesses_of(settings, secrets)
    desk, tell = core.desk, core.engine.tell
    first = desk, tell, words.media, words.music
    rest = journalled, away_since, words.prepare, able
    if "" in accesses:
        return Asterisk(*(accesses[""], *first, lines, *rest, opened.get("")))
    faces = Faces(partial(_node_of, core), next(iter(accesses)))
    nodes: dict[str, Node] = {}
    for name, access in accesses.items():
        mine = NodeLines(lines, faces, name)
        nodes[name] = Asterisk(*(access, *first, mine, *rest, opened.get(name), mine.face))
    return Nodes(nodes, desk, tell, float(settings.node_limit))


def _node_of(core: Core, agent: str) -> str:
    call = core.desk.call_of(agent)
    return call.node if call else ""


def gateways_of(settings: Settings, secrets: Secrets, hear: Callable[[Event], None]) -> GatewayLike:
    urls = settings.gateway_urls
    if len(urls) == 1:
        return GatewayClient(urls[0], secrets.gateway_token, hear)
    return Gateways(urls, secrets.gateway_token, hear)


def parts_of(settings: Settings, asterisk: Switches, gateway: GatewayLike) -> dict[str, str]:
    """How they are; where there are several, each of them too. Nothing of SIP until that is known."""
    health = asterisk.health()
    known = health.up and health.ami and health.deaf is not None
    nodes = asterisk.states() if isinstance(asterisk, Nodes) else {}
    gateways = gateway.states() if isinstance(gateway, Gateways) else {}
    return {
        "asterisk": "ok" if health.up else "not connected",
        "ami": "ok" if health.ami else "not connected",
        **({"sip": _deaf(settings) if health.deaf else "ok"} if known else {}),
        "gateway": "ok" if gateway.healthy else "not connected",
        **{f"node {name}": state for name, state in nodes.items()},
        **{f"gateway {name}": state for name, state in gateways.items()},
    }


def _deaf(settings: Settings) -> str:
    """Where it should listen is known of the only one of this machine."""
    return f"{DEAF}{AT}{settings.sip}" if has_own_asterisk(settings) and not settings.nodes else DEAF


def carried_by(desk: Desk, gateway: GatewayLike) -> dict[str, Carried]:
    """What each of several Asterisks and gateways carries now, by part of `parts_of`."""
    return carried(desk, gateway.names() if isinstance(gateway, Gateways) else {})
