"""What a route knows of a call and of the present, and the way that a switch, an if or a split takes.

Rule: a way that depends on the present is taken once and stands in the journal as `WayTaken`; a replay never looks at
queues, calendars or the clock again.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType

from ivr import template
from ivr.flow import CLOSED, NO, OPEN, OTHERWISE, YES, Case, Comparison, Hours, If, Split, Switch, ways
from ivr.hours import DAYS
from journal.copies import replace

Figures = Callable[[str, str], float]  # figure (one of FIGURES), queue -> its value now
DayOf = Callable[[str, float], str]  # calendar, epoch seconds -> open, closed, holiday or forced
FIGURES = ("waiting", "ready", "agents", "longest wait", "estimated wait")
ABOUT_CALL = ("caller", "dialled", "language")
NOW, WEEKDAY = "now", "weekday"
SAME = 10_000  # parts that a draw can tell apart
LONGEST_VALUE = 500  # characters of a variable


def no_figures(figure: str, queue: str) -> float:
    """Where there are no queues: nobody waits and nobody is ready."""
    return 0.0


def always_open(calendar: str, at: float) -> str:
    """Where there are no calendars."""
    return OPEN


@dataclass(frozen=True, slots=True)
class Present:
    """at: epoch seconds; zone: of `now` and `weekday`."""

    at: float = 0.0
    figures: Figures = no_figures
    day: DayOf = always_open
    zone: tzinfo = UTC

    @property
    def there(self) -> datetime:
        return datetime.fromtimestamp(self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Known:
    """caller: "" when withheld; variables: of `set`, `collect` and `lookup`."""

    caller: str = ""
    dialled: str = ""
    language: str = ""
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_values(self, values: Mapping[str, str]) -> "Known":
        """`$other` and `{other}` take the value that the other has before any of these is set; "" if it has none."""
        return self.with_plain({name: self.filled(value) for name, value in values.items()})

    def with_plain(self, values: Mapping[str, str]) -> "Known":
        """These values as they are: what a caller types or a lookup answers is never read as a template."""
        cut = {name: value[:LONGEST_VALUE] for name, value in values.items()}
        return replace(self, variables=MappingProxyType({**self.variables, **cut}))

    def value(self, said: str) -> str:
        return self.named(said[1:]) if said.startswith("$") else said

    def named(self, name: str) -> str:
        """Of a variable, or of what is known of every call."""
        return str(getattr(self, name)) if name in ABOUT_CALL else self.variables.get(name, "")

    def filled(self, said: str) -> str:
        """Values are kept from texts that the checker has seen, so every slot is one."""
        return self.value(said) if said.startswith("$") else template.filled(said, lambda slot: self.named(slot.name))


NOTHING = Known()


def figure_of(subject: str) -> tuple[str, str]:
    """(figure, queue) of `waiting in payments`; ("", "") for a subject that is no figure."""
    figure, _, queue = subject.partition(" in ")
    return (figure, queue) if figure in FIGURES and queue else ("", "")


def way_of(switch: Switch, known: Known, present: Present) -> str:
    """The way of the first case that fits."""
    value = value_of(switch.subject, known, present)
    return next((case.way for case in switch.cases if _fits(case, value, known)), OTHERWISE)


def answer_of(question: If, known: Known, present: Present) -> str:
    """The way `yes` or `no`."""
    case = Case(question.test, question.values, "")
    return YES if _fits(case, value_of(question.subject, known, present), known) else NO


def hours_way(hours: Hours, present: Present) -> str:
    """A day off and a forced day count as closed where the step has no way for them."""
    way = present.day(hours.calendar, present.at) if hours.calendar else hours.week.way(present.at)
    return way if way in ways(hours) else CLOSED


def drawn(split: Split, call: str, step: str) -> str:
    """By the call's own id, so that a replay and a second visit draw the same."""
    share = zlib.crc32(f"{call} {step}".encode()) % SAME / SAME * sum(split.weights.values())
    for name, weight in split.weights.items():
        share -= weight
        if share < 0:
            return name
    return next(reversed(split.weights))


def value_of(subject: str, known: Known, present: Present) -> str:
    """`now` is HH:MM, `weekday` mon to sun."""
    figure, queue = figure_of(subject)
    if figure:
        return f"{present.figures(figure, queue):.15g}"
    if subject == NOW:
        return f"{present.there:%H:%M}"
    if subject == WEEKDAY:
        return DAYS[present.there.weekday()]
    return known.named(subject) if subject in ABOUT_CALL else known.value(subject)


def _fits(case: Case, value: str, known: Known) -> bool:
    values = [known.value(each) for each in case.values]
    match case.test:
        case Comparison.IS:
            return value in values
        case Comparison.STARTS:
            return any(each and value.startswith(each) for each in values)
    number, limit = _number(value), _number(values[0])
    if number is None or limit is None:
        return False
    return number > limit if case.test is Comparison.OVER else number < limit


def _number(said: str) -> float | None:
    """None for what is no plain decimal number and no time of day: a caller may type anything."""
    hour, colon, minute = said.partition(":")
    if colon and hour.isascii() and hour.isdecimal() and minute.isascii() and minute.isdecimal():
        return int(hour) * 60 + int(minute)
    plain = said.replace(".", "", 1)
    return float(said) if plain.isascii() and plain.isdecimal() else None
