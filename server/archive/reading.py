"""Puts an archive back. Rule: it is read to its end and every sum is right before the first file is put anywhere.

The database comes last, so an instance that was put back in part has none, and the same can be done again.
"""

import asyncio
import gzip
import os
import tarfile
import tempfile
import zlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy.engine import URL

from server.archive.contents import (
    BLOCK,
    DATABASE,
    FORMAT,
    LIST,
    ROWS,
    Contents,
    Part,
    Summing,
    Told,
    WrongArchive,
    is_ours,
)
from server.archive.contents import decoded as as_contents
from server.archive.sealing import Identity, unsealed
from storage.database import Database, address_of, open
from storage.migrate import versions
from storage.snapshot import Occupied, read_rows, write_rows

TORN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)
RECORDED = {"recordings", "recording", "attachments"}  # folders of voices and papers


def read(archive: Path, data: Path, database: str, told: Told, keys: Sequence[Identity] = ()) -> Contents:
    """Everything, into a data folder and a database (its URL) that are empty. keys: to a sealed one. Raises
    `WrongArchive`, `Unreachable`."""
    target = address_of(database)
    _must_be_empty(target)
    try:
        contents = checked(archive, told, keys)
        with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
            with _opened(archive, keys) as members:
                for name, content in members:
                    copied = name == DATABASE or name.startswith(f"{ROWS}/")
                    _put(content, Path(scratch) / name if copied else data / name)
            _put_database(Path(scratch), target, contents)
    except OSError as error:
        raise WrongArchive(f"{archive} cannot be put back: {error}") from None
    return contents


def checked(archive: Path, told: Told, keys: Sequence[Identity] = ()) -> Contents:
    """What it holds; every member is looked at. Raises `WrongArchive`."""
    found: dict[str, Part] = {}
    list_, whole, done = b"", archive.stat().st_size, 0

    def note(count: int) -> None:
        nonlocal done
        done += count
        told(min(done, whole), whole)

    try:
        with _opened(archive, keys) as members:
            for name, content in members:
                if name == LIST:
                    list_ = content.read()
                    continue
                summing = Summing(content, note)
                while summing.read(BLOCK):
                    pass
                found[name] = summing.part
    except TORN as error:
        raise WrongArchive(f"{archive}: cannot be read to its end: {error}. {_ANOTHER}") from None
    contents = _known(archive, list_)
    wrong = sorted(name for name in contents.parts.keys() | found if contents.parts.get(name) != found.get(name))
    if wrong:
        raise WrongArchive(f"{archive}: {wrong[0]} is not what was written. {_ANOTHER}")
    return contents


_ANOTHER = "Nothing was put back; take another backup"


def _known(archive: Path, list_: bytes) -> Contents:
    try:
        contents = as_contents(list_)
    except ValueError:
        raise WrongArchive(f"{archive}: has no list of what is in it: it was cut off. {_ANOTHER}") from None
    if contents.format > FORMAT or contents.tables not in versions():
        newer = f"{archive}: was written by a newer version ({contents.program}, tables {contents.tables})"
        raise WrongArchive(f"{newer}. Nothing was put back; install that version or a newer one first")
    return contents


@contextmanager
def _opened(archive: Path, keys: Sequence[Identity]) -> Iterator[Iterator[tuple[str, BinaryIO]]]:
    with unsealed(archive, keys) as plain, tarfile.open(fileobj=plain, mode="r|gz") as tar:
        yield _members(archive, tar)


def _members(archive: Path, tar: tarfile.TarFile) -> Iterator[tuple[str, BinaryIO]]:
    for member in tar:
        if not member.isfile() or not is_ours(member.name):
            raise WrongArchive(f"{archive}: has {member.name}, which no archive of ours has. Nothing was put back")
        yield member.name, cast(BinaryIO, tar.extractfile(member))


def _must_be_empty(target: URL) -> None:
    if target.drivername.startswith("sqlite") and target.database and Path(target.database).exists():
        file = target.database
        raise WrongArchive(f"{file} exists already. Move it away, or choose another folder by CORDBOARD_DATA")


def _put(content: BinaryIO, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = place.name in (DATABASE, "secrets.json") or RECORDED.intersection(place.parts)
    mode = 0o600 if private else 0o644
    with os.fdopen(os.open(place, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as out:
        while block := content.read(BLOCK):
            out.write(block)
        os.fsync(out.fileno())


def _put_database(scratch: Path, target: URL, contents: Contents) -> None:
    copy = scratch / DATABASE
    if copy.exists() and target.drivername.startswith("sqlite"):
        place = Path(target.database or "")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = place.with_name(f"{place.name}.new")
        with copy.open("rb") as content:
            _put(content, new)
        new.chmod(0o600)
        new.replace(place)
        return
    asyncio.run(_put_rows(scratch, target, contents))


async def _put_rows(scratch: Path, target: URL, contents: Contents) -> None:
    rows = scratch / ROWS
    if not rows.exists():  # a copy of SQLite's file, for another kind of database
        rows.mkdir()
        await _with(f"sqlite:///{scratch / DATABASE}", lambda source: write_rows(source, rows))
    try:
        await _with(target.render_as_string(hide_password=False), lambda empty: read_rows(empty, rows, contents.tables))
    except Occupied as error:
        raise WrongArchive(str(error)) from None


async def _with(url: str, do: Callable[[Database], Awaitable[object]]) -> None:
    database = await open(url)
    try:
        await do(database)
    finally:
        await database.close()
