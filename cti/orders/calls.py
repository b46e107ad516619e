"""What is done with a call."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


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
    """The caller waits in this queue: in no talk any more, with its music. Music of it that plays already goes on."""

    queue: str


@dataclass(frozen=True, slots=True)
class StopMusic(CallOrder):
    """The caller waits no longer; no music any more."""


@dataclass(frozen=True, slots=True)
class Beep(CallOrder):
    """A short tone into the agent's line, heard by nobody else. Its end is reported as the end of a prompt."""

    agent: str


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
