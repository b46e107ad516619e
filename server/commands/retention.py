"""`cti retention`: what is kept how long, and what is due. Removes nothing unless it is told to."""

import asyncio
import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated

import typer

from server.commands.common import settings
from server.retention import AT_END, Finding, Retention
from storage.database import open
from storage.organisation import Organisation
from storage.retention import OldRows


def retention(
    run: Annotated[bool, typer.Option("--run", help="Remove now what is due. Else nothing is changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell each rule of retention and what is due by it. The house removes it once a day by itself."""
    found, done = asyncio.run(_look(run=run))
    if as_json:
        typer.echo(json.dumps({"rules": [_data(each) for each in found], "removed": done}, indent=2))
        return
    for each in found:
        typer.echo(as_text(each))
    for what, count in done.items():
        typer.echo(f"removed: {count} of {what}")
    if not run:
        typer.echo("nothing was removed; --run does it now, the house once a day at three")


def as_text(found: Finding) -> str:
    rule, due = found.rule, found.due
    keeps = f"{rule.days} days" if rule.days else "until they end" if rule.what in AT_END else "for ever"
    if rule.by:
        keeps = "by " + rule.setting
    oldest = f", the oldest of {datetime.fromtimestamp(due.oldest).astimezone().date()}" if due.count else ""
    return f"{rule.what:<17} {keeps:<32} {due.count} due{oldest}"


def _data(found: Finding) -> dict[str, object]:
    return {**asdict(found.rule), "due": found.due.count, "oldest": found.due.oldest}


async def _look(*, run: bool) -> tuple[list[Finding], dict[str, int]]:
    known = settings()
    database = await open(known.database_url)
    try:
        keeping = Retention(replace(known, data=known.data.absolute()), OldRows(database), Organisation(database))
        found = await keeping.look()
        return found, await keeping.round() if run else {}
    finally:
        await database.close()
