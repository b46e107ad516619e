"""What the switch can be told to do, and the door through which it is told."""

from dataclasses import dataclass
from typing import Protocol

from journal import Order


@dataclass(frozen=True, slots=True)
class CallOrder(Order):
    call: str


@dataclass(frozen=True, slots=True)
class PickUp(CallOrder):
    pass


@dataclass(frozen=True, slots=True)
class Announce(CallOrder):
    """Say this before the call is answered (early media)."""

    playback: str
    prompts: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class StartPrompt(CallOrder):
    playback: str
    prompts: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class StopPrompt(CallOrder):
    playback: str


@dataclass(frozen=True, slots=True)
class StartMusic(CallOrder):
    """Put the caller among those who wait in this queue; they hear its music."""

    queue: str


@dataclass(frozen=True, slots=True)
class Connect(CallOrder):
    """Let the caller and the agent's open line hear each other."""

    agent: str


@dataclass(frozen=True, slots=True)
class Hold(CallOrder):
    """The caller hears music, the agent hears nothing."""

    agent: str


@dataclass(frozen=True, slots=True)
class Retrieve(CallOrder):
    agent: str


@dataclass(frozen=True, slots=True)
class Consult(CallOrder):
    """Let two agents hear each other, away from the caller who is held."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class Join(CallOrder):
    """Let both agents and the caller hear each other."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class EndConsult(CallOrder):
    """Nobody consults about this call any more; whoever still does hears nothing."""


@dataclass(frozen=True, slots=True)
class StartComfort(CallOrder):
    """Music for a caller whose agent's phone is away for a moment; the talk itself stays put together."""


@dataclass(frozen=True, slots=True)
class StopComfort(CallOrder):
    pass


@dataclass(frozen=True, slots=True)
class Part(CallOrder):
    """Take the agent out of the call; the caller stays on the line."""

    agent: str


@dataclass(frozen=True, slots=True)
class SendDigits(CallOrder):
    digits: str


@dataclass(frozen=True, slots=True)
class HangUp(CallOrder):
    """cause: `normal`, `busy`, `unallocated`, `congestion`."""

    cause: str


@dataclass(frozen=True, slots=True)
class AgentOrder(Order):
    agent: str


@dataclass(frozen=True, slots=True)
class OpenLine(AgentOrder):
    """The agent logged in to the CTI: keep a line between the switch and the phone open from now on."""


@dataclass(frozen=True, slots=True)
class CloseLine(AgentOrder):
    pass


class Switch(Protocol):
    """The telephone switch as the middle sees it. Answers come back as facts, never as return values."""

    def obey(self, order: Order) -> None: ...
