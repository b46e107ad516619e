"""A route is a named set of steps; each step names the step that comes next.

Plain values: what a step is, never what it does (that is `ivr.interpreter`) nor how it is written (`ivr.loader`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ivr.hours import Week

NEXT, OPEN, CLOSED = "next", "open", "closed"
OTHERWISE = "otherwise"
NO_INPUT, WRONG_INPUT = "no input", "wrong input"

Prompts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text of a route; lines and columns from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Way:
    """Where a key leads. label and code make the IVR path (IVR-02, IVR-04); "" leaves it as it is.

    language: what the caller hears from here on is in it; "" leaves it.
    """

    to: str
    label: str = ""
    code: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """barge_in: a key ends the prompt, and counts as the first input of the next step."""

    prompts: Prompts
    then: str
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """wait: seconds for a key after the prompt; tries: how often it is heard before `no_input` or `wrong_input`."""

    prompts: Prompts
    keys: dict[str, Way]
    no_input: str
    wrong_input: str
    wait: float = 6.0
    tries: int = 2


@dataclass(frozen=True, slots=True)
class Collect:
    """Digits, ended by `#`, by `most` of them or by a pause of `wait` seconds; fewer than `least` are wrong input.

    label: puts the digits on the IVR path as `label digits`; "" keeps them off it. into: the variable that keeps them.
    """

    prompts: Prompts
    then: str
    no_input: str
    wrong_input: str
    least: int = 1
    most: int = 16
    wait: float = 5.0
    tries: int = 2
    label: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """The way `open` within the week's hours, else `closed`."""

    week: Week
    open: str
    closed: str


class Comparison(StrEnum):
    """How a value is looked at. The last two are for numbers."""

    IS = "is"
    STARTS = "starts with"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Case:
    """values: any of them will do."""

    test: Comparison
    values: tuple[str, ...]
    to: str
    label: str = ""
    code: str = ""

    @property
    def way(self) -> str:
        return f"{self.test} {' or '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Switch:
    """The first case that fits. subject: `caller`, `dialled`, `language`, `$variable`, or a figure of a queue now:
    `waiting in QUEUE`, `ready in QUEUE`, `longest wait in QUEUE` (seconds)."""

    subject: str
    cases: tuple[Case, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Set:
    """Variables of this call; a value may be `$other` to take that one's value."""

    values: dict[str, str]
    then: str


@dataclass(frozen=True, slots=True)
class Split:
    """By chance: the weight of each step. The same call always goes the same way."""

    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class ToQueue:
    """The door at the end. priority: higher is served first."""

    queue: str
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Callback:
    """Reads the caller's number back: 1 is right, 2 for another one, which is typed and read back too.

    otherwise: the step for a caller who says neither in `tries` tries.
    """

    queue: str
    then: str
    otherwise: str
    wait: float = 6.0
    tries: int = 2


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Said to its end, then the line is closed."""

    prompts: Prompts


Step = Say | Menu | Collect | Hours | Switch | Set | Split | ToQueue | Callback | Goodbye


@dataclass(frozen=True, slots=True)
class Flow:
    """One version of a route. marks: where each step stands in the text, for complaints."""

    name: str
    version: int
    start: str
    steps: dict[str, Step]
    marks: dict[str, Mark] = field(default_factory=dict, compare=False)


def ways(step: Step) -> dict[str, Way]:
    """All ways out of a step by the name that `WayTaken` gives them."""
    match step:
        case Say(then=then) | Set(then=then):
            return {NEXT: Way(then)}
        case Switch(cases=cases, otherwise=otherwise):
            fits = {case.way: Way(case.to, case.label, case.code) for case in cases}
            return {**fits, OTHERWISE: Way(otherwise)}
        case Split(weights=weights):
            return {name: Way(name) for name in weights}
        case Menu(keys=keys, no_input=silent, wrong_input=wrong):
            return {**keys, NO_INPUT: Way(silent), WRONG_INPUT: Way(wrong)}
        case Collect(then=then, no_input=silent, wrong_input=wrong):
            return {NEXT: Way(then), NO_INPUT: Way(silent), WRONG_INPUT: Way(wrong)}
        case Hours(open=opened, closed=closed):
            return {OPEN: Way(opened), CLOSED: Way(closed)}
        case Callback(then=then, otherwise=otherwise):
            return {NEXT: Way(then), NO_INPUT: Way(otherwise), WRONG_INPUT: Way(otherwise)}
    return {}


def targets(step: Step) -> Iterator[tuple[str, str]]:
    """(way, step) of everything that a step leads to."""
    return ((name, way.to) for name, way in ways(step).items())
