"""A caller who waits: announcements between the music, and ways out of the queue.

Rule: nothing is begun while it rings at an agent, and nobody is led away from one; an announcement that plays then is
heard until somebody confirms.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.numbers import is_callable
from cti.plan import Plan
from cti.queueing import To
from cti.refused import Refused
from journal import Fact, Order

Decision = tuple[list[Fact], list[Order]]
FAREWELL = "farewell"  # playback of the last words of the house, after which the line closes
PROMISED, GOODBYE = "system.waiting.promised", "system.goodbye"


def decide(call: Call, command: commands.WaitingCommand, plan: Plan) -> Decision:
    """Raises `Refused`."""
    calls.must_be_possible(call, command)
    id = call.id
    match command:
        case commands.RemindWaiting():
            return [facts.AnnouncementDue(id)], []
        case commands.TellWaiting(playback=playback, prompts=prompts):
            told = facts.WaitTold(id, playback, command.turn, command.place, command.minutes)
            say = orders.StartPrompt(id, playback, prompts, call.language)
            return [told, facts.PromptStarted(id, playback, prompts)], [*calls.hushed(call), say]
        case commands.ResumeMusic():
            return [], [orders.ResumeMusic(id)]
        case commands.Divert():
            return _diverted(call, command, plan)
    raise Refused(f"{type(command).__name__} is nothing that can be asked of somebody who waits")


def _diverted(call: Call, wish: commands.Divert, plan: Plan) -> Decision:
    id, target = call.id, wish.target
    out: list[Order] = [*calls.hushed(call), orders.LeaveRoom(id, call.queue)]
    gone: Fact = facts.Diverted(id, call.queue, wish.to.value, target, wish.why, wish.digit)
    match wish.to:
        case To.QUEUE if target not in plan.queues:
            raise Refused(f"there is no queue {target}", "no_queue", queue=target)
        case To.QUEUE:
            return [gone, facts.PassedToQueue(id, "", target)], [*out, orders.StartMusic(id, target)]
        case To.ROUTE:
            begins = call.queue, call.service, call.language, call.caller, call.dialled
            return [gone, facts.PassedToRoute(id, "", target, *begins)], out
        case To.CALLBACK if not is_callable(call.caller):
            raise Refused("the caller's number is withheld; nobody can be called back", "withheld")
        case To.CALLBACK:
            promised: Fact = facts.CallbackRequested(id, call.caller, call.queue)
            return _farewell(call, PROMISED, [gone, promised], out)
    return _farewell(call, GOODBYE, [gone], out)


def _farewell(call: Call, prompt: str, happened: list[Fact], out: list[Order]) -> Decision:
    said = facts.PromptStarted(call.id, FAREWELL, (prompt,))
    return [*happened, said], [*out, orders.StartPrompt(call.id, FAREWELL, (prompt,), call.language)]
