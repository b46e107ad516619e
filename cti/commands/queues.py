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
