"""What a caller does in a route and what shall come of it, as written in a file of tests.

    route: support
    tests:
      card payments:
        caller: "0101234567"
        at: 2026-11-23T10:00+09:00
        does: [1, 1]
        hears: [support.menu, support.payments]
        path: [Payments, Card]
        ends: queue payments

Plain values; `ivr.rehearsal` plays them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from ivr.choices import FIGURES, figure_of
from ivr.complaint import Faulty
from ivr.flow import Mark
from ivr.reading import Node, Reader, Table, Text, Zone

DIGITS = frozenset("0123456789*#")
MONDAY = 1_795_428_000.0  # epoch seconds of Monday, 2026-11-23 10:00 UTC: an hour at which people work
ENDS = ("queue", "transfer", "goodbye", "hung up", "refused")
KNOWN = frozenset(
    {
        "caller",
        "at",
        "language",
        "figures",
        "calendars",
        "lookups",
        "does",
        "hears",
        "path",
        "ends",
        "callback",
        "answers",
    }
)
DAYS = ("open", "closed", "holiday", "forced")
NO_ANSWER = ("missing", "failed")


class Kind(StrEnum):
    PRESS = "press"  # as soon as the route waits for a key
    EARLY = "early"  # into the prompt that is playing
    SILENCE = "silence"  # lets the route's patience run out once; says nothing into a message; is not answered outside
    SPEAK = "speak"  # leaves a message and ends it with its key
    HANG_UP = "hang up"


@dataclass(frozen=True, slots=True)
class Act:
    """digits: what is pressed, one key after the other without a pause; "" for silence and hanging up."""

    kind: Kind
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a lookup gives: `found`, `missing` or `failed`."""

    outcome: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Test:
    """hears: prompts in this order, others may come between; path: the labels of the whole IVR path, None: not asked.

    ends: `queue NAME`, `transfer NUMBER`, `goodbye`, `hung up`, `refused`; callback: `QUEUE NUMBER` of the callback
    asked for, "" none.
    at: epoch seconds of the call; caller: "" when withheld; figures: of queues, such as `waiting in payments`: 5.
    calendars: what each says, open where none is named; lookups: what each gives, `failed` where none is named;
    answers: to the questions of surveys, by question; those that are not named are not looked at.
    """

    __test__ = False  # not one of pytest's

    name: str
    ends: str
    does: tuple[Act, ...] = ()
    hears: tuple[str, ...] = ()
    path: tuple[str, ...] | None = None
    callback: str = ""
    caller: str = "0101234567"
    at: float = MONDAY
    language: str = "en"
    figures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    mark: Mark = field(default=Mark(), compare=False)
    calendars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lookups: Mapping[str, Reply] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Script:
    """The tests of one route."""

    route: str
    tests: tuple[Test, ...]


def read_script(node: Node, zone: Zone) -> Script:
    """The tests that are written there. Raises `Faulty` with everything that is wrong with the text."""
    reader = _Reader(zone)
    script = reader.script(node)
    if reader.complaints:
        raise Faulty(reader.complaints)
    return script


def read_act(said: str) -> Act:
    """`1`, `010#`, `early 1`, `silence`, `speak` or `hang up`. Raises ValueError with a sentence."""
    if said in (Kind.SILENCE, Kind.SPEAK, Kind.HANG_UP):
        return Act(Kind(said))
    early = said.startswith(f"{Kind.EARLY} ")
    digits = said.removeprefix(f"{Kind.EARLY} ")
    if not digits or not DIGITS.issuperset(digits):
        raise ValueError(f"a caller cannot do {said!r}")
    return Act(Kind.EARLY if early else Kind.PRESS, digits)


