"""All of Asterisk behind one door.

    asterisk = Asterisk(access, desk, engine.tell, sounds.media, music_of_queue, lines, journalled, away_since)
    switch = asterisk.switch           # obeys orders (`cti.orders.Switch`)
    await asterisk.run()               # until cancelled; raises `Replaced` when another process has taken over
    asterisk.health()                  # for /api/health and /metrics

It may be built before the engine has replayed its journal, but `run` must start after that: the first thing it does
is to compare what is believed with what Asterisk has. Everything runs on one event loop; `tell` is called from it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from asterisk import missed, translate
from asterisk.again import said_again
from asterisk.ami import Ami, AmiError, ContactStatus, SecurityEvent
from asterisk.ari.errors import AriError
from asterisk.ari.events import Event, StasisStart
from asterisk.ari.objects import RTPstat
from asterisk.ari.operations import (
    application_filter,
    application_subscribe,
    asterisk_get_info,
    channel_rtpstatistics,
)
from asterisk.ari.rest import Rest, Watch
from asterisk.ari.stream import Account, Opened, Replaced, Stream, open_now
from asterisk.audit import Audit
from asterisk.cel import Witness
from asterisk.desk_phones import DeskPhones, calmly_connected
from asterisk.heartbeat import Heartbeat
from asterisk.lanes import Lanes
from asterisk.lines import Lines
from asterisk.links import Links
from asterisk.listening import Listening
from asterisk.log_size import keep_small
from asterisk.names import NOTE
from asterisk.phrase import APP, Media, Music, Phrase, Prepare
from asterisk.reconcile import Believed, Seen
from asterisk.recorder import Recorder, length_of, seconds_of
from asterisk.switch import AsteriskSwitch, faces_us, nothing_to_prepare
from asterisk.together import until_one_ends
from asterisk.wall import Wall
from cti import facts, orders
from cti.call import Call
from cti.desk import Desk
from cti.nodes import NODE_LOST
from cti.table import CALLING, CallState
from journal import Fact
from telemetry.lines import about, concerning

__all__ = ["Access", "Asterisk", "Health", "Replaced"]
logger = logging.getLogger(__name__)
AUDIT = 4.0  # s between two looks
SPARED = 20  # times as long as a look took, at least: with thousands of channels one takes a while
IDLE_EVERY = 0.005  # s between two looks whether orders are under way
OVERLAP = 30.0  # s before an outage that are looked at too
ANSWERED = frozenset(CallState) - {CallState.ARRIVED, CallState.UNALLOCATED}

ESTABLISHED = (CallState.TALKING, CallState.HELD)


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach one Asterisk. cel: its file of channel events, None where it cannot be read from here."""

    ari_url: str
    ari_user: str
    ari_password: str = field(repr=False)
    ami: tuple[str, int]
    ami_user: str
    ami_password: str = field(repr=False)
    cel: Path | None = None
    spool: Path | None = None  # where it writes recordings, None where they cannot be read from here
    acl: Path | None = None  # its list of who is blocked, None where it is not ours
    home: Path | None = None  # all that it writes, with its log
    media: str = ""  # the address in the SDP of desk phones, "" asks the route
    app: str = APP
    dead_man: int = 10
    node: str = ""  # its name where there are several
    takes: frozenset[str] = frozenset({""})  # the nodes of the calls that are here; not looked at without a name

    async def opened(self) -> Opened:
        """The event socket, taken from whoever has it. Raises aiohttp.ClientError, OSError."""
        return await open_now(self.account)

    @property
    def account(self) -> Account:
        return Account(self.ari_url, self.ari_user, self.ari_password, self.app)


@dataclass(frozen=True, slots=True)
class Health:
    """up: events flow and requests are answered; deaf: it does not listen for SIP, None until that is known. The rest
    are counts since this process started. refused: callers who found all lines busy."""

    up: bool
    ami: bool
    version: str
    connects: int
    events: int
    unknown_events: dict[str, int]
    malformed_events: int
    requests: int
    failed_requests: int
    mended: int
    impossible_facts: int
    security_events: dict[str, int]
    deaf: bool | None = None
    refused: int = 0


async def _at_once() -> None:
    """Nothing is under way."""


async def _nobody_knows(call: str) -> bool:
    return False


