"""A caller who waits: announcements between the music.

Rule: nothing is begun while it rings at an agent; an announcement that plays then is heard until somebody confirms.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.refused import Refused
from journal import Fact, Order


def decide(call: Call, command: commands.WaitingCommand) -> tuple[list[Fact], list[Order]]:
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
    raise Refused(f"{type(command).__name__} is nothing that can be asked of somebody who waits")