class _Reader(Reader):
    def script(self, node: Node) -> Script:
        table = self.table(node, "a file of tests", frozenset({"route", "tests"}))
        named = self.named(table, "tests").items
        tests = tuple(self._test(name, at, test) for name, (at, test) in named.items())
        if not tests:
            self.complain(table.at, "there are no tests in it", "add one under `tests:`")
        return Script(self.text(table, "route"), tests)

    def _test(self, name: str, mark: Mark, node: Node) -> Test:
        table = self.table(node, f"test {name!r}", KNOWN)
        path = tuple(text.value for text in self.texts(table, "path")) if "path" in table.items else None
        return Test(
            name,
            self._end(table),
            tuple(self._act(text.value, text.at) for text in self.texts(table, "does")),
            tuple(text.value for text in self.texts(table, "hears")),
            path,
            self.text(table, "callback", ""),
            self._caller(table),
            self._time(table),
            self.text(table, "language", "en"),
            self._figures(table),
            mark,
            self._calendars(table),
            self._lookups(table),
            self._answers(table),
        )

    def _act(self, said: str, at: Mark) -> Act:
        try:
            return read_act(said)
        except ValueError as wrong:
            self.complain(at, str(wrong), "write keys such as 1 or 010#, `early 1`, `silence`, `speak` or `hang up`")
            return Act(Kind.SILENCE)

    def _end(self, table: Table) -> str:
        said = self.text(table, "ends")
        kind, _, where = said.partition(" ")
        if said and said not in ENDS[2:] and not (kind in ENDS[:2] and where):
            remedy = "write `queue NAME`, `transfer NUMBER`, `goodbye`, `hung up` or `refused`"
            self.complain(table.items["ends"][1].at, f"a call cannot end with {said!r}", remedy)
        return said

    def _caller(self, table: Table) -> str:
        said = self.text(table, "caller", "0101234567")
        return "" if said == "withheld" else said

    def _figures(self, table: Table) -> Mapping[str, float]:
        if "figures" not in table.items:
            return MappingProxyType({})
        said = self.named(table, "figures")
        for name, (at, _) in said.items.items():
            if not figure_of(name)[0]:
                self.complain(
                    at, f"{name!r} is no figure", f"write such as {', '.join(f'{each} in QUEUE' for each in FIGURES)}"
                )
        return MappingProxyType({name: self.number(said, name, 0) for name in said.items})

    def _calendars(self, table: Table) -> Mapping[str, str]:
        said = self.named(table, "calendars") if "calendars" in table.items else Table({}, table.at)
        days = {name: self.text(said, name) for name in said.items}
        for name, day in days.items():
            if day not in DAYS:
                self.complain(said.items[name][1].at, f"a calendar is not {day!r}", f"write one of {', '.join(DAYS)}")
        return MappingProxyType(days)

    def _lookups(self, table: Table) -> Mapping[str, Reply]:
        said = self.named(table, "lookups") if "lookups" in table.items else Table({}, table.at)
        return MappingProxyType({name: self._reply(name, node) for name, (_, node) in said.items.items()})

    def _reply(self, name: str, node: Node) -> Reply:
        if isinstance(node, Text) and node.value in NO_ANSWER:
            return Reply(node.value)
        values = self.table(node, f"the answer of {name}", None)
        texts = {key: each.value for key, (_, each) in values.items.items() if isinstance(each, Text)}
        for key in values.items.keys() - texts.keys():
            self.complain(values.items[key][0], f"{key!r} needs one text", f"write `{key}: …` on one line")
        return Reply("found", MappingProxyType(texts))

    def _answers(self, table: Table) -> Mapping[str, int]:
        said = self.named(table, "answers") if "answers" in table.items else Table({}, table.at)
        return MappingProxyType({name: int(self.number(said, name, 0)) for name in said.items})

    def _time(self, table: Table) -> float:
        if "at" not in table.items:
            return MONDAY
        at, said = table.items["at"][1].at, self.text(table, "at")
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.complain(at, f"{said!r} is no moment", "write it with its offset, such as 2026-11-23T10:00+09:00")
            return MONDAY
        return moment.timestamp()
