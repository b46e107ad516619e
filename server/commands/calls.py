"""`cti calls CALL-ID`: everything known of one call, across journal, logs and Asterisk's own record."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Settings
from journal import Entry
from server import tracking
from server.commands.common import WrongInput, secrets_of, settings
from server.tracking import Line
from server.witnessing import Witnesses, of_files
from storage.database import open
from storage.journal import SqlLog


def calls(
    call: Annotated[str, typer.Argument(help="The id of a call, as it stands in logs, the API and Asterisk's CEL.")],
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
    personal: Annotated[bool, typer.Option("--personal", help="With numbers, names and keys pressed.")] = False,
    here: Annotated[
        bool, typer.Option("--here", help="Without the journal: what the logs of this machine tell.")
    ] = False,
) -> None:
    """Tell everything known of one call, in the order in which it happened. The house may run meanwhile."""
    known = settings()
    entries = [] if here else asyncio.run(_entries(known.database_url, call))
    seen = of_files(known.data.absolute(), call) if here else asyncio.run(_seen(known, call))
    lines = gathered(known.data.absolute(), call, entries, seen, personal=personal)
    if not lines:
        raise WrongInput(
            f"nothing is known of the call {call!r}. Ids look like 1795872026.12; see /api/calls, or a log"
        )
    for line in lines:
        typer.echo(_as_json(line) if as_json else _as_text(line))


def gathered(
    data: Path, call: str, entries: Sequence[Entry], seen: Sequence[str] = (), *, personal: bool
) -> list[Line]:
    """seen: by Asterisk, on whichever machine."""
    of_journal = list(tracking.of_entries(entries, personal=personal))
    of_cel = list(tracking.of_cel(seen, call, personal=personal))
    times = [line.at for line in (*of_journal, *of_cel)] or [0.0]
    agents = {line.of for line in of_journal}
    found: list[Line] = []
    for source, file in tracking.files(data):
        found += tracking.of_call(tracking.of_log(source, _read(file)), call, agents, min(times), max(times))
    return tracking.in_order(of_journal, of_cel, found)


async def _entries(url: str, call: str) -> list[Entry]:
    database = await open(url)
    try:
        return await SqlLog(database).of(f"call:{call}")
    finally:
        await database.close()


async def _seen(known: Settings, call: str) -> Sequence[str]:
    if not (known.nodes or known.asterisk):
        return await asyncio.to_thread(of_files, known.data.absolute(), call)
    seen = await Witnesses(known, secrets_of(known)).of(call)
    for name in seen.silent:
        typer.echo(f"{name} does not answer: what that Asterisk itself saw is missing", err=True)
    return seen.lines


def _read(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []


def _as_json(line: Line) -> str:
    return json.dumps(asdict(line), ensure_ascii=False)


def _as_text(line: Line) -> str:
    at = datetime.fromtimestamp(line.at).astimezone().strftime("%H:%M:%S.%f")[:-3]
    return f"{at} {line.source:<8} {line.text}"
