"""What follows for recordings from calls: when they begin, go silent, go on, and end.

While nobody talks with the caller the file gets silence, so that no music is kept and both sides stay aligned. A pause
ends by itself, because an agent who forgets it would lose the rest of the talk.
"""

from cti import commands, facts
from cti.desk import Desk
from cti.facts import NoRoom, RecordingEnd
from cti.plan import Recording
from cti.recorder import is_hushed, mode_of
from cti.recording import ANNOUNCEMENT, RUNNING, RecordingState
from journal import Agenda, Command, Fact

LONGEST_ANNOUNCEMENT = 30.0  # s; one whose end is never reported ends here


class Policy:
    reads = (facts.RecordingRoomChanged, facts.RecordingEnded, facts.CallFact)

    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk, self._agenda = desk, agenda
        self._then: dict[str, commands.Enqueue] = {}  # where those who are being told want to wait
        self._hushed: set[str] = set()

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.RecordingRoomChanged(why_not=NoRoom.DISK_FULL):
                return self._stop_all()
            case facts.RecordingEnded(call=call):
                self._agenda.cancel(f"pause:{call}")
                self._hushed.discard(call)
            case facts.CallFact(call=call):
                return [*self._call(fact, now), *self._tune(call)]
        return []

    def _call(self, fact: facts.CallFact, now: float) -> list[Command]:
        id = fact.call
        match fact:
            case facts.Established():
                return self._begin(id)
            case facts.RecordingPaused(recording=recording):
                over = commands.ExpirePause(id, recording)
                self._agenda.set(f"pause:{id}", now + self._desk.plan.recording_pause_limit, over)
            case facts.RecordingResumed():
                self._agenda.cancel(f"pause:{id}")
            case facts.OrderFailed(order="StartRecording" | "HushRecording") if call := self._desk.calls.get(id):
                return [commands.EndRecording(id, call.recording.id, RecordingEnd.FAILED)]
            case _:
                return self._announcement(fact, now)
        return []

    def _announcement(self, fact: facts.CallFact, now: float) -> list[Command]:
        """Whoever has been told, or cannot be told, waits in the queue."""
        id = fact.call
        match fact:
            case facts.RecordingAnnounced():
                asked = fact.queue, fact.priority, fact.skills, fact.agent, fact.agent_wait
                self._then[id] = commands.Enqueue(id, *asked)
                self._agenda.set(f"told:{id}", now + LONGEST_ANNOUNCEMENT, self._then[id])
            case facts.PromptEnded(playback=playback) if playback == ANNOUNCEMENT and id in self._then:
                return [self._then[id]]
            case facts.OrderFailed(order="StartPrompt") if id in self._then:
                return [self._then[id]]
            case facts.Queued() | facts.Returned() | facts.Cleared():
                self._then.pop(id, None)
                self._agenda.cancel(f"told:{id}")
        return []

    def _begin(self, id: str) -> list[Command]:
        call = self._desk.calls.get(id)
        if call is None or call.recording.state is not RecordingState.OFF:
            return []
        queue = self._desk.plan.queues.get(call.queue)
        by_rule = queue is not None and mode_of(call, self._desk.plan) is Recording.ALWAYS
        may = queue is not None and (call.recording.told or not queue.recording_announced)
        return [commands.RecordTalk(id)] if by_rule and may else []

    def _tune(self, id: str) -> list[Command]:
        """One order each time it changes whether somebody talks."""
        call = self._desk.calls.get(id)
        if call is None or call.recording.state not in RUNNING:
            self._hushed.discard(id)
            return []
        wanted = is_hushed(call)
        if wanted == (id in self._hushed):
            return []
        self._hushed.symmetric_difference_update({id})
        return [commands.HushRecording(id, wanted)]

    def _stop_all(self) -> list[Command]:
        running = [call for call in self._desk.calls.values() if call.recording.state in RUNNING]
        return [commands.EndRecording(call.id, call.recording.id, RecordingEnd.DISK_FULL) for call in running]
