"""Who may record a talk and when: the rules of the queue, the wishes of the agent, a disk without room.

A queue whose talks are recorded tells its callers first: before they wait, so that nothing is delayed between an
agent's *confirm* and the talk. A caller who was not told to the end is not recorded by a rule; the agent may tell them
and begin by hand. What cannot be recorded is told as a fact; the call itself never waits for it and never ends for it.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.facts import NoRoom, RecordingEnd
from cti.plan import Plan, Queue, Recording
from cti.recording import ANNOUNCEMENT, MAY, RUNNING, RecordingState
from cti.refused import Refused
from cti.table import CallState
from journal import Command, Fact, Order

Decision = tuple[list[Fact], list[Order]]
HEARD = (CallState.TALKING, CallState.DISMISSED)  # the closing announcement is part of the evidence
DAYS = 90  # for a call whose queue the plan does not name any more
SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
FULL = {
    NoRoom.DISK_FULL: "there is no room for recordings on the disk; the call goes on without",
    NoRoom.ELSEWHERE: "this server cannot read the recordings of its switch, so it makes none",
}


def mode_of(call: Call, plan: Plan) -> Recording:
    """When talks of the call's queue are recorded."""
    queue = plan.queues.get(call.queue)
    return queue.recording if queue else Recording.NEVER


def is_hushed(call: Call) -> bool:
    """The file gets silence now: nobody talks with the caller, or the agent has paused it."""
    return call.recording.state is RecordingState.PAUSED or call.state not in HEARD


def must_announce(call: Call, command: commands.Enqueue, plan: Plan) -> bool:
    """The caller has to be told before waiting in this queue."""
    queue = plan.queues.get(command.queue)
    told = call.recording.told or call.recording.announcing
    return queue is not None and _announces(queue) and not told


def _announces(queue: Queue) -> bool:
    return queue.recording is not Recording.NEVER and queue.recording_announced


def announce(call: Call, command: commands.Enqueue) -> Decision:
    """Raises `Refused`."""
    calls.must_be_possible(call, command)
    tell = orders.StartPrompt(call.id, ANNOUNCEMENT, ("system.recorded",), call.language)
    asked = command.queue, command.priority, command.skills, command.agent, command.agent_wait
    return [facts.RecordingAnnounced(call.id, *asked)], [tell]


def possible(call: Call, kind: type[Command], plan: Plan, room: NoRoom = NoRoom.NONE) -> bool:
    """May the agent who has the call ask this of its recording now. room: why nothing can be recorded."""
    full = kind is commands.StartRecording and bool(room)
    return calls.possible(call, kind) and not full and not _why_not(call, kind, plan)


def decide(call: Call, command: Command, plan: Plan, room: NoRoom) -> Decision:
    """room: why nothing can be recorded now. Raises `Refused`."""
    calls.must_be_possible(call, command)
    if not isinstance(command, commands.RecordingCommand):
        return _by_rule(call, command, plan, room)
    if why_not := _why_not(call, type(command), plan):
        code, sentence = why_not
        raise Refused(sentence, code, recording_state=call.recording.state)
    return _by_agent(call, command, plan, room)


def take_message(call: Call, command: commands.MessageCommand, plan: Plan, room: NoRoom) -> Decision:
    """Raises `Refused`."""
    calls.must_be_possible(call, command)
    id, message = call.id, call.message
    match command:
        case commands.RecordMessage() if room:
            return [facts.MessageRefused(id, room)], []
        case commands.RecordMessage(queue=queue, most=most, silence=silence, end=end) if not message.running:
            recording, asked = f"{_safe(id)}-m{message.parts + 1}", plan.queues.get(queue or call.queue)
            service, days = (asked.service, asked.recording_days) if asked else (call.service, DAYS)
            begun = facts.MessageStarted(id, recording, queue, service, days, most, silence, end)
            return [begun], [orders.RecordMessage(id, recording, most, silence, end)]
        case commands.EndMessage(recording=recording) if message.running and recording == message.id:
            return [], [orders.EndMessage(id, recording)]
    raise Refused("a message is being left already, or it is over")


