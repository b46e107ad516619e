"""What is asked of the library later: a publication at its time, the end of an emergency and of a forced calendar."""

from ivr import commands, facts
from ivr.calendar import Force
from ivr.facts import SwitchMode
from journal import Agenda, Command, Fact


class Policy:
    reads = (facts.PublicationScheduled, facts.PublicationUnscheduled, facts.RouteSwitched, facts.CalendarForced)

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.PublicationScheduled(route=route, version=version, at=at):
                self._agenda.set(fact.subject, at, commands.PublishScheduled(route, version))
            case facts.PublicationUnscheduled():
                self._agenda.cancel(fact.subject)
            case facts.RouteSwitched(service=service, until=until):
                self._until(fact, until, commands.SwitchRoute(service, SwitchMode.OFF, "", 0.0, ""))
            case facts.CalendarForced(calendar=calendar, until=until):
                self._until(fact, until, commands.ForceCalendar(calendar, Force.NONE, 0.0, ""))
        return []

    def _until(self, fact: Fact, until: float, over: Command) -> None:
        if until:
            self._agenda.set(fact.subject, until, over)
        else:
            self._agenda.cancel(fact.subject)
