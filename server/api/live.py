"""`WS /api/live`: what the signed-in person may see, as it happens.

`?since=N` goes on after entry N. With `?lines=true` a text may hold several messages, one a line; what does not concern
the person waits up to a tenth of a second for company.
"""

import asyncio
import contextlib

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketDisconnected

from server.api.auth import Signed, find, house_of, same_origin
from server.live import LetGo, LiveHub

routes = APIRouter()
NOT_SIGNED_IN, TRY_AGAIN = 4401, 1013


@routes.websocket("/api/live")
async def live(socket: WebSocket, since: int | None = None, lines: bool = False) -> None:
    signed = await find(socket) if same_origin(socket) else None
    if signed is None:
        await socket.close(code=NOT_SIGNED_IN, reason="please sign in")
        return
    await socket.accept()
    telling = asyncio.create_task(_tell(socket, house_of(socket).live, signed, since, lines))
    try:
        while True:
            await socket.receive_text()  # nothing is needed from the page; this sees it leave
    except (WebSocketDisconnect, WebSocketDisconnected, KeyError):  # KeyError: a binary message, not expected there
        pass
    finally:
        telling.cancel()


async def _tell(socket: WebSocket, hub: LiveHub, signed: Signed, since: int | None, lines: bool) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # RuntimeError: closed between two messages
        try:
            async for text in hub.follow(signed.person, since, signed.session.token, lines=lines):
                await socket.send_text(text)
        except LetGo:
            await socket.close(code=TRY_AGAIN, reason="this page is too far behind or signed out; connect again")
