"""Rows whose time is over go, on SQLite and PostgreSQL; what says how things are now stays for ever."""

import asyncio
import os
from pathlib import Path

from sqlalchemy import func, insert, select

from config.settings import Settings
from cti import facts
from cti.facts import AgentState
from journal import Entry, Fact
from server.asides import NOTE, RECORDS, SPOOL, last_round, next_round, old_logs, put_aside, tend, tidy
from server.retention import Retention, rules
from storage.database import Database
from storage.journal import SqlLog
from storage.organisation import Audited, Organisation
from storage.retention import ROWS, OldRows
from storage.tables import audit, mails, quality
from tests.support.until import until

DAY = 86_400.0


async def write(database: Database, *story: Fact) -> None:
    """One entry a day, from the first day on."""
    await SqlLog(database).append([Entry(n, DAY * n, None, fact) for n, fact in enumerate(story, 1)])


async def left(database: Database) -> list[int]:
    return [entry.number for entry in await SqlLog(database).since(0, 100)]


async def test_entries_of_calls_that_are_over_go_and_those_of_calls_that_go_on_stay(database: Database) -> None:
    await write(
        database,
        facts.Arrived("c1", "", "0700"),
        facts.Cleared("c1", "normal"),
        facts.Arrived("c2", "", "0700"),
        facts.Arrived("c3", "", "0700"),
        facts.Cleared("c3", "normal"),
    )
    rows = OldRows(database)
    assert (await rows.due("journal", 3.5 * DAY)).count == 2
    assert (await rows.due("journal", 3.5 * DAY)).oldest == DAY
    assert await rows.remove("journal", 3.5 * DAY) == 2
    assert await left(database) == [3, 4, 5]


async def test_what_an_agent_is_now_stays_however_old_it_is(database: Database) -> None:
    states = (AgentState.IDLE, AgentState.READY, AgentState.OFF)
    await write(database, *(facts.AgentStateChanged("kim", state) for state in states))
    assert await OldRows(database).remove("journal", 99 * DAY) == 2
    assert [entry.number for entry in await SqlLog(database).living()] == [3]


async def test_the_number_of_the_newest_entry_is_never_given_again(database: Database) -> None:
    await write(database, facts.AgentStateChanged("kim", AgentState.OFF), facts.Arrived("c1", "", "0700"))
    await SqlLog(database).append([Entry(3, 3 * DAY, None, facts.Cleared("c1", "normal"))])
    await OldRows(database).remove("journal", 99 * DAY)
    assert await SqlLog(database).last_number() == 3


async def test_rows_of_two_keys_and_of_one_go_alike(database: Database) -> None:
    minute = {"call": "c1", "agent": "kim", "mos": 4.0, "loss": 0.0, "jitter": 0.0, "rtt": 0.0}
    async with database.writing() as connection:
        for at in (1, 2000):
            for side in ("agent", "caller"):
                await connection.execute(insert(quality).values(**minute, side=side, minute=at))
    assert await OldRows(database).remove("quality", 60.0 * 1000) == 2
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(quality)) == 2


async def test_a_mail_that_still_waits_is_not_due(database: Database) -> None:
    told = {"to": "a@example.org", "subject": "s", "body": "b", "made_at": 1.0, "next_at": 1.0}
    async with database.writing() as connection:
        await connection.execute(insert(mails).values(**told))
        await connection.execute(insert(mails).values(**told, sent_at=2.0))
    assert await OldRows(database).remove("mails", DAY) == 1


async def test_every_kind_of_row_can_be_looked_at(database: Database) -> None:
    for what in ROWS:
        assert (await OldRows(database).due(what, DAY)).count == 0
        assert await OldRows(database).remove(what, DAY) == 0
    assert (await OldRows(database).recordings_due(DAY)).count == 0


