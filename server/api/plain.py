"""What no request may hold, whoever asks: too much, texts with a NUL, numbers beyond 64 bits. No database keeps those.

Asked before anything else. A body is counted while it is read, so nobody fills the memory, signed in or not.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.problems import Problem, document

LARGEST: Final = 2**63
LONGEST_DIGITS = 19
CURSOR = "cursor"
NUMBERS = (int, int | None)
MOST_OF_JSON = 4 << 20  # bytes; the longest that pages send is a route of some hundred steps
MOST = 64 << 20  # bytes of a file; each kind has its own limit below this


class TooLong(HTTPException):
    """The body is longer than it may be. FastAPI lets its own errors pass while it reads a body, and no others."""

    def __init__(self, most: int) -> None:
        super().__init__(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"this is too long; {most >> 20} MB are taken at the most"
        )


class SmallBodies:
    """Plain ASGI, outermost: bodies that are too long are refused, by what is announced or else by what comes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = MOST_OF_JSON if _is_json(headers) else MOST
        announced = headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced[:LONGEST_DIGITS]) > most:
            await _refuse(scope, receive, send, most)
            return
        await self._app(scope, _counted(receive, most), send)


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLong(most)
        return message

    return receiving


async def _refuse(scope: Scope, receive: Receive, send: Send, most: int) -> None:
    error = TooLong(most)
    said = document(error.status_code, error.detail)
    said.headers["Connection"] = "close"
    await said(scope, receive, send)


async def must_be_plain(connection: HTTPConnection) -> None:
    """Raises a 422 that does not repeat what was sent."""
    given: list[object] = [*connection.path_params.values(), *connection.query_params.values()]
    numbers: list[object] = list(_numbers(connection))
    if isinstance(connection, Request) and (body := await _json(connection)) is not None:
        given.append(body)
        numbers.append(body)
    if any(has_nul(each) for each in given):
        raise Problem(422, "a text has the character NUL in it, which cannot be kept; leave it out")
    if any(is_too_large(each) for each in numbers):
        raise Problem(422, "a number is too large")


async def _json(request: Request) -> object:
    """None where there is none, also where the header says so and nothing was sent, as many programs do."""
    takes = request.scope["route"].body_field
    return await request.json() if takes and _is_json(request.headers) and await request.body() else None


def _numbers(connection: HTTPConnection) -> Iterator[int]:
    """Those in the path and the query, by what the operation takes; cursors of lists are numbers too."""
    takes = connection.scope["route"].dependant
    for field in (*takes.path_params, *takes.query_params):
        text = str(connection.path_params.get(field.alias) or connection.query_params.get(field.alias) or "")
        if (field.field_info.annotation in NUMBERS or field.alias == CURSOR) and text.strip().lstrip("+-").isdecimal():
            yield LARGEST if len(text) > LONGEST_DIGITS + 1 else int(text)


def has_nul(given: object) -> bool:
    if isinstance(given, dict):
        return any(has_nul(each) for pair in given.items() for each in pair)
    if isinstance(given, list):
        return any(has_nul(each) for each in given)
    return isinstance(given, str) and "\0" in given


def is_too_large(given: object) -> bool:
    if isinstance(given, dict):
        return any(is_too_large(each) for each in given.values())
    if isinstance(given, list):
        return any(is_too_large(each) for each in given)
    return isinstance(given, int) and not -LARGEST <= given < LARGEST


def _is_json(headers: Headers) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind.endswith(("/json", "+json"))
