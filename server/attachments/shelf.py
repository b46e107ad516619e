"""Takes files, gives them, and sweeps away those of tickets that are gone.

Rule: nothing is kept that nobody has looked at. A file lies under a name that nobody chose, readable for the house
alone; what a scanner found something in goes into a folder of its own and is never given to anybody.
"""

import asyncio
import hashlib
import logging
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings
from cti.refused import Refused
from server.attachments.scanning import NoAnswer, found_in
from storage.attachments import Attachment, Attachments
from ticketing.files import must_fit, name_of, type_of

logger = logging.getLogger(__name__)
EVERY = 3600.0  # s between two sweeps
SETTLES = 600.0  # s: younger files may be of an upload that is going on
AWAY = "kept-away"


class FileShelf:
    def __init__(self, folder: Path, rows: Attachments, scan: str, clock: Callable[[], float]) -> None:
        """scan: as `CORDBOARD_VIRUS_SCAN`; clock: epoch seconds."""
        self._folder, self._rows, self._scan, self._clock = folder, rows, scan, clock
        self._one = asyncio.Lock()

    async def take(self, ticket: int, brought: str, content: bytes, by: str) -> Attachment:
        """brought: the name that it came with. Raises `Refused`; nothing is kept then, but for a virus, of which the
        row says that it was there."""
        async with self._one:
            there = await self._rows.of(ticket)
            must_fit(len(content), [each.size for each in there])
            kind = type_of(content)
            name = name_of(brought, kind, [each.name for each in there])
            found = await self._found(content)
            place = uuid.uuid4().hex
            await asyncio.to_thread(_write, self._place(place, found), content)
            sha256 = hashlib.sha256(content).hexdigest()
            new = Attachment(0, ticket, name, kind, len(content), sha256, place, found, by, self._clock())
            return await self._rows.add(new)

    def file(self, known: Attachment) -> Path:
        """Raises `Refused` for what is kept away."""
        if known.found:
            raise Refused(f"{known.found} was found in this file; it is kept away", "file_kept_away", found=known.found)
        return self._place(known.place, "")

    async def remove(self, known: Attachment) -> None:
        await self._rows.remove(known.id)
        await asyncio.to_thread(self._place(known.place, known.found).unlink, missing_ok=True)

    async def run(self) -> None:
        while True:
            try:
                await self.sweep()
            except (OSError, SQLAlchemyError):
                logger.exception("files of tickets that are gone could not be swept; the next round tries again")
            await asyncio.sleep(EVERY)

    async def sweep(self) -> int:
        """Remove files of tickets that are gone. How many."""
        known = await self._rows.places()
        return await asyncio.to_thread(self._sweep, known)

    def _sweep(self, known: set[str]) -> int:
        old = self._clock() - SETTLES
        files = [each for each in self._folder.rglob("*") if each.is_file()]
        gone = [each for each in files if each.name not in known and each.stat().st_mtime < old]
        for each in gone:
            each.unlink(missing_ok=True)
        return len(gone)

    async def _found(self, content: bytes) -> str:
        try:
            found = await found_in(content, self._scan)
        except NoAnswer as error:
            logger.error("the virus scanner does not answer: %s; no files are taken", error)
            raise Refused("the virus scanner does not answer; nothing was kept", "file_scanner") from None
        if found:
            logger.warning("a file was kept away: %s was found in it", found)
        return found

    def _place(self, place: str, found: str) -> Path:
        return self._folder / (AWAY if found else place[:2]) / place


def open_files(settings: Settings, rows: Attachments, clock: Callable[[], float]) -> FileShelf:
    return FileShelf(settings.data / "attachments", rows, settings.virus_scan, clock)


def _write(place: Path, content: bytes) -> None:
    """On the disk before it has its name."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)
