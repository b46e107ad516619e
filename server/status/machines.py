"""Each Asterisk and each gateway where there are several: how it is, and how much it carries. Pure.

The parts `asterisk` and `gateway` of the house work as long as one machine of their kind does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from asterisk.listening import DEAF
from asterisk.nodes import LOST, MANAGER_AWAY
from cti.desk import Desk
from cti.table import CallState
from server.status.states import State

Kind = Literal["node", "gateway"]
KINDS: tuple[Kind, ...] = ("node", "gateway")
TALKS = frozenset((CallState.TALKING, CallState.HELD, CallState.OUTSIDE))
AWAY: Mapping[Kind, str] = {"node": "away", "gateway": "missing"}
STATES: Mapping[str, tuple[State, str]] = {
    "ok": ("works", ""),
    LOST: ("down", "lost"),
    MANAGER_AWAY: ("impaired", "manager"),
    DEAF: ("down", "deaf"),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """lines: of agents, at a gateway; calls: all that are there, of which talks."""

    lines: int = 0
    calls: int = 0
    talks: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """name: of a node as in `nodes`, of a gateway its address; state, why: as in `states`."""

    kind: Kind
    name: str
    state: State
    why: str
    carries: Carried

    @property
    def part(self) -> str:
        return f"{self.kind} {self.name}"


def machines(health: Mapping[str, str], carried: Mapping[str, Carried]) -> list[Machine]:
    """health: of the parts as /api/health tells them; carried: by part. None where there is one of each."""
    return list(_found(health, carried))


def _found(health: Mapping[str, str], carried: Mapping[str, Carried]) -> Iterator[Machine]:
    for part, told in health.items():
        for kind in KINDS:
            name = part.removeprefix(f"{kind} ")
            if name != part:
                state, why = STATES.get(told, ("down", AWAY[kind]))
                yield Machine(kind, name, state, why, carried.get(part, Carried()))


def worst_of(found: Iterable[Machine]) -> State:
    """What they make of the house: others carry on, so no machine alone is its end."""
    return "impaired" if any(each.state in ("impaired", "down") for each in found) else "works"


def carried(desk: Desk, at: Mapping[str, str]) -> dict[str, Carried]:
    """By part. at: agent → gateway of the line."""
    here = [call for call in desk.calls.values() if not call.promised]
    calls = Counter(f"node {call.node}" for call in here)
    talks = Counter(f"node {call.node}" for call in here if call.state in TALKS)
    lines = Counter(f"gateway {name}" for name in at.values())
    agents = [agent for call in here if call.state in TALKS for agent in call.parties]
    spoken = Counter(f"gateway {at[agent]}" for agent in agents if agent in at)
    nodes = {part: Carried(0, count, talks[part]) for part, count in calls.items()}
    return nodes | {part: Carried(count, spoken[part], spoken[part]) for part, count in lines.items()}
