"""`cti ivr impact`: which callers a new version of a route changes something for."""

import random
from pathlib import Path
from typing import Annotated

import typer

from ivr.crowd import callers
from ivr.impact import Change, impact
from server.commands.files import linked_of, script_of

SHOWN = 3  # names of callers for each change


def compare(
    before: Annotated[Path, typer.Argument(help="The file of the route as callers meet it now.")],
    after: Annotated[Path, typer.Argument(help="The file of the new version.")],
    tests: Annotated[Path | None, typer.Option(help="A file of tests, whose callers walk through both.")] = None,
    count: Annotated[int, typer.Option("--callers", min=0, max=100_000, help="So many more, made up by chance.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed makes the same callers.")] = 1,
) -> None:
    """Let the same callers walk through two versions, and tell whose path, end or prompts differ. Exit code 0."""
    old, new = linked_of(before), linked_of(after)
    crowd = [*(script_of(tests).tests if tests else ()), *callers(old, count, random.Random(seed).random)]
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
