"""What is asked about the recording of a talk, and about what is kept of it."""

from dataclasses import dataclass

from cti.commands.base import AgentCallCommand, CallCommand
from cti.facts import Listening, RecordingEnd
from journal import Command


@dataclass(frozen=True, slots=True)
class RecordingCommand(AgentCallCommand):
    """Asked by the agent who has the call."""


@dataclass(frozen=True, slots=True)
class StartRecording(RecordingCommand):
    pass


@dataclass(frozen=True, slots=True)
class StopRecording(RecordingCommand):
    """Only where recording is on demand."""


@dataclass(frozen=True, slots=True)
class PauseRecording(RecordingCommand):
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumeRecording(RecordingCommand):
    pass


@dataclass(frozen=True, slots=True)
class RecordingRule(CallCommand):
    """Asked by a rule."""


@dataclass(frozen=True, slots=True)
class RecordTalk(RecordingRule):
    """The queue's talks are recorded and this one begins."""


@dataclass(frozen=True, slots=True)
class ExpirePause(RecordingRule):
    recording: str


@dataclass(frozen=True, slots=True)
class EndRecording(RecordingRule):
    recording: str
    how: RecordingEnd


@dataclass(frozen=True, slots=True)
class HushRecording(RecordingRule):
    """on: write silence, because nobody talks or the recording is paused."""

    on: bool


@dataclass(frozen=True, slots=True)
class ArchiveCommand(Command):
    """About a recording that is kept. by: the person, "" for a rule of the house."""

    call: str
    recording: str
    by: str


@dataclass(frozen=True, slots=True)
class NoteReady(ArchiveCommand):
    """Its file is made."""

    seconds: float
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class NoteFound(ArchiveCommand):
    """It was lost with its Asterisk, which came back."""


@dataclass(frozen=True, slots=True)
class NoteListening(ArchiveCommand):
    how: Listening


@dataclass(frozen=True, slots=True)
class LockRecording(ArchiveCommand):
    locked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DeleteRecording(ArchiveCommand):
    reason: str
