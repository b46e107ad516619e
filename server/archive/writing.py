"""Writes an archive while the house runs: first its database as it is at one moment, then the files.

A file that is still being written is taken as long as it is now. One that is gone meanwhile, because its days are over,
is left out.
"""

import asyncio
import os
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy.engine import URL

from server.archive.contents import DATABASE, FOLDERS, KEPT, LIST, ROWS, Contents, Part, Summing, Told, WrongArchive
from server.archive.contents import encoded as as_text
from server.archive.sealing import Recipient, sealed
from server.version import VERSION
from storage.database import address_of, open
from storage.snapshot import write_rows

Source = tuple[str, Path]  # name in the archive, where it is now


def write(archive: Path, data: Path, database: str, told: Told, keys: Sequence[Recipient] = ()) -> int:
    """database: its URL; keys: for whom it is sealed, nobody: not at all. Number of files. Raises `WrongArchive`, and
    `Unreachable` for a database that is not there."""
    if not archive.parent.is_dir():
        raise WrongArchive(f"{archive.parent} is no folder. Make it, or name another file")
    try:
        opened = os.open(archive, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise WrongArchive(f"{archive} exists already. Name another file") from None
    try:
        with os.fdopen(opened, "wb") as out, tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
            with sealed(out, keys) as plain:
                count = _write(plain, data, address_of(database), Path(scratch), told)
            out.flush()
            os.fsync(out.fileno())
            return count
    except BaseException:  # half an archive is none
        archive.unlink()
        raise


def _write(out: BinaryIO, data: Path, database: URL, scratch: Path, told: Told) -> int:
    tables, copied = _copy(database, scratch)
    sources = [*copied, *files_of(data)]
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as tar:
        writer = _Writer(tar, sum(_size(path) for _, path in sources), told)
        for source in sources:
            writer.add(*source)
        list_ = as_text(Contents(VERSION, tables, time.time(), writer.parts))
        writer.add_text(LIST, list_)
    return len(writer.parts)


@dataclass
class _Writer:
    tar: tarfile.TarFile
    whole: int
    told: Told
    done: int = 0
    parts: dict[str, Part] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        try:
            with path.open("rb") as file:
                info = self.tar.gettarinfo(arcname=name, fileobj=file)
                summing = Summing(file, self._note)
                self.tar.addfile(info, cast(BinaryIO, summing))
                self.parts[name] = summing.part
        except FileNotFoundError:
            return

    def add_text(self, name: str, text: bytes) -> None:
        with tempfile.TemporaryFile() as file:
            file.write(text)
            file.seek(0)
            info = tarfile.TarInfo(name)
            info.size = len(text)
            self.tar.addfile(info, file)

    def _note(self, count: int) -> None:
        self.done += count
        self.told(self.done, max(self.whole, self.done))


def files_of(data: Path) -> Iterator[Source]:
    yield from _files(data, KEPT[0])
    for folder in FOLDERS:
        yield from _files(data, folder)


def _files(data: Path, name: str) -> Iterator[Source]:
    place = data / name
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    return ((str(file.relative_to(data)), file) for file in found if file.is_file() and not file.is_symlink())


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _copy(database: URL, scratch: Path) -> tuple[str, Sequence[Source]]:
    """The database as it is now: the version of its tables, and the files of the copy."""
    if database.drivername.startswith("sqlite"):
        copy = scratch / DATABASE
        return _copy_sqlite(Path(database.database or ""), copy), [(DATABASE, copy)]
    version = asyncio.run(_copy_rows(database, scratch))
    return version, [(f"{ROWS}/{file.name}", file) for file in sorted(scratch.iterdir())]


def _copy_sqlite(database: Path, copy: Path) -> str:
    """By SQLite's own backup, which sees one state. Readers and the writer go on meanwhile."""
    if not database.exists():
        raise WrongArchive(f"{database} does not exist: there is nothing to keep yet")
    source, target = sqlite3.connect(database), sqlite3.connect(copy)
    try:
        source.backup(target)
        return str(target.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except sqlite3.Error as error:
        raise WrongArchive(f"{database} cannot be copied: {error}. Look at it by: sqlite3 {database} .check") from None
    finally:
        target.close()
        source.close()


async def _copy_rows(address: URL, scratch: Path) -> str:
    database = await open(address.render_as_string(hide_password=False))
    try:
        return await write_rows(database, scratch)
    finally:
        await database.close()
