"""How a queue chooses, whom it lets in later, when it sends callers elsewhere. Plain values; rules: `cti.queue_rules`.

Times are seconds. Whatever a queue does not say is off: then the longest waiter goes to the agent who has been ready
longest.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Strategy(StrEnum):
    """Which of the agents who may take a caller gets them. Ties go to who has been ready longest."""

    LONGEST_IDLE = "longest idle"
    FEWEST_CALLS = "fewest calls"  # talks of today, of all queues
    LEAST_TALK = "least talk"  # seconds of talk today
    ROUND_ROBIN = "round robin"  # whose last call began earliest
    LINEAR = "linear"  # by level, then by name: always from the top
    RANDOM = "random"  # the same for the same call, so that a replay agrees
    WEIGHTED = "weighted"  # talks of today in the ratio of 10 - level
    TOP_SKILL = "top skill"  # the best of the skills that the call asks for


class Prefer(StrEnum):
    """The one agent who is asked before all others."""

    NOBODY = "nobody"
    LAST_AGENT = "last agent"  # who talked with this number last
    TICKET_OWNER = "ticket owner"  # whose ticket of this number is open


class When(StrEnum):
    """When callers go elsewhere. What it counts is seconds, callers, or nothing."""

    WAIT = "wait"
    LENGTH = "length"
    EXPECTED = "expected wait"
    NOBODY = "nobody logged in"
    CLOSED = "closed"
    PRESSED = "pressed"  # the caller chose it by a key (`Announcing.digits`); no limit of a queue


class To(StrEnum):
    QUEUE = "queue"
    ROUTE = "route"
    CALLBACK = "callback"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Ring:
    """Who may take a caller from `after` seconds of waiting on, instead of who might before.

    drop: skills that are not asked for any more; lower: by how many levels the others are lowered; level: members up to
    this level, 0 for all; reserve: the reserve too; also: a queue whose members may take the caller too, "" for none.
    """

    after: float
    drop: tuple[str, ...] = ()
    lower: int = 0
    level: int = 0
    reserve: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class Overflow:
    """amount: of what `when` counts; target: a queue or a route, "" for the others."""

    when: When
    to: To
    amount: float = 0.0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Who gets whom.

    bonus: seconds of head start for each step of a caller's priority, 0: a higher priority always goes first;
    weight: seconds of head start over the callers of other queues; ageing: seconds that count for each second of
    waiting; prefer_seconds: how long a caller waits for the preferred agent alone; reserve_length: the reserve helps
    when more than so many wait, 0: only in rings that say so.
    """

    strategy: Strategy = Strategy.LONGEST_IDLE
    rings: tuple[Ring, ...] = ()
    bonus: float = 0.0
    weight: float = 0.0
    ageing: float = 1.0
    prefer: Prefer = Prefer.NOBODY
    prefer_seconds: float = 20.0
    reserve_length: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """calendar: when the queue is open, "" for always; overflows: the first that applies counts."""

    calendar: str = ""
    overflows: tuple[Overflow, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a digit does for a caller who waits. target: a queue or a route."""

    to: To
    target: str = ""


@dataclass(frozen=True, slots=True)
class Announcing:
    """What callers hear between the music. first: after how many seconds, 0 says nothing at all; every: how long from
    then to the next, 0: once; position, expected: the place in the queue and how long it may take; texts: names of
    prompts, one each time in turn; digits: what callers may choose while they wait."""

    first: float = 0.0
    every: float = 0.0
    position: bool = False
    expected: bool = False
    texts: tuple[str, ...] = ()
    digits: dict[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallingBack:
    """Whether a promised call keeps its place in the queue. attempts: how often a customer is called at most; spacing:
    seconds between the end of one and the next."""

    on: bool = False
    attempts: int = 3
    spacing: float = 900.0
