"""From our words to Asterisk's. Pure: an order in, the requests for it out, one after the other.

Which requests would block behind a running playback is known here (`needs_quiet`); the switch stops it first.
"""

import math
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from asterisk import names
from asterisk.ari import operations as ari
from asterisk.ari.request import Request
from asterisk.causes import number_of
from cti import orders
from cti.offers import beep_at

Requests = list[Request[Any]]
Media = Callable[[str, str], list[str]]  # name of a prompt, language -> ARI media URIs, played in this order
Prepare = Callable[[Sequence[str], str], Awaitable[None]]  # prompts, language: make ready what `Media` will find
Music = Callable[[str], str]  # queue -> class of its music on hold

APP = "cti"
DIGIT_TIME, DIGIT_PAUSE = 100, 100  # ms of each digit that is sent
NEEDS_QUIET = (orders.PickUp, orders.StartMusic, orders.Connect, orders.RecordMessage, orders.RingBack)
DEFAULT_MUSIC = "default"
LISTENS = "participant"  # of a holding bridge: hears what is played in it, and is not heard
BEEP_SOUND = "system.beep"
MESSAGE_FORMAT = "sln"  # without a head that a crash would leave wrong
AFTER_MESSAGE = 15  # s in which somebody has to come back for the caller
OUT, TRUNK, OUT_CODECS = "out", "trunk", "ulaw,alaw"
DIALLED = "CTI_DIALLED"  # of a channel, told with every look at it: until it rings nothing else tells
NUMBER = re.compile(r"\+?[0-9]{1,32}")


