"""`cti ivr impact`: which callers a new version of a route changes something for."""

import random
from pathlib import Path
from typing import Annotated

import typer

from config.routes import load_linked, load_script
from ivr.complaint import Faulty
from ivr.crowd import callers
from ivr.flow import Flow
from ivr.impact import Change, impact
from ivr.script import Test
from server.commands.common import WrongInput

SHOWN = 3  # names of callers for each change


def compare(
    before: Annotated[Path, typer.Argument(help="The file of the route as callers meet it now.")],
    after: Annotated[Path, typer.Argument(help="The file of the new version.")],
    tests: Annotated[Path | None, typer.Option(help="A file of tests, whose callers walk through both.")] = None,
    count: Annotated[int, typer.Option("--callers", min=0, max=100_000, help="So many more, made up by chance.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed makes the same callers.")] = 1,
) -> None:
    """Let the same callers walk through two versions, and tell whose path, end or prompts differ. Exit code 0."""
    old, new = _route(before), _route(after)
    crowd = [*_callers_of(tests), *callers(old, count, random.Random(seed).random)]
    told = impact(old, new, crowd)
    typer.echo(f"{told.changed} of {told.callers} callers meet something else ({told.percent:.0f} %)")
    for change in told.changes:
        typer.echo(_said(change))
    for title, ways in (("walked before only", told.only_before), ("walked now only", told.only_after)):
        for step, way in ways:
            typer.echo(f"  {title}: {step}, {way}")


def _said(change: Change) -> str:
    who = ", ".join(change.callers[:SHOWN]) + (", …" if len(change.callers) > SHOWN else "")
    if change.heard:
        return f"  {len(change.callers)} callers: {change.before}: other prompts ({who})"
    return f"  {len(change.callers)} callers: {change.before}  ⇒  {change.after} ({who})"


def _callers_of(file: Path | None) -> tuple[Test, ...]:
    if file is None:
        return ()
    try:
        return load_script(_text(file)).tests
    except Faulty as faulty:
        raise WrongInput("\n".join(f"{file}:{each}" for each in faulty.complaints)) from None


def _route(file: Path) -> Flow:
    try:
        return load_linked(file)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{file}: cannot be read: {error}") from None
    except Faulty as faulty:
        raise WrongInput("\n".join(f"{file}:{each}" for each in faulty.complaints)) from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{file}: cannot be read: {error}") from None
