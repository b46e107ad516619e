"""The gateway's door for the server: JSON over HTTP on loopback, with a bearer token, and a socket of events.

| call | |
|---|---|
| PUT /lines/{agent} | → {host, port}: where the switch shall send |
| GET /lines/{agent} | → {received, lost, jitter, sent}: packets since it was opened, jitter in ms |
| PUT /lines/{agent}/peer {host, port} | where the switch waits |
| DELETE /lines/{agent} | |
| POST /pages/{agent} {page, sdp} | → {sdp} |
| POST /pages/{agent}/candidate {page, candidate: {candidate, sdpMid, sdpMLineIndex}} | |
| POST /pages/{agent}/echo {page, on} | |
| DELETE /pages/{agent}?page= | |
| PUT /extensions/{agent} {host, port, user, secret, extension} | call it at another PBX |
| DELETE /extensions/{agent} | hang it up |
| GET /state | {lines, attached, phones} |
| GET /metrics | for Prometheus, see `metrics_token` |
| WS /events | {"type": "snapshot", …state}, then attached, detached, taken, failed, digit, quality |

What the server says on the socket of events: see `softphone.gateway.talks`.

Errors are {"detail": a sentence}: 400 cannot be read, 401 no token, 404 not here, 503 no port free.
"""

import asyncio
import hmac
import ipaddress
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Middleware

from softphone.gateway import talks
from softphone.gateway.feed import Event, Feed
from softphone.gateway.line import NoPort
from softphone.gateway.offer import LONGEST, UnusableOffer
from softphone.gateway.phones import NoSuchLine, NoSuchPage, Phones
from softphone.registered import Account

logger = logging.getLogger(__name__)
METRICS = "/metrics"
_LONGEST_NAME = 128
_Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Unreadable(Exception):
    """The request is not what the table above says."""


def application(phones: Phones, feed: Feed, token: str, metrics: _Answer | None = None) -> web.Application:
    """metrics: answers who asks for them; it looks itself who may."""
    door = _Door(phones, feed)
    app = web.Application(
        middlewares=[_guard(token, METRICS if metrics else ""), _explain], client_max_size=2 * LONGEST
    )
    app.add_routes(
        [
            web.put("/lines/{agent}", door.open_line),
            web.get("/lines/{agent}", door.line_figures),
            web.put("/lines/{agent}/peer", door.aim_line),
            web.delete("/lines/{agent}", door.close_line),
            web.post("/pages/{agent}", door.offer),
            web.post("/pages/{agent}/candidate", door.candidate),
            web.post("/pages/{agent}/echo", door.echo),
            web.delete("/pages/{agent}", door.detach),
            web.put("/extensions/{agent}", door.ring),
            web.delete("/extensions/{agent}", door.hang_up),
            web.get("/state", door.state),
            web.get("/events", door.events),
        ]
    )
    if metrics:
        app.add_routes([web.get(METRICS, metrics)])
    return app


def _guard(token: str, open_to: str) -> Middleware:
    """open_to: the one path that has a guard of its own."""
    expected = f"Bearer {token}".encode()

    @web.middleware
    async def guard(request: web.Request, handler: _Answer) -> web.StreamResponse:
        if open_to and request.path == open_to:
            return await handler(request)
        shown = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, expected):
            return _complaint(401, "the token is missing or wrong")
        return await handler(request)

    return guard


@web.middleware
async def _explain(request: web.Request, handler: _Answer) -> web.StreamResponse:
    try:
        return await handler(request)
    except (Unreadable, UnusableOffer) as error:
        return _complaint(400, str(error))
    except (NoSuchPage, NoSuchLine) as error:
        return _complaint(404, str(error))
    except (NoPort, OSError) as error:
        return _complaint(503, str(error))
    except web.HTTPException as error:  # aiohttp's own: no such path, method or too large
        return _complaint(error.status, error.reason)


def _complaint(status: int, detail: str) -> web.Response:
    return web.json_response({"detail": detail}, status=status)


