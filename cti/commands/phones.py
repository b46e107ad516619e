"""What is asked of agents' phones and of the lines to them."""

from dataclasses import dataclass

from cti.commands.base import AgentCommand, CallCommand
from cti.facts import PhoneKind


@dataclass(frozen=True, slots=True)
class ChoosePhone(AgentCommand):
    """phone: id of a desk phone, or a number; "" for a browser. take_over: also from a colleague who is
    logged in with it."""

    kind: PhoneKind
    phone: str = ""
    take_over: bool = False


@dataclass(frozen=True, slots=True)
class RingPhone(AgentCommand):
    """A call is offered: let the agent's phone ring. auto: its queue connects offers by themselves."""

    auto: bool = False


@dataclass(frozen=True, slots=True)
class AskAtPhone(AgentCommand):
    """Somebody or something has answered: ask for a key, so that no machine gets the caller."""


@dataclass(frozen=True, slots=True)
class ReleasePhone(AgentCommand):
    """No call needs the line any more."""


@dataclass(frozen=True, slots=True)
class PutThrough(CallCommand):
    """The agent's line is open now: let it be where the call needs it."""

    agent: str
