"""The web server inside the server's process: it ends when it is told to, after what is under way."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from fastapi import FastAPI

from config.settings import Settings
from server.handshake import Handshakes

KEPT_OPEN = 75  # s of a connection that asks nothing; a proxy lets go after a minute, and must not find it just closed
DATED = 1.0  # s
DRAIN = 3  # s that requests under way get when the server ends
LONGEST_MESSAGE = 1 << 19  # bytes on a live or phone socket; the longest offer has 64 k characters


class Web(uvicorn.Server):
    """Ends when it is told to, and leaves the signal at that: the rest of the process has to end in order too.

    Its socket can be had from an earlier server and given to a later one; who knocks in between waits at the socket.
    """

    inherited: socket.socket | None = None
    kept: socket.socket | None = None  # the same once more: it stays open when the server closes its own

    def __init__(self, config: uvicorn.Config) -> None:
        self._told = asyncio.Event()
        super().__init__(config)

    @property
    def should_exit(self) -> bool:  # to look ten times a second costs an idle server a tenth
        return self._told.is_set()

    @should_exit.setter
    def should_exit(self, yes: bool) -> None:
        if yes:
            self._told.set()
        else:
            self._told.clear()

    async def main_loop(self) -> None:
        """Until it is told to end; the date that answers carry is made anew each second."""
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                async with asyncio.timeout(DATED):
                    await self._told.wait()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        listening = self.inherited or self.config.bind_socket()
        self.kept = listening.dup()
        await super().serve([listening])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def serve(app: FastAPI, settings: Settings, inherited: socket.socket | None = None) -> Web:
    web = Web(
        uvicorn.Config(
            app,
            host=settings.http.host,
            port=settings.http.port,
            log_config=None,
            access_log=False,
            timeout_keep_alive=KEPT_OPEN,
            timeout_graceful_shutdown=DRAIN,
            ws=Handshakes,
            ws_per_message_deflate=False,  # what all desks are told would be packed for each of them anew
            ws_max_size=LONGEST_MESSAGE,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            lifespan="off",
        )
    )
    web.inherited = inherited
    return web