class Phrase:
    """media and music: where prompts and classes of music are, by name."""

    def __init__(self, media: Media, music: Music, app: str = APP) -> None:
        self._media, self._music, self.app = media, music, app

    def requests(self, order: orders.CallOrder, queue: str = "", talked: bool = False, room: str = "") -> Requests:
        """queue: of the call, for the class of the music that it hears on hold; talked: its talk has a bridge; room:
        in which the caller waits, or is to hear the music that is ordered (`asterisk.rooms`)."""
        call = order.call
        match order:
            case orders.PickUp():
                return [ari.channel_answer(call)]
            case orders.Announce(playback=playback, prompts=prompts, language=language):
                return [ari.channel_progress(call), self._play(call, playback, prompts, language)]
            case orders.StartPrompt(playback=playback, prompts=prompts, language=language):
                return [self._play(call, playback, prompts, language)]
            case orders.StopPrompt(playback=playback):
                return [ari.playback_stop(names.playback_of(call, playback))]
            case orders.SendDigits(digits=digits):
                return [ari.channel_send_dtmf(call, dtmf=digits, duration=DIGIT_TIME, between=DIGIT_PAUSE)]
            case orders.Beep(agent=agent):
                beep = names.playback_of(call, beep_at(agent))
                return [ari.channel_play_with_id(names.leg_of(agent), beep, self._media(BEEP_SOUND, ""))]
            case orders.CallOut():
                return self._call_out(order)
            case orders.DropLine(line=line):
                return [ari.channel_hangup(line)]
            case orders.RecordMessage():
                return _record(order)
            case orders.EndMessage(recording=recording):
                return [ari.recording_stop(names.message_name(recording))]
            case orders.HangUp(cause=cause):
                return [ari.channel_hangup(call, reason_code=str(number_of(cause)))]
        return self._while_waiting(order, queue, talked, room) or self._in_bridges(order, queue, room)

    def _while_waiting(self, order: orders.CallOrder, queue: str, talked: bool, room: str) -> Requests:
        """For a caller with whom nobody talks; [] when it is about something else."""
        call = order.call
        match order:
            case orders.StartMusic(queue=waited):
                out = [ari.bridge_remove_channel(names.mix_of(call), call)] if talked else []
                return [without_deadman(call), *out, self._music_for(call, waited, room)]
            case orders.ResumeMusic():
                return [self._music_for(call, queue, room)]
            case orders.StopMusic():
                return [silence(call, room)]
            case orders.RingBack(on=True):
                return [without_deadman(call), ari.channel_ring(call)]
            case orders.RingBack():
                return [ari.channel_ring_stop(call)]
        return []

    def _in_bridges(self, order: orders.CallOrder, queue: str, room: str) -> Requests:
        call, mix = order.call, names.mix_of(order.call)
        match order:
            case orders.Connect(agent=agent):
                both = _join(mix, [call, names.leg_of(agent)])
                talk = ari.bridge_create_with_id(mix, type_="mixing")
                quiet = [] if room else [ari.channel_stop_moh(call)]  # whoever comes into a bridge leaves the other
                return [without_deadman(call), talk, *quiet, both]
            case orders.Hold(agent=agent):
                return [ari.bridge_remove_channel(mix, names.leg_of(agent)), self._start_music(call, queue)]
            case orders.Retrieve(agent=agent):
                return [ari.channel_stop_moh(call), _join(mix, [names.leg_of(agent)])]
            case orders.Consult(agent=agent, target=target):
                con = names.con_of(call)
                both = _join(con, [names.leg_of(agent), names.leg_of(target)])
                return [ari.bridge_create_with_id(con, type_="mixing"), both]
            case orders.Join(agent=agent, target=target):
                both = _join(mix, [names.leg_of(agent), names.leg_of(target)])
                return [ari.channel_stop_moh(call), both]
            case orders.Bridge(line=line):
                talk = ari.bridge_create_with_id(mix, type_="mixing")
                return [talk, silence(call, room), _join(mix, [call, line])]
            case orders.StepOut(agent=agent):
                return [ari.bridge_remove_channel(mix, names.leg_of(agent))]
            case orders.EndConsult(parties=parties):  # emptied, not destroyed: its id stays taken for seconds
                return [ari.bridge_remove_channel(names.con_of(call), names.leg_of(party)) for party in parties]
            case orders.Part(agent=agent):
                return [ari.bridge_remove_channel(mix, names.leg_of(agent)), ari.channel_stop_moh(call)]
        return self._in_talk(order, queue)

    def _in_talk(self, order: orders.CallOrder, queue: str) -> Requests:
        """What changes the sound of a talk and nothing else of it."""
        call, mix = order.call, names.mix_of(order.call)
        match order:
            case orders.Rejoin(agent=agent):
                out = ari.bridge_remove_channel(mix, names.leg_of(agent))
                return [out, ari.channel_stop_moh(call), _join(mix, [names.leg_of(agent)])]
            case orders.StartComfort():
                return [self._start_music(call, queue)]
            case orders.StopComfort():
                return [ari.channel_stop_moh(call)]
        raise TypeError(f"no words for {type(order).__name__}")

    def open_line(self, agent: str, host: str, port: int) -> Request[Any]:
        """host, port: where the gateway receives this agent's media."""
        leg = names.leg_of(agent)
        return ari.channel_external_media(self.app, "ulaw", channel_id=leg, external_host=f"{host}:{port}")

    def asked(self, leg: str, prompts: tuple[str, ...], language: str) -> Request[Any]:
        """A key is asked for at an agent's phone. Raises LookupError for a prompt that there is not."""
        media = [uri for prompt in prompts for uri in self._media(prompt, language)]
        return ari.channel_play_with_id(leg, f"{leg}:ask", media, lang=language)

    def call_out(self, channel: str, number: str, caller_id: str, *args: str) -> Request[Any]:
        """A channel to this number on the trunk, not dialled yet. args: of Stasis, after `out`.

        caller_id: shown in From and P-Asserted-Identity; "" leaves it to the provider. Raises LookupError.
        """
        if not NUMBER.fullmatch(number) or (caller_id and not NUMBER.fullmatch(caller_id)):
            raise LookupError("this is no number that can be called")
        shown: dict[str, object] = {"CALLERID(num)": number}
        if caller_id:
            shown |= {"CONNECTEDLINE(num,i)": caller_id, "CONNECTEDLINE(num-pres,i)": "allowed"}
        endpoint, told = f"PJSIP/{number}@{TRUNK}", ",".join([OUT, *args])
        return ari.channel_create(
            endpoint, self.app, app_args=told, channel_id=channel, formats=OUT_CODECS, variables=shown
        )

    def _call_out(self, order: orders.CallOut) -> Requests:
        """In the bridge before it is dialled, so that what the far end lets hear before its answer is heard."""
        channel = order.line or order.call
        made = self.call_out(channel, order.number, order.caller_id, order.call)
        dial = ari.channel_dial(channel, timeout=math.ceil(order.seconds))
        begun = ari.channel_set_channel_var(channel, DIALLED, value="1")
        if not order.agent:
            return [made, dial, begun]
        bridge = names.con_of(order.call) if order.line else names.mix_of(order.call)
        both = _join(bridge, [channel, names.leg_of(order.agent)])
        return [made, ari.bridge_create_with_id(bridge, type_="mixing"), both, dial, begun]

    def _play(self, call: str, playback: str, prompts: tuple[str, ...], language: str) -> Request[Any]:
        media = [uri for prompt in prompts for uri in self._media(prompt, language)]
        if not media:
            raise LookupError("nothing of it can be heard")
        return ari.channel_play_with_id(call, names.playback_of(call, playback), media, lang=language)

    def _start_music(self, call: str, queue: str) -> Request[Any]:
        return ari.channel_start_moh(call, moh_class=self.music_of(queue))

    def _music_for(self, call: str, queue: str, room: str) -> Request[Any]:
        if not room:
            return self._start_music(call, queue)
        return ari.bridge_add_channel(room, call, role=LISTENS, inhibit_connected_line_updates=True)

    def music_of(self, queue: str) -> str:
        """The class of music that is heard in this queue."""
        return self._music(queue) if queue else DEFAULT_MUSIC


