"""The Asterisk room on a real Asterisk, with a desk and an engine but no policies: the test says what is to happen.

Sounds are pure tones, so that what is heard can be told by its pitch.
"""

import asyncio
import os
import signal
import time
import wave
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from asterisk.centre import Access, Asterisk
from asterisk.provision import SOUNDS
from asterisk.sounds import LiveSounds, Sounds, SoundSettings, engine
from asterisk.sounds.said import TEXT
from config.secrets import AMI_USER, ARI_USER
from cti import commands, facts
from cti.desk import Desk
from cti.facts import AgentState
from cti.plan import Plan
from cti.refused import Refused
from journal import Agenda, Fact
from server.engine import Engine, Policy, Turn
from tests.support.pbx import Pbx, running
from tests.support.rtp import RATE, RtpPeer, sine
from tests.support.sipp import SippCaller
from tests.support.until import until

MUSIC, CALM, LONG, SHORT = 500.0, 800.0, 1300.0, 1000.0  # Hz
CALLER, AGENT = 440.0, 620.0  # Hz that they say
NUMBER = "0700000001"
WITHIN = 8.0  # s
F = TypeVar("F", bound=Fact)
JOURNAL: set[str] = set()  # calls that ever arrived, at any exchange: each Asterisk outlives several


@contextmanager
def tuned(data: Path, environ: Mapping[str, str] | None = None) -> Iterator[Pbx]:
    """An Asterisk whose music and prompts are tones. environ: more settings, as `CORDBOARD_…`."""
    _write(data / "asterisk" / "moh" / "plain" / "tone.wav", MUSIC, 20.0)
    _write(data / "asterisk" / "moh" / "calm" / "tone.wav", CALM, 20.0)
    _write(data / "sounds" / "long.wav", LONG, 8.0)
    _write(data / "sounds" / "short.wav", SHORT, 0.6)
    with running(data, environ) as pbx:
        yield pbx


def _write(path: Path, hz: float, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sine(hz, int(RATE * seconds)))


def media(prompt: str, language: str) -> list[str]:
    """Raises LookupError for a prompt that the house does not have; `nowhere` it has, without a file."""
    if prompt not in ("long", "short", "nowhere", "system.unallocated"):
        raise LookupError(prompt)
    return [f"sound:{SOUNDS}/{prompt}"]


def music(queue: str) -> str:
    return "calm" if queue == "sales" else "plain"


class PeerLines:
    """`asterisk.lines.Lines` with plain RTP peers as the agents' phones. opens_in: s that it takes to open one."""

    def __init__(self) -> None:
        self.phones: dict[str, RtpPeer] = {}
        self.opens_in = 0.0

    async def open(self, agent: str) -> tuple[str, int]:
        await asyncio.sleep(self.opens_in)
        if agent not in self.phones:
            self.phones[agent] = await RtpPeer.open()
            self.phones[agent].say(AGENT)
        return self.phones[agent].address

    async def connect(self, agent: str, host: str, port: int) -> None:
        self.phones[agent].talk_to(host, port)

    async def close(self, agent: str) -> None:
        if agent in self.phones:
            self.phones.pop(agent).close()


def _no_policies(_: Desk) -> list[Policy]:
    return []


