"""Asterisk writes a line or two for each request that it denies, and never looks how long its log has become.

A flood of 2,000 requests a second would fill a disk by 50 GB a day. So the log is turned when it is long, and of the
turned ones the newest stay. Whoever shares the machine of an Asterisk does so: the server, beside a node `cti run
--only`, in containers `start.py tend`. Asterisk itself turns it, asked by its socket, which takes no password and no
network: it takes the new file while nobody writes, so no line is lost. Standard library only, for it runs everywhere.
"""

import asyncio
import logging
import os
import socket
from pathlib import Path

logger = logging.getLogger(__name__)
FILE = "messages.log"
LONGEST = 20 << 20  # bytes
MOST = 100 << 20  # bytes of those that were turned, together
LOOK_EVERY = 10.0  # s
ANSWERS_WITHIN = 5.0  # s


async def watch(home: Path, look_every: float = LOOK_EVERY) -> None:
    """Until cancelled, where no server does it. home: what Asterisk writes, DATA/asterisk."""
    while True:
        await keep_small(home)
        await asyncio.sleep(look_every)


async def keep_small(home: Path | None, longest: int = LONGEST, most: int = MOST) -> None:
    """home: None where it cannot be seen from here."""
    if home is not None and _size(home / "log" / FILE) > longest:
        await asyncio.to_thread(turn, home, most)


def turn(home: Path, most: int = MOST) -> bool:
    """Begin a new log, and drop the oldest of those that were turned. False where Asterisk does not run."""
    try:
        console(home / "run", "logger rotate")
    except (FileNotFoundError, ConnectionRefusedError):
        return False  # it has ended, so it writes nothing
    except OSError as error:
        logger.warning("the log of Asterisk could not be turned: %s", error)
        return False
    for each in _too_much(turned(home), most):
        each.unlink(missing_ok=True)
    return True


def turned(home: Path) -> list[Path]:
    """The newest first, whatever their numbers: those of older versions begin with the oldest."""
    found = {each: each.stat() for each in (home / "log").glob(f"{FILE}.*")}
    return sorted(found, key=lambda each: found[each].st_mtime_ns, reverse=True)


def console(run: Path, words: str) -> str:
    """What Asterisk's own console says to this. run: the folder of its socket. Raises OSError."""
    folder = os.open(run, os.O_PATH | os.O_DIRECTORY)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.settimeout(ANSWERS_WITHIN)
            # by its folder: the kernel takes 107 bytes for the path of a socket, and data folders lie deeper
            asked.connect(f"/proc/self/fd/{folder}/asterisk.ctl")
            asked.sendall(f"cli quit after {words}\0".encode())  # as `asterisk -rx` does
            return b"".join(iter(lambda: asked.recv(4096), b"")).decode("utf-8", "replace")
    finally:
        os.close(folder)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _too_much(newest_first: list[Path], most: int) -> list[Path]:
    """Those with which it becomes more than that; the newest is never one of them."""
    all, dropped = 0, list[Path]()
    for each in newest_first:
        all += _size(each)
        if all > most and each != newest_first[0]:
            dropped.append(each)
    return dropped
