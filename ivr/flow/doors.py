"""The steps at which a caller leaves the route."""

from dataclasses import dataclass, field
from enum import StrEnum

from ivr.flow.prompts import Prompts


class Crowd(StrEnum):
    """When a caller does not wait in a queue any longer, or does not begin to."""

    AFTER = "after"  # seconds that this caller has waited
    LONGER = "longer than"  # callers who wait there
    ESTIMATED = "estimated over"  # seconds that this caller would have to wait
    NOBODY = "nobody there"  # no agent of the queue is logged in


@dataclass(frozen=True, slots=True)
class Overflow:
    """limit: seconds or callers; 0 for `nobody there`, which has none."""

    when: Crowd
    limit: float
    to: str
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ToQueue:
    """The door at the end. priority: higher is served first; skills: what an agent needs, and at least how much of it.

    overflow: where the caller goes instead, by the first that is met; the way is called `overflow N`, from 1.
    """

    queue: str
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    overflow: tuple[Overflow, ...] = ()


@dataclass(frozen=True, slots=True)
class ToAgent:
    """One agent. agent: an id or `$variable`; queue: where the caller waits when that agent does not answer in `wait`
    seconds, unless `otherwise` names a step."""

    agent: str
    queue: str
    otherwise: str = ""
    wait: float = 20.0


@dataclass(frozen=True, slots=True)
class Transfer:
    """A number outside that an admin has allowed. caller_id: the number shown, "" for that of the service.

    otherwise: the step when it is busy, wrong or not answered in `wait` seconds.
    """

    number: str
    otherwise: str
    caller_id: str = ""
    wait: float = 30.0


@dataclass(frozen=True, slots=True)
class Return:
    """The end of a subroute: the caller goes on where it was called."""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Said to its end, then the line is closed."""

    prompts: Prompts