def archive(command: commands.ArchiveCommand) -> list[Fact]:
    """What is done with a recording that is kept. Whether it may be is known where it is kept."""
    about = command.call, command.recording
    match command:
        case commands.NoteReady(seconds=seconds, size=size, sha256=sha256):
            return [facts.RecordingReady(*about, seconds, size, sha256)]
        case commands.NoteFound():
            return [facts.RecordingFound(*about)]
        case commands.NoteListening(by=by, how=how):
            return [facts.RecordingPlayed(*about, by, how)]
        case commands.LockRecording(by=by, locked=locked, reason=reason):
            return [facts.RecordingLocked(*about, by, locked, reason)]
        case commands.DeleteRecording(by=by, reason=reason):
            return [facts.RecordingDeleted(*about, by, reason)]
    raise Refused(f"{type(command).__name__} is nothing that can be asked of a recording")


def _why_not(call: Call, kind: type[Command], plan: Plan) -> tuple[str, str] | None:
    """Code and sentence of what forbids it."""
    recording = call.recording
    if recording.state not in MAY[kind]:
        return "recording_state", f"this is not possible while the recording is {recording.state}"
    if kind is commands.StartRecording and mode_of(call, plan) is Recording.NEVER:
        return "recording_never", "talks of this queue are never recorded"
    if kind is commands.StopRecording and not recording.by:
        return "recording_always", "every talk of this queue is recorded; pause it instead"
    return None


def _by_agent(call: Call, command: commands.RecordingCommand, plan: Plan, room: NoRoom) -> Decision:
    id, agent, recording = call.id, command.agent, call.recording.id
    match command:
        case commands.StartRecording():
            if room:
                raise Refused(FULL[room], "recording_full" if room is NoRoom.DISK_FULL else "recording_elsewhere")
            return _started(call, plan, agent)
        case commands.PauseRecording(reason=reason):
            return [facts.RecordingPaused(id, recording, agent, reason)], []
        case commands.ResumeRecording():
            return [facts.RecordingResumed(id, recording, agent)], []
    return _ended(call, RecordingEnd.STOPPED, agent)


def _by_rule(call: Call, command: Command, plan: Plan, room: NoRoom) -> Decision:
    recording = call.recording
    match command:
        case commands.RecordTalk() if recording.state is RecordingState.OFF:
            return ([facts.RecordingRefused(call.id, room)], []) if room else _started(call, plan, "")
        case commands.ExpirePause(recording=id) if (recording.id, recording.state) == (id, RecordingState.PAUSED):
            return [facts.RecordingResumed(call.id, id)], []
        case commands.EndRecording(recording=id, how=how) if recording.id == id and recording.state in RUNNING:
            return _ended(call, how, "")
        case commands.HushRecording(on=on) if recording.state in RUNNING:
            return [], [orders.HushRecording(call.id, recording.id, on)]
    raise Refused(f"{type(command).__name__} comes too late")


def _started(call: Call, plan: Plan, by: str) -> Decision:
    queue = plan.queues.get(call.queue)
    days = queue.recording_days if queue else DAYS
    id = f"{_safe(call.id)}-{call.recording.parts + 1}"
    begun = facts.RecordingStarted(call.id, id, call.agent, call.queue, call.service, days, by)
    return [begun], [orders.StartRecording(call.id, id)]


def _ended(call: Call, how: RecordingEnd, by: str) -> Decision:
    id = call.recording.id
    return [facts.RecordingEnded(call.id, id, how, by)], [orders.StopRecording(call.id, id)]


def _safe(id: str) -> str:
    """It becomes part of the name of a file."""
    return "".join(letter if letter in SAFE else "_" for letter in id)
