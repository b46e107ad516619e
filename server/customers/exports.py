"""Customers as a file: made in the background, a page at a time, fetched when it is done (CUS-05).

The files hold personal data, so they are the server's own, and go an hour after they were made, or when it ends.
"""

import asyncio
import logging
import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cti.refused import Refused
from server.customers.sheets import WRITERS
from storage.customers import CustomerRecords
from storage.customers.cards import Summary
from storage.customers.finding import Wanted
from ticketing.customers.fields import PHONE, STANDARD, Field
from ticketing.customers.words import customer_number

logger = logging.getLogger(__name__)
PAGE = 500  # customers that are read at once
STAYS = 3600.0  # s
MOST = 4  # exports that are there at the same time, of everybody
MADE, RUNNING, FAILED = "made", "running", "failed"


@dataclass(slots=True)
class Export:
    """by: whose it is; done, total: customers; place: of the file when it is made."""

    id: str
    by: str
    format: str
    total: int
    begun_at: float
    place: Path
    done: int = 0
    state: str = RUNNING
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)


class Exports:
    def __init__(self, records: CustomerRecords, clock: Callable[[], float]) -> None:
        """clock: epoch seconds."""
        self._records, self._clock = records, clock
        self._folder: tempfile.TemporaryDirectory[str] | None = None  # made with the first file
        self._exports: dict[str, Export] = {}

    async def begin(self, wanted: Wanted, format: str, by: str) -> Export:
        """Raises `Refused` while too many are there."""
        self._tidy()
        if len(self._exports) >= MOST:
            raise Refused("other exports are under way; try again in a moment", "export_busy")
        id = secrets.token_hex(8)
        total = await self._records.finding.count(wanted)
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="cordboard-exports-")
        made = Export(id, by, format, total, self._clock(), Path(self._folder.name) / f"{id}.{format}")
        self._exports[id] = made
        made.task = asyncio.create_task(self._make(made, wanted))
        return made

    def of(self, id: str, by: str) -> Export | None:
        """Nobody has another person's."""
        self._tidy()
        found = self._exports.get(id)
        return found if found is not None and found.by == by else None

    def drop(self, id: str) -> None:
        """Stop it, or remove its file."""
        export = self._exports.pop(id, None)
        if export is not None:
            if export.task is not None:
                export.task.cancel()
            export.place.unlink(missing_ok=True)

    def close(self) -> None:
        for id in list(self._exports):
            self.drop(id)
        if self._folder is not None:
            self._folder.cleanup()

    def _tidy(self) -> None:
        for export in list(self._exports.values()):
            if export.begun_at + STAYS < self._clock():
                self.drop(export.id)

    async def _make(self, export: Export, wanted: Wanted) -> None:
        try:
            rows = await self._rows(export, wanted)
            with export.place.open("wb") as out:
                await asyncio.to_thread(WRITERS[export.format], out, rows)
            export.state = MADE
        except Exception:  # whoever waits for it has to be told
            logger.exception("an export of customers failed")
            export.state = FAILED

    async def _rows(self, export: Export, wanted: Wanted) -> list[list[str]]:
        fields = await self._fields(wanted)
        rows = [["customer", *(each.label for each in fields), "service", "since", "last contact"]]
        more: Wanted | None = wanted
        while more is not None:
            found = await self._records.finding.find(more, PAGE)
            page = await self._records.cards.summaries(found)
            rows += [_row(each, fields) for each in page]
            export.done = len(rows) - 1
            more = replace(more, before=(page[-1].seen_at, page[-1].id)) if len(found) == PAGE and page else None
        return rows

    async def _fields(self, wanted: Wanted) -> list[Field]:
        own: dict[str, Field] = {each.key: each for each in STANDARD}
        for service in sorted(wanted.services):
            own |= {each.key: each for each in (await self._records.settings.keeping(service)).fields}
        return list(own.values())


def _row(customer: Summary, fields: Sequence[Field]) -> list[str]:
    cells = [_values(customer, each.key) for each in fields]
    times = [time.strftime("%Y-%m-%d %H:%M", time.localtime(at)) for at in (customer.made_at, customer.seen_at)]
    return [customer_number(customer.id), *cells, customer.service, *times]


def _values(customer: Summary, key: str) -> str:
    """Side by side."""
    if key == PHONE:
        return "; ".join(each.digits for each in customer.numbers)
    return "; ".join(each.value for each in customer.values if each.field == key)
