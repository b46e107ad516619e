"""`WS /api/live`: what the signed-in person may see, as it happens.

`?since=N` goes on after entry N. With `?lines=true` a text may hold several messages, one a line; what does not concern
the person waits up to half a second for company, longer the more desks there are, and how the person's own call sounds
is told. With `?latest=true` too, only the newest of what waits is told about an agent or a queue that does not concern
the person, and of steps of other people's calls that change neither, nothing.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketDisconnected

from server.api.auth import find, house_of, same_origin
from server.viewer import LetGo

routes = APIRouter()
NOT_SIGNED_IN, TRY_AGAIN = 4401, 1013


@routes.websocket("/api/live")
async def live(socket: WebSocket, since: int | None = None, lines: bool = False, latest: bool = False) -> None:
    signed = await find(socket) if same_origin(socket) else None
    if signed is None:
        await socket.close(code=NOT_SIGNED_IN, reason="please sign in")
        return
    await socket.accept()
    telling = asyncio.create_task(
        _tell(
            socket, house_of(socket).live.follow(signed.person, since, signed.session.token, lines=lines, latest=latest)
        )
    )
    try:
        while True:
            await socket.receive_text()  # nothing is needed from the page; this sees it leave
    except (WebSocketDisconnect, WebSocketDisconnected, KeyError):  # KeyError: a binary message, not expected there
        pass
    finally:
        telling.cancel()


async def _tell(socket: WebSocket, texts: AsyncIterator[str]) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # RuntimeError: closed between two messages
        try:
            async for text in texts:
                await socket.send_text(text)
        except LetGo:
            await socket.close(code=TRY_AGAIN, reason="this page is too far behind or signed out; connect again")
