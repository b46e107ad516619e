"""Asking somebody else about a call, and handing it over."""

from dataclasses import dataclass, field
from enum import StrEnum

from cti.facts.base import CallFact


class ConsultEnd(StrEnum):
    DECLINED = "declined"
    UNANSWERED = "unanswered"  # the ring time ran out
    FAILED = "failed"  # the target's line did not open
    SWITCH = "switch"  # the switch did not do what it was told; the target's phone is not at fault
    LEFT = "left"  # the target hung up
    AWAY = "away"  # the target's phone stayed away
    ABANDONED = "abandoned"  # the agent who has the call gave it up, or let the target go


@dataclass(frozen=True, slots=True)
class TransferFact(CallFact):
    """agent: who has or had the call; target: who is asked or takes it."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class ConsultAsked(TransferFact):
    """The caller is held; the question rings at the target (TEL-30, TEL-41)."""


@dataclass(frozen=True, slots=True)
class ConsultConfirmed(TransferFact):
    pass


@dataclass(frozen=True, slots=True)
class ConsultEstablished(TransferFact):
    """The two agents hear each other, the caller hears music."""


@dataclass(frozen=True, slots=True)
class TurnedToCaller(TransferFact):
    """In a consultation the agent speaks with the caller; the target hears nothing."""


@dataclass(frozen=True, slots=True)
class TurnedToTarget(TransferFact):
    """The agents speak again, the caller hears music."""


@dataclass(frozen=True, slots=True)
class ConferenceBegun(TransferFact):
    """The target is joined: caller, agent, target and the guests who were joined before hear each other."""


@dataclass(frozen=True, slots=True)
class ConsultEnded(TransferFact):
    """No transfer came of it. The caller stays with the agent, as held or talking as before."""

    how: ConsultEnd


@dataclass(frozen=True, slots=True)
class GuestLeft(TransferFact):
    """One of those who were joined earlier is out; the others go on talking."""

    how: ConsultEnd


@dataclass(frozen=True, slots=True)
class Transferred(TransferFact):
    """The agent is out; caller, target and whoever else is joined talk, and the target has the call."""


@dataclass(frozen=True, slots=True)
class PassedToAgent(TransferFact):
    """Without a consultation: the call rings at the target, the agent is out. If the target does not take it, it
    rings at the agent again, or waits at its old place."""


@dataclass(frozen=True, slots=True)
class PassedToQueue(CallFact):
    """Without a consultation: the caller waits in this queue, as long as since the first queue; the agent is out."""

    agent: str
    queue: str


@dataclass(frozen=True, slots=True)
class PassedToRoute(CallFact):
    """Without a consultation: the caller goes through this route again; the agent is out. What is known of the call
    stays.

    queue: where it waits if there is no such route any more; survey: the agent has hung up, and the caller is asked how
    it was; why: why the queue sent the caller on, without an agent (`cti.queueing.When`); priority, skills: with which
    the caller waited, for who comes back; the rest is what the route begins with.
    """

    agent: str
    route: str
    queue: str
    service: str
    language: str
    caller: str
    dialled: str
    survey: bool = False
    why: str = ""
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
