"""Why a caller waits, as pages show it."""

from dataclasses import dataclass
from typing import Literal

from cti.because import Excluded
from cti.facts import AgentState


@dataclass(frozen=True, slots=True)
class VerdictView:
    """Why an agent does not have the caller, "" for who would take it at once. place: in the order in which agents are
    asked, from 1, 0 where that says nothing; skills: those that are lacking, with the level that is asked; opens:
    seconds until a ring lets the agent in, 0 where none does; again: seconds until the pause since they said no is
    over."""

    agent: str
    state: AgentState
    why: Excluded | Literal[""]
    place: int
    skills: dict[str, int]
    opens: float
    again: float


@dataclass(frozen=True, slots=True)
class WaitingView:
    """waits: False for a call that is not in line, because it rings or talks; then the rest says nothing. place: in the
    line, from 1; of: how many wait there; waited: seconds; ring: how many rings are open, of `rings`; next_ring:
    seconds until the next one, 0 when there is none; alone: the one agent it waits for, "" for anybody."""

    waits: bool
    queue: str = ""
    place: int = 0
    of: int = 0
    waited: float = 0.0
    ring: int = 0
    rings: int = 0
    next_ring: float = 0.0
    alone: str = ""
    agents: tuple[VerdictView, ...] = ()
