"""What to do about a part that does not work, in one line: `cti doctor` and /api/health say the same. Pure."""

from collections.abc import Mapping

from asterisk.listening import AT, DEAF
from asterisk.nodes import LOST, MANAGER_AWAY

LOOK = "look into its log, under data/log"
MANAGER = (
    "calls go on, long menus may fall back to music and phones cannot be added; is the manager interface on, at the "
    "port and with the account that the server has (manager.conf, setting ami or nodes)? It is tried again by itself"
)
UNHEARD = (
    "nobody can call it; is its SIP port held by another program (`ss -lunp` there), does it lack chan_pjsip or "
    "res_pjsip? Mend that and restart it"
)
OF_PARTS = {
    "ami": MANAGER,
    "canary": "see docs/alerts/CordboardCanaryFailing.md; call the centre yourself",
    "prompts": "callers hear another language; Prompts marks them: write readings for kanji, or record them",
    "recordings": "make room on the disk; cti retention tells what is due",
    "database": "is it up, is its disk full, does another program hold its lock?",
}
HELD = (
    "nobody can call; `ss -lunp` names the program that holds UDP {at}: end it, and Asterisk takes the port by itself "
    "within half a minute, or choose another by CORDBOARD_SIP and start again; if none holds it, a module is missing, "
    "and `cti doctor` names it"
)
OF_NODES = {
    LOST: "its calls are over, who waited is called back; start it, or mend its network: it serves again by itself",
    MANAGER_AWAY: MANAGER,
    DEAF: UNHEARD,
}
OF_A_NODE = "does it run, can the server reach its ARI? After node_limit seconds its calls are given up"
OF_A_GATEWAY = "its agents speak by another one; start it, or mend the network to it: it serves again by itself"


def remedy(part: str, told: str) -> str:
    """told: its state as /api/health has it; "" for a part that works."""
    if told == "ok":
        return ""
    match part.partition(" ")[0]:
        case "node":
            return OF_NODES.get(told, OF_A_NODE)
        case "sip":
            _, _, at = told.partition(AT)
            return HELD.format(at=at) if at else UNHEARD
        case "gateway" if part != "gateway":
            return OF_A_GATEWAY
    return OF_PARTS.get(part, LOOK)


def remedies(parts: Mapping[str, str]) -> dict[str, str]:
    """Of those that do not work."""
    return {part: remedy(part, told) for part, told in parts.items() if told != "ok"}