class Asterisk:
    def __init__(
        self,
        access: Access,
        desk: Desk,
        tell: Callable[[Fact], bool],
        media: Media,
        music: Music,
        lines: Lines,
        journalled: Callable[[str], Awaitable[bool]] = _nobody_knows,
        away_since: float = 0.0,
        prepare: Prepare = nothing_to_prepare,
        able: Callable[[], bool] = lambda: True,
        opened: Opened | None = None,
        face: Callable[[str], Awaitable[None]] = faces_us,
    ) -> None:
        """tell: the engine's. journalled: does the journal know this call. media: (prompt, language) → ARI media URIs;
        prepare: makes ready what it will be asked for. able: what is decided can be written down now.
        opened: the event socket to begin with. face: turns an agent's line here, where there are several Asterisks.
        music: queue → class of music on hold. away_since: when the journal ended before this start, 0 = it is new.
        """
        self._access, self._desk, self._tell_engine = access, desk, tell
        self._journalled, self._away_since = journalled, away_since
        self._rest = Rest(access.ari_url, access.ari_user, access.ari_password)
        self._ami = Ami(*access.ami, access.ami_user, access.ami_password, self._heard)
        self.phones = DeskPhones(self._rest, self._ami, access.media)
        self.wall = Wall(self._ami, access.acl, away=bool(access.node))
        self._listening = Listening(self._ami, own=access.home is not None)
        self.alarmed: Callable[[SecurityEvent], None] = lambda event: None
        self._links, self._lanes, self._witness = Links(), Lanes(), Witness(access.cel)
        words = Phrase(media, music, access.app)
        recorder = Recorder(self._ami, self._tell)
        self.switch = AsteriskSwitch(
            self._rest, words, lines, self._links, self._lanes, recorder, self._tell, prepare, face
        )
        self._heartbeat = Heartbeat(self._rest, self._ami, self._lanes, self.calls, access.dead_man, able)
        self._stream = Stream(access.account, self, self._heartbeat.late, opened)
        self.leave: Callable[[], Awaitable[None]] = _at_once  # ends what is under way, when another has taken over
        known, length = self._believed, partial(length_of, access.spool)
        self._audit = Audit(
            *(self._rest, self._ami, self._links, self.switch, known, self._tell, self._witness, length),
            *(access.app, NODE_LOST if access.node else "pbx restart"),
        )
        self.switch.moved = self._moved
        self._started, self._version, self._impossible = "", "", 0
        self._told_missed: set[str] = set()

    def calls(self) -> Mapping[str, Call]:
        """Those that are here."""
        known = self._desk.calls
        if not self._access.node:
            return known
        return {id: call for id, call in known.items() if call.node in self._access.takes}

    def forget(self, call: str) -> None:
        """It is over, whatever becomes of its channel."""
        self._links.end(call)
        self.switch.note(facts.Cleared(call, NODE_LOST, "system"))

    @property
    def ami(self) -> Ami:
        """For what people ask of Asterisk itself: contacts, reloads."""
        return self._ami

    def watch(self, requests: Watch, actions: Callable[[float, bool], None]) -> None:
        """requests: is told of each at ARI; actions: of each at the manager interface: seconds, was it done."""
        self._rest.watch, self._ami.watch = requests, actions

    async def statistics(self, channel: str) -> RTPstat | None:
        """What was sent and received on a channel; None when it is not there or has no RTP."""
        try:
            return await self._rest.send(channel_rtpstatistics(channel))
        except AriError:
            return None

    async def idle(self) -> None:
        """Wait until every order that was given is carried out."""
        while len(self._lanes):  # noqa: ASYNC110  # many lanes, no one event
            await asyncio.sleep(IDLE_EVERY)

    def reopen_lines(self) -> None:
        """Join every agent's line to the gateway again; to be called when the gateway was restarted."""
        for agent in self._believed().lines:
            self.switch.obey(orders.OpenLine(agent))

    async def run(self) -> None:
        await self._ami.start()
        try:
            await until_one_ends(
                *(self._stream.run(), self._heartbeat.run(), self._keep_auditing(), self._listening.run())
            )
        except Replaced:
            await self.leave()
            raise
        finally:
            await self._ami.close()
            await self._lanes.close()
            await self._rest.close()

    def health(self) -> Health:
        counts = self._stream.counts
        return Health(
            up=self._stream.up,
            ami=self._ami.up,
            version=self._version,
            connects=counts.connects,
            events=counts.events,
            unknown_events=dict(counts.unknown),
            malformed_events=counts.malformed,
            requests=self._rest.sent,
            failed_requests=self._rest.failed,
            mended=self._audit.mended,
            impossible_facts=self._impossible,
            security_events=dict(self._ami.security),
            deaf=self._listening.deaf,
            refused=self._ami.refused,
        )

    def quiet(self) -> float:
        """Seconds since it last answered or told an event; it is asked each second."""
        return time.monotonic() - max(self._rest.answered_at, self._stream.heard_at)

    def _heard(self, event: SecurityEvent | ContactStatus) -> None:
        self.phones.heard(event)
        if isinstance(event, SecurityEvent):
            self.alarmed(event)

    # --- what the stream tells --------------------------------------------------------------------------------------

    async def connected(self) -> None:
        """A new connection: say again what we want to hear, then see what happened meanwhile."""
        self._heartbeat.renew()
        info = await self._rest.send(asterisk_get_info())
        started = info.status.startup_time if info.status else ""
        restarted = self._started not in ("", started)
        self._started, self._version = started, info.system.version if info.system else ""
        if restarted:
            logger.warning("Asterisk was restarted")
        await self._subscribe()
        self._adopt()
        await self._heartbeat.beat()
        await self._wait_for_ami()
        await self.wall.renew()
        await calmly_connected(self.phones)
        await asyncio.to_thread(self._witness.read)
        seen = await self._audit.after_connect(restarted)
        self.reopen_lines()
        for order in said_again(self._believed().calls.values(), self._desk.agents):
            self.switch.obey(order)
        await self._count_the_missed(seen, self._away_since)

    def happened(self, event: Event) -> None:
        if isinstance(event, StasisStart) and translate.is_caller(event.args):
            self._leave_the_dialplan(event)
        for fact in translate.facts_of(event, self._links):
            self._tell(self._measured(fact))

    def _measured(self, fact: Fact) -> Fact:
        """How long a message is, is known from its file."""
        if not isinstance(fact, facts.MessageEnded) or self._access.spool is None:
            return fact
        return replace(fact, seconds=seconds_of(self._access.spool, fact.recording))

    def disconnected(self) -> None:
        self._away_since = time.time()

    # ----------------------------------------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> None:
        """What cannot be, because two things crossed on the way, is counted; the audit sorts it out."""
        if self._access.node and isinstance(fact, facts.Arrived):
            fact = replace(fact, node=self._access.node)
        try:
            self._tell_engine(fact)
        except ValueError as impossible:
            self._impossible += 1
            logger.warning("not taken: %s", impossible, extra=about(fact))
        self.switch.note(fact)

    def _believed(self) -> Believed:
        calls = self.calls()
        believed = Believed.of(calls, self._desk.agents.values())
        if not self._access.node:
            return believed
        mine = {agent for call in calls.values() for agent in call.parties}
        return replace(believed, rung={agent: line for agent, line in believed.rung.items() if agent in mine})

    def _adopt(self) -> None:
        """The calls that are believed in are ours, whoever saw them arrive."""
        calls = [call for call in self.calls().values() if not call.promised]
        answered = [call.id for call in calls if call.state in ANSWERED]
        talks = {call.id: call.agent for call in calls if call.state in ESTABLISHED}
        self._links.adopt((call.id for call in calls), answered, talks)
        for call in calls:
            if call.state in CALLING:
                self.switch.listen(call.id, call.agent)
            self.switch.adopt(call.id, call.queue, bool(call.talks.first) or call.outbound, bool(call.consult.target))
            if call.consult.target:
                self._links.expect(call.id, call.agent, call.consult.target)

    async def _moved(self, agent: str) -> None:
        """The line of this agent leads elsewhere now: all is put together, and heard, as before."""
        await self._audit.after_move(agent)
        with_agent = [call for call in self._believed().calls.values() if agent in call.parties]
        for order in said_again(with_agent, self._desk.agents):
            self.switch.obey(order)

    async def _subscribe(self) -> None:
        app = self._access.app
        wanted = [{"type": kind} for kind in translate.NEEDED]
        await self._rest.send(application_filter(app, filter_={"allowed": wanted}))
        await self._rest.send(application_subscribe(app, "channel:"))  # all channels: the ends of callers too

    def _leave_the_dialplan(self, event: StasisStart) -> None:
        """A caller whom the dialplan had held: its music stops, and its note is not needed any more."""
        call = event.channel.id
        if translate.visit_of(event.args) != "0":
            self.switch.hush(call)
            self._lanes.put(f"{NOTE}{call}", partial(self._forget_note, call))

    async def _forget_note(self, call: str) -> None:
        try:
            await self._ami.delete_note(missed.FAMILY, call)
        except AmiError as error:
            logger.info("the note of a held call stays: %s", error)

    async def _wait_for_ami(self) -> None:
        try:
            await self._ami.wait_until_up(3.0)
        except AmiError:
            logger.warning("the manager interface is not there; going on without it")

    async def _keep_auditing(self) -> None:
        took = 0.0
        while True:
            await asyncio.sleep(max(AUDIT, SPARED * took))
            await keep_small(self._access.home)
            if not self._stream.up:
                continue
            began = time.monotonic()
            try:
                seen = await self._audit.again()
                await self._count_the_missed(seen, 0.0)
            except (AriError, AmiError) as error:
                logger.warning("no audit: %s", error)
            took = time.monotonic() - began

    async def _count_the_missed(self, seen: Seen, since: float) -> None:
        """since: look for calls of which only the witness knows, that began then or later; 0.0: do not."""
        alive = seen.channels.keys()
        found = missed.of_notes(await self._ami.notes(missed.FAMILY), alive) if self._ami.up else []
        for note in found:
            with concerning(note.call):
                await self._count_note(note)
        if since:
            unseen = missed.of_witness(self._witness.since(since - OVERLAP), alive)
            noted = {note.call for note in found}
            for call in unseen:
                if call.call not in noted and not await self._is_ours(call.call):
                    self._tell(call)
            self._away_since = 0.0

    async def _count_note(self, note: facts.Missed) -> None:
        """Told in one look, deleted in the next: a crash in between tells it twice, but never loses it."""
        if note.call not in self._told_missed:
            self._told_missed.add(note.call)
            if note.kind != "held" or not await self._is_ours(note.call):
                self._tell(note)
            return
        await self._ami.delete_note(missed.FAMILY, note.call)
        self._told_missed.discard(note.call)

    async def _is_ours(self, call: str) -> bool:
        return self._links.had(call) or await self._journalled(call)
