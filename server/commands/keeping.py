"""`cti migrate`, `cti backup`, `cti backup-key`, `cti restore`: the data, brought up to date and brought to safety."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from server import archive, supervisor
from server.archive import sealing
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


def backup(
    file: Annotated[Path, typer.Argument(help="Where to, such as cordboard.tar.gz.")],
    to: Annotated[
        list[str] | None, typer.Option(help="A public key that it is sealed for; several times for several.")
    ] = None,
) -> None:
    """Keep database, secrets, recordings and music in one file. The house may run meanwhile.

    Without --to it is sealed for the keys of the setting backup_keys, if there are any.
    """
    known = settings()
    keys = sealing.recipients(to or known.backup_keys)
    count = archive.write(file.absolute(), known.data.absolute(), known.database_url, _Progress("kept"), keys)
    note_backup(known.data.absolute())
    told = "only its key opens it" if keys else "it has secrets and personal data in it"
    typer.echo(f"{file} holds {count} files; {told}")


def backup_key(file: Annotated[Path, typer.Argument(help="Where to, such as backup.key.")]) -> None:
    """Make a private key for backups, and say the public one to it."""
    public = sealing.new_key(file)
    typer.echo(f"{file} opens what is sealed for its public key. Keep it apart from the backups, and twice:")
    typer.echo("without it nobody can put them back. The public key, for `cti backup --to` or backup_keys:")
    typer.echo(public)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `cti backup` wrote.", exists=True)],
    key: Annotated[Path | None, typer.Option(help="The file of the private key, for a sealed one.")] = None,
) -> None:
    """Put a backup into an empty data folder and an empty database. It is looked at as a whole first."""
    known = settings()
    keys = sealing.identities(key) if key else []
    with supervisor.only_one(known.data.absolute()):
        progress = _Progress("looked at")
        contents = archive.read(file.absolute(), known.data.absolute(), known.database_url, progress, keys)
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
