"""Where the command line takes routes to: a running server by HTTP, or the database of one that does not run.

Both refuse a route with errors in the same words.
"""

import secrets
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession, CookieJar

from config import prompts
from config.settings import Settings
from cti.plan import Plan
from ivr.complaint import Complaint
from server.api.auth import CSRF
from server.routes.files import RouteFile
from server.routes.judging import Judge
from storage.database import open
from storage.migrate import migrate_open
from storage.plan import load_plan
from storage.routes import Draft, Route, Routes, Stale, Version


class Refusal(Exception):
    """The centre said no. lines: why, each as a sentence, with file, line and column where it is about a text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("; ".join(self.lines))


class Office(Protocol):
    """Each gives a sentence that says what was done, and raises `Refusal`."""

    async def publish(self, file: RouteFile, service: str, comment: str, at: datetime | None) -> str: ...

    async def draft(self, file: RouteFile, service: str) -> str: ...

    async def published(self, names: list[str]) -> list[RouteFile]:
        """Of these routes, or of all."""
        ...


class ByHttp:
    def __init__(self, session: ClientSession, url: str) -> None:
        self._session, self._url = session, f"{url.rstrip('/')}/api"

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, login: str, password: str) -> AsyncIterator["ByHttp"]:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            office = cls(session, url)
            me = await office._send("POST", "/session", {"login": login, "password": password})
            session.headers[CSRF] = me["csrf"]
            yield office
            await office._send("DELETE", "/session")

    async def publish(self, file: RouteFile, service: str, comment: str, at: datetime | None) -> str:
        when = {"at": at.isoformat()} if at else {}
        told = await self._import(file, service, publish=True, comment=comment, **when)
        if planned := told["scheduled"] if at else None:
            return f"{file.path}: {file.name} version {planned['version']} comes at {planned['at']}"
        return f"{file.path}: {file.name} is published as version {told['published_version']}"

    async def draft(self, file: RouteFile, service: str) -> str:
        await self._import(file, service)
        return f"{file.path}: {file.name} is a draft"

    async def published(self, names: list[str]) -> list[RouteFile]:
        listed = (await self._send("GET", "/routes"))["items"]
        found = []
        for each in listed:
            if each["version"] and each["name"] in (names or [each["name"]]):
                version = await self._send("GET", f"/routes/{each['name']}/versions/{each['version']}")
                found.append(_exported(each["name"], version["text"], version["tests"]))
        return _all(found, names)

    async def _import(self, file: RouteFile, service: str, **more: object) -> Mapping[str, Any]:
        tests = {"tests": file.tests} if file.tests is not None else {}
        body = {"name": file.name or file.path.stem, "text": file.text, "service": service, **tests, **more}
        return await self._send("POST", "/routes/import", body, file)

    async def _send(
        self, method: str, path: str, body: object = None, file: RouteFile | None = None
    ) -> Mapping[str, Any]:
        try:
            async with self._session.request(method, self._url + path, json=body) as answer:
                told = await answer.json(content_type=None) if answer.status != 204 else {}
        except (ClientError, OSError, ValueError) as error:
            raise Refusal([f"{self._url} cannot be asked: {error}"]) from None
        if answer.status >= 400:
            raise Refusal(_lines(told, file))
        return dict(told)


class ByDatabase:
    """No server runs: what is published here waits for the next start."""

    def __init__(self, records: Routes, plan: Plan, login: str) -> None:
        texts = prompts.shipped()
        self._records, self._plan, self._login = records, plan, login
        self._judge = Judge(plan, lambda: texts)

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings, login: str) -> AsyncIterator["ByDatabase"]:
        database = await open(settings.database_url)
        try:
            await migrate_open(database)
            plan = await load_plan(database)
            if login and login not in plan.people:
                raise Refusal([f"there is no account {login}; add it by `cti user add`, or leave --login away"])
            yield cls(Routes(database), plan, login)
        finally:
            await database.close()

    async def publish(self, file: RouteFile, service: str, comment: str, at: datetime | None) -> str:
        if at:
            raise Refusal(["--at needs a running server: start it, or publish at once"])
        route = await self._route(file, service)
        reading = self._judge.read(file.text, route.service, route.name)
        if reading.flow is None or reading.errors:
            raise Refusal(_said(file, reading.complaints))
        await self._keep(route)
        tests = await self._tests(file)
        new = Version(route.name, 0, file.text, tests, {}, {}, self._login, comment, time.time(), waiting=True)
        version = await self._records.add_version(new)
        return f"{file.path}: {file.name} is version {version.version}; the next start of the server publishes it"

    async def draft(self, file: RouteFile, service: str) -> str:
        route = await self._route(file, service)
        await self._keep(route)
        before = await self._records.draft(route.name)
        if before and before.updated_by != self._login:
            raise Refusal([f"{file.path}: {before.updated_by} is writing a draft of {route.name}; publish it first"])
        tests = await self._tests(file)
        new = Draft(route.name, file.text, tests, {}, secrets.token_hex(8), time.time(), self._login)
        try:
            await self._records.save(new, before.etag if before else None)
        except Stale:
            raise Refusal([f"{file.path}: somebody else has changed the draft meanwhile; try again"]) from None
        return f"{file.path}: {file.name} is a draft"

    async def published(self, names: list[str]) -> list[RouteFile]:
        newest = await self._records.newest()
        found = [_exported(name, each.text, each.tests) for name, each in newest.items() if name in (names or [name])]
        return _all(found, names)

    async def _route(self, file: RouteFile, service: str) -> Route:
        name = file.name or file.path.stem
        known = await self._records.get(name)
        if known is None and service not in self._plan.services:
            raise Refusal([f"{file.path}: the route {name} is new here; add --service with the service that it is for"])
        return known or Route(name, service, name, time.time(), self._login)

    async def _keep(self, route: Route) -> None:
        await self._records.add(route)

    async def _tests(self, file: RouteFile) -> str:
        """Those of the newest version where the file has none."""
        if file.tests is not None:
            return file.tests
        versions = await self._records.versions(file.name)
        return versions[0].tests if versions else ""


def _exported(name: str, text: str, tests: str) -> RouteFile:
    return RouteFile(Path(f"{name}.yaml"), name, text, tests or None)


def _all(found: list[RouteFile], names: list[str]) -> list[RouteFile]:
    missing = sorted(set(names) - {each.name for each in found})
    if missing:
        raise Refusal([f"the route {name} was never published" for name in missing])
    return found


def _said(file: RouteFile, complaints: Iterable[Complaint]) -> list[str]:
    return [f"{file.path}:{each}" for each in complaints]


def _lines(problem: Mapping[str, Any], file: RouteFile | None) -> list[str]:
    at = f"{file.path}: " if file else ""
    lines = [_line(file, each) for each in problem.get("complaints", ()) if file]
    return lines or [f"{at}{problem.get('detail', 'the server could not do it')}"]


def _line(file: RouteFile, told: Mapping[str, Any]) -> str:
    said = f"{file.path}:{told['line']}:{told['column']}: {told['severity']}: {told['text']}"
    return f"{said}; {told['remedy']}" if told["remedy"] else said
