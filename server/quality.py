"""How each talk sounds, on both sides, while it lasts and afterwards.

Every few seconds the counters of each talk are read: the gateway's and the page's own for the agent, Asterisk's for the
caller and for agents whose phone Asterisk calls itself. What they grew by since the look before, or since the channel
began, is a sample. Samples of a minute make a row that is kept; so a killed server loses less than a minute of it.
Nothing here decides anything.

A look is two requests to Asterisk. In a large house those of all talks would be as many as all that calls need, so
talks that nobody watches take turns: a sample is of a longer time there, and nothing is left out.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Literal

from asterisk.ari.objects import RTPstat
from asterisk.names import leg_of
from cti.call import Call
from cti.desk import Desk
from cti.table import IN_TALK
from server.emodel import grade, mos
from server.views import SideView
from softphone.client import Event, Quality
from storage.quality import Minute, QualityRecords

logger = logging.getLogger(__name__)
LOOK_EVERY = 5.0  # s, as often as the gateway and the pages tell
ROUND = 1.0  # s
IN_A_ROUND = 25  # talks that nobody watches: with up to 125 of them each is looked at every five seconds
WATCHED = 3 * LOOK_EVERY  # s that a talk is taken for watched after somebody asked for its sound

Side = Literal["agent", "caller"]
Place = tuple[Side, str]  # side, agent who talks


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
    """One side of one talk: what was counted and found last, and the minute that is not written yet."""

    last: Counters | None = None
    last_sample: Sample | None = None
    minute: list[Sample] = field(default_factory=list)

    def take(self, now: Counters, at: float, since: Counters | None = None) -> Sample | None:
        """since: what is counted from where nothing was counted yet."""
        before, self.last = self.last or since, now
        found = sample(before, now, at) if before is not None else None
        if found is not None:
            self.last_sample = found
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
        self._looked: dict[str, float] = {}  # call → when, or since when it is known
        self._watched: dict[str, float] = {}  # call → until when
        self._counted: dict[str, dict[str, Counters]] = {}  # call → channel → what the switch told last
        self._written_at = 0.0
        self.courses: dict[str, dict[Place, Course]] = {}  # by call
        self.sampled: Callable[[str, float, float, float], None] = lambda side, rtt, jitter, loss: None  # for metrics
        self.looked: Callable[[Call], None] = lambda call: None  # something new is known of it

    def hear(self, told: Event) -> None:
        if isinstance(told, Quality):
            self._gateway[told.agent] = told

    def of(self, call: str) -> Iterator[tuple[Side, str, Sample]]:
        """The newest sample of each side of a talk that lasts: side, agent, sample."""
        for (side, agent), course in self.courses.get(call, {}).items():
            if course.last_sample is not None:
                yield side, agent, course.last_sample

    def sides(self, call: str) -> list[SideView]:
        """The same, for people."""
        return [_view(side, agent, found) for side, agent, found in self.of(call)]

    def watch(self, call: str, now: float) -> None:
        """Somebody looks at how this call sounds: for a while it does not wait for its turn."""
        self._watched[call] = now + WATCHED

    async def minutes(self, call: str) -> list[Minute]:
        """What is kept of a call, oldest first."""
        return await self._records.of(call)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(ROUND)
            try:
                await self.look(time.time())
            except Exception:
                logger.exception("the quality of talks was not looked at")

    async def look(self, now: float) -> None:
        """One round. now: epoch seconds."""
        talks = {call.id: call for call in self._desk.calls.values() if call.state in IN_TALK and call.agent}
        for call in talks.keys() - self._looked.keys():
            self._begin(talks[call], now)
        for call in self._turn(talks, now):
            self._looked[call] = now
            await self._look_at(talks[call], now)
        if now - self._written_at >= LOOK_EVERY:
            self._written_at = now
            await self._write(now, talks)

    def _turn(self, talks: Mapping[str, Call], now: float) -> list[str]:
        """Whose turn it is: those that are watched, and those of the others whose last look is longest ago."""
        due = [call for call in talks if now - self._looked[call] >= LOOK_EVERY]
        watched = [call for call in due if self._watched.get(call, 0.0) > now]
        others = set(due).difference(watched)
        return watched + nsmallest(IN_A_ROUND, others, key=self._looked.__getitem__)

    def _begin(self, call: Call, now: float) -> None:
        """What the gateway counted before is not of this talk."""
        self._looked[call.id] = now
        for agent in call.parties:
            if self._desk.agent(agent).is_nailed:
                self._of_gateway(call.id, agent, now)

    async def _look_at(self, call: Call, now: float) -> None:
        found = [await self._ask(call.id, call.id, ("caller", call.agent), now)]
        for agent in call.parties:
            if self._desk.agent(agent).is_nailed:
                found.append(self._of_gateway(call.id, agent, now))
            else:
                found.append(await self._ask(call.id, leg_of(agent), ("agent", agent), now))
        if any(found):
            self.looked(call)

    def _of_gateway(self, call: str, agent: str, now: float) -> Sample | None:
        if (figures := self._gateway.get(agent)) is None:
            return None
        return self._take(call, ("agent", agent), of_agent(figures, self._page_of(agent)), now)

    async def _ask(self, call: str, channel: str, place: Place, now: float) -> Sample | None:
        """The first look counts from the begin of the channel, or from what was told of it with another agent."""
        told = await self._ask_switch(channel)
        if told is None:
            return None
        channels = self._counted.setdefault(call, {})
        before, channels[channel] = channels.get(channel, Counters()), of_channel(told)
        return self._take(call, place, channels[channel], now, before)

    def _take(
        self, call: str, place: Place, counted: Counters, now: float, since: Counters | None = None
    ) -> Sample | None:
        course = self.courses.setdefault(call, {}).setdefault(place, Course())
        if found := course.take(counted, now, since):
            self.sampled(place[0], found.rtt, found.jitter, found.loss)
        return found

    async def _write(self, now: float, talks: Mapping[str, Call]) -> None:
        """Minutes that are over, and everything of talks that are over."""
        rows: list[Minute] = []
        for call, courses in list(self.courses.items()):
            for place, course in list(courses.items()):
                over = not _lasts(talks.get(call), *place)
                if course.minute and (over or int(course.minute[0].at // 60) < int(now // 60)):
                    rows.append(minute_of(call, place, course.minute))
                    course.minute = []
                if over:
                    del courses[place]
        for known in (self.courses, self._looked, self._counted, self._watched):
            for call in known.keys() - talks.keys():
                del known[call]
        await self._records.keep(rows)


def _lasts(talk: Call | None, side: Side, agent: str) -> bool:
    return talk is not None and (agent == talk.agent if side == "caller" else agent in talk.parties)


def _view(side: Side, agent: str, found: Sample) -> SideView:
    loss, jitter, rtt = round(found.loss, 1), round(found.jitter, 1), round(found.rtt, 1)
    return SideView(side, agent, round(found.mos, 2), grade(found.mos), loss, jitter, rtt)


def minute_of(call: str, place: Place, samples: list[Sample]) -> Minute:
    count = len(samples)
    return Minute(
        call,
        *place,
        minute=int(samples[0].at // 60),
        mos=round(sum(each.mos for each in samples) / count, 2),
        loss=round(sum(each.loss for each in samples) / count, 2),
        jitter=round(sum(each.jitter for each in samples) / count, 2),
        rtt=round(sum(each.rtt for each in samples) / count, 1),
    )
