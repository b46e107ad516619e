"""What an archive is made of: the names of its members, and the list of them that stands at its end."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

FORMAT = 2
DATABASE = "cordboard.db"  # a copy of SQLite's file
ROWS = "rows"  # else a folder with a file for each table, see `storage.snapshot`
LIST = "contents.json"
# What the switch writes comes first: it moves into the recordings meanwhile, and is twice here rather than not at all.
FOLDERS = ("asterisk/spool/recording", "recordings", "attachments", "prompts", "routes", "asterisk/moh")
KEPT = ("secrets.json", *FOLDERS)
BLOCK = 1 << 20

Told = Callable[[int, int], None]  # bytes that are done, bytes in all


class WrongArchive(Exception):
    """An archive that cannot be used. The text says why and the remedy."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Part:
    """size: in bytes; sha256: in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """program: the version that wrote it; tables: the version of the database's; made_at: epoch seconds."""

    program: str
    tables: str
    made_at: float
    parts: Mapping[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts.values())


def encoded(contents: Contents) -> bytes:
    return msgspec.json.format(msgspec.json.encode(contents), indent=1)


def decoded(text: bytes) -> Contents:
    """Raises `ValueError`."""
    return msgspec.json.decode(text, type=Contents)


def is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return name in (DATABASE, LIST, "secrets.json") or any(path.is_relative_to(each) for each in (ROWS, *FOLDERS))


class Summing:
    """A file that knows the sum of what was read of it."""

    def __init__(self, file: BinaryIO, told: Callable[[int], None]) -> None:
        self._file, self._told, self._hash, self.size = file, told, hashlib.sha256(), 0

    def read(self, most: int = -1) -> bytes:
        block = self._file.read(most)
        self._hash.update(block)
        self.size += len(block)
        self._told(len(block))
        return block

    @property
    def part(self) -> Part:
        return Part(self.size, self._hash.hexdigest())
