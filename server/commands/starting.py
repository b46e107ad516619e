"""`cti run`, `cti demo` and `cti init`: what starts the house, and its file of settings."""

import asyncio
import logging
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Settings, WrongSetting
from server import sample, supervisor
from server.commands.common import settings
from server.parts import PORTS, Part
from server.private import Crowd, House

ACCOUNTS = "owner, admin, supervisor, designer, agent1 … agent6; password of each: cordboard"
FIRST = "The first account is made by: cti user add LOGIN --role owner"


def run(
    only: Annotated[
        Part | None, typer.Option(help="Start this part alone, on a machine of its own. Without it: everything.")
    ] = None,
) -> None:
    """Start everything, or one part, and stay until Ctrl-C."""
    _run(settings(), None, only)


def demo(
    callers: Annotated[
        int, typer.Option(min=0, help="How many simulated callers call at the same time; 0: only when asked to.")
    ] = 3,
    agents: Annotated[int, typer.Option(min=0, max=4, help="How many simulated agents answer: agent3 to agent6.")] = 0,
    seed: Annotated[int, typer.Option(help="The same seed makes the same callers.")] = 1,
) -> None:
    """Start the demo centre, with its accounts, its routes and simulated callers."""
    _run(settings(demo="true"), Crowd(callers, agents, seed))


def init(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("cordboard.toml"),
) -> None:
    """Write a file of settings, each with its meaning and its default."""
    if file.exists():
        raise WrongSetting(f"{file}: exists already. Remove it first, or name another file")
    file.write_text(sample.toml(), encoding="utf-8")
    typer.echo(f"{file} is written; what is not changed in it stays at its default")


def _run(known: Settings, crowd: Crowd | None, only: Part | None = None) -> None:
    logging.basicConfig(level=known.log_level.upper(), format="%(message)s")
    with supervisor.only_one(known.data.absolute()):
        house = supervisor.house_of(known, only)
        extra = crowd.children(house) if crowd else []
        asyncio.run(supervisor.run(house, extra, _say, lambda: _greet(house, only), only))


def _say(name: str, seconds: float) -> None:
    typer.echo(f"  {name:<10} ready in {seconds:.1f} s")


def _greet(house: House, only: Part | None) -> None:
    if only in {Part.ASTERISK, Part.GATEWAY}:
        at = ", ".join(f"{key} {getattr(house.settings, key)}" for key in PORTS[only])
        typer.echo(f"\nThe {only} of a house of several machines runs here: {at}. Ctrl-C ends it.")
        return
    typer.echo(f"\nCordboard is at http://{house.settings.http} — SIP calls come in at {house.settings.sip} (UDP)")
    if house.settings.demo:
        typer.echo(f"Accounts: {ACCOUNTS}")
    else:
        typer.echo(FIRST)
    typer.echo("Ctrl-C ends it.")
