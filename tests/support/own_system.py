"""A customer's own system, as the guide for those who are asked says it: without a library for JWE."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def opened(key: str, jwe: str) -> dict[str, str]:
    header, none, iv, words, tag = jwe.split(".")
    told = {"alg": "dir", "enc": "A256GCM", "kid": hashlib.sha256(raw(key)).hexdigest()[:16]}
    assert (json.loads(raw(header)), none) == (told, "")
    return dict(json.loads(AESGCM(raw(key)).decrypt(raw(iv), raw(words) + raw(tag), header.encode())))


def closed(key: str, values: object) -> str:
    header, iv = plain(json.dumps({"alg": "dir", "enc": "A256GCM"}).encode()), b"twelve bytes"
    both = AESGCM(raw(key)).encrypt(iv, json.dumps(values).encode(), header.encode())
    return ".".join((header, "", plain(iv), plain(both[:-16]), plain(both[-16:])))


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def plain(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class Crm:
    """What it was asked, as (method, path with query, body, headers). cipher: with which it reads and answers, "" for
    none; answers: with another one."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, bytes, dict[str, str]]] = []
        self.asked, self.hangs, self.url = asyncio.Event(), asyncio.Event(), ""
        self.cipher, self.answers, self.read = "", "", {"": ""}

    async def customer(self, request: web.Request) -> web.Response:
        self.heard.append((request.method, request.path_qs, await request.read(), dict(request.headers)))
        return web.json_response({"customer": {"grade": "gold", "debt": 12.5}})

    async def sealed(self, request: web.Request) -> web.Response:
        body = await request.text()
        self.heard.append((request.method, request.path_qs, body.encode(), dict(request.headers)))
        self.read = opened(self.cipher, body or request.query["data"])
        told = {"customer": {"grade": "gold", "debt": 12.5}}
        text = closed(self.answers or self.cipher, told) if self.answers != "plain" else json.dumps(told)
        return web.Response(text=text, content_type="application/jose")

    async def slow(self, request: web.Request) -> web.Response:
        self.asked.set()
        await self.hangs.wait()
        return web.json_response({})


@asynccontextmanager
async def own_system() -> AsyncIterator[Crm]:
    shop, app = Crm(), web.Application()
    app.router.add_route("*", "/customer", shop.customer)
    app.router.add_get("/slow", shop.slow)
    app.router.add_route("*", "/sealed", shop.sealed)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    shop.url = str(server.make_url("/"))
    try:
        yield shop
    finally:
        shop.hangs.set()
        await server.close()
