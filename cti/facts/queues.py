"""What is changed of queues."""

from dataclasses import dataclass

from cti.settings import QueueSettings
from journal import Fact


@dataclass(frozen=True, slots=True)
class QueueChanged(Fact):
    """Somebody changed the settings of a queue; they are for what is offered from now on. by: who, by id."""

    queue: str
    by: str
    before: QueueSettings
    after: QueueSettings

    @property
    def subject(self) -> str:
        return f"queue:{self.queue}"
