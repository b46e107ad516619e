"""`cti migrate`, `cti backup`, `cti restore`: the data, brought up to date and brought to safety."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from server import archive, supervisor
from server.archive.last import note_backup
from server.commands.common import settings
from storage.migrate import HEAD
from storage.migrate import migrate as bring_to


def migrate(
    to: Annotated[
        str, typer.Option(help="A version of the tables, such as 0018. An older one loses what it has no place for.")
    ] = HEAD,
) -> None:
    """Bring the database to the tables of this version. `cti run` does it by itself."""
    asyncio.run(bring_to(settings().database_url, to))
    typer.echo("the database is up to date" if to == HEAD else f"the database has the tables of {to}")


def backup(file: Annotated[Path, typer.Argument(help="Where to, such as cordboard.tar.gz.")]) -> None:
    """Keep database, secrets, recordings and music in one file. The house may run meanwhile."""
    known = settings()
    count = archive.write(file.absolute(), known.data.absolute(), known.database_url, _Progress("kept"))
    note_backup(known.data.absolute())
    typer.echo(f"{file} holds {count} files; it has secrets and personal data in it")


def restore(file: Annotated[Path, typer.Argument(help="A file that `cti backup` wrote.", exists=True)]) -> None:
    """Put a backup into an empty data folder and an empty database. It is looked at as a whole first."""
    known = settings()
    with supervisor.only_one(known.data.absolute()):
        contents = archive.read(file.absolute(), known.data.absolute(), known.database_url, _Progress("looked at"))
    typer.echo(f"{len(contents.parts)} files are back in {known.data}")


class _Progress:
    """Tells each tenth that is done, and nothing of what is done at once."""

    def __init__(self, done: str) -> None:
        self._done, self._told = done, 0

    def __call__(self, done: int, whole: int) -> None:
        tenths = done * 10 // max(whole, 1)
        if self._told < tenths < 10:
            self._told = tenths
            typer.echo(f"  {tenths * 10} % of {whole / 1e6:.1f} MB {self._done}", err=True)
