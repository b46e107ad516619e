"""Where a newer server knocks at the running one, and how the two speak: a Unix socket in the data folder.

    newer   →  takes over?
    running →  web, with the socket of the web server     its pages have been sent away, they connect again
    newer      opens the event socket: what Asterisk says from now on is for the newer one
    running →  done                                       all that was asked of it is done and written

Only who may read the data folder can knock. A path of a Unix socket is short, so the folder is named by its number.
"""

import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KNOCK, WEB, DONE = b"takes over?\n", b"web\n", b"done\n"
NAME = "server.sock"


class Left(Exception):
    """The running server ended, or said something else than what was awaited."""


@contextmanager
def _short(data: Path) -> Iterator[str]:
    """The path of the socket, in at most 40 letters."""
    folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{NAME}"
    finally:
        os.close(folder)


class Door:
    """The running server's side. newer: who has knocked."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.setblocking(False)
        self.newer: socket.socket | None = None

    def open(self) -> None:
        """From now on the door is ours, whoever's it was."""
        with suppress(FileNotFoundError):
            (self._data / NAME).unlink()
        with _short(self._data) as path:
            self._listening.bind(path)
        (self._data / NAME).chmod(0o600)
        self._listening.listen(1)

    async def knocked(self) -> None:
        """Wait until a newer one is there and ready."""
        loop = asyncio.get_running_loop()
        while self.newer is None:
            visitor, _ = await loop.sock_accept(self._listening)
            visitor.setblocking(False)
            if await loop.sock_recv(visitor, len(KNOCK)) == KNOCK:
                self.newer = visitor
            else:
                visitor.close()

    def let_in(self, web: int) -> None:
        """web: the file number of the web server's socket, which is the newer one's now."""
        assert self.newer is not None
        with suppress(OSError):  # it is gone; our keeper starts another
            socket.send_fds(self.newer, [WEB], [web])

    def done(self) -> None:
        assert self.newer is not None
        with suppress(OSError):
            self.newer.send(DONE)
        self.newer.close()

    def close(self) -> None:
        self._listening.close()


class Running:
    """The newer server's side."""

    def __init__(self, knocking: socket.socket) -> None:
        self._knocking = knocking

    async def give(self) -> socket.socket:
        """The socket of its web server. Raises `Left`."""
        await asyncio.get_running_loop().sock_sendall(self._knocking, KNOCK)
        return await asyncio.to_thread(self._given)

    def _given(self) -> socket.socket:
        self._knocking.setblocking(True)
        word, files, _, _ = socket.recv_fds(self._knocking, len(WEB), 1)
        if word != WEB or not files:
            raise Left("the running server does not give its web server away")
        return socket.socket(fileno=files[0])

    async def finish(self) -> None:
        """Wait until it has done what was asked of it. Raises `Left`: it ended, or was not ready in time."""
        self._knocking.setblocking(False)
        if await asyncio.get_running_loop().sock_recv(self._knocking, len(DONE)) != DONE:
            raise Left("the running server ended before it had finished")

    def close(self) -> None:
        self._knocking.close()


def knock(data: Path) -> Running | None:
    """None: nobody is there."""
    knocking = socket.socket(socket.AF_UNIX)
    try:
        with _short(data) as path:
            knocking.connect(path)
    except OSError:
        knocking.close()
        return None
    knocking.setblocking(False)
    return Running(knocking)
