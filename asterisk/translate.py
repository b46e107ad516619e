"""From Asterisk's words to ours. Pure: an event in, facts out; `Links` remembers what the next event needs.

Asterisk promises no order between the answer to a request and its events, so nothing here waits for an answer.
"""

from asterisk import identity, names
from asterisk.ari import events, objects
from asterisk.causes import in_words, unanswered
from asterisk.links import Links, Out
from cti import facts
from cti.facts import MessageEnd, OutEnd
from journal import Fact

CALLER, OUT = "in", "out"  # the first argument of Stasis() for callers and called
LINE = "line"  # the same for the phones of agents that were called; lines that are open all day have none
TAKE = "1"  # the key with which an agent takes a call at an outside number
NEEDED = (
    "ApplicationReplaced",
    "ChannelDestroyed",
    "ChannelDtmfReceived",
    "ChannelEnteredBridge",
    "ChannelLeftBridge",
    "ChannelStateChange",
    "Dial",
    "PlaybackFinished",
    "RecordingFailed",
    "RecordingFinished",
    "StasisStart",
)


def facts_of(event: events.Event, links: Links) -> list[Fact]:
    """What the event means for calls; often nothing."""
    told = _of_phone(event, links)
    return told if told is not None else _of_sound(event) or _of_call(event, links)


def _of_sound(event: events.Event) -> list[Fact]:
    """What was played to a caller, and what was recorded of one, is over."""
    match event:
        case events.PlaybackFinished(playback=playback):
            return _ended(playback)
        case events.RecordingFinished(recording=recording):
            return _said(recording, MessageEnd.OVER)
        case events.RecordingFailed(recording=recording):
            return _said(recording, MessageEnd.FAILED)
    return []


def _of_call(event: events.Event, links: Links) -> list[Fact]:
    match event:
        case events.StasisStart(args=args, channel=channel):
            return _came(channel, args, links)
        case events.ChannelStateChange(channel=channel):
            return _up(channel.id, links) if channel.state == "Up" else []
        case events.Dial(peer=peer, dialstatus=status):
            return _dialling(links.out(peer.id), status)
        case events.ChannelDtmfReceived(channel=channel, digit=digit):
            return [facts.DigitPressed(channel.id, digit)] if links.knows(channel.id) else []
        case events.ChannelEnteredBridge(bridge=bridge, channel=channel) if channel is not None:
            if about := names.call_of_con(bridge.id):
                return _consulted(about, channel.id, links)
            return _entered(bridge, channel.id, links)
        case events.ChannelLeftBridge(bridge=bridge, channel=channel):
            links.leave(names.call_of_mix(bridge.id), channel.id)
            links.leave_consult(names.call_of_con(bridge.id), names.agent_of_leg(channel.id))
        case events.ChannelDestroyed(channel=channel, cause=cause, tech_cause=sip):
            return _destroyed(channel.id, cause, sip or 0, links)
    return []


def _of_phone(event: events.Event, links: Links) -> list[Fact] | None:
    """What it means for the line to an agent's phone; None when it is about something else."""
    match event:
        case events.StasisStart(args=[lead, *_], channel=channel) if lead == LINE:
            return [facts.LineAnswered(names.agent_of_leg(channel.id))]
        case events.ChannelDtmfReceived(channel=channel, digit=digit) if agent := names.agent_of_leg(channel.id):
            return [facts.LineOpened(agent)] if digit == TAKE else []
        case events.ChannelDestroyed(channel=channel, cause=cause) if agent := names.agent_of_leg(channel.id):
            return [] if links.is_expected(channel.id) else [facts.LineClosed(agent, in_words(cause))]
    return None


def arrived(channel: objects.Channel, args: list[str]) -> facts.Arrived:
    """args: of Stasis(): `in`, the dialled number, how often the dialplan has tried."""
    said = channel.caller
    name = identity.name(said.name, alias=said.number)
    number = identity.number(said.number)
    return facts.Arrived(channel.id, number, identity.dialled(args[1]), name, _trunk(channel.name))


def answered(call: str, links: Links) -> list[Fact]:
    return [facts.Answered(call)] if links.answer(call) else []