class _Door:
    def __init__(self, phones: Phones, feed: Feed) -> None:
        self._phones, self._feed = phones, feed

    async def open_line(self, request: web.Request) -> web.Response:
        host, port = self._phones.open_line(_agent(request))
        return web.json_response({"host": host, "port": port})

    async def line_figures(self, request: web.Request) -> web.Response:
        return web.json_response(self._phones.line_figures(_agent(request)))

    async def aim_line(self, request: web.Request) -> web.Response:
        body = await _body(request)
        self._phones.aim_line(_agent(request), (_host(body), _number(body, "port", 1, 65535)))
        return web.Response(status=204)

    async def close_line(self, request: web.Request) -> web.Response:
        self._phones.close_line(_agent(request))
        return web.Response(status=204)

    async def offer(self, request: web.Request) -> web.Response:
        body = await _body(request)
        answer = await self._phones.offer(_agent(request), _name(body, "page"), _text(body, "sdp", LONGEST))
        return web.json_response({"sdp": answer})

    async def candidate(self, request: web.Request) -> web.Response:
        body = await _body(request)
        told = body.get("candidate")
        if not isinstance(told, dict):
            raise Unreadable("'candidate' must be an object")
        mid, index = told.get("sdpMid"), told.get("sdpMLineIndex")
        if not isinstance(mid, str | None) or not isinstance(index, int | None):
            raise Unreadable("'sdpMid' must be a text and 'sdpMLineIndex' a number")
        text = _text(told, "candidate", 1000, shortest=0)
        await self._phones.candidate(_agent(request), _name(body, "page"), text, mid, index)
        return web.Response(status=204)

    async def echo(self, request: web.Request) -> web.Response:
        body = await _body(request)
        if not isinstance(on := body.get("on"), bool):
            raise Unreadable("'on' must be true or false")
        self._phones.echo(_agent(request), _name(body, "page"), on)
        return web.Response(status=204)

    async def detach(self, request: web.Request) -> web.Response:
        self._phones.detach(_agent(request), _name(dict(request.query), "page"))
        return web.Response(status=204)

    async def ring(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user, secret, extension = (_text(body, key, _LONGEST_NAME) for key in ("user", "secret", "extension"))
        account = Account((_host(body), _number(body, "port", 1, 65535)), user, secret, extension)
        await self._phones.ring(_agent(request), account)
        return web.Response(status=204)

    async def hang_up(self, request: web.Request) -> web.Response:
        self._phones.hang_up(_agent(request))
        return web.Response(status=204)

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(self._phones.state())

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        with self._feed.listen(lambda: {"type": "snapshot", **self._phones.state()}) as queue:
            telling = asyncio.create_task(_tell(socket, queue))
            async for message in socket:  # this ends when the other side closes
                if message.type is WSMsgType.ERROR:
                    break
                self._learn(message.data)
            telling.cancel()
        return socket

    def _learn(self, said: object) -> None:
        try:
            self._phones.concern(str(said))
        except talks.Unreadable as error:
            logger.warning("what the server said cannot be read: %s", error)


async def _tell(socket: web.WebSocketResponse, queue: asyncio.Queue[Event | None]) -> None:
    while (event := await queue.get()) is not None:
        try:
            await socket.send_json(event)
        except ConnectionError:
            return
    await socket.close(message=b"too slow")


# --- reading requests ----------------------------------------------------------------------------------------------


def _agent(request: web.Request) -> str:
    return _name({"agent": request.match_info["agent"]}, "agent")


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text())
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the body is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise Unreadable("the body must be an object")
    return body


def _name(body: dict[str, Any], key: str) -> str:
    return _text(body, key, _LONGEST_NAME)


def _text(body: dict[str, Any], key: str, longest: int, shortest: int = 1) -> str:
    text = body.get(key)
    if not isinstance(text, str) or not shortest <= len(text) <= longest or "\0" in text or not _encodes(text):
        raise Unreadable(f"'{key}' must be a text of {shortest} to {longest} characters")
    return text


def _encodes(text: str) -> bool:
    """JSON can spell half a character (a lone surrogate), which nothing can write down again."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _number(body: dict[str, Any], key: str, lowest: int, highest: int) -> int:
    number = body.get(key)
    if not isinstance(number, int) or isinstance(number, bool) or not lowest <= number <= highest:
        raise Unreadable(f"'{key}' must be a whole number from {lowest} to {highest}")
    return number


def _host(body: dict[str, Any]) -> str:
    try:
        return str(ipaddress.IPv4Address(body.get("host")))
    except ValueError:
        raise Unreadable("'host' must be an IPv4 address") from None
