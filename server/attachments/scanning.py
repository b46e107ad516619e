"""Looks for viruses with what the house has: clamd at a socket, or a program that reads from its standard input.

`CORDBOARD_VIRUS_SCAN` is `clamd:/run/clamav/clamd.ctl`, `clamd:host:port`, or a command such as
`clamscan --no-summary -`; empty: nobody looks.
"""

import asyncio
import shlex
from collections.abc import Sequence

CLAMD = "clamd:"
STRIDE = 64 * 1024  # bytes at once
LIMIT = 60.0  # s that the scanner may take
CLEAN, INFECTED = 0, 1  # how scanners end: as clamscan does


class NoAnswer(Exception):
    """The scanner is not there, takes too long, or fails. Nobody knows then what is in the file."""


async def found_in(content: bytes, scan: str) -> str:
    """The name of what was found, "" for nothing. Raises `NoAnswer`."""
    if not scan:
        return ""
    try:
        async with asyncio.timeout(LIMIT):
            if scan.startswith(CLAMD):
                return _said(await _clamd(content, scan.removeprefix(CLAMD)))
            return await _program(content, shlex.split(scan))
    except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error


async def _clamd(content: bytes, place: str) -> str:
    """clamd's own words: INSTREAM, pieces with their length (4 bytes, big-endian), an empty piece, the answer."""
    reader, writer = await _connected(place)
    try:
        writer.write(b"zINSTREAM\0")
        for at in range(0, len(content), STRIDE):
            piece = content[at : at + STRIDE]
            writer.write(len(piece).to_bytes(4, "big") + piece)
            await writer.drain()
        writer.write(bytes(4))
        await writer.drain()
        return (await reader.readuntil(b"\0")).rstrip(b"\0").decode(errors="replace")
    finally:
        writer.close()


async def _connected(place: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if place.startswith("/"):
        return await asyncio.open_unix_connection(place)
    host, _, port = place.rpartition(":")
    return await asyncio.open_connection(host, int(port))


def _said(answer: str) -> str:
    """`stream: OK`, `stream: Eicar-Signature FOUND`; anything else is a failure."""
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NoAnswer(said)


async def _program(content: bytes, command: Sequence[str]) -> str:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        out, _ = await process.communicate(content)
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode == CLEAN:
        return ""
    if process.returncode == INFECTED:
        told = out.decode(errors="replace").strip().rpartition(":")[2].strip()
        return told.removesuffix(" FOUND") or "a virus"
    raise NoAnswer(f"ended with {process.returncode}")
