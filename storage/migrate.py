"""Brings a database to the tables of this version, at every start. Nothing happens where nothing is to be done."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from storage.database import Database, Unreachable, open

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "head"


async def migrate(url: str, to: str = HEAD) -> None:
    """to: a version of the tables; an older one loses what it has no place for. Raises `Unreachable` for a database
    that cannot be opened, one that was written by a newer version, and a version that there is not."""
    database = await open(url)
    try:
        await migrate_open(database, to)
    finally:
        await database.close()


async def migrate_open(database: Database, to: str = HEAD) -> None:
    if to != HEAD and to not in versions():
        raise Unreachable(f"there is no version {to} of the tables; the newest is {versions()[-1]}")
    async with database.reading() as connection:
        stands_at = await connection.run_sync(version_of)
    if stands_at == (versions()[-1] if to == HEAD else to):
        return
    async with database.migrating() as connection:
        await connection.run_sync(_move, to)


@cache
def versions() -> list[str]:
    """Of the tables, the oldest first."""
    return [each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()][::-1]


def version_of(connection: Connection) -> str:
    """At which the tables are; "" where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _move(connection: Connection, to: str) -> None:
    config, stands_at, known = configuration(), version_of(connection), versions()
    config.attributes["connection"] = connection
    back = to != HEAD and stands_at in known and known.index(to) < known.index(stands_at)
    try:
        (command.downgrade if back else command.upgrade)(config, to)
    except CommandError as error:
        raise Unreachable(f"the database has another version of the tables: {error}. Run the newer program") from None
