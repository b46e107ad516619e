"""Scanners for viruses: clamd as it speaks, and programs. What cannot be looked at is not clean."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.attachments.scanning import NoAnswer, found_in

VIRUS = b"a bad thing"
PROGRAM = (
    "import sys; bad = b'bad' in sys.stdin.buffer.read();"
    "print('stdin: Test.Virus FOUND' if bad else 'stdin: OK'); sys.exit(int(bad))"
)


@asynccontextmanager
async def clamd(place: Path, answer: str = "") -> AsyncIterator[str]:
    """Speaks as clamd does, and finds `bad`. answer: instead of a verdict."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(length)
        said = answer or ("stream: Test.Virus FOUND" if b"bad" in content else "stream: OK")
        writer.write(f"{said}\0".encode())
        writer.close()

    async with await asyncio.start_unix_server(hear, place):
        yield f"clamd:{place}"


async def test_clamd_finds_what_is_bad_also_in_large_files(tmp_path: Path) -> None:
    async with clamd(tmp_path / "s") as scan:
        assert await found_in(b"good" * 50_000, scan) == ""
        assert await found_in(b"good" * 50_000 + VIRUS, scan) == "Test.Virus"


async def test_a_program_finds_what_is_bad() -> None:
    scan = f'{sys.executable} -c "{PROGRAM}"'
    assert await found_in(b"good", scan) == ""
    assert await found_in(VIRUS, scan) == "Test.Virus"


async def test_a_scanner_that_is_away_or_fails_is_no_clean_file(tmp_path: Path) -> None:
    for scan in (f"clamd:{tmp_path / 'nobody'}", "clamd:nowhere", "/no/such/scanner", f"{sys.executable} -c exit(2)"):
        with pytest.raises(NoAnswer):
            await found_in(b"good", scan)
    async with clamd(tmp_path / "s", "INSTREAM size limit exceeded. ERROR") as scan:
        with pytest.raises(NoAnswer):
            await found_in(b"good", scan)


async def test_without_a_scanner_nobody_looks() -> None:
    assert await found_in(VIRUS, "") == ""
