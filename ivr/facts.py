"""What happens to routes as a whole: published, scheduled, switched off in an emergency; calendars changed and forced.

Every fact says by whom (an account; "" for a rule): these facts are the audit trail. The newest fact of a subject says
all about now, so the library is rebuilt from one entry each.
"""

from dataclasses import dataclass
from enum import StrEnum

from ivr.calendar import Calendar, Force
from journal import Fact


class SwitchMode(StrEnum):
    """What callers of a service meet instead of the route, or before it."""

    OFF = "off"
    CLOSED = "closed"  # a prompt, then the line is closed
    GREETING = "greeting"  # a prompt that cannot be skipped, then the route


@dataclass(frozen=True, slots=True)
class RoutePublished(Fact):
    """New callers get this version from now on. at_schedule: its time had come."""

    route: str
    version: int
    by: str
    comment: str
    at_schedule: bool = False

    @property
    def subject(self) -> str:
        return f"route:{self.route}"


@dataclass(frozen=True, slots=True)
class RouteRemoved(Fact):
    """It is gone, with its versions; who walks through it walks on. Its name may be given again."""

    route: str
    by: str

    @property
    def subject(self) -> str:
        return f"route:{self.route}"


@dataclass(frozen=True, slots=True)
class ScheduleFact(Fact):
    route: str
    version: int

    @property
    def subject(self) -> str:
        return f"schedule:{self.route}"


@dataclass(frozen=True, slots=True)
class PublicationScheduled(ScheduleFact):
    """at: epoch seconds."""

    at: float
    by: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class PublicationUnscheduled(ScheduleFact):
    """by: "" when its time had come; why: what kept it from being published then, "" when it was or somebody took it
    back."""

    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RouteSwitched(Fact):
    """The emergency switch of a service. until: epoch seconds, 0 = until it is switched back; by: "" when that time
    had come."""

    service: str
    mode: SwitchMode
    prompt: str
    until: float
    by: str

    @property
    def subject(self) -> str:
        return f"service:{self.service}"


@dataclass(frozen=True, slots=True)
class CalendarFact(Fact):
    calendar: str

    @property
    def subject(self) -> str:
        return f"calendar:{self.calendar}"


@dataclass(frozen=True, slots=True)
class CalendarChanged(CalendarFact):
    """A new calendar, or new hours of one."""

    by: str
    after: Calendar


@dataclass(frozen=True, slots=True)
class CalendarRemoved(CalendarFact):
    by: str


@dataclass(frozen=True, slots=True)
class CalendarForced(Fact):
    """Open or closed by hand. until: epoch seconds, 0 = until it is taken back; by: "" when that time had come."""

    calendar: str
    mode: Force
    until: float
    by: str

    @property
    def subject(self) -> str:
        return f"forced:{self.calendar}"


@dataclass(frozen=True, slots=True)
class NumberRemoved(Fact):
    """The house has this number no more; who calls it hears what strangers to the house hear. service: whose it was."""

    number: str
    service: str
    by: str

    @property
    def subject(self) -> str:
        return f"number:{self.number}"


@dataclass(frozen=True, slots=True)
class NumberRouted(Fact):
    """Calls to this number are answered by that route from now on. service: whose it is, when it is new."""

    number: str
    route: str
    by: str
    service: str = ""

    @property
    def subject(self) -> str:
        return f"number:{self.number}"
