"""How the house is, as those see it who keep it."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time


@dataclass(frozen=True, slots=True)
class PartStateView:
    """state: `down` when calls suffer, `impaired` when something is missing and calls go on, `off` when it is not asked
    for. why: a word of the pages' table, "" for nothing to say; up: share of the last seven days in which it worked."""

    part: Literal[
        "server", "spare", "asterisk", "ami", "sip", "gateway", "database", "redis", "trunk", "disk", "recordings",
        "prompts", "mail", "canary",
    ]  # fmt: skip
    state: Literal["works", "impaired", "down", "off"]
    why: str
    values: dict[str, str]
    since: Time
    up: float


@dataclass(frozen=True, slots=True)
class MachineView:
    """One of several Asterisks or gateways. name: as in setting `nodes`, or a gateway's address; why: as of a part;
    lines: of agents at a gateway; calls: all that are there, of which talks."""

    kind: Literal["node", "gateway"]
    name: str
    state: Literal["works", "impaired", "down", "off"]
    why: str
    since: Time
    up: float
    lines: int
    calls: int
    talks: int


@dataclass(frozen=True, slots=True)
class CanaryView:
    """The last synthetic call to one of several targets. why: of the pages' table as of the part `canary`, `refused`
    with the SIP code; answer: s; echo: 0 to 1."""

    target: str
    at: Time
    why: str
    code: str
    answer: float
    echo: float


@dataclass(frozen=True, slots=True)
class OutageView:
    """part: also `node NAME` or `gateway NAME`, of one of several. ended_at: empty while it goes on."""

    part: str
    state: Literal["works", "impaired", "down", "off"]
    why: str
    begun_at: Time
    ended_at: Time


@dataclass(frozen=True, slots=True)
class NowView:
    """calls: of now, by state; lag: s of the engine, ari: s of a request to Asterisk, both the value that 95 of 100 do
    not exceed; loss: 0 to 1 of the sound's packets; of the last five minutes, null when nothing happened in them."""

    calls: dict[str, int]
    waiting: int
    agents: int
    desks: int
    lag: float | None
    ari: float | None
    loss: float | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """As `cti doctor` tells it. code, values: of the pages' table, under `about`; text and remedy are English."""

    about: str
    code: str
    values: dict[str, str]
    text: str
    remedy: str
    urgent: bool
