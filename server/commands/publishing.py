"""`cti ivr publish`, `import`, `export`: routes between files, such as those in Git, and a centre.

A running server is asked over HTTP, as somebody with an account; where none runs, the database is opened, and the next
start publishes. Either way a route with errors is refused, with the place of each in its file: exit code 1.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from config.settings import PREFIX
from server.commands.common import WrongInput, settings
from server.routes.files import RouteFile
from server.routes.offices import ByDatabase, ByHttp, Office, Refusal
from server.supervisor import InUse, only_one

PASSWORD = f"{PREFIX}PASSWORD"
Files = Annotated[list[Path], typer.Argument(help="Files of routes, or folders of them.")]
Url = Annotated[str, typer.Option(help="The centre, such as http://127.0.0.1:8080; else the one of the settings.")]
Login = Annotated[str, typer.Option(help=f"The account that publishes; its password comes by {PASSWORD}.")]
Service = Annotated[str, typer.Option(help="The service of routes that are new there.")]
Comment = Annotated[str, typer.Option(help="What has changed, for the history.")]
At = Annotated[str, typer.Option(help="When callers get it, such as 2026-12-01T09:00+09:00; else now.")]
Work = Callable[[Office], Awaitable[list[str]]]


def publish(
    files: Files, comment: Comment = "", at: At = "", url: Url = "", login: Login = "", service: Service = ""
) -> None:
    """Check the routes and give them to callers, now or at a time."""
    moment, found = _moment(at), list(_files(files))

    async def work(office: Office) -> list[str]:
        return [await office.publish(file, service, comment, moment) for file in found]

    _go(work, url, login)


def import_(files: Files, url: Url = "", login: Login = "", service: Service = "") -> None:
    """Take the routes in as drafts. Callers notice nothing."""
    found = list(_files(files))

    async def work(office: Office) -> list[str]:
        return [await office.draft(file, service) for file in found]

    _go(work, url, login)


def export(
    folder: Annotated[Path, typer.Argument(help="Where to; tests go into its folder tests.")],
    routes: Annotated[list[str] | None, typer.Argument(help="Names of routes; else all.")] = None,
    url: Url = "",
    login: Login = "",
) -> None:
    """Write what callers get now, and its tests, to files."""

    async def work(office: Office) -> list[str]:
        return [each.write(folder) for each in await office.published(routes or [])]

    _go(work, url, login)


def _go(work: Work, url: str, login: str) -> None:
    """Says what was done; exit code 1 when the centre said no."""
    try:
        for line in asyncio.run(_at_office(work, url, login)):
            typer.echo(line)
    except Refusal as refusal:
        for line in refusal.lines:
            typer.echo(line)
        raise typer.Exit(1) from None


async def _at_office(work: Work, url: str, login: str) -> list[str]:
    known = settings()
    if not url:
        try:
            with only_one(known.data.absolute()):
                async with ByDatabase.open(known, login) as office:
                    return await work(office)
        except InUse:
            url = f"http://{known.http}"
    if not login or PASSWORD not in os.environ:
        raise WrongInput(f"the centre at {url} wants an account: add --login, and its password as {PASSWORD}")
    async with ByHttp.open(url, login, os.environ[PASSWORD]) as office:
        return await work(office)


def _files(paths: list[Path]) -> Iterator[RouteFile]:
    for path in paths:
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            try:
                yield RouteFile.read(file)
            except (OSError, UnicodeDecodeError) as error:
                raise WrongInput(f"{file}: cannot be read: {error}") from None


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at) if at else None
    except ValueError:
        raise WrongInput(f"--at: {at!r} is no time; write such as 2026-12-01T09:00+09:00") from None
    return moment.astimezone() if moment else None
