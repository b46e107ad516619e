"""What `cti doctor` looks at of what is kept: the database and its tables, files of recordings, backups, Redis."""

import time
from pathlib import Path

from config.settings import Settings
from server.archive.last import last_backup
from server.doctor import Finding
from storage.database import Database, Unreachable, open
from storage.migrate import version_of, versions
from storage.recordings import READY, Recordings, Wanted, place_of
from storage.redis import Redis

DAY = 86_400.0
BACKUP_AGE = 2 * DAY
LOOKED_AT = 2000  # recordings, the newest ones
NAMED = 3


async def kept(known: Settings) -> list[Finding]:
    """data: absolute. Opens the database and changes nothing; makes none."""
    if not known.database and not (known.data / "cordboard.db").exists():
        return [
            Finding("database", "is made at the first start", code="new"),
            backup(last_backup(known.data), time.time(), new=True),
        ]
    try:
        database = await open(known.database_url)
    except Unreachable as error:
        remedy = "start it, or mend the setting; docs/recovery.md has the steps"
        return [Finding("database", str(error), remedy, code="unreachable")]
    try:
        found = [await _tables(database), *await _recordings(database, known.data / "recordings")]
    finally:
        await database.close()
    return [*found, backup(last_backup(known.data), time.time())]


async def redis(known: Settings) -> list[Finding]:
    """Only one that the settings name; the private one is looked at by the running house."""
    if not known.redis:
        return []
    asked = Redis(known.redis)
    try:
        there = await asked.answers()
    finally:
        await asked.close()
    if there:
        return [Finding("redis", "answers", code="answers")]
    return [Finding("redis", "does not answer", "start it, or mend the setting redis", code="silent")]


async def _tables(database: Database) -> Finding:
    async with database.reading() as connection:
        stands_at = await connection.run_sync(version_of)
    return judged_tables(stands_at, versions())


def judged_tables(stands_at: str, known: list[str]) -> Finding:
    """known: versions, the oldest first."""
    at = stands_at or "none"
    values = {"stands": at, "wanted": known[-1]}
    if stands_at == known[-1]:
        text = f"is there, with the tables of this version ({stands_at})"
        return Finding("database", text, code="tables", values=values)
    if stands_at and stands_at not in known:
        text = f"has tables of a newer version ({stands_at})"
        return Finding("database", text, "run the newer program", code="newer", values=values)
    text, remedy = f"has older tables ({at}, not {known[-1]})", "cti backup FILE, then cti migrate; cti run does it too"
    return Finding("database", text, remedy, code="older", values=values)


async def _recordings(database: Database, folder: Path) -> list[Finding]:
    """The newest of those that should have a file."""
    rows = await Recordings(database).newest(Wanted(states=frozenset({READY})), LOOKED_AT)
    lost = [row.id for row in rows if not place_of(folder, row.id, row.started_at).exists()]
    return [judged_recordings(lost, len(rows))]


def judged_recordings(lost: list[str], of: int) -> Finding:
    values = {"of": str(of), "count": str(len(lost))}
    if not lost:
        return Finding("recordings", f"the files of the newest {of} are there", code="there", values=values)
    named = ", ".join(lost[:NAMED]) + (" …" if len(lost) > NAMED else "")
    remedy = "is DATA/recordings mounted? Else put it back from a backup: cti restore into another folder, and copy it"
    text = f"{len(lost)} of {of} have no file: {named}"
    return Finding("recordings", text, remedy, code="lost", values=values | {"named": named})


def backup(last: float, now: float, *, new: bool = False) -> Finding:
    """last: epoch seconds, 0 for never; new: there is nothing to be kept yet."""
    if not last:
        remedy = "" if new else "cti backup FILE, on another disk, once a day"
        return Finding("backup", "none yet", remedy, urgent=False, code="none")
    days = (now - last) / DAY
    remedy = "does its timer run? cti backup FILE makes one now" if now - last > BACKUP_AGE else ""
    text, values = f"the last is {days:.1f} days old", {"days": f"{days:.1f}"}
    return Finding("backup", text, remedy, urgent=False, code="old" if remedy else "fresh", values=values)
