"""What a route knows of a call, and the way that a switch or a split takes.

Rule: a way that depends on the present of queues is taken once and stands in the journal as `WayTaken`; a replay never
looks at the queues again.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ivr.flow import OTHERWISE, Case, Comparison, Split, Switch

Figures = Callable[[str, str], float]  # figure (one of FIGURES), queue -> its value now
FIGURES = ("waiting", "ready", "agents", "longest wait", "estimated wait")
ABOUT_CALL = ("caller", "dialled", "language")
NOW, WEEKDAY = "now", "weekday"
SAME = 10_000  # parts that a draw can tell apart


def no_figures(figure: str, queue: str) -> float:
    """Where there are no queues: nobody waits and nobody is ready."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """caller: "" when withheld; variables: of `set` and `collect`."""

    caller: str = ""
    dialled: str = ""
    language: str = ""
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_values(self, values: Mapping[str, str]) -> "Known":
        """`$other` takes the value that the other variable has before any of these is set; "" if it has none."""
        taken = {name: self.value(value) for name, value in values.items()}
        return replace(self, variables=MappingProxyType({**self.variables, **taken}))

    def value(self, said: str) -> str:
        return self.variables.get(said[1:], "") if said.startswith("$") else said


NOTHING = Known()


def figure_of(subject: str) -> tuple[str, str]:
    """(figure, queue) of `waiting in payments`; ("", "") for a subject that is no figure."""
    figure, _, queue = subject.partition(" in ")
    return (figure, queue) if figure in FIGURES and queue else ("", "")


def way_of(switch: Switch, known: Known, figures: Figures) -> str:
    """The way of the first case that fits."""
    value = _value(switch.subject, known, figures)
    return next((case.way for case in switch.cases if _fits(case, value, known)), OTHERWISE)


def drawn(split: Split, call: str, step: str) -> str:
    """By the call's own id, so that a replay and a second visit draw the same."""
    share = zlib.crc32(f"{call} {step}".encode()) % SAME / SAME * sum(split.weights.values())
    for name, weight in split.weights.items():
        share -= weight
        if share < 0:
            return name
    return next(reversed(split.weights))


def _value(subject: str, known: Known, figures: Figures) -> str:
    figure, queue = figure_of(subject)
    if figure:
        return str(figures(figure, queue))
    if subject in ABOUT_CALL:
        return str(getattr(known, subject))
    return known.value(subject)


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
    """None for what is no plain decimal number: a caller may type anything."""
    plain = said.replace(".", "", 1)
    return float(said) if plain.isascii() and plain.isdecimal() else None
