"""The settings of queues in the database: the newest of each, written with the entry that changed them."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import update
from sqlalchemy.sql.base import Executable

from cti.facts import QueueChanged
from journal import Entry
from storage.tables import queues


def keep(entry: Entry) -> Iterable[Executable]:
    """The row that follows from a change of settings; the plan is read from it at the next start."""
    match entry.fact:
        case QueueChanged(queue=queue, after=after):
            yield update(queues).where(queues.c.id == queue).values(**asdict(after))
