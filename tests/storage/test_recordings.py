"""The rows of recordings follow from facts, on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from cti import facts
from cti.facts import Listening, RecordingEnd
from journal import Entry, Fact
from storage.database import Database
from storage.journal import SqlLog
from storage.recordings import Pause, Recorded, Recordings, Wanted, Waveform, keep, place_of

DAY = 86400.0
STARTED = facts.RecordingStarted("c1", "c1-1", "agent1", "general", "support", 7)
ENDED = facts.RecordingEnded("c1", "c1-1", RecordingEnd.OVER)
READY = facts.RecordingReady("c1", "c1-1", 12.5, 4000, "ab" * 32)


async def kept(database: Database, *story: Fact) -> Recordings:
    """Each fact a second after the one before, from 1000.0 on."""
    entries = [Entry(number, 999.0 + number, None, fact) for number, fact in enumerate(story, 1)]
    await SqlLog(database, [keep]).append(entries)
    return Recordings(database)


async def one(rows: Recordings, id: str = "c1-1") -> Recorded:
    found = await rows.get(id)
    assert found is not None
    return found


async def test_a_recording_is_begun_ended_and_ready(database: Database) -> None:
    found = await one(await kept(database, STARTED, ENDED, READY))
    assert (found.state, found.seconds, found.size) == ("ready", 12.5, 4000)
    assert (found.started_at, found.ended_at, found.how) == (1000.0, 1001.0, "over")
    assert found.delete_after == 1001.0 + 7 * DAY


async def test_everybody_who_talks_meanwhile_is_in_it_once(database: Database) -> None:
    joined = facts.Transferred("c1", "agent1", "agent2")
    again, late = facts.Established("c1", "agent2"), facts.Established("c1", "agent3")
    assert (await one(await kept(database, STARTED, joined, again, ENDED, late))).agents == ("agent1", "agent2")


async def test_pauses_are_told_from_the_beginning(database: Database) -> None:
    paused = facts.RecordingPaused("c1", "c1-1", "agent1", "card")
    found = await one(await kept(database, STARTED, paused, facts.RecordingResumed("c1", "c1-1"), paused, ENDED))
    assert found.pauses == (Pause(1.0, 2.0, "card"), Pause(3.0, 4.0, "card"))


async def test_a_dismissal_locks_what_was_recorded_of_the_call(database: Database) -> None:
    rows = await kept(database, STARTED, facts.Dismissed("c1", "agent1", "threat"), ENDED, READY)
    found = await one(rows)
    assert (found.locked, found.reason) == (True, "threat")
    assert await rows.due(1001.0 + 400 * DAY) == []


LOST, FOUND = facts.RecordingLost("c1", "c1-1", facts.AWAY), facts.RecordingFound("c1", "c1-1")


async def test_what_was_lost_and_is_found_is_made_ready_as_any_other(database: Database) -> None:
    rows = await kept(database, STARTED, ENDED, LOST)
    assert [each.id for each in await rows.away()] == ["c1-1"]
    await SqlLog(database, [keep]).append([Entry(4, 1003.0, None, FOUND)])
    assert ([each.id for each in await rows.unfinished()], await rows.away()) == (["c1-1"], [])
    assert (await one(rows)).reason == ""


async def test_what_is_locked_and_lost_says_why_it_is_locked_and_is_looked_for_too(database: Database) -> None:
    locked = facts.RecordingLocked("c1", "c1-1", "boss", True, "a threat")
    rows = await kept(database, STARTED, ENDED, locked, LOST)
    assert [(each.state, each.reason) for each in await rows.away()] == [("failed", "a threat")]
    await SqlLog(database, [keep]).append([Entry(5, 1004.0, None, FOUND)])
    assert ((await one(rows)).state, (await one(rows)).reason) == ("finishing", "a threat")


async def test_what_was_lost_for_another_reason_or_is_deleted_is_not_looked_for(database: Database) -> None:
    nothing = facts.RecordingLost("c1", "c1-1", "there is nothing in it")
    rows = await kept(database, STARTED, ENDED, nothing)
    assert await rows.away() == []
    gone = facts.RecordingDeleted("c1", "c1-1", "", "its time is over")
    await SqlLog(database, [keep]).append([Entry(4, 1003.0, None, LOST), Entry(5, 1004.0, None, gone)])
    assert await rows.away() == []
    await SqlLog(database, [keep]).append([Entry(6, 1005.0, None, FOUND)])
    assert (await one(rows)).state == "deleted"


async def test_it_is_due_when_its_days_are_over_and_not_before(database: Database) -> None:
    rows = await kept(database, STARTED, ENDED, READY)
    assert await rows.due(1000.0 + 7 * DAY) == []
    assert [each.id for each in await rows.due(1002.0 + 7 * DAY)] == ["c1-1"]


async def test_what_is_locked_is_not_deleted_whatever_is_told(database: Database) -> None:
    locked = facts.RecordingLocked("c1", "c1-1", "admin", True, "claim")
    deleted = facts.RecordingDeleted("c1", "c1-1", "admin", "asked")
    assert (await one(await kept(database, STARTED, ENDED, READY, locked, deleted))).state == "ready"


async def test_a_deleted_one_is_left_out_of_lists_and_its_files_are_removed_once(database: Database) -> None:
    rows = await kept(database, STARTED, ENDED, READY, facts.RecordingDeleted("c1", "c1-1", "admin", "asked"))
    assert await rows.newest(Wanted(), 10) == []
    [gone] = await rows.to_remove()
    assert gone.id == "c1-1"
    assert await rows.to_remove(gone.number) == []
    await rows.note_removed("c1-1")
    assert await rows.to_remove() == []


async def test_who_listened_is_told_newest_first(database: Database) -> None:
    first = facts.RecordingPlayed("c1", "c1-1", "supervisor", Listening.PLAYED)
    second = facts.RecordingPlayed("c1", "c1-1", "admin", Listening.DOWNLOADED)
    rows = await kept(database, STARTED, ENDED, READY, first, second)
    assert [(play.by, play.how) for play in await rows.plays("c1-1")] == [
        ("admin", "downloaded"),
        ("supervisor", "played"),
    ]


async def test_a_list_is_narrowed_and_goes_on_where_it_ended(database: Database) -> None:
    sales = facts.RecordingStarted("c2", "c2-1", "agent2", "sales", "sales", 90)
    rows = await kept(database, STARTED, ENDED, sales)

    async def ids(wanted: Wanted, limit: int = 10) -> list[str]:
        return [each.id for each in await rows.newest(wanted, limit)]

    assert await ids(Wanted()) == ["c2-1", "c1-1"]
    assert await ids(Wanted(), 1) == ["c2-1"]
    assert await ids(Wanted(before=3)) == ["c1-1"]
    assert await ids(Wanted(services=frozenset({"support"}))) == ["c1-1"]
    assert await ids(Wanted(services=frozenset(), heard_by="agent2")) == ["c2-1"]
    assert await ids(Wanted(agent="agent1")) == ["c1-1"]
    assert await ids(Wanted(queue="sales")) == ["c2-1"]
    assert await ids(Wanted(call="c1")) == ["c1-1"]
    assert await ids(Wanted(since=1001.5)) == ["c2-1"]
    assert await ids(Wanted(until=1001.5)) == ["c1-1"]
    assert await ids(Wanted(locked=True)) == []


async def test_a_waveform_is_kept_until_the_sound_is_removed(database: Database) -> None:
    rows = await kept(database, STARTED, ENDED)
    await rows.keep_waveform("c1-1", Waveform([1, 2], [3, 4]))
    assert await rows.waveform("c1-1") == Waveform([1, 2], [3, 4])
    await rows.note_removed("c1-1")
    assert await rows.waveform("c1-1") is None


def test_the_place_of_a_file_follows_from_the_day_and_the_id() -> None:
    assert place_of(Path("kept"), "17.1-1", 1_800_000_000.0) == Path("kept/2027/01/15/17.1-1.flac")


@pytest.mark.parametrize("id", ["../secrets", "a/b", "", "a\0b", "x" * 200])
def test_what_is_no_id_has_no_place(id: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        place_of(Path("kept"), id, 0.0)
