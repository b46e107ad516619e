"""From counters to samples, and from samples to the minutes that are kept."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from asterisk.ari.objects import RTPstat
from cti.facts import PhoneKind
from server.quality import IN_A_ROUND, Counters, PageStats, Sample, TalkQuality, minute_of, of_agent, of_channel, sample
from softphone.client import Quality
from storage.database import Database, open
from storage.migrate import migrate_open
from storage.quality import QualityRecords
from tests.support.centre import Centre

MINUTE = 60.0


def told(packets: int, lost: int = 0) -> RTPstat:
    """As Asterisk tells of a call's channel."""
    figures = dict.fromkeys(("txploss", "local_ssrc", "remote_ssrc", "txoctetcount", "rxoctetcount"), 0)
    return RTPstat(**figures, txcount=packets, rxcount=packets, rxploss=lost, rxjitter=0.002, channel_uniqueid="A")


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[QualityRecords]:
    database: Database = await open(f"sqlite:///{tmp_path}/quality.db")
    await migrate_open(database)
    yield QualityRecords(database)
    await database.close()


@pytest.fixture
def talk() -> Centre:
    centre = Centre()
    centre.talks()
    return centre


def test_loss_is_that_of_the_worse_direction_since_the_look_before() -> None:
    before = Counters(received=100, sent=100, lost_in=50)
    found = sample(before, Counters(received=190, sent=200, lost_in=60, lost_out=5, jitter=3, rtt=20), 7.0)
    assert found is not None
    assert (found.loss, found.jitter, found.rtt, found.at) == (10.0, 3, 20, 7.0)


@pytest.mark.parametrize("now", [Counters(100, 100), Counters(3, 3)], ids=["nothing moved", "began anew"])
def test_without_packets_there_is_no_sample(now: Counters) -> None:
    assert sample(Counters(100, 100), now, 0.0) is None


def test_both_ends_say_what_they_know_of_the_agents_side() -> None:
    gateway = Quality("kim", "page", {"received": 10, "lost": 1, "jitter": 2, "sent": 12}, {})
    page = PageStats(rtt=30, jitter=5, lost=3, received=9, level=0.1)
    assert of_agent(gateway, page) == Counters(10, 12, 1, 3, 5, 30)
    assert of_agent(gateway, None).rtt == 0


def test_asterisks_seconds_are_milliseconds_here() -> None:
    assert of_channel(told(100, lost=4)) == Counters(100, 100, 4, 0, 2.0, 0.0)


def test_a_minute_is_the_mean_of_its_samples() -> None:
    samples = [Sample(61.0, 4.4, 0.0, 1.0, 20.0), Sample(66.0, 4.0, 2.0, 3.0, 40.0)]
    minute = minute_of("A", ("caller", "kim"), samples)
    assert (minute.minute, minute.mos, minute.loss, minute.jitter, minute.rtt) == (1, 4.2, 1.0, 2.0, 30.0)


