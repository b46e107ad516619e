"""Who and what there is: services, numbers, queues, people, reasons. Plain values, read at the border."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from cti.conduct import Conduct
from cti.dial_rules import CallerId, DialRules
from cti.queueing import Announcing, CallingBack, Choosing, Limits
from cti.rights import Grants, Right, granted

ALL_FUNCTIONS = frozenset({"ticket", "phone", "chat", "callback", "faq", "customers", "sms", "knowledge", "security"})


@dataclass(frozen=True, slots=True)
class Service:
    """A tenant inside the organisation (서비스). phone: it has the telephone, so numbers and routes too (IVR-01);
    kind, state, functions: of its contract, see `cti.contract`; open_api: API keys open it (SEC-01)."""

    id: str
    name: str
    language: str = "en"
    phone: bool = True
    kind: str = "consultation"
    state: str = "in use"
    functions: frozenset[str] = ALL_FUNCTIONS
    open_api: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A number that customers dial, its service and the route that answers."""

    number: str
    service: str
    route: str


class Recording(StrEnum):
    """When talks of a queue are recorded."""

    NEVER = "never"
    ON_DEMAND = "on demand"  # the agent starts and stops it
    ALWAYS = "always"  # from the first word; the agent can pause it


FIRST = 1  # level of members who are asked first


@dataclass(frozen=True, slots=True)
class Queue:
    """ring_seconds: how long an offer rings; callback_on_abandon: a caller who gives up leaves a callback
    entry, after `callback_after` seconds of waiting.

    auto_answer: an offer connects by itself after a beep; ring_all: an offer rings at all who are ready, the first who
    confirms has it; wrap_up_seconds: how long an agent may stay in *after call*, 0 = as long as it takes;
    recording_announced: callers are told before the talk; recording_days: after which recordings are deleted;
    survey: the route that asks callers when the agent has hung up, "" for none; choosing, limits, announcing,
    calling_back: see `cti.queueing`; levels: of members, from 1 (first) to 9, 1 for who is not named; reserve: the
    members who help out only.
    """

    id: str
    name: str
    service: str
    music: str = "default"
    ring_seconds: float = 20.0
    callback_on_abandon: bool = True
    members: frozenset[str] = frozenset()
    service_level_seconds: float = 20.0
    auto_answer: bool = False
    ring_all: bool = False
    wrap_up_seconds: float = 0.0
    recording: Recording = Recording.NEVER
    recording_announced: bool = True
    recording_days: int = 90
    survey: str = ""
    choosing: Choosing = field(default_factory=Choosing)
    limits: Limits = field(default_factory=Limits)
    announcing: Announcing = field(default_factory=Announcing)
    calling_back: CallingBack = field(default_factory=CallingBack)
    levels: Mapping[str, int] = field(default_factory=dict)
    reserve: frozenset[str] = frozenset()
    callback_after: float = 0.0

    def level(self, person: str) -> int:
        return self.levels.get(person, FIRST)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an account. roles: names for what the rights come to, of `agent supervisor designer admin owner`;
    cti: may use the phone; rights: service by service, see `cti.rights`; those of the roles where none are told."""

    id: str
    name: str
    roles: frozenset[str]
    services: frozenset[str] = frozenset()
    cti: bool = False
    language: str = ""
    rights: Grants = frozenset()

    def has(self, service: str, rights: AbstractSet[Right]) -> bool:
        """One of these in this service."""
        return any((service, right.value) in self.grants for right in rights)

    def has_any(self, rights: AbstractSet[Right]) -> bool:
        """One of these anywhere."""
        return any(right in rights for _, right in self.grants)

    def where(self, rights: AbstractSet[Right]) -> frozenset[str]:
        """The services in which this person has one of these."""
        return frozenset(service for service, right in self.grants if service and right in rights)

    @property
    def grants(self) -> Grants:
        return self.rights or granted(self.roles, self.services, self.cti)


@dataclass(frozen=True, slots=True)
class Reason:
    """A value that an agent picks for break or work (TEL-13, TEL-15, TEL-16). names: by language."""

    id: str
    state: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Skill:
    """Something that agents of a service can do more or less well, and that calls may ask for."""

    id: str
    name: str
    service: str


@dataclass(frozen=True, slots=True)
class DeskPhone:
    """A SIP phone that anybody may work at. id: what it registers as."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A phone that belongs to another PBX, and that anybody may work at."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    services: dict[str, Service] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    conduct: dict[str, Conduct] = field(default_factory=dict)  # by service
    skills: dict[str, Skill] = field(default_factory=dict)
    levels: dict[str, dict[str, int]] = field(default_factory=dict)  # of each person's skills, from 1 to 10
    transfer_targets: dict[str, dict[str, str]] = field(default_factory=dict)  # by service: number -> name
    phones: dict[str, DeskPhone] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)
    dial_seconds: float = 45.0  # that it may ring at a number outside
    phone_grace: float = 0.5  # s a phone may be away in a talk before the caller hears music: what a reload takes
    phone_ring_limit: float = 5.0  # s a phone may be away while it rings before somebody else is offered the call
    phone_limit: float = 60.0  # s a phone may be away in a talk before the caller is queued again
    phone_idle_limit: float = 30.0  # s a phone may be away without a call before its agent is logged out
    offer_pause: float = 10.0  # s before a call that an agent cancelled may be offered to the same agent again
    recording_pause_limit: float = 120.0  # s after which a pause of a recording ends by itself
    connect_limit: float = 5.0  # s between Confirm and the talk before the offer counts as failed
    switch_rest: float = 5.0  # s before an agent is ready again to whom the switch could not put a call through
    country: str = "KR"  # in which numbers without + are read
    nodes: tuple[str, ...] = ()  # the Asterisks, by their names; none where there is one only
    default_caller_id: str = ""  # the number that calls show where none is chosen, "" leaves it to the provider
    dial_rules: dict[str, DialRules] = field(default_factory=dict)  # by service, "" for the organisation
    caller_ids: dict[int, CallerId] = field(default_factory=dict)

    @property
    def routes(self) -> frozenset[str]:
        """Those that answer a number."""
        return frozenset(number.route for number in self.numbers.values())

    def calendar_of(self, queue: str) -> str:
        """When it is open; "" for always."""
        known = self.queues.get(queue)
        return known.limits.calendar if known else ""

    def reasons_for(self, state: str) -> list[Reason]:
        return [reason for reason in self.reasons.values() if reason.state == state]

    def conduct_of(self, service: str) -> Conduct:
        """A service without a policy has the termination and nothing else."""
        return self.conduct.get(service) or Conduct(service)
