"""The steps that speak, compute and decide."""

from dataclasses import dataclass, field
from enum import StrEnum

from ivr.flow.prompts import Prompts
from ivr.hours import Week


@dataclass(frozen=True, slots=True)
class Say:
    """barge_in: a key ends the prompt, and counts as the first input of the next step."""

    prompts: Prompts
    then: str
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Hours:
    """The way `open` within the week's hours, else `closed`.

    calendar: the name of one, instead of a week written here. holiday, forced: where a day off and a calendar that was
    switched to closed lead; "" as `closed`.
    """

    week: Week
    open: str
    closed: str
    holiday: str = ""
    forced: str = ""
    calendar: str = ""


class Comparison(StrEnum):
    """How a value is looked at. The last two are for numbers and times of day."""

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
    """The first case that fits. subject: `caller`, `dialled`, `language`, `now` (HH:MM), `weekday` (mon…sun),
    `$variable`, or a figure of a queue now, such as `waiting in QUEUE` (`ivr.choices.FIGURES`)."""

    subject: str
    cases: tuple[Case, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class If:
    """One question. subject: as of a switch; values: any of them will do."""

    subject: str
    test: Comparison
    values: tuple[str, ...]
    then: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Set:
    """Variables of this call; `$other` takes that one's value, `{a}-{b}` puts several together."""

    values: dict[str, str]
    then: str


@dataclass(frozen=True, slots=True)
class Split:
    """By chance: the weight of each step. The same call always goes the same way."""

    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Asks outside: `customer` by the caller's number, or a connection that an admin has allowed.

    send: parameters, as values of a set; into: variable → JSON pointer (RFC 6901) in the answer; `customer` fills
    `customer.name` and its like by itself. wait: seconds for each of `tries`.
    """

    what: str
    then: str
    missing: str
    failed: str
    send: dict[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    wait: float = 3.0
    tries: int = 1

    @property
    def limit(self) -> float:
        """Seconds after which the caller goes on, whatever becomes of the question."""
        return self.wait * self.tries


@dataclass(frozen=True, slots=True)
class Subroute:
    """The steps of another route, then on. values: of its parameters. `ivr.linking` puts the steps in its place."""

    route: str
    values: dict[str, str]
    then: str
