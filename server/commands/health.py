"""`cti doctor`: everything that can be looked at, each with what to do about it."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import replace

import typer

from config import secrets
from config.settings import Settings
from server import doctor as look
from server.commands.common import settings
from server.doctor import Finding


def doctor() -> None:
    """Look at programs, ports, the running house and what is left over. Exit code 1 when something is to be done."""
    known = settings()
    known = replace(known, data=known.data.absolute())
    findings = list(look.programs())
    running = look.where_it_runs(known.data)
    if running:
        findings += asyncio.run(_running(known, running))
    else:
        findings += [Finding("house", f"does not run on {known.data}"), *look.free_ports(known)]
    for each in findings:
        typer.echo(f"{'!' if each.remedy else ' '} {each.about:<10} {each.text}")
        if each.remedy:
            typer.echo(f"  {'':<10} → {each.remedy}")
    if any(each.remedy for each in findings):
        raise typer.Exit(1)


async def _running(known: Settings, told: Mapping[str, str]) -> list[Finding]:
    house = Finding("house", f"runs as process {told['pid']} at http://{told['http']}")
    ari = known.ari_url if known.asterisk else f"http://{told['ari']}"
    login = secrets.ari_login(known, secrets.load(os.environ, known.data))
    return [house, *await look.health(told["http"]), *await look.left_over(known, ari, login)]
