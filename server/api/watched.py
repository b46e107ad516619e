"""Around every request: its id, how long it took, and who may read the metrics.

An id that a proxy has given (X-Request-ID) is taken over when it is short and plain; the answer carries it, and so does
every line of the log that is written meanwhile.
"""

import hmac
import re
import uuid
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config import spelling
from server.house import House
from telemetry.lines import within

REQUEST_ID = "X-Request-ID"
PLAIN = re.compile(r"[A-Za-z0-9._-]{8,64}")
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")  # it came by a proxy: not from this machine


class Watched:
    """Plain ASGI, because it must not touch sockets nor buffer answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        house: House = scope["app"].state.house
        id, began, statuses = request_id(Headers(scope=scope)), perf_counter(), [500]
        with within(id):
            try:
                await self._app(scope, receive, _noting(send, id, statuses))
            finally:
                path = getattr(scope.get("route"), "path", "")
                house.served(scope["method"], path, statuses[0], perf_counter() - began, _call_of(path, scope))


def _call_of(path: str, scope: Scope) -> str:
    """The call that the request is about, "" for none."""
    return str(scope.get("path_params", {}).get("id", "")) if path.startswith("/api/calls/{id}") else ""


def request_id(headers: Headers) -> str:
    told = headers.get(REQUEST_ID, "")
    return told if PLAIN.fullmatch(told) else uuid.uuid4().hex


def area_of(path: str) -> str:
    """`/api/calls/{id}` → calls; `pages` for what is no API."""
    first, _, rest = path.removeprefix("/").partition("/")
    return rest.partition("/")[0] if first == "api" else first if first == "metrics" else "pages"


def may_read_metrics(connection: HTTPConnection, token: str) -> bool:
    """With a token whoever shows it; without one, whoever asks from this machine and not through a proxy."""
    if token:
        shown = connection.headers.get("authorization", "").encode("utf-8", "replace")
        return hmac.compare_digest(shown, f"Bearer {token}".encode())
    host = connection.client.host if connection.client else ""
    return _is_loopback(host) and not any(name in connection.headers for name in FORWARDED)


def _is_loopback(host: str) -> bool:
    try:
        return spelling.ip(host).is_loopback
    except ValueError:
        return False


def _noting(send: Send, id: str, statuses: list[int]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses[0] = message["status"]
            MutableHeaders(scope=message)[REQUEST_ID] = id
        await send(message)

    return sending
