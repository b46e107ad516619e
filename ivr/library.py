"""All published versions of all routes, what is scheduled, which services are switched, the calendars.

A model as the engine wants it (`server.engine.Model`). Flows are no facts: whoever asks for a publication puts the flow
in first, and after a restart those that are still needed are put back before the log is read.
Rule: no flow with errors ever becomes current, whoever asks.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, tzinfo

from cti import facts as cti
from cti.plan import Number, Plan
from cti.refused import Refused
from ivr import checker, commands, facts
from ivr.calendar import Calendar, Day, Force, Zone, day_of, next_change
from ivr.complaint import Complaint, Severity
from ivr.facts import SwitchMode
from ivr.flow import Flow
from journal import Command, Fact, Order
from journal.copies import replace

Judge = Callable[[Flow], Sequence[Complaint]]
MOST_KEPT = 50  # versions of a route that are at hand; a caller who is in an older one has it too


def only_utc(name: str) -> tzinfo:
    """Where nobody gives time zones."""
    return UTC


def calendars_of(flow: Flow) -> set[str]:
    """The names of the calendars that a route asks."""
    return {name for step in flow.steps.values() if (name := getattr(step, "calendar", ""))}


class Library:
    def __init__(
        self,
        flows: Iterable[Flow] = (),
        judge: Judge = checker.check,
        zone: Zone = only_utc,
        plan: Plan | None = None,
    ) -> None:
        """flows: published already. judge: all complaints about a flow as things are now. plan: whose numbers it
        leads to other routes."""
        self._judge, self._zone, self._plan = judge, zone, plan or Plan()
        self._versions: dict[str, dict[int, Flow]] = {}
        self.published: dict[str, facts.RoutePublished] = {}
        self.scheduled: dict[str, facts.PublicationScheduled] = {}
        self.failed: dict[str, facts.PublicationUnscheduled] = {}  # schedules that could not be kept
        self.switches: dict[str, facts.RouteSwitched] = {}
        self.calendars: dict[str, Calendar] = {}
        self.forced: dict[str, facts.CalendarForced] = {}
        self._used: dict[str, str] = {}  # the number of ours that each call came by, or shows
        for flow in flows:
            self.publish(flow)

    # --- flows -------------------------------------------------------------------------------------------------------

    def put(self, flow: Flow) -> None:
        """This version may be asked for from now on. A subroute is walked through in its place in others only.

        Raises `ivr.complaint.Faulty` for a route that would leave a caller standing.
        """
        if flow.parameters is None:
            checker.must_be_sound(flow)
        self.keep(flow)

    def put_back(self, flow: Flow) -> None:
        """A version that was published in an earlier life: callers may be in it, whatever we think of it today.

        It counts as current until the log says which one is: callers who came before the newest publication have to
        find a route too.
        """
        self.keep(flow)
        self.published.setdefault(flow.name, facts.RoutePublished(flow.name, flow.version, "", ""))

    def keep(self, flow: Flow) -> None:
        """A version that waits for its time, and was checked when it was put in."""
        kept = self._versions.setdefault(flow.name, {})
        kept[flow.version] = flow
        current = self.published.get(flow.name)
        for version in sorted(kept)[:-MOST_KEPT]:
            if current is None or version != current.version:
                del kept[version]

    def publish(self, flow: Flow) -> None:
        """Without a journal, for stories and rehearsals."""
        self.put(flow)
        self.published[flow.name] = facts.RoutePublished(flow.name, flow.version, "", "")

    def current(self, name: str) -> Flow | None:
        """Its newest one at hand where the published one is not kept: better an older route than none."""
        published, kept = self.published.get(name), self._versions.get(name, {})
        if published is None or not kept:
            return None
        return kept.get(published.version) or kept[max(kept)]

    def version(self, name: str, version: int) -> Flow | None:
        """That version; the current one where it is not kept any more."""
        return self._versions.get(name, {}).get(version) or self.current(name)

    def flows(self) -> dict[str, Flow]:
        """The current one of each route."""
        return {name: flow for name in self.published if (flow := self.current(name))}

    def users_of(self, calendar: str) -> list[str]:
        """The current routes that ask this calendar."""
        used = [name for name, flow in self.flows().items() if calendar in calendars_of(flow)]
        return sorted(used)

    # --- the present -------------------------------------------------------------------------------------------------

    def switch(self, service: str, now: float) -> facts.RouteSwitched | None:
        """What callers of this service meet now; None for the route as it is."""
        switch = self.switches.get(service)
        return switch if switch and not 0 < switch.until <= now else None

    def day(self, calendar: str, now: float) -> Day:
        """What a calendar says; one that is not there (any more) is open, so that nobody is turned away by mistake."""
        forced, known = self.forced.get(calendar), self.calendars.get(calendar)
        if forced and not 0 < forced.until <= now:
            return Day.OPEN if forced.mode is Force.OPEN else Day.FORCED
        return day_of(known, now, self._zone) if known else Day.OPEN

    def is_open(self, calendar: str, now: float) -> bool:
        return self.day(calendar, now) is Day.OPEN

    def hours(self, calendar: str, now: float) -> tuple[bool, float]:
        """Is it open, and when that may change, in epoch seconds; 0.0: nobody knows."""
        is_open = self.is_open(calendar, now)
        forced, known = self.forced.get(calendar), self.calendars.get(calendar)
        if forced and not 0 < forced.until <= now:
            return is_open, forced.until
        return is_open, next_change(known, now, self._zone) if known else 0.0

    # --- the model ---------------------------------------------------------------------------------------------------

    def takes(self, command: Command) -> bool:
        return isinstance(command, commands.LibraryCommand)

    def knows(self, fact: Fact) -> bool:
        return True

    def decide(self, command: Command) -> tuple[list[Fact], list[Order]]:
        """What happens at once; orders: none ever. Raises `Refused`."""
        match command:
            case commands.PublishRoute(route=route, version=version, by=by, comment=comment):
                self._must_be_here(route, version)
                return [facts.RoutePublished(route, version, by, comment)], []
            case commands.RemoveRoute(route=route, by=by):
                planned = self.scheduled.get(route)
                off: list[Fact] = [facts.PublicationUnscheduled(route, planned.version, by)] if planned else []
                return [*off, facts.RouteRemoved(route, by)], []
            case commands.SchedulePublication(route=route, version=version, at=at, by=by, comment=comment):
                self._must_be_here(route, version)
                return [facts.PublicationScheduled(route, version, at, by, comment)], []
            case commands.PublishScheduled(route=route, version=version):
                return self._at_schedule(route, version), []
            case commands.UnschedulePublication(route=route, by=by):
                return [facts.PublicationUnscheduled(route, self._scheduled(route).version, by)], []
            case commands.SwitchRoute(service=service, mode=mode, prompt=prompt, until=until, by=by):
                if mode is SwitchMode.OFF and service not in self.switches:
                    raise Refused("this service is not switched", "not_switched")
                return [facts.RouteSwitched(service, mode, prompt, until, by)], []
            case commands.RemoveCalendar(calendar=id, by=by) if id in self.calendars:
                lifted: list[Fact] = [facts.CalendarForced(id, Force.NONE, 0.0, by)] if id in self.forced else []
                return [*lifted, facts.CalendarRemoved(id, by)], []
            case commands.RouteNumber(number=number, route=route, by=by, service=service):
                service = "" if number in self._plan.numbers else service
                self._must_fit(number, route, service)
                return [facts.NumberRouted(number, route, by, service)], []
            case commands.RemoveNumber(number=number, by=by):
                return [self._removed(number, by)], []
        return [self._of_calendar(command)], []

    def evolve(self, fact: Fact, at: float) -> list[Fact]:
        match fact:
            case facts.RoutePublished(route=route):
                self.published[route] = fact
                self.failed.pop(route, None)
            case facts.RouteRemoved(route=route):
                for kept in (self.published, self._versions, self.failed):
                    kept.pop(route, None)
            case facts.PublicationScheduled(route=route):
                self.scheduled[route] = fact
                self.failed.pop(route, None)
            case facts.PublicationUnscheduled(route=route):
                self.scheduled.pop(route, None)
                if fact.why:
                    self.failed[route] = fact
            case facts.RouteSwitched(service=service, mode=SwitchMode.OFF):
                self.switches.pop(service, None)
            case facts.RouteSwitched(service=service):
                self.switches[service] = fact
            case facts.NumberRouted() | facts.NumberRemoved() | cti.CallFact():
                self._evolve_number(fact)
            case facts.CalendarFact() | facts.CalendarForced():
                self._evolve_calendar(fact)
        return []

    # --- publications ------------------------------------------------------------------------------------------------

    def _must_be_here(self, route: str, version: int) -> Flow:
        flow = self._versions.get(route, {}).get(version)
        if flow is None:
            raise Refused(f"version {version} of {route} is not there; publish its text again", "no_version")
        return flow

    def _scheduled(self, route: str) -> facts.PublicationScheduled:
        if route not in self.scheduled:
            raise Refused("nothing is scheduled for this route", "not_scheduled")
        return self.scheduled[route]

    def _at_schedule(self, route: str, version: int) -> list[Fact]:
        """Checked once more: a queue that it names may be gone by now."""
        planned = self._scheduled(route)
        if planned.version != version:
            raise Refused("something else is scheduled for this route", "not_scheduled")
        flow = self._must_be_here(route, version)
        errors = [each for each in self._judge(flow) if each.severity is Severity.ERROR]
        if errors:
            return [facts.PublicationUnscheduled(route, version, "", str(errors[0]))]
        published = facts.RoutePublished(route, version, planned.by, planned.comment, at_schedule=True)
        return [published, facts.PublicationUnscheduled(route, version, "")]

    def _must_fit(self, number: str, route: str, new_for: str) -> None:
        """Only a published route answers, and only in a service that has the telephone (IVR-01)."""
        known = self._plan.numbers.get(number)
        service = known.service if known else new_for
        if service not in self._plan.services:
            raise Refused("there is no such number", "no_number")
        if not self._plan.services[service].phone:
            raise Refused("the service of this number has no telephone", "no_telephone")
        flow = self.current(route)
        if flow is None:
            raise Refused("this route was never published; publish it first", "not_published")
        if flow.parameters is not None:
            raise Refused("this route is called by others; it cannot answer a number", "is_subroute")

    def _removed(self, number: str, by: str) -> facts.NumberRemoved:
        """Nobody's number goes while somebody talks or waits by it."""
        known = self._plan.numbers.get(number)
        if known is None:
            raise Refused("there is no such number", "no_number")
        if number in self._used.values():
            raise Refused("a call uses this number now; remove it when the call is over", "number_in_use")
        return facts.NumberRemoved(number, known.service, by)

    def _evolve_number(self, fact: facts.NumberRouted | facts.NumberRemoved | cti.CallFact) -> None:
        numbers = self._plan.numbers
        match fact:
            case facts.NumberRouted(number=number, route=route) if number in numbers:
                numbers[number] = replace(numbers[number], route=route)
            case facts.NumberRouted(number=number, route=route, service=service) if service:
                numbers[number] = Number(number, service, route)
            case facts.NumberRemoved(number=number):
                numbers.pop(number, None)
            case cti.Arrived(call=call, dialled=number) | cti.Dialled(call=call, caller_id=number):
                self._used[call] = number
            case cti.Cleared(call=call):
                self._used.pop(call, None)

    # --- calendars ---------------------------------------------------------------------------------------------------

    def _of_calendar(self, command: Command) -> Fact:
        match command:
            case commands.ChangeCalendar(calendar=calendar, by=by):
                return facts.CalendarChanged(calendar.id, by, calendar)
            case commands.ForceCalendar(calendar=id, mode=mode, until=until, by=by) if id in self.calendars:
                if mode is Force.NONE and id not in self.forced:
                    raise Refused("this calendar is not forced", "not_forced")
                return facts.CalendarForced(id, mode, until, by)
        raise Refused("there is no such calendar", "no_calendar")

    def _evolve_calendar(self, fact: facts.CalendarFact | facts.CalendarForced) -> None:
        match fact:
            case facts.CalendarChanged(calendar=id, after=after):
                self.calendars[id] = after
            case facts.CalendarRemoved(calendar=id):
                self.calendars.pop(id, None)
            case facts.CalendarForced(calendar=id, mode=Force.NONE):
                self.forced.pop(id, None)
            case facts.CalendarForced(calendar=id):
                self.forced[id] = fact