def _join(mix: str, channels: list[str]) -> Request[Any]:
    """The other side is not told who is connected: that would be a re-INVITE to the caller's trunk in each talk."""
    return ari.bridge_add_channel(mix, channels, inhibit_connected_line_updates=True)


def silence(call: str, room: str) -> Request[Any]:
    """No music any more. room: in which it is heard, "" where it is the channel's own."""
    return ari.bridge_remove_channel(room, call) if room else ari.channel_stop_moh(call)


def without_deadman(call: str) -> Request[Any]:
    """A caller who waits or talks stays where they are, even when this server is away."""
    return ari.channel_set_channel_var(call, "TIMEOUT(absolute)", value="0")


def _record(order: orders.RecordMessage) -> Requests:
    """Asterisk ends it by itself, so that nobody is cut off in mid-sentence while this server is away."""
    longest = math.ceil(order.most)
    record = ari.channel_record(
        order.call,
        names.message_name(order.recording),
        MESSAGE_FORMAT,
        max_duration_seconds=longest,
        max_silence_seconds=math.ceil(order.silence),
        if_exists="fail",
        beep=True,
        terminate_on=order.end or "none",
    )
    dead_man = ari.channel_set_channel_var(order.call, "TIMEOUT(absolute)", value=str(longest + AFTER_MESSAGE))
    return [dead_man, record]


def tear_down(call: str, consulted: bool) -> Requests:
    """What a call leaves behind when its caller is gone."""
    bridges = [names.mix_of(call), names.con_of(call)] if consulted else [names.mix_of(call)]
    return [ari.bridge_destroy(bridge) for bridge in bridges]


def mute(order: orders.Mute) -> Request[None]:
    """Only what the agent's phone sends is dropped; it goes on hearing."""
    change = ari.channel_mute if order.on else ari.channel_unmute
    return change(names.leg_of(order.agent), direction="in")
