"""What is asked of queues."""

from dataclasses import dataclass

from cti.settings import QueueSettings
from journal import Command


@dataclass(frozen=True, slots=True)
class ChangeQueue(Command):
    """by: the person who wants it."""

    queue: str
    by: str
    settings: QueueSettings


@dataclass(frozen=True, slots=True)
class OpenQueue(Command):
    """Make a queue. queue: its id, by which routes name it; by: the person who wants it."""

    queue: str
    by: str
    name: str
    service: str
    settings: QueueSettings


@dataclass(frozen=True, slots=True)
class RenameQueue(Command):
    queue: str
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoveQueue(Command):
    """Refused while somebody waits there, or something leads there."""

    queue: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangeMembers(Command):
    """All members of a queue, with their levels from 1 to 9; reserve: those of them who help out only."""

    queue: str
    by: str
    levels: dict[str, int]
    reserve: tuple[str, ...] = ()


QUEUE_COMMANDS = ChangeQueue | OpenQueue | RenameQueue | RemoveQueue | ChangeMembers
