"""The recording of one call: off, on or paused.

A machine of its own beside the life of the call (`cti.call`): TRANSITIONS says what can happen to it, MAY what may be
asked by the agent who has the call. It follows the call, whoever talks with the caller; while nobody talks (on hold,
in a queue) and during a pause the file has silence, so both sides stay aligned and no music is kept.
"""

from dataclasses import dataclass
from enum import StrEnum

from cti import commands, facts
from journal import Command, Fact
from journal.copies import replace


class RecordingState(StrEnum):
    OFF = "off"
    ON = "on"
    PAUSED = "paused"


R = RecordingState
RUNNING = (R.ON, R.PAUSED)

TRANSITIONS: dict[tuple[RecordingState, type[Fact]], RecordingState] = {
    (R.OFF, facts.RecordingStarted): R.ON,
    (R.ON, facts.RecordingPaused): R.PAUSED,
    (R.PAUSED, facts.RecordingResumed): R.ON,
    (R.ON, facts.RecordingEnded): R.OFF,
    (R.PAUSED, facts.RecordingEnded): R.OFF,
}

MAY: dict[type[Command], tuple[RecordingState, ...]] = {
    commands.StartRecording: (R.OFF,),
    commands.PauseRecording: (R.ON,),
    commands.ResumeRecording: (R.PAUSED,),
    commands.StopRecording: RUNNING,
}

ANNOUNCEMENT = "recorded"  # playback of what tells the caller


@dataclass(frozen=True, slots=True)
class Recording:
    """id: of the last one of this call, parts: how many there were; paused_at: epoch seconds, 0 = it is not.

    announcing: the caller is being told; told: has been told to the end; by: who began it, "" for a rule.
    """

    state: RecordingState = R.OFF
    id: str = ""
    parts: int = 0
    by: str = ""
    paused_at: float = 0.0
    announcing: bool = False
    told: bool = False


NONE = Recording()


def evolve(recording: Recording, fact: Fact, at: float) -> Recording:
    """The recording after a fact about its call. Raises ValueError for one that cannot happen now."""
    match fact:
        case facts.RecordingAnnounced():
            return replace(recording, announcing=True)
        case facts.PromptEnded(playback=playback, played=played) if playback == ANNOUNCEMENT:
            return replace(recording, announcing=False, told=recording.told or played)
        case facts.Queued() | facts.Returned() if recording.announcing:
            return replace(recording, announcing=False)
        case facts.RecordingFact() | facts.RecordingEnded():
            return _moved(recording, fact, at)
    return recording


def _moved(recording: Recording, fact: facts.RecordingFact | facts.RecordingEnded, at: float) -> Recording:
    state = TRANSITIONS.get((recording.state, type(fact)))
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot happen to a recording that is {recording.state}")
    paused_at = at if state is R.PAUSED else 0.0
    if isinstance(fact, facts.RecordingStarted):
        return replace(recording, state=state, id=fact.recording, parts=recording.parts + 1, by=fact.by)
    return replace(recording, state=state, paused_at=paused_at)
