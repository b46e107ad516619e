"""The emergency switches of services and the calendars, as supervisors and designers see them."""

from dataclasses import dataclass

from ivr.calendar import Calendar, Day, Force
from server.times import Time
from server.views.routes import SwitchView


@dataclass(frozen=True, slots=True)
class ServiceSwitch:
    """switched: None while callers meet the route as it is."""

    service: str
    name: str
    switched: SwitchView | None


@dataclass(frozen=True, slots=True)
class ForcedView:
    """until: None until it is taken back; by: the name of who did."""

    mode: Force
    until: Time
    by: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """says: what routes hear from it now; used_by: names of the routes that ask it."""

    calendar: Calendar
    says: Day
    forced: ForcedView | None
    used_by: list[str]
    may_change: bool
    may_force: bool
