"""Sending a caller to a number outside."""

from dataclasses import dataclass

from cti.commands.base import CallCommand
from cti.commands.transfers import TransferCommand
from cti.facts import OutEnd


@dataclass(frozen=True, slots=True)
class PassToNumber(TransferCommand):
    """Let this number be called for the caller. number: as it was typed.

    By rule: caller_id: what is shown; seconds: that it may ring.
    """

    number: str
    caller_id: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SendOut(CallCommand):
    """Let the route call this number for the caller. It must be one that the service allows its routes.

    caller_id: a registered number of the service that is shown, "" for the default; seconds: how long it may ring.
    """

    number: str
    caller_id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class AnswerForward(CallCommand):
    """Somebody outside has answered."""

    line: str


@dataclass(frozen=True, slots=True)
class EndForward(CallCommand):
    """The line outside is gone, or has rung for too long."""

    line: str
    end: OutEnd
