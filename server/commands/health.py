"""`cti doctor`: everything that can be looked at, each with what to do about it."""

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Annotated

import typer

from config import secrets
from config.nodes import places_of
from config.settings import Settings
from server import doctor as look
from server.commands.common import settings
from server.doctor import Finding
from server.status import finding


def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON: about, text, remedy.")] = False) -> None:
    """Look at programs, the machine, what is kept, who is outside, and the running house. Exit code 1 when something is
    to be done; what is only advice, marked with a dot, leaves it at 0."""
    known = settings()
    known = replace(known, data=known.data.absolute())
    findings = asyncio.run(_all(known))
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in findings], indent=2, ensure_ascii=False))
    else:
        _tell(findings)
    if any(each.remedy and each.urgent for each in findings):
        raise typer.Exit(1)


def _tell(findings: list[Finding]) -> None:
    for each in findings:
        typer.echo(f"{_sign(each)} {each.about:<10} {each.text}")
        if each.remedy:
            typer.echo(f"  {'':<10} → {each.remedy}")


def _sign(finding: Finding) -> str:
    return ("!" if finding.urgent else "·") if finding.remedy else " "


async def _all(known: Settings) -> list[Finding]:
    running = look.where_it_runs(known.data)
    if running:
        house = await _running(known, running)
    elif pid := look.who_starts(known.data):
        house = [Finding("house", f"is starting or ending as process {pid}", "ask again in a minute", urgent=False)]
    else:
        house = [Finding("house", f"does not run on {known.data}"), *look.free_ports(known)]
    return [*await finding.of_the_house(known), *house]


async def _running(known: Settings, told: Mapping[str, str]) -> list[Finding]:
    house = Finding("house", f"runs as process {told['pid']} at http://{told['http']}")
    kept = secrets.load(os.environ, known.data)
    ari = known.ari_url if known.asterisk else f"http://{told['ari']}"
    places = places_of(known, kept) if known.nodes else [(ari, secrets.ari_login(known, kept))]
    found = [house, *await look.health(told["http"]), *await look.parts(told["http"])]
    return [*found, *await finding.of_asterisk(known, *places)]
