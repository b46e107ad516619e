"""`cti migrate`, `cti backup`, `cti restore`: the data, brought up to date and brought to safety."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Settings
from server import archive, supervisor
from server.commands.common import WrongInput, settings
from storage.database import address_of
from storage.migrate import migrate as bring_up_to_date


def migrate() -> None:
    """Bring the database to the tables of this version. `cti run` does it by itself."""
    asyncio.run(bring_up_to_date(settings().database_url))
    typer.echo("the database is up to date")


def backup(file: Annotated[Path, typer.Argument(help="Where to, such as cordboard.tar.gz.")]) -> None:
    """Keep database, secrets, recordings and music in one file. The house may run meanwhile."""
    known = settings()
    count = archive.write(file, known.data.absolute(), _database(known))
    typer.echo(f"{file} holds {count} files; it has secrets and personal data in it")


def restore(file: Annotated[Path, typer.Argument(help="A file that `cti backup` wrote.", exists=True)]) -> None:
    """Put a backup into an empty data folder."""
    known = settings()
    with supervisor.only_one(known.data.absolute()):
        count = archive.read(file, known.data.absolute(), _database(known))
    typer.echo(f"{count} files are back in {known.data}")


def _database(known: Settings) -> Path:
    """The file of the database. PostgreSQL has tools of its own for this."""
    address = address_of(known.database_url)
    if not address.drivername.startswith("sqlite") or not address.database:
        raise WrongInput("the database is PostgreSQL: keep it by pg_dump, and the data folder by any means")
    return Path(address.database).absolute()
