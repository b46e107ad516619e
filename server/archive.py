"""All that is worth keeping of an instance in one file: its database, secrets, recordings, voicemail and music.

Prompts that were spoken from texts are left out: they are made again. An archive holds personal data and secrets, so
only its owner may read it.
"""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

DATABASE = "cordboard.db"
KEPT = ("secrets.json", "recordings", "attachments", "prompts", "routes", "asterisk/moh", "asterisk/spool/recording")


RECORDED = {"recordings", "recording", "attachments"}  # folders of what people said and brought


class WrongArchive(Exception):
    """An archive that cannot be used. The text says why and the remedy."""


def write(archive: Path, data: Path, database: Path) -> int:
    """Write it; the instance may run meanwhile. Number of files. Raises `WrongArchive`."""
    if not database.exists():
        raise WrongArchive(f"{database} does not exist: there is nothing to keep yet")
    try:
        opened = os.open(archive, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise WrongArchive(f"{archive} exists already. Name another file") from None
    with os.fdopen(opened, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as tar, _copied(database) as copy:
        tar.add(copy, DATABASE)
        files = [file for name in KEPT for file in _files(data / name)]
        for file in files:
            tar.add(file, str(file.relative_to(data)))
    return len(files) + 1


def read(archive: Path, data: Path, database: Path) -> int:
    """Put everything back into a data folder that has no database. Number of files. Raises `WrongArchive`."""
    if database.exists():
        raise WrongArchive(f"{database} exists already. Move it away, or choose another folder by CORDBOARD_DATA")
    try:
        with tarfile.open(archive, "r:gz") as tar:
            members = tar.getmembers()
            for member in members:
                _must_be_ours(archive, member)
            for member in members:
                _put(tar, member, database if member.name == DATABASE else data / member.name)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise WrongArchive(f"{archive}: cannot be read: {error}") from None
    return len(members)


class _copied:
    """A copy of the database as it is at one moment, gone afterwards."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Path:
        copy = Path(self._folder.name) / DATABASE
        source, target = sqlite3.connect(self._database), sqlite3.connect(copy)
        source.backup(target)
        target.close()
        source.close()
        return copy

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def _files(place: Path) -> Iterator[Path]:
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    return (file for file in found if file.is_file() and not file.is_symlink())


def _must_be_ours(archive: Path, member: tarfile.TarInfo) -> None:
    path = PurePosixPath(member.name)
    known = member.name == DATABASE or any(path.is_relative_to(name) for name in KEPT)
    if not member.isfile() or ".." in path.parts or not known:
        raise WrongArchive(f"{archive}: has {member.name}, which no archive of ours has. Nothing was put back")


def _put(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    content = tar.extractfile(member)
    assert content is not None
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = place.name in (DATABASE, "secrets.json") or RECORDED.intersection(place.parts)
    mode = 0o600 if private else 0o644
    with os.fdopen(os.open(place, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as out:
        while block := content.read(1 << 20):
            out.write(block)