@dataclass
class Exchange:
    """facts: everything that was told, in order; `until` waits for one."""

    pbx: Pbx
    folder: Path
    desk: Desk = field(default_factory=lambda: Desk(Plan()))
    lines: PeerLines = field(default_factory=PeerLines)
    facts: list[Fact] = field(default_factory=list)
    policies: Callable[[Desk], list[Policy]] = _no_policies
    able: bool = True  # what is decided can be written down

    def __post_init__(self) -> None:
        self.engine = Engine([self.desk], self.policies(self.desk), Agenda(), time.time, self._hand_over)
        self.spoken = LiveSounds(SoundSettings(self.pbx.house.data, SOUNDS), engine("espeak-ng"), Sounds({}))
        self.asterisk = self._asterisk(0.0)
        self._task: asyncio.Task[None] | None = None
        self._callers: list[tuple[SippCaller, RtpPeer]] = []

    def _asterisk(self, away_since: float) -> Asterisk:
        house, secrets = self.pbx.house.settings, self.pbx.house.secrets
        access = Access(
            f"{self.pbx.ari_url}/ari",
            ARI_USER,
            secrets.ari_password,
            (house.ami.host, house.ami.port),
            AMI_USER,
            secrets.ami_password,
            cel=self.pbx.house.data / "asterisk/log/cel-custom/cti.jsonl",
            media=house.sip.host,
        )
        return Asterisk(
            *(access, self.desk, self._tell, self._media, music, self.lines, self._is_journalled, away_since),
            self.spoken.prepare,
            lambda: self.able,
        )

    def _media(self, prompt: str, language: str) -> list[str]:
        return self.spoken.media(prompt, language) if prompt.startswith(TEXT) else media(prompt, language)

    async def start(self, away_since: float = 0.0) -> None:
        self.asterisk = self._asterisk(away_since)
        self._task = asyncio.create_task(self.asterisk.run())
        await self.so(lambda: self.asterisk.health().up and self.asterisk.health().ami)

    async def stop(self) -> None:
        """As if this process died; calls go on."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def close(self) -> None:
        if self._task is not None and self.pbx.process.poll() is None:
            await self._end_everything()
        await self.stop()
        for caller, peer in self._callers:
            await caller.close()
            peer.close()
        for phone in self.lines.phones.values():
            phone.close()
        await asyncio.sleep(0.01)  # a closed socket needs a turn of the loop to be gone

    async def _end_everything(self) -> None:
        for id in list(self.desk.calls):
            with suppress(Refused):  # it is being released already
                self.ask(commands.Clear(id))
        await self.so(lambda: not self.desk.calls)
        for agent in list(self.lines.phones):
            self.ask(commands.SetAgentState(agent, AgentState.OFF))
        await self.so(lambda: not self.lines.phones)

    # --- the engine's side ------------------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> bool:
        self.facts.append(fact)
        if isinstance(fact, facts.Arrived):
            JOURNAL.add(fact.call)
        return self.engine.tell(fact)

    async def _is_journalled(self, call: str) -> bool:
        return call in JOURNAL

    def _hand_over(self, turn: Turn) -> None:
        for order in turn.orders:
            self.asterisk.switch.obey(order)

    def ask(self, command: commands.CallCommand | commands.AgentCommand) -> None:
        self.engine.ask(command)

    # --- what tests say ---------------------------------------------------------------------------------------------

    async def so(self, condition: Callable[[], bool], within: float = WITHIN) -> None:
        """Wait until it is so. Raises AssertionError."""
        await until(condition, within=within, every=0.02)

    def found(self, kind: type[F], **fields: object) -> list[F]:
        """The facts of this kind that have these values."""
        of_kind = [fact for fact in self.facts if isinstance(fact, kind)]
        return [fact for fact in of_kind if all(getattr(fact, name) == value for name, value in fields.items())]

    async def until(self, kind: type[F], **fields: object) -> F:
        await self.so(lambda: bool(self.found(kind, **fields)))
        return self.found(kind, **fields)[0]

    async def call(self, number: str = NUMBER, sender: str = "<sip:01012345678@127.0.0.1>") -> "Caller":
        """A caller rings; returns when the call has arrived."""
        before = len(self.found(facts.Arrived))
        caller = await self.dial(number, sender)
        await self.so(lambda: len(self.found(facts.Arrived)) > before)
        caller.id = self.found(facts.Arrived)[-1].call
        return caller

    async def dial(self, number: str = NUMBER, sender: str = "<sip:01012345678@127.0.0.1>") -> "Caller":
        rtp = await RtpPeer.open()
        sip = SippCaller(self.pbx.sip, number, sender, rtp.address[1], self.folder)
        await sip.start()
        self._callers.append((sip, rtp))
        return Caller(sip, rtp)

    async def answered(self) -> "Caller":
        """A caller in a route, who can be heard."""
        caller = await self.call()
        self.ask(commands.EnterRoute(caller.id, "support", "main", 1, "en"))
        await self.until(facts.Answered, call=caller.id)
        await self.so(caller.has_media)
        caller.speak()
        return caller

    async def queued(self, queue: str = "sales") -> "Caller":
        caller = await self.answered()
        self.ask(commands.Enqueue(caller.id, queue))
        assert await caller.rtp.hears(CALM if queue == "sales" else MUSIC)
        return caller

    async def ready(self, agent: str = "agent1") -> RtpPeer:
        """An agent with an open line; gives the agent's end of it."""
        self.log_in(agent)
        await self.so(lambda: agent in self.lines.phones and self.lines.phones[agent].has_partner)
        return self.lines.phones[agent]

    def log_in(self, agent: str = "agent1") -> None:
        """Ready for calls; the line is only about to be opened."""
        self.engine.tell(facts.PhoneAttached(agent))
        self.ask(commands.SetAgentState(agent, AgentState.IDLE))
        self.ask(commands.SetAgentState(agent, AgentState.READY))

    async def talking(self, agent: str = "agent1") -> "tuple[Caller, RtpPeer]":
        """A caller and an agent who talk."""
        phone = await self.ready(agent)
        caller = await self.queued()
        self.connect(caller, agent)
        await self.until(facts.Established, call=caller.id)
        return caller, phone

    def connect(self, caller: "Caller", agent: str) -> None:
        self.ask(commands.Offer(caller.id, agent))
        self.ask(commands.Confirm(caller.id, agent))

    def channels(self) -> list[str]:
        """Ids of all channels; music makers of Asterisk itself are not counted."""
        found = self.pbx.ari("GET", "/channels")
        assert isinstance(found, list)
        return [channel["id"] for channel in found if not channel["name"].startswith("Announcer/")]

    def bridges(self) -> list[str]:
        """Ids of all bridges."""
        found = self.pbx.ari("GET", "/bridges")
        assert isinstance(found, list)
        return [bridge["id"] for bridge in found]


@dataclass
class Caller:
    sip: SippCaller
    rtp: RtpPeer
    id: str = ""

    def has_media(self) -> bool:
        try:
            self.sip.peer()
        except ValueError:
            return False
        return True

    def speak(self) -> None:
        self.rtp.talk_to(*self.sip.peer())
        self.rtp.say(CALLER)


def inside(pbx: Pbx) -> int:
    """The process id of Asterisk itself; the process that was started is its jail."""
    pid = pbx.process.pid
    while children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        pid = int(children[0])
    return pid


@contextmanager
def frozen(pbx: Pbx) -> Iterator[None]:
    """Asterisk does nothing, but its sockets are there."""
    pid = inside(pbx)
    os.kill(pid, signal.SIGSTOP)
    try:
        while not all(_is_stopped(task) for task in Path(f"/proc/{pid}/task").iterdir()):
            time.sleep(0.01)
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _is_stopped(task: Path) -> bool:
    return (task / "stat").read_text().rpartition(")")[2].split()[0] == "T"


@asynccontextmanager
async def exchange(
    pbx: Pbx, folder: Path, policies: Callable[[Desk], list[Policy]] = _no_policies
) -> AsyncIterator[Exchange]:
    """A started one, closed with nothing left over."""
    house = Exchange(pbx, folder, policies=policies)
    await house.start()
    try:
        yield house
    finally:
        await house.close()
