"""`cti masking …`: the provider's side of masking, which no account of the house can reach (SEC-05)."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from config.secrets import put_masking
from config.settings import Settings
from server import supervisor
from server.commands.common import WrongInput, secrets_of, settings
from storage.database import open
from storage.masking import Masking
from storage.migrate import migrate_open
from storage.vault import Locked, Vault

Result = TypeVar("Result")
app = typer.Typer(no_args_is_help=True, add_completion=False, help="Masking of personal data in tickets.")
Service = Annotated[str, typer.Argument(help="The id of a service.")]


@app.command()
def on(service: Service) -> None:
    """Switch the security service on for a service; its contract has to have it too. Works at once."""
    _switch(service, True)
    typer.echo(f"passages can be masked in {service}")


@app.command()
def off(service: Service) -> None:
    """Switch it off: nothing more can be masked; what is masked stays so, and admins can still unmask it."""
    _switch(service, False)
    typer.echo(f"nothing more can be masked in {service}")


@app.command()
def rotate() -> None:
    """Make new keys, the master key too, and seal everything anew with them. The house must not run meanwhile."""
    known = settings()
    with supervisor.only_one(known.data.absolute()):
        before = secrets_of(known).masking
        new = secrets.token_urlsafe(32)
        put_masking(known.data, f"{new},{before}")  # first both: whenever this ends, everything can be opened
        try:
            count = _with_masking(known, f"{new},{before}", _renewed)
        except Locked:
            put_masking(known.data, before)
            raise WrongInput(
                "a passage cannot be opened with the keys of this data folder; nothing was changed"
            ) from None
        put_masking(known.data, new)
    typer.echo(f"{count} passages have new keys; copies of the old secrets.json do not open them")


async def _renewed(masking: Masking) -> int:
    count = await masking.rotate(time.time())
    await masking.compact()
    return count


def _switch(service: str, on: bool) -> None:
    known = settings()
    masters = secrets_of(known).masking
    if not _with_masking(known, masters, lambda masking: masking.switch(service, on, time.time())):
        raise WrongInput(f"there is no service {service}; the page of services tells their ids")


def _with_masking(known: Settings, masters: str, ask: Callable[[Masking], Awaitable[Result]]) -> Result:
    async def work() -> Result:
        database = await open(known.database_url)
        try:
            await migrate_open(database)
            return await ask(Masking(database, Vault(masters)))
        finally:
            await database.close()

    return asyncio.run(work())
