"""How each talk sounds, on both sides, while it lasts and afterwards.

Every few seconds the counters of each talk are read: the gateway's and the page's own for the agent, Asterisk's for the
caller and for agents whose phone Asterisk calls itself. What they grew by since the look before is a sample. Samples of
a minute make a row that is kept; so a killed server loses less than a minute of it. Nothing here decides anything.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from asterisk.ari.objects import RTPstat
from asterisk.names import leg_of
from cti.call import Call
from cti.desk import Desk
from cti.table import IN_TALK
from server.emodel import mos
from softphone.client import Event, Quality
from storage.quality import Minute, QualityRecords

logger = logging.getLogger(__name__)
LOOK_EVERY = 5.0  # s, as often as the gateway and the pages tell
RECENT = 12  # samples that are told as "now and lately": one minute

Side = Literal["agent", "caller"]
Key = tuple[str, Side, str]  # call, side, agent who talks


@dataclass(frozen=True, slots=True)
class PageStats:
    """As the page measures it: round trip and jitter in ms; packets lost and received since the connection began;
    level of the microphone, 0 to 1."""

    rtt: float
    jitter: float
    lost: float
    received: float
    level: float


@dataclass(frozen=True, slots=True)
class Counters:
    """Sums since something began. received, sent: packets; lost_in, lost_out: of those; jitter, rtt: ms, as of now."""

    received: float = 0.0
    sent: float = 0.0
    lost_in: float = 0.0
    lost_out: float = 0.0
    jitter: float = 0.0
    rtt: float = 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    """loss: percent of the worse direction; jitter, rtt: ms; at: epoch seconds."""

    at: float
    mos: float
    loss: float
    jitter: float
    rtt: float


def sample(before: Counters, now: Counters, at: float) -> Sample | None:
    """None when nothing was sent or received in between, or a counter began anew."""
    came, went = now.received - before.received, now.sent - before.sent
    if came < 0 or went < 0 or came + went == 0:
        return None
    loss = max(_percent(now.lost_in - before.lost_in, came), _percent(now.lost_out - before.lost_out, went, sent=True))
    return Sample(at, mos(loss, now.jitter, now.rtt), loss, now.jitter, now.rtt)


def _percent(lost: float, packets: float, *, sent: bool = False) -> float:
    """packets: that arrived, or that were sent, the lost ones among them."""
    of = packets if sent else packets + max(0.0, lost)
    return min(100.0, 100 * max(0.0, lost) / of) if of > 0 else 0.0


def of_channel(told: RTPstat) -> Counters:
    """Of a caller, or of a phone that is no browser. Asterisk tells jitter and round trip in seconds."""
    jitter = max(told.rxjitter or 0.0, told.txjitter or 0.0) * 1000
    return Counters(told.rxcount, told.txcount, told.rxploss, told.txploss, jitter, (told.rtt or 0.0) * 1000)


def of_agent(gateway: Quality, page: PageStats | None) -> Counters:
    """The page's voice as the gateway gets it; what the page gets, and the round trip, as the page tells."""
    figures = gateway.from_page
    jitter, lost_out, rtt = figures.get("jitter", 0.0), 0.0, 0.0
    if page is not None:
        jitter, lost_out, rtt = max(jitter, page.jitter), page.lost, page.rtt
    return Counters(
        figures.get("received", 0.0), figures.get("sent", 0.0), figures.get("lost", 0.0), lost_out, jitter, rtt
    )


@dataclass(slots=True)
class Course:
    """One side of one talk: what was counted last, what was found lately, and the minute that is not written yet."""

    last: Counters | None = None
    recent: deque[Sample] = field(default_factory=lambda: deque(maxlen=RECENT))
    minute: list[Sample] = field(default_factory=list)

    def take(self, now: Counters, at: float) -> Sample | None:
        before, self.last = self.last, now
        found = sample(before, now, at) if before is not None else None
        if found is not None:
            self.recent.append(found)
            self.minute.append(found)
        return found


