"""What happens to the recording of a talk, and to what is kept of it afterwards."""

from dataclasses import dataclass, field
from enum import StrEnum

from cti.facts.base import CallFact
from journal import Fact


class RecordingEnd(StrEnum):
    OVER = "over"  # the call is over
    STOPPED = "stopped"  # by the agent
    DISK_FULL = "disk full"
    FAILED = "failed"  # the switch could not record


class NoRoom(StrEnum):
    """Why nothing can be recorded now."""

    NONE = ""  # it can
    DISK_FULL = "disk full"
    ELSEWHERE = "elsewhere"  # the switch writes where this server cannot read


class Listening(StrEnum):
    PLAYED = "played"  # on a page
    DOWNLOADED = "downloaded"


AWAY = "away"


@dataclass(frozen=True, slots=True)
class RecordingAnnounced(CallFact):
    """The caller is being told that the talk may be recorded, and waits in this queue afterwards."""

    queue: str
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    agent: str = ""
    agent_wait: float = 0.0


@dataclass(frozen=True, slots=True)
class RecordingRefused(CallFact):
    """The queue's talks are recorded, this one is not."""

    why_not: NoRoom


@dataclass(frozen=True, slots=True)
class RecordingFact(CallFact):
    """recording: its id, made of the call's id and a number."""

    recording: str


@dataclass(frozen=True, slots=True)
class RecordingStarted(RecordingFact):
    """agent: who talks; by: who began it, "" for the rule of the queue; days: after which it is deleted."""

    agent: str
    queue: str
    service: str
    days: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecordingPaused(RecordingFact):
    """Both sides are silence in the file from here on, such as while a card number is said."""

    agent: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingResumed(RecordingFact):
    """by: the agent, "" for the limit of pauses."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveFact(Fact):
    """About a recording, whether or not its call is over."""

    call: str
    recording: str

    @property
    def subject(self) -> str:
        return f"call:{self.call}"


@dataclass(frozen=True, slots=True)
class RecordingEnded(ArchiveFact):
    """No more is written. What there is of it is kept, whatever the end was."""

    how: RecordingEnd
    by: str = ""


@dataclass(frozen=True, slots=True)
class RecordingReady(ArchiveFact):
    """It can be listened to. seconds: its length; size: bytes; sha256: of the file, hexadecimal."""

    seconds: float
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordingLost(ArchiveFact):
    """Nothing was found that could be kept. reason: what was wrong; `AWAY`: the Asterisk that has it did not come
    back in time."""

    reason: str


@dataclass(frozen=True, slots=True)
class RecordingFound(ArchiveFact):
    """What was lost with `AWAY` is there after all: the Asterisk that has it came back. It is made ready as any is."""


@dataclass(frozen=True, slots=True)
class RecordingPlayed(ArchiveFact):
    """Somebody opened it. by: who."""

    by: str
    how: Listening


@dataclass(frozen=True, slots=True)
class RecordingLocked(ArchiveFact):
    """Evidence: not to be deleted, or, with locked False, free again."""

    by: str
    locked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingDeleted(ArchiveFact):
    """by: who, "" for the time after which recordings of the queue are deleted."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingRoomChanged(Fact):
    """why_not: `NoRoom.NONE` where recordings can be written again; free: bytes."""

    why_not: NoRoom
    free: int

    @property
    def subject(self) -> str:
        return "recording:room"
