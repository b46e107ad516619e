"""Brings a database to the tables of this version, at every start. Nothing happens where nothing is to be done."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from storage.database import Database, Unreachable, open

SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Raises `Unreachable` for a database that cannot be opened or was written by a newer version."""
    database = await open(url)
    try:
        await migrate_open(database)
    finally:
        await database.close()


async def migrate_open(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(_upgrade)


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    config = configuration()
    stands_at = MigrationContext.configure(connection).get_current_revision()
    if stands_at == ScriptDirectory.from_config(config).get_current_head():
        return
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise Unreachable(f"the database has another version of the tables: {error}. Run the newer program") from None
