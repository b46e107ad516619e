"""What is asked of the library of routes (`ivr.library`). by: the account that asks, "" for a rule."""

from dataclasses import dataclass

from ivr.calendar import Calendar, Force
from ivr.facts import SwitchMode
from journal import Command


@dataclass(frozen=True, slots=True)
class LibraryCommand(Command):
    """Asked of the library."""


@dataclass(frozen=True, slots=True)
class PublishRoute(LibraryCommand):
    """Its flow has been put into the library before."""

    route: str
    version: int
    by: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class RemoveRoute(LibraryCommand):
    """Nothing leads there any more."""

    route: str
    by: str


@dataclass(frozen=True, slots=True)
class SchedulePublication(LibraryCommand):
    """at: epoch seconds. Goes over the one that was scheduled before."""

    route: str
    version: int
    at: float
    by: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class PublishScheduled(LibraryCommand):
    """The time of the schedule has come."""

    route: str
    version: int


@dataclass(frozen=True, slots=True)
class UnschedulePublication(LibraryCommand):
    route: str
    by: str


@dataclass(frozen=True, slots=True)
class SwitchRoute(LibraryCommand):
    """until: epoch seconds, 0 = until it is switched back."""

    service: str
    mode: SwitchMode
    prompt: str
    until: float
    by: str


@dataclass(frozen=True, slots=True)
class ChangeCalendar(LibraryCommand):
    calendar: Calendar
    by: str


@dataclass(frozen=True, slots=True)
class RemoveCalendar(LibraryCommand):
    calendar: str
    by: str


@dataclass(frozen=True, slots=True)
class ForceCalendar(LibraryCommand):
    """until: epoch seconds, 0 = until it is taken back."""

    calendar: str
    mode: Force
    until: float
    by: str


@dataclass(frozen=True, slots=True)
class RouteNumber(LibraryCommand):
    """Let this route answer a number. service: whose it becomes, when it is new; "" for known ones only."""

    number: str
    route: str
    by: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class RemoveNumber(LibraryCommand):
    """Nothing answers it any more."""

    number: str
    by: str
