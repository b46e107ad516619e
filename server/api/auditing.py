"""What people with power do is written down: who, from where, what, and how it was answered. Never what they sent."""

import logging

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.auth import address_of, house_of, operation_of
from server.rights import is_audited
from storage.organisation import Audited

logger = logging.getLogger(__name__)
LONGEST = 300  # characters of a path


class Auditing:
    """Plain ASGI. A request that is not listed is none of an operation, so it is not here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        statuses: list[int] = []

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        await self._app(scope, receive, sending)
        if scope["type"] == "http" and "route" in scope and statuses:
            await _note(Request(scope), statuses[0])


async def _note(request: Request, status: int) -> None:
    operation = operation_of(request)
    if not is_audited(operation):
        return
    signed, house = getattr(request.state, "signed", None), house_of(request)
    person = signed.person.id if signed else getattr(request.state, "login", "")
    about = request.url.path[:LONGEST]
    done = Audited(house.clock(), person[:100], address_of(request), operation, about, status)
    try:
        await house.records.organisation.note(done)
    except SQLAlchemyError:
        logger.exception("what was done could not be written down", extra={"operation": operation})


def install(app: FastAPI) -> None:
    app.add_middleware(Auditing)
