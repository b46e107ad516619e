"""Asking somebody else about a call, and handing it over."""

from dataclasses import dataclass

from cti.commands.base import AgentCallCommand, CallCommand
from cti.facts import ConsultEnd


@dataclass(frozen=True, slots=True)
class TransferCommand(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class Consult(TransferCommand):
    """Hold the caller and ask this agent first."""

    target: str


@dataclass(frozen=True, slots=True)
class Swap(TransferCommand):
    """In a consultation: speak with the other one, caller or target."""


@dataclass(frozen=True, slots=True)
class Conference(TransferCommand):
    """Let the target talk with the caller and whoever is there already."""


@dataclass(frozen=True, slots=True)
class Drop(TransferCommand):
    """Let one of those who are joined go. party: by id."""

    party: str


@dataclass(frozen=True, slots=True)
class EndConference(TransferCommand):
    """End the call for everybody; who hangs up only leaves."""


@dataclass(frozen=True, slots=True)
class Complete(TransferCommand):
    """Let the caller and the target talk, and be out."""


@dataclass(frozen=True, slots=True)
class Abandon(TransferCommand):
    """Give the consultation up and be back with the caller."""


@dataclass(frozen=True, slots=True)
class PassToAgent(TransferCommand):
    """Hand the caller over without asking: it rings at the target."""

    target: str


@dataclass(frozen=True, slots=True)
class PassToQueue(TransferCommand):
    queue: str


@dataclass(frozen=True, slots=True)
class PassToRoute(TransferCommand):
    """Let the caller go through this route, as if it had been dialled."""

    route: str


@dataclass(frozen=True, slots=True)
class ExpireConsult(CallCommand):
    """The ring time of the question is over."""

    target: str


@dataclass(frozen=True, slots=True)
class FailConsult(CallCommand):
    """The target's phone cannot take the question, or stayed away; or the switch did not put it through."""

    target: str
    how: ConsultEnd


@dataclass(frozen=True, slots=True)
class LoseParty(CallCommand):
    """The phone of somebody who is asked or joined stayed away."""

    target: str
