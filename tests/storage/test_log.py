"""The log's promises, kept by the log in memory and by the one on SQL alike."""

import pytest

from cti import facts
from cti.facts import AgentState
from journal import Entry, Fact, Log, MemoryLog
from storage.baton import Baton, BatonLost
from storage.database import Database
from storage.journal import SqlLog
from storage.vocabulary import KINDS, UnknownKind, decode, encode
from tests.cti.words import CALL_FACTS

STORY: list[Fact] = [
    facts.AgentStateChanged("kim", AgentState.IDLE),
    facts.Arrived("a", "0311112222", "0700000001", "김 ' \" 🦊"),
    facts.PhoneAttached("kim"),
    facts.Arrived("b", "", "0700000002"),
    facts.AgentStateChanged("kim", AgentState.READY),
    facts.Queued("a", "general", 2),
    facts.Cleared("b", "normal"),
    facts.PhoneDetached("kim", "closed"),
]


def entries(story: list[Fact], first: int = 1) -> list[Entry]:
    return [Entry(first + at, 1000.5 + at, first + at - 1 or None, fact) for at, fact in enumerate(story)]


@pytest.fixture(params=["memory", "sql"])
def log(request: pytest.FixtureRequest, database: Database) -> Log:
    return MemoryLog() if request.param == "memory" else SqlLog(database)


async def test_what_was_appended_is_read_again_in_order(log: Log) -> None:
    await log.append(entries(STORY))
    assert await log.last_number() == len(STORY)
    assert await log.since(0, 100) == entries(STORY)
    assert await log.since(3, 2) == entries(STORY)[3:5]


async def test_an_empty_log_has_nothing(log: Log) -> None:
    await log.append([])
    assert (await log.last_number(), await log.since(0, 9), await log.living(), await log.of("call:a")) == (
        0,
        [],
        [],
        [],
    )


async def test_the_entries_of_one_subject_stand_together(log: Log) -> None:
    await log.append(entries(STORY))
    assert [entry.number for entry in await log.of("call:a")] == [2, 6]


async def test_the_living_are_all_of_what_goes_on_and_the_newest_of_what_never_ends(database: Database) -> None:
    log = SqlLog(database)
    await log.append(entries(STORY[:3]))
    await log.append(entries(STORY[3:], 4))
    assert [entry.number for entry in await log.living()] == [2, 5, 6, 8]


async def test_of_what_was_set_for_after_a_call_the_newest_entry_lives_beside_the_state(database: Database) -> None:
    log = SqlLog(database)
    pending = facts.AgentStatePending("kim", AgentState.BREAK, "rest", "boss", "eat")
    story: list[Fact] = [
        facts.AgentStateChanged("kim", AgentState.TALKING),
        pending,
        facts.AgentStatePendingOver("kim"),
    ]
    await log.append(entries(story[:2]))
    assert [entry.fact for entry in await log.living()] == story[:2]
    await log.append(entries(story[2:], 3))
    assert [entry.fact for entry in await log.living()] == [story[0], story[2]]


async def test_a_turn_is_kept_whole_or_not_at_all(database: Database) -> None:
    log = SqlLog(database)
    await log.append(entries(STORY[:2]))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await log.append([*entries([facts.Answered("a")], 3), *entries([facts.Answered("a")], 2)])
    assert await log.last_number() == 2


@pytest.mark.parametrize("fact", CALL_FACTS, ids=lambda fact: type(fact).__name__)
def test_every_fact_is_the_same_after_being_kept(fact: Fact) -> None:
    assert decode(*encode(fact)) == fact


def test_a_fact_of_a_newer_version_is_refused_with_a_remedy() -> None:
    with pytest.raises(UnknownKind, match="run a newer one"):
        decode("Teleported", "{}")
    assert "Arrived" in KINDS


async def test_a_call_that_we_make_is_kept_at_hand_until_it_is_over(database: Database) -> None:
    log = SqlLog(database, [])
    dialled = facts.Dialled("out-1", "agent1", "01055550001", "", "support")
    await log.append([Entry(1, 1.0, None, dialled)])
    assert [entry.fact for entry in await log.living()] == [dialled]
    await log.append([Entry(2, 2.0, None, facts.Cleared("out-1", "busy"))])
    assert await log.living() == []


async def test_who_has_lost_the_baton_writes_nothing_any_more(database: Database) -> None:
    old, new = Baton(database), Baton(database)
    earlier, later = SqlLog(database, baton=old), SqlLog(database, baton=new)
    assert await old.take("old") < await old.take("old again")
    await earlier.append(entries(STORY[:2]))
    assert await new.take("new") == 3
    with pytest.raises(BatonLost, match="number 3"):
        await earlier.append(entries(STORY)[2:4])
    await later.append(entries(STORY)[2:3])
    assert await later.since(0, 100) == entries(STORY)[:3]
