"""Asterisk as the switch of `cti.orders`: takes orders, never waits, tells what went wrong as facts.

Orders of one call are carried out one after the other, those of different calls at the same time. While a playback
runs, Asterisk lets `answer`, `addChannel` and variables wait for its end, so it is stopped first.
That a channel or bridge is not there (any more) is no error: the events or the next look will say what is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from asterisk import names, phrase
from asterisk.agent_lines import AgentLines
from asterisk.ari.errors import GONE, AriError, NotFound, Unreachable
from asterisk.ari.operations import (
    bridge_destroy,
    channel_hangup,
    channel_ring,
    channel_ring_stop,
    channel_stop_moh,
    playback_stop,
)
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.lanes import Lanes
from asterisk.lines import Lines, NoLine
from asterisk.links import Links, Out
from asterisk.phone_calls import PhoneCalls
from asterisk.phrase import Phrase, Prepare
from asterisk.quiet import Quiet
from asterisk.recorder import Recorder
from asterisk.rooms import Rooms
from asterisk.sending import NOT_YET, Sending
from asterisk.translate import answered, ended_out
from cti import facts, orders
from cti.facts import OutEnd
from journal import Fact, Order
from telemetry.lines import about

logger = logging.getLogger(__name__)
Tell = Callable[[Fact], None]
FEEDING = (orders.Connect, orders.Retrieve, orders.Join, orders.Rejoin)  # a phone comes into the talk
FACED = (orders.Connect, orders.Consult, orders.Join, orders.Rejoin, orders.Retrieve, orders.Beep, orders.CallOut)
MUSIC = (orders.StartMusic, orders.ResumeMusic)
LEAVES = (orders.StartPrompt, orders.Announce, orders.RingBack, orders.RecordMessage)  # a room before it is heard
# or may have ended it, when only a part was carried out
ENDS_MUSIC = (orders.StopMusic, orders.Connect, orders.Bridge, orders.Part, *LEAVES)
SPARE = 0.3  # s after the last digit that is sent
ON_ITS_WAY = 0.2  # s; a request that was broken off may still be carried out, and make a bridge after its end
UNREACHABLE = "destination out of order"  # a phone that cannot be called


async def nothing_to_prepare(prompts: Sequence[str], language: str) -> None:
    """All prompts are files already."""


async def faces_us(agent: str) -> None:
    """The agent's line has no other Asterisk to listen to."""


