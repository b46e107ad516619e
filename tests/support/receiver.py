"""A program that is told by webhooks: a real HTTP server, which checks signatures and can be out of order."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from server.webhooks import signing


@dataclass
class Receiver:
    """status: with which it answers; told: what came and was taken, in order; refused: how many were not taken."""

    url: str = ""
    secret: str = ""
    status: int = 200
    told: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    refused: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        id, at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        mine = signing.signature(self.secret, id, at, body) if self.secret else ""
        self.signatures = request.headers["webhook-signature"].split(" ")
        if mine and mine not in self.signatures:
            return web.Response(status=401)
        async with self.changed:
            if self.status == 200:
                self.told.append(json.loads(body))
                self.ids.append(id)
            else:
                self.refused += 1
            self.changed.notify_all()
        return web.Response(status=self.status, text="thank you", headers={"Location": "http://127.0.0.1:1/"})

    async def until(self, so: Callable[["Receiver"], bool], within: float = 30.0) -> None:
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: so(self))

    @property
    def types(self) -> list[str]:
        return [each["type"] for each in self.told]


@asynccontextmanager
async def receiver(status: int = 200) -> AsyncIterator[Receiver]:
    known, app = Receiver(status=status), web.Application()
    app.router.add_post("/hook", known.take)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    known.url = str(server.make_url("/hook"))
    try:
        yield known
    finally:
        await server.close()
