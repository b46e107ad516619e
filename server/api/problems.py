"""Every error as a problem document (RFC 9457), so that a desk can show what happened and what to do."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from cti.refused import Refused

logger = logging.getLogger(__name__)
TOLL = frozenset({"number_denied", "number_premium", "number_abroad"})  # numbers that fraud is after


class Problem(Exception):
    """Ends a request. detail: a sentence for the person; headers: such as Retry-After; more: further members of the
    document, as plain JSON values."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more


def install(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _bug)


def document(status: int, detail: str, headers: dict[str, str] | None = None, **more: object) -> JSONResponse:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return document(error.status, error.detail, error.headers, **error.more)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    """code and values: for a desk that says it in another language; detail is the English sentence."""
    assert isinstance(error, Refused)
    signed = getattr(request.state, "signed", None)
    if signed is not None and error.code in TOLL:
        request.app.state.house.guard.tried(signed.person.id)
    return document(409, str(error), code=error.code, values=error.values)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return document(error.status_code, str(error.detail), dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Which field, and what is wrong with it; never the value, which may be personal."""
    assert isinstance(error, RequestValidationError)
    wrong = [{"at": [str(place) for place in each["loc"]], "what": each["msg"]} for each in error.errors()]
    first = f"{'.'.join(wrong[0]['at'][1:])}: {wrong[0]['what']}" if wrong else "the request cannot be read"
    return document(422, first, wrong=wrong)


async def _bug(request: Request, error: Exception) -> JSONResponse:
    logger.error("a request failed: %s %s", request.method, request.url.path, exc_info=error)
    return document(500, "something went wrong here; what you did before is kept. Please try again")