class AsteriskSwitch:
    """Implements `cti.orders.Switch`."""

    def __init__(
        self,
        rest: Rest,
        phrase: Phrase,
        lines: Lines,
        links: Links,
        lanes: Lanes,
        recorder: Recorder,
        tell: Tell,
        prepare: Prepare = nothing_to_prepare,
        face: Callable[[str], Awaitable[None]] = faces_us,
    ) -> None:
        """lanes: where the work of each call waits its turn; its id is the name of its lane. prepare: texts that have
        to be spoken before they can be played. face: turns an agent's line to this Asterisk. Raises NoLine."""
        self._face = face
        self.moved: Callable[[str], Awaitable[None]] = faces_us  # told when an agent has another leg than before
        self._rest, self._phrase, self._links, self._tell = rest, phrase, links, tell
        self._lanes, self._recorder, self._prepare = lanes, recorder, prepare
        self._playing: dict[str, set[str]] = {}  # playbacks that were started and not heard of since
        self._queues: dict[str, str] = {}  # of each call, for its music on hold
        self._digits_until: dict[str, float] = {}  # loop time until which digits are being sent
        self._mixes: set[str] = set()  # calls that had a talk
        self._consults: set[str] = set()  # calls about which somebody was asked
        self._listeners: dict[str, str] = {}  # the agent who hears each line that is called and not answered
        self._music: dict[str, str] = {}  # call → queue whose music it was given here, and hears
        self._sending, self._quiet = Sending(rest), Quiet(lanes, self._calmly)
        self._phones = PhoneCalls(rest, phrase, links, phrase.app)
        self._agent_lines = AgentLines(rest, phrase, lines, self._calmly, lambda agent: self.moved(agent))
        self.rooms = Rooms(rest, phrase.music_of)

    def __len__(self) -> int:
        """How many calls and lines have something under way, or something kept about them."""
        kept = (self._playing, self._queues, self._digits_until, self._music)
        return len(self._lanes) + len(set().union(*kept) - self._links.calls)

    def obey(self, order: Order) -> None:
        match order:
            case orders.RecordingOrder(call=call):
                self._lanes.put(call, lambda: self._recorder.carry_out(order))
            case orders.CallOrder(call=call):
                self._lanes.put(call, lambda: self._obey_for_call(order))
            case orders.AgentOrder(agent=agent):
                self._lanes.put(names.leg_of(agent), lambda: self._obey_for_agent(order))

    def note(self, fact: Fact) -> None:
        """What was told about calls, so that nothing is kept of those that are over."""
        match fact:
            case facts.PromptEnded(call=call, playback=playback):
                self._playing.get(call, set()).discard(playback)
            case facts.OutRinging():
                self._ring_back(fact, on=True)
            case facts.OutFact():
                self._ring_back(fact, on=False)
            case facts.Cleared(call=call):  # a request to a channel that has just ended may never be answered
                pause = ON_ITS_WAY if self._lanes.is_busy(call) else 0.0
                self._lanes.put_instead(call, lambda: self._tidy(call, pause=pause))

    def _ring_back(self, fact: facts.OutFact, *, on: bool) -> None:
        """The agent who listens hears that it rings, as long as the far end lets nothing else be heard."""
        agent = self._listeners.get(fact.line or fact.call)
        if agent is None:
            return
        if not on:
            del self._listeners[fact.line or fact.call]
        leg = names.leg_of(agent)
        tone = (channel_ring if on else channel_ring_stop)(leg)
        self._lanes.put(fact.call, lambda: self._calmly(tone))
        if on:
            self._quiet.sounds(leg)
        else:
            self._quiet.keep(leg, fact.call, tone)

    def listen(self, channel: str, agent: str) -> None:
        """This agent's line is with a far end that has not answered yet."""
        self._listeners[channel] = agent

    def adopt(self, call: str, queue: str, talked: bool, consulted: bool = False) -> None:
        """A call that was there before this process."""
        self._queues[call] = queue
        if talked:
            self._mixes.add(call)
        if consulted:
            self._consults.add(call)

    @property
    def playing(self) -> frozenset[str]:
        """The ids of all playbacks that were started and not heard of since."""
        return frozenset(names.playback_of(call, each) for call, kept in self._playing.items() for each in kept)

    def is_playing(self, id: str) -> None:
        """A playback that was there before this process."""
        call, playback = names.call_and_playback(id)
        self._playing.setdefault(call, set()).add(playback)

    def music(self, bridges: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
        """Call → queue whose music it hears, as far as this process has seen to it. bridges: who is in each now."""
        return {call: queue for call, queue in self._music.items() if self.rooms.really(call, bridges)}

    def has_talk(self, call: str) -> None:
        """Its talk has a bridge."""
        self._mixes.add(call)

    def remove_room(self, bridge: str) -> None:
        """Who is in it hears their music on."""
        self._lanes.put(bridge, lambda: self._calmly(bridge_destroy(bridge)))

    def remove_talk(self, call: str) -> None:
        self._lanes.put(call, lambda: self._tidy(call, had_talk=True))

    def hush(self, call: str) -> None:
        """The dialplan's music would go on over everything that follows."""
        self._lanes.put(call, lambda: self._hush(call))

    async def _hush(self, call: str) -> None:
        self._music.pop(call, None)
        await self._calmly(channel_stop_moh(call))

    # --- calls ------------------------------------------------------------------------------------------------------

    async def _obey_for_call(self, order: orders.CallOrder) -> None:
        try:
            await self._carry_out(order)
            if isinstance(order, FEEDING):
                await self._recorder.renew(order.call)
        except GONE as gone:
            logger.info("%s: %s", type(order).__name__, gone, extra=about(order))
            await self._look_again(order, gone)
            if isinstance(order, orders.CallOut):
                await self._not_called(order, gone)
        except AriError as error:
            logger.warning("%s failed: %s", type(order).__name__, error, extra=about(order))
            await self._not_done(order, error)
        except NoLine as error:
            logger.warning("%s failed at the gateway: %s", type(order).__name__, error, extra=about(order))
            await self._not_done(order, AriError(0, str(error)))
        except LookupError as missing:  # no such prompt, no such number
            logger.error("%s failed: %s", type(order).__name__, missing, extra=about(order))
            await self._not_done(order, AriError(0, str(missing)))

    async def _not_done(self, order: orders.CallOrder, error: AriError) -> None:
        if isinstance(order, orders.CallOut):
            await self._not_called(order, error)
        else:
            self._failed(order, error)

    async def _not_called(self, order: orders.CallOut, error: AriError) -> None:
        """Nobody was called: the line ends as one that failed, unless its own end was told already."""
        self._failed(order, error)
        channel = order.line or order.call
        await self._calmly(channel_hangup(channel))
        out, _ = self._links.end_out(channel)
        for fact in ended_out(channel, out, OutEnd.FAILED, False, self._links) if out else []:
            self._tell(fact)

    async def _look_again(self, order: orders.CallOrder, gone: AriError) -> None:
        """Something that the order needs was not there. A caller who is gone is told of by an event."""
        match order:
            case orders.Consult(agent=agent, target=target):
                legs = [names.leg_of(agent), names.leg_of(target)]
                if isinstance(gone, NOT_YET) or not all([await self._agent_lines.is_there(leg) for leg in legs]):
                    self._failed(order, gone)
            case orders.Connect(agent=agent):
                if isinstance(gone, NOT_YET) or not await self._agent_lines.is_there(names.leg_of(agent)):
                    self._failed(order, gone)
            case orders.HangUp(call=call) if isinstance(gone, NotFound) and not self._links.knows(call):
                self._tell(facts.Cleared(call, "given up", "system"))

    async def _carry_out(self, order: orders.CallOrder) -> None:
        await self._make_way(order)
        in_bridge = order.call in self._mixes
        self._remember(order)
        if isinstance(order, MUSIC):
            await self._give_music(order)
        else:
            await self._send(order, self.rooms.of(order.call))
            if isinstance(order, ENDS_MUSIC):
                self._leave_room(order.call)
        self._quiet.note(order, in_bridge)
        if isinstance(order, orders.PickUp):
            for fact in answered(order.call, self._links):  # no event comes where the dialplan had answered
                self._tell(fact)

    async def _send(self, order: orders.CallOrder, room: str) -> None:
        queue, talked = self._queues.get(order.call, ""), order.call in self._mixes
        first = [phrase.silence(order.call, room)] if room and isinstance(order, LEAVES) else []
        await self._sending.send([*first, *self._phrase.requests(order, queue, talked, room)], order)

    async def _give_music(self, order: orders.CallOrder) -> None:
        call, queue = order.call, self._queues.get(order.call, "")
        left, room = self.rooms.of(call), await self.rooms.enter(call, queue)
        if left and not room:
            await self._calmly(phrase.silence(call, left))
        if room and self.rooms.is_in(call):
            await self._calmly(phrase.without_deadman(call))
        else:
            await self._send_music(order, room)
        self._music[call] = queue

    async def _send_music(self, order: orders.CallOrder, room: str) -> None:
        try:
            await self._send(order, room)
        except AriError as error:
            if not room or not isinstance(error, NotFound) or not names.is_into(room, error.what):
                self._leave_room(order.call)
                raise
            self.rooms.lost(order.call, self._queues.get(order.call, ""))
            await self._send(order, "")

    def _leave_room(self, call: str) -> None:
        if room := self.rooms.leave(call):
            self.remove_room(room)

    async def _make_way(self, order: orders.CallOrder) -> None:
        if isinstance(order, FACED):
            for agent in filter(None, (order.agent, getattr(order, "target", ""))):
                await self._lanes.through(names.leg_of(agent))  # who has just logged in may take a call at once
                await self._face(agent)
        if isinstance(order, orders.StartPrompt | orders.Announce):
            await self._prepare(order.prompts, order.language)
        if isinstance(order, phrase.NEEDS_QUIET):
            await self._silence(order.call)
        if isinstance(order, orders.Connect | orders.Consult | orders.Join):
            for agent in filter(None, (order.agent, getattr(order, "target", ""))):
                await self._phones.hush(agent)

    async def _silence(self, call: str) -> None:
        """Nothing may play or be dialled on this channel when a request comes that would wait for its end."""
        for playback in self._playing.pop(call, set()):
            await self._calmly(playback_stop(names.playback_of(call, playback)))
        wait = self._digits_until.pop(call, 0.0) - asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, wait))

    def _remember(self, order: orders.CallOrder) -> None:
        call = order.call
        if isinstance(order, (*MUSIC, *ENDS_MUSIC)):
            self._music.pop(call, None)
        match order:
            case orders.StartPrompt(playback=playback) | orders.Announce(playback=playback):
                self._playing.setdefault(call, set()).add(playback)
            case orders.StopPrompt(playback=playback):
                self._playing.get(call, set()).discard(playback)
            case orders.StartMusic(queue=queue):
                self._queues[call] = queue
            case orders.Connect() | orders.Bridge():
                self._mixes.add(call)
            case orders.Consult(agent=agent, target=target):
                self._consults.add(call)
                self._links.expect(call, agent, target)
            case orders.CallOut(line=line):
                self._call_out(order, line or call)
            case orders.DropLine(line=line):
                self._links.release(line)
            case orders.HangUp():
                self._links.release(call)
            case orders.SendDigits(digits=digits):
                each = (phrase.DIGIT_TIME + phrase.DIGIT_PAUSE) / 1000
                self._digits_until[call] = asyncio.get_running_loop().time() + len(digits) * each + SPARE

    def _call_out(self, order: orders.CallOut, channel: str) -> None:
        """Before the request, for its events may come before its answer."""
        self._links.call_out(channel, Out(order.call, order.line))
        if order.agent:
            self.listen(channel, order.agent)
            (self._consults if order.line else self._mixes).add(order.call)

    async def _tidy(self, call: str, had_talk: bool = False, pause: float = 0.0) -> None:
        """The call is over: its bridge goes, the agent's line stays. pause: s before, for what is under way."""
        self._recorder.forget(call)
        self._sending.forget(call)
        self._quiet.sounds(call)
        self._leave_room(call)
        for kept in (self._playing, self._queues, self._digits_until, self._music):
            kept.pop(call, None)
        for channel in (call, *self._links.lines_of(call)):
            if agent := self._listeners.pop(channel, ""):
                await self._calmly(tone := channel_ring_stop(names.leg_of(agent)))
                self._quiet.keep(names.leg_of(agent), call, tone)
        for line in self._links.lines_of(call):
            await self._calmly(channel_hangup(line))
        if call in self._mixes or had_talk:
            await asyncio.sleep(pause)
            self._mixes.discard(call)
            for request in phrase.tear_down(call, had_talk or call in self._consults):
                await self._calmly(request)
        self._consults.discard(call)

    # --- agents' lines ----------------------------------------------------------------------------------------------

    async def _obey_for_agent(self, order: orders.AgentOrder) -> None:
        try:
            await self._do_for_agent(order)
        except (AriError, LookupError) as error:
            logger.warning("%s failed: %s", type(order).__name__, error, extra=about(order))
            if isinstance(order, orders.RingPhone | orders.AskAtPhone):
                cause = facts.NO_SWITCH if isinstance(error, Unreachable) else UNREACHABLE
                self._tell(facts.LineClosed(order.agent, cause))
        except NoLine as error:
            logger.warning("%s failed at the gateway: %s", type(order).__name__, error, extra=about(order))

    async def _do_for_agent(self, order: orders.AgentOrder) -> None:
        match order:
            case orders.OpenLine(agent=agent):
                await self._agent_lines.open(agent)
            case orders.RingPhone():
                await self._phones.ring(order)
            case orders.AskAtPhone():
                await self._phones.ask(order)
            case orders.ReleasePhone(agent=agent):
                await self._phones.release(agent)
            case orders.Mute():
                await self._calmly(phrase.mute(order))
            case _:
                await self._agent_lines.close(order.agent)

    # ----------------------------------------------------------------------------------------------------------------

    async def _calmly(self, request: Request[Any]) -> None:
        """Do it if there is something to do it to."""
        try:
            await self._rest.do(request)
        except GONE as gone:
            logger.debug("%s", gone)
        except Unreachable as error:
            logger.warning("%s", error)

    def _failed(self, order: orders.CallOrder, error: AriError) -> None:
        agent = getattr(order, "agent", "")
        name = type(order).__name__
        self._tell(facts.OrderFailed(order.call, name, agent, error.status, error.reason))