async def test_a_talk_is_told_while_it_lasts_and_kept_when_it_is_over(talk: Centre, records: QualityRecords) -> None:
    packets = 0

    async def ask(call: str) -> RTPstat:
        nonlocal packets
        packets += 250
        return told(packets, lost=packets // 50)

    quality = TalkQuality(talk.brain.desk, records, ask, lambda agent: None)
    for count in range(3):
        quality.hear(Quality("agent1", "page", {"received": 250 * count, "sent": 250 * count}, {}))
        await quality.look(MINUTE + 5 * count)
    assert {(side, agent) for side, agent, _ in quality.of("A")} == {("caller", "agent1"), ("agent", "agent1")}
    talk.hang_up()
    await quality.look(MINUTE + 20)
    kept = await records.of("A")
    assert [(row.side, round(row.loss, 1)) for row in kept] == [("agent", 0.0), ("caller", 2.0)]
    assert not list(quality.of("A"))


async def test_of_an_agent_at_a_desk_phone_the_switch_tells(talk: Centre, records: QualityRecords) -> None:
    asked: dict[str, int] = {}

    async def ask(channel: str) -> RTPstat:
        asked[channel] = asked.get(channel, 0) + 250
        return told(asked[channel])

    desk = talk.brain.desk
    desk.agents["agent1"] = replace(desk.agent("agent1"), kind=PhoneKind.SIP, seat="desk1")
    quality = TalkQuality(desk, records, ask, lambda agent: None)
    for count in range(2):  # one look is enough: it counts from the begin of the channels
        await quality.look(MINUTE + 5 * count)
    assert set(asked) == {"A", "leg-agent1~"}
    assert {side for side, _, _ in quality.of("A")} == {"caller", "agent"}


class Crowd:
    """More talks than a round has looks for. asked: how often each channel was."""

    def __init__(self, talks: int, records: QualityRecords) -> None:
        self.asked: Counter[str] = Counter()
        one = Centre()
        one.talks()
        self.desk = one.brain.desk
        call = self.desk.calls.pop("A")
        self.desk.calls |= {f"c{number}": replace(call, id=f"c{number}") for number in range(talks)}
        self.quality = TalkQuality(self.desk, records, self._ask, lambda agent: None)

    async def _ask(self, channel: str) -> RTPstat:
        self.asked[channel] += 1
        return told(250 * self.asked[channel])


async def test_in_a_large_house_talks_take_turns_and_none_is_left_out(records: QualityRecords) -> None:
    crowd = Crowd(300, records)
    for second in range(5 + 18):
        before = crowd.asked.total()
        await crowd.quality.look(MINUTE + second)
        assert crowd.asked.total() - before <= IN_A_ROUND
    assert (len(crowd.asked), set(crowd.asked.values())) == (300, {1, 2})


async def test_a_talk_that_somebody_watches_does_not_wait_for_its_turn(records: QualityRecords) -> None:
    crowd = Crowd(300, records)
    for second in range(30):
        crowd.quality.watch("c299", MINUTE + second)
        await crowd.quality.look(MINUTE + second)
    assert crowd.asked["c299"] == 5
    assert max(count for call, count in crowd.asked.items() if call != "c299") <= 3
    for second in range(30, 90):
        await crowd.quality.look(MINUTE + second)
    assert crowd.asked["c299"] <= 5 + 15 / 5 + 60 / (300 / IN_A_ROUND)


async def test_few_talks_are_looked_at_every_five_seconds(records: QualityRecords) -> None:
    crowd = Crowd(5 * IN_A_ROUND, records)
    for second in range(21):
        await crowd.quality.look(MINUTE + second)
    assert (len(crowd.asked), set(crowd.asked.values())) == (5 * IN_A_ROUND, {3, 4})


async def test_pages_are_told_what_was_found_and_nothing_of_a_talk_without_packets(
    talk: Centre, records: QualityRecords
) -> None:
    packets, heard = [0, 0, 250], list[str]()

    async def ask(channel: str) -> RTPstat:
        return told(packets.pop(0), lost=5)

    quality = TalkQuality(talk.brain.desk, records, ask, lambda agent: None)
    quality.looked = lambda call: heard.extend(f"{side.side} {side.mos}" for side in quality.sides(call.id))
    for count in range(4):
        await quality.look(MINUTE + 5 * count)
    assert heard == ["caller 4.4"]


async def test_a_caller_who_goes_on_to_a_colleague_is_counted_from_there(talk: Centre, records: QualityRecords) -> None:
    packets, lost = 0, [0, 100, 100]

    async def ask(channel: str) -> RTPstat:
        nonlocal packets
        packets += 250
        return told(packets, lost=lost.pop(0))

    quality = TalkQuality(talk.brain.desk, records, ask, lambda agent: None)
    for count in range(3):
        await quality.look(MINUTE + 5 * count)
    desk = talk.brain.desk
    desk.calls["A"] = replace(desk.calls["A"], agent="agent2")
    await quality.look(MINUTE + 15)
    (found,) = [found for side, agent, found in quality.of("A") if (side, agent) == ("caller", "agent2")]
    assert found.loss == 0