class TalkQuality:
    """gateway and page figures are handed in as they come; the switch is asked. `run` until cancelled."""

    def __init__(
        self,
        desk: Desk,
        records: QualityRecords,
        ask_switch: Callable[[str], Awaitable[RTPstat | None]],
        page_of: Callable[[str], PageStats | None],
    ) -> None:
        """ask_switch: the counters of a channel, None when it is not there; page_of: of an agent."""
        self._desk, self._records, self._ask_switch, self._page_of = desk, records, ask_switch, page_of
        self._gateway: dict[str, Quality] = {}
        self.courses: dict[Key, Course] = {}
        self.sampled: Callable[[str, float, float, float], None] = lambda side, rtt, jitter, loss: None  # for metrics

    def hear(self, told: Event) -> None:
        if isinstance(told, Quality):
            self._gateway[told.agent] = told

    def of(self, call: str) -> Iterator[tuple[Side, str, Sample]]:
        """The newest sample of each side of a talk that lasts: side, agent, sample."""
        for (of_call, side, agent), course in self.courses.items():
            if of_call == call and course.recent:
                yield side, agent, course.recent[-1]

    async def minutes(self, call: str) -> list[Minute]:
        """What is kept of a call, oldest first."""
        return await self._records.of(call)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look(time.time())
            except Exception:
                logger.exception("the quality of talks was not looked at")

    async def look(self, now: float) -> None:
        talks = {call.id: call for call in self._desk.calls.values() if call.state in IN_TALK and call.agent}
        for call in talks.values():
            await self._look_at(call, now)
        await self._write(now, talks)

    async def _look_at(self, call: Call, now: float) -> None:
        told = await self._ask_switch(call.id)
        if told is not None:
            self._take(call.id, "caller", call.agent, of_channel(told), now)
        for agent in call.parties:
            counted = await self._counters_of(agent)
            if counted is not None:
                self._take(call.id, "agent", agent, counted, now)

    async def _counters_of(self, agent: str) -> Counters | None:
        """Of a phone at the gateway, or of one that the switch calls itself."""
        if not self._desk.agent(agent).is_nailed:
            told = await self._ask_switch(leg_of(agent))
            return None if told is None else of_channel(told)
        figures = self._gateway.get(agent)
        return None if figures is None else of_agent(figures, self._page_of(agent))

    def _take(self, call: str, side: Side, agent: str, counted: Counters, now: float) -> None:
        if found := self._course(call, side, agent).take(counted, now):
            self.sampled(side, found.rtt, found.jitter, found.loss)

    def _course(self, call: str, side: Side, agent: str) -> Course:
        return self.courses.setdefault((call, side, agent), Course())

    async def _write(self, now: float, talks: dict[str, Call]) -> None:
        """Minutes that are over, and everything of talks that are over."""
        rows: list[Minute] = []
        for key, course in list(self.courses.items()):
            over = not _lasts(key, talks)
            if course.minute and (over or int(course.minute[0].at // 60) < int(now // 60)):
                rows.append(minute_of(key, course.minute))
                course.minute = []
            if over:
                del self.courses[key]
        await self._records.keep(rows)


def _lasts(key: Key, talks: dict[str, Call]) -> bool:
    call, side, agent = key
    talk = talks.get(call)
    return talk is not None and (agent == talk.agent if side == "caller" else agent in talk.parties)


def minute_of(key: Key, samples: list[Sample]) -> Minute:
    count = len(samples)
    return Minute(
        *key,
        minute=int(samples[0].at // 60),
        mos=round(sum(each.mos for each in samples) / count, 2),
        loss=round(sum(each.loss for each in samples) / count, 2),
        jitter=round(sum(each.jitter for each in samples) / count, 2),
        rtt=round(sum(each.rtt for each in samples) / count, 1),
    )
