"""Scenarios of simulations as YAML files. Every complaint names line and column, and what to write instead.

scenario: Monday
from: "08:00"
until: "18:00"
queues:
  payments: {calls: {"08:00": 60, "10:00": 140}, talk: 180, after: 20, patience: 120}
staff:
  early: {agents: 8, queues: [payments], from: "08:00", until: "17:00", breaks: ["12:00-13:00"]}
variants:
  one agent more from one:
    staff: {late: {agents: 1, queues: [payments], from: "13:00", until: "18:00"}}
"""

import re
from collections.abc import Iterator
from datetime import tzinfo

from config.marked import parse
from ivr.complaint import Faulty
from ivr.reading import Items, Node, Reader, Table, Text
from routing.simulation.scenario import (
    AT_ONCE,
    ENDLESS,
    Burst,
    Kind,
    Length,
    Load,
    Rate,
    Scenario,
    Shift,
    Team,
    Variant,
)

WHOLE = frozenset({"scenario", "from", "until", "warm up", "runs", "seed", "queues", "staff", "variants"})
QUEUE = frozenset({"calls", "bursts", "talk", "after", "patience", "service level", "priority", "rings at all"})
TEAM = frozenset({"agents", "queues", "from", "until", "breaks", "answers"})
VARIANT = frozenset({"staff", "without", "calls", "handling"})
MOST_AGENTS, MOST_CALLS, MOST_RUNS = 10_000, 100_000, 1_000
TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
DAY = 86_400.0
Times = tuple[float, float]


def load_scenario(text: str) -> Scenario:
    """The scenario in a YAML text. Raises `ivr.complaint.Faulty`."""
    reader = _Reader(_no_zone)
    scenario = reader.scenario(parse(text))
    if reader.complaints:
        raise Faulty(reader.complaints)
    return scenario


def _no_zone(name: str) -> tzinfo:
    raise ValueError(f"times of a scenario have no zone such as {name}")


