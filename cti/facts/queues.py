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


@dataclass(frozen=True, slots=True)
class QueueOpened(Fact):
    """There is a new queue, without members yet. by: who made it, by id."""

    queue: str
    by: str
    name: str
    service: str
    settings: QueueSettings

    @property
    def subject(self) -> str:
        return f"queue:{self.queue}"


@dataclass(frozen=True, slots=True)
class QueueRenamed(Fact):
    """by: who did, by id. Routes and tickets name a queue by its id, which stays."""

    queue: str
    by: str
    before: str
    after: str

    @property
    def subject(self) -> str:
        return f"queue:{self.queue}"


@dataclass(frozen=True, slots=True)
class QueueRemoved(Fact):
    """Nobody waited there any more. by: who removed it, by id."""

    queue: str
    by: str
    name: str

    @property
    def subject(self) -> str:
        return f"queue:{self.queue}"


@dataclass(frozen=True, slots=True)
class MembersChanged(Fact):
    """Others serve a queue, or in another order; counts for calls that are offered from now on. by: who did, by id.

    before, after: the level of each member, from 1 (first) to 9; reserve: those who help out only, now.
    """

    queue: str
    by: str
    before: dict[str, int]
    after: dict[str, int]
    reserve: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return f"queue:{self.queue}"
