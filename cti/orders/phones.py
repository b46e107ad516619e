"""Lines that are there for one call only: to desk phones and outside numbers."""

from dataclasses import dataclass

from cti.facts import PhoneKind
from cti.orders.base import AgentOrder


@dataclass(frozen=True, slots=True)
class RingPhone(AgentOrder):
    """Call the agent's phone, instead of a call to it that rings already. phone: id or number; caller, name: to be
    shown there; auto: ask it to answer by itself."""

    kind: PhoneKind
    phone: str
    caller: str = ""
    name: str = ""
    auto: bool = False


@dataclass(frozen=True, slots=True)
class AskAtPhone(AgentOrder):
    """Say this to whoever has answered, again and again, until a key is pressed or the line is released."""

    prompts: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ReleasePhone(AgentOrder):
    """Hang up, whether it rings or talks."""