class _Reader(Reader):
    def scenario(self, node: Node) -> Scenario:
        table = self.table(node, "a scenario", WHOLE)
        day = self._span(table, (0.0, DAY))
        queues = self.named(table, "queues").items
        loads = tuple(self._load(name, each, day) for name, (_, each) in queues.items())
        teams = tuple(self._teams(table, frozenset(queues), day))
        if not loads:
            self.complain(table.at, "nobody calls", "add a queue under `queues:`")
        variants = self.named(table, "variants").items if "variants" in table.items else {}
        return Scenario(
            self.text(table, "scenario"),
            loads,
            teams,
            *day,
            warm_up=self.number(table, "warm up", 0.0),
            runs=self._whole(table, "runs", 10, MOST_RUNS, least=1),
            seed=self._whole(table, "seed", 1, 999_999),
            variants=tuple((name, self._variant(each, frozenset(queues), day)) for name, (_, each) in variants.items()),
        )

    # --- who calls ---------------------------------------------------------------------------------------------------

    def _load(self, name: str, node: Node, day: Times) -> Load:
        table = self.table(node, f"queue {name}", QUEUE)
        return Load(
            name,
            tuple(self._rates(table, day)),
            tuple(self._bursts(table)),
            talk=self._length(table, "talk", Length(Kind.EXPONENTIAL, 180.0)),
            after=self._length(table, "after", AT_ONCE),
            patience=self._length(table, "patience", ENDLESS),
            within=self.number(table, "service level", 20.0),
            priority=self._whole(table, "priority", 0, 1_000),
            ring_all=self.yes(table, "rings at all", False),
        )

    def _rates(self, table: Table, day: Times) -> Iterator[Rate]:
        """One number of calls an hour for the whole day, or a table of times from which each holds."""
        _, node = table.items.get("calls", (table.at, None))
        if not isinstance(node, Table):
            yield Rate(*day, self._per_hour(table, "calls"))
            return
        begins = [(self._time(Text(said, at)), said) for said, (at, _) in node.items.items()]
        for (at, said), end in zip(begins, [*(at for at, _ in begins[1:]), day[1]], strict=True):
            if end < at:
                self.complain(node.items[said][0], f"{said} is later than what follows", "put the times in order")
            yield Rate(at, end, self._per_hour(node, said))

    def _per_hour(self, table: Table, key: str) -> float:
        calls = self.number(table, key, 0.0)
        if calls > MOST_CALLS:
            self.complain(table.items[key][0], f"{calls:g} calls an hour are too many", f"{MOST_CALLS} are the most")
            return 0.0
        return calls

    def _bursts(self, table: Table) -> Iterator[Burst]:
        for each in self._list(table, "bursts"):
            burst = self.table(each, "a burst", frozenset({"at", "calls", "within"}))
            at = self._time_of(burst, "at", 0.0)
            yield Burst(at, self._whole(burst, "calls", 1, MOST_CALLS), self.number(burst, "within", 60.0))

    def _length(self, table: Table, key: str, default: Length) -> Length:
        """A number is the mean of an exponential length; 0 is at once; a table says more; `endless` has no end."""
        if key not in table.items:
            return default
        _, node = table.items[key]
        if isinstance(node, Text):
            if node.value == Kind.ENDLESS:
                return ENDLESS
            mean = self.number(table, key, 0.0)
            return Length(Kind.EXPONENTIAL, mean) if mean else AT_ONCE
        said = self.table(node, key, frozenset({"mean", "kind", "deviation"}))
        kind = self.text(said, "kind", Kind.EXPONENTIAL)
        if kind not in list(Kind):
            remedy = f"write one of {', '.join(Kind)}"
            self.complain(said.items["kind"][0], f"a length cannot be {kind!r}", remedy)
            return default
        return Length(Kind(kind), self.number(said, "mean", 0.0), self.number(said, "deviation", 0.0))

    # --- who is there ------------------------------------------------------------------------------------------------

    def _teams(self, table: Table, queues: frozenset[str], day: Times) -> Iterator[Team]:
        for name, (at, node) in (self.named(table, "staff").items if "staff" in table.items else {}).items():
            team = self.table(node, f"team {name}", TEAM)
            serves = self.texts(team, "queues")
            for queue in serves:
                if queue.value not in queues:
                    remedy = f"queues of this scenario are {', '.join(sorted(queues))}"
                    self.complain(queue.at, f"team {name}: there is no queue {queue.value!r}", remedy)
            if not serves:
                self.complain(at, f"team {name} serves no queue", "add `queues: […]`")
            yield Team(
                name,
                self._whole(team, "agents", 1, MOST_AGENTS),
                frozenset(queue.value for queue in serves),
                (Shift(*self._span(team, day)),),
                tuple(Shift(*self._breaks(each)) for each in self.texts(team, "breaks")),
                self._length(team, "answers", AT_ONCE),
            )

    def _variant(self, node: Node, queues: frozenset[str], day: Times) -> Variant:
        table = self.table(node, "a variant", VARIANT)
        return Variant(
            tuple(self._teams(table, queues, day)),
            frozenset(each.value for each in self.texts(table, "without")),
            self.number(table, "calls", 1.0),
            self.number(table, "handling", 1.0),
        )

    # --- times and numbers -------------------------------------------------------------------------------------------

    def _span(self, table: Table, default: Times) -> Times:
        begins, ends = self._time_of(table, "from", default[0]), self._time_of(table, "until", default[1])
        if begins >= ends:
            self.complain(
                table.at, "`until` is not later than `from`", 'write such as `from: "08:00"`, `until: "18:00"`'
            )
        return begins, ends

    def _time_of(self, table: Table, key: str, default: float) -> float:
        if key not in table.items:
            return default
        return self._time(Text(self.text(table, key), table.items[key][1].at))

    def _time(self, said: Text) -> float:
        match = TIME.fullmatch(said.value)
        seconds = int(match[1]) * 3600.0 + int(match[2]) * 60.0 if match else DAY + 1
        if seconds > DAY:
            self.complain(said.at, f"{said.value!r} is no time of a day", 'write such as "09:30", in quotes')
            return 0.0
        return seconds

    def _breaks(self, said: Text) -> Times:
        begins, _, ends = said.value.partition("-")
        span = self._time(Text(begins, said.at)), self._time(Text(ends, said.at))
        if span[0] >= span[1]:
            self.complain(said.at, f"{said.value!r} ends before it begins", 'write such as "12:00-13:00"')
        return span

    def _whole(self, table: Table, key: str, default: int, most: int, least: int = 0) -> int:
        number = self.number(table, key, float(default), least=least)
        if number != int(number) or number > most:
            self.complain(table.items[key][0], f"{key!r} is a whole number up to {most}", f"write `{key}: {default}`")
            return default
        return int(number)

    def _list(self, table: Table, key: str) -> tuple[Node, ...]:
        _, node = table.items.get(key, (table.at, Items((), table.at)))
        if isinstance(node, Items):
            return node.items
        self.complain(node.at, f"{key!r} needs a list", f"write `{key}: [ … ]`")
        return ()