async def test_a_round_removes_by_the_settings_tells_the_audit_and_looking_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    organisation = Organisation(database)
    for at in (DAY, 99 * DAY):
        await organisation.note(Audited(at, "owner", "", "GET /api/audit", "", 200))
    known = Settings(data=tmp_path, keep_audit=30)
    keeping = Retention(known, OldRows(database), organisation, lambda: 100 * DAY)
    due = {each.rule.what: each.due.count for each in await keeping.look()}
    assert (due["audit"], due["journal"]) == (1, 0)
    assert (await keeping.round())["audit"] == 1
    async with database.reading() as connection:
        kept = (await connection.execute(select(audit.c.operation, audit.c.about).order_by(audit.c.id))).all()
    assert kept[0][0] == "GET /api/audit"
    assert kept[1][0] == "retention: audit"
    assert kept[1][1].startswith("1 removed")
    assert last_round(known.data) == 100 * DAY


async def test_what_is_kept_for_ever_is_not_touched(database: Database, tmp_path: Path) -> None:
    await write(database, facts.Arrived("c1", "", "0700"), facts.Cleared("c1", "normal"))
    known = Settings(data=tmp_path)
    assert "journal" not in await Retention(known, OldRows(database), Organisation(database), lambda: 1e9).round()
    assert await left(database) == [1, 2]


def test_a_round_comes_once_a_night_and_a_missed_one_at_once() -> None:
    assert next_round(0.0) == 0.0
    first = next_round(1e9)
    assert 0 < first - 1e9 <= 25 * 3600
    assert 23 * 3600 <= next_round(first) - first <= 25 * 3600


def test_asterisks_record_is_put_aside_once_a_day_and_goes_with_the_old_logs(tmp_path: Path) -> None:
    folder, spool = tmp_path / RECORDS, tmp_path / SPOOL
    for each in (folder, spool):
        each.mkdir(parents=True)
    for _ in range(2):
        (folder / "cti.jsonl").write_text("{}\n")
        put_aside(tmp_path, 1e9)
    assert len(list(folder.iterdir())) == 2  # the second of a day waits for the next
    assert (folder / "cti.jsonl").exists(), "a link to nothing hides all recordings from ARI"
    [aside] = folder.glob("cti.jsonl.*")
    os.utime(aside, (1e9, 1e9))
    assert old_logs(tmp_path, 1e9 + 1) == [aside]
    assert old_logs(tmp_path, 1e9 - 1) == []
    [link] = spool.iterdir()
    link.unlink()  # as of a version before
    put_aside(tmp_path, 1e9)
    assert str(link.readlink()) == f"/var/log/asterisk/cel-custom/{aside.name}"
    assert tidy(tmp_path, 0, 1e9 + 900 * DAY) == 0, "never is never"
    assert tidy(tmp_path, 30, 1e9 + 31 * DAY) == 1
    assert not aside.exists()
    assert not link.is_symlink()


async def test_where_no_server_is_the_record_is_put_aside_each_night_all_the_same(tmp_path: Path) -> None:
    (tmp_path / RECORDS).mkdir(parents=True)
    (tmp_path / RECORDS / "cti.jsonl").write_text("{}\n")
    tending = asyncio.create_task(tend(tmp_path, 30, look_every=0.01))
    await until(lambda: last_round(tmp_path), within=10, every=0.01)
    (tmp_path / RECORDS / "cti.jsonl").write_text("{}\n")
    (tmp_path / NOTE).write_text("1000000000")  # a night ago, and more
    yesterday = next((tmp_path / RECORDS).glob("cti.jsonl.*"))
    yesterday.rename(yesterday.with_name("cti.jsonl.2001-09-09"))
    await until(lambda: len(list((tmp_path / RECORDS).iterdir())) == 3, within=10, every=0.01)
    tending.cancel()
    assert (tmp_path / RECORDS / "cti.jsonl").stat().st_size == 0


def test_every_kind_of_row_has_a_rule() -> None:
    assert set(ROWS) <= {rule.what for rule in rules(Settings())}
