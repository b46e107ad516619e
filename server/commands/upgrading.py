"""`cti upgrade`: this installation's server takes over from the one that runs, while people talk."""

import sys
from typing import Annotated

import typer

from server.commands.common import settings
from server.upgrading import wishes


def upgrade(
    gateway: Annotated[
        bool, typer.Option("--gateway", help="The gateway too: callers in a talk hear music for a second or two.")
    ] = False,
) -> None:
    """Let this installation's server take over from the running one. Calls go on, nobody loses a place."""
    told = wishes.upgrade(settings().data.absolute(), sys.executable, gateway)
    if told.trouble:
        raise wishes.NotUpgraded(f"what runs goes on as it was: {told.trouble}")
    typer.echo(f"the newer server has taken over, {told.seconds:.1f} s after it was asked to")
