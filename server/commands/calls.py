"""`cti calls CALL-ID`: everything known of one call, across journal, logs and Asterisk's own record."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from config.nodes import nodes_of, places_of
from config.settings import Settings
from journal import Entry
from server import tracking
from server.commands.common import WrongInput, secrets_of, settings
from server.elsewhere import witnessed
from server.tracking import Line
from storage.database import open
from storage.journal import SqlLog

CEL = Path("asterisk") / "log" / "cel-custom" / "cti.jsonl"


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
    elsewhere = [] if here else asyncio.run(_elsewhere(known, call))
    lines = gathered(known.data.absolute(), call, entries, elsewhere, personal=personal)
    if not lines:
        raise WrongInput(
            f"nothing is known of the call {call!r}. Ids look like 1795872026.12; see /api/calls, or a log"
        )
    for line in lines:
        typer.echo(_as_json(line) if as_json else _as_text(line))


def gathered(
    data: Path, call: str, entries: Sequence[Entry], elsewhere: Sequence[str] = (), *, personal: bool
) -> list[Line]:
    """elsewhere: of the records of Asterisks on other machines."""
    of_journal = list(tracking.of_entries(entries, personal=personal))
    of_cel = [line for file in _cel(data) for line in tracking.of_cel(_read(file), call, personal=personal)]
    of_cel += tracking.of_cel(elsewhere, call, personal=personal)
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


async def _elsewhere(known: Settings, call: str) -> list[str]:
    """From the node by which the call came, whose name its id begins with; from all where it names none."""
    if not (known.nodes or known.asterisk):
        return []
    kept = secrets_of(known)
    named = [node.ari for node in nodes_of(known, kept) if call.startswith(f"{node.name}-")]
    places = [place for place in places_of(known, kept) if not named or place[0] in named]
    lines, silent = await witnessed(places, call)
    for address in silent:
        typer.echo(f"{address} does not answer: what that Asterisk itself saw is missing", err=True)
    return lines


def _cel(data: Path) -> list[Path]:
    """Those that were put aside, too."""
    return sorted((data / CEL).parent.glob(f"{CEL.name}*"))


def _read(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []


def _as_json(line: Line) -> str:
    return json.dumps(asdict(line), ensure_ascii=False)


def _as_text(line: Line) -> str:
    at = datetime.fromtimestamp(line.at).astimezone().strftime("%H:%M:%S.%f")[:-3]
    return f"{at} {line.source:<8} {line.text}"