def cleared(channel: str, cause: str, links: Links) -> list[Fact]:
    ours, by_us = links.end(channel)
    return [facts.Cleared(channel, cause, "system" if by_us else "caller")] if ours else []


def _dialling(out: Out | None, status: str) -> list[Fact]:
    """status: of Asterisk's Dial event. That it was answered is told by the state of the channel."""
    if out is None or out.answered:
        return []
    match status:
        case "RINGING":
            return [facts.OutRinging(out.call, out.line)]
        case "PROGRESS":
            return [facts.OutMedia(out.call, out.line)]
    return []


def _up(channel: str, links: Links) -> list[Fact]:
    out = links.out(channel)
    return answered(channel, links) if out is None else answered_out(out, links)


def answered_out(out: Out, links: Links) -> list[Fact]:
    """The far end has answered; with an agent who has listened from the start, that is a talk."""
    if out.answered:
        return []
    out.answered = True
    told: list[Fact] = [facts.OutAnswered(out.call, out.line)]
    return told if out.line else [*told, *_talk(out.call, links)]


def _destroyed(channel: str, cause: int, sip: int, links: Links) -> list[Fact]:
    out, by_us = links.end_out(channel)
    if out is None:
        return cleared(channel, in_words(cause), links)
    return ended_out(channel, out, unanswered(cause, sip), by_us, links)


def ended_out(channel: str, out: Out, why: OutEnd, by_us: bool, links: Links) -> list[Fact]:
    """why: for a line that nobody had answered."""
    how = OutEnd.NORMAL if out.answered else OutEnd.GIVEN_UP if by_us else why
    if not out.line:
        return cleared(channel, how.value, links)
    links.end(channel)
    return [facts.OutEnded(out.call, out.line, how, "system" if by_us else "far end")]


def called_out(args: list[str], channel: str) -> Out | None:
    """What a channel is by the arguments of its Stasis(): `out`, the call, the line."""
    if len(args) < 2 or args[0] != OUT:
        return None
    return Out(args[1], channel if channel != args[1] else "")


def is_caller(args: list[str]) -> bool:
    return len(args) >= 2 and args[0] == CALLER


def visit_of(args: list[str]) -> str:
    """How often the dialplan has tried to hand the call over: "0" the first time."""
    return args[2] if len(args) > 2 else "0"


def _came(channel: objects.Channel, args: list[str], links: Links) -> list[Fact]:
    if not is_caller(args) or links.was_foreseen(channel.id, visit_of(args)):
        return []
    if links.begin(channel.id):
        return [arrived(channel, args)]
    return [facts.Returned(channel.id)]


def _ended(playback: objects.Playback) -> list[Fact]:
    call, name = names.call_and_playback(playback.id)
    return [facts.PromptEnded(call, name, playback.state == "done")] if call else []


def _said(recording: objects.LiveRecording, why: MessageEnd) -> list[Fact]:
    """talking_duration: of the voice alone, where silence is looked for."""
    message = names.message_of(recording.name)
    kind, _, call = recording.target_uri.partition(":")
    if not message or kind != "channel":
        return []
    spoken = recording.duration if recording.talking_duration is None else recording.talking_duration
    return [facts.MessageEnded(call, message, float(spoken or 0), why)]


def _entered(bridge: objects.Bridge, channel: str, links: Links) -> list[Fact]:
    call = names.call_of_mix(bridge.id)
    if call:
        links.enter(call, channel)
    out = links.out(call)
    return _talk(call, links) if call and (out is None or out.answered) else []


def _talk(call: str, links: Links) -> list[Fact]:
    """A talk is there when the call and an agent are in it; of one who was called, not before the answer."""
    members = links.in_talk(call)
    agents = [agent for member in members if (agent := names.agent_of_leg(member))]
    if call not in members:
        return []
    return [facts.Established(call, agent) for agent in agents if links.establish(call, agent)]


def _consulted(call: str, channel: str, links: Links) -> list[Fact]:
    both = links.enter_consult(call, names.agent_of_leg(channel)) if links.knows(call) else None
    return [facts.ConsultEstablished(call, *both)] if both else []


def _trunk(channel: str) -> str:
    """`trunk` of `PJSIP/trunk-0000002a`: the SIP endpoint through which the call came."""
    return channel.partition("/")[2].rpartition("-")[0]
