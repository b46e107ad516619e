"""Scenarios of simulations as YAML files. Every complaint names line and column, and what to write instead.

scenario: Monday
from: "08:00"
until: "18:00"
queues:
  payments: {calls: {"08:00": 60, "10:00": 140}, talk: 180, after: 20, patience: 120, strategy: round robin}
staff:
  early: {agents: 8, queues: [payments], from: "08:00", until: "17:00", breaks: ["12:00-13:00"]}
variants:
  one agent more from one:
    staff: {late: {agents: 1, queues: [payments], from: "13:00", until: "18:00"}}
  nobody waits more than a minute:
    queues: {payments: {overflow: [{when: wait, amount: 60, to: goodbye}]}}
"""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from config.marked import parse
from config.scenario_rules import RULES, RulesReader
from ivr.complaint import Faulty
from ivr.flow import Mark
from ivr.reading import Node, Table, Text, Zone
from routing.simulation.house import complaints
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
CALLS = frozenset({"calls", "bursts", "talk", "after", "patience", "service level", "priority", "callers", "regulars"})
QUEUE = CALLS | RULES | {"open"}
TEAM = frozenset({"agents", "queues", "from", "until", "breaks", "answers", "skills", "levels", "reserve"})
VARIANT = frozenset({"staff", "without", "calls", "handling", "queues"})
MOST_AGENTS, MOST_CALLS, MOST_RUNS = 10_000, 100_000, 1_000
TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
DAY = 86_400.0
Times = tuple[float, float]
Queues = Mapping[str, tuple[Mark, Node]]


def load_scenario(text: str) -> Scenario:
    """The scenario in a YAML text. Raises `ivr.complaint.Faulty`."""
    reader = _Reader(_no_zone)
    scenario = reader.scenario(parse(text))
    reader.judge(scenario)
    if reader.complaints:
        raise Faulty(reader.complaints)
    return scenario


def _no_zone(name: str) -> tzinfo:
    raise ValueError(f"times of a scenario have no zone such as {name}")


class _Reader(RulesReader):
    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self.marks: dict[tuple[str, str], Mark] = {}  # of each queue, by the variant that tells of it, "" for all

    def judge(self, scenario: Scenario) -> None:
        """What cannot be, though it is written well; asked only when all is."""
        seen = set()
        for name, each in scenario.all().items() if not self.complaints else ():
            for queue, wrong in complaints(each):
                if (queue, wrong) not in seen:
                    told, _, remedy = wrong.partition("; ")
                    at = self.marks.get((name, queue), self.marks["", queue])
                    self.complain(at, f"queue {queue}: {told}", remedy or "change it")
                seen.add((queue, wrong))

    def scenario(self, node: Node) -> Scenario:
        table = self.table(node, "a scenario", WHOLE)
        day = self._span(table, (0.0, DAY))
        queues = self.named(table, "queues").items
        self.marks = {("", name): at for name, (at, _) in queues.items()}
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
            runs=self.whole(table, "runs", 10, MOST_RUNS, least=1),
            seed=self.whole(table, "seed", 1, 999_999),
            variants=tuple((name, self._variant(name, each, queues, day)) for name, (_, each) in variants.items()),
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
            callers=tuple(self.callers(table)),
            regulars=self.whole(table, "regulars", 0, 1_000_000),
            rules=self.rules(table, name if "open" in table.items else ""),
            hours=tuple(Shift(*self._breaks(each)) for each in self.texts(table, "open")),
            presses=self.presses(table),
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
        for each in self.items(table, "bursts"):
            burst = self.table(each, "a burst", frozenset({"at", "calls", "within"}))
            at = self._time_of(burst, "at", 0.0)
            yield Burst(at, self.whole(burst, "calls", 1, MOST_CALLS), self.number(burst, "within", 60.0))

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
                self.whole(team, "agents", 1, MOST_AGENTS),
                frozenset(queue.value for queue in serves),
                (Shift(*self._span(team, day)),),
                tuple(Shift(*self._breaks(each)) for each in self.texts(team, "breaks")),
                self._length(team, "answers", AT_ONCE),
                self.levels(team, "skills", 10),
                self._of_mine(team, "levels", self.levels(team, "levels", 9), serves),
                frozenset(
                    self._of_mine(team, "reserve", {each.value: 1 for each in self.texts(team, "reserve")}, serves)
                ),
            )

    def _of_mine(self, team: Table, key: str, told: dict[str, int], serves: list[Text]) -> dict[str, int]:
        """Levels and reserves are of queues that the team serves."""
        for queue in sorted(told.keys() - {each.value for each in serves}):
            self.complain(team.items[key][0], f"{key}: the team does not serve {queue!r}", "add it to `queues`")
        return told

    def _variant(self, name: str, node: Node, queues: Queues, day: Times) -> Variant:
        table = self.table(node, "a variant", VARIANT)
        return Variant(
            tuple(self._teams(table, frozenset(queues), day)),
            frozenset(each.value for each in self.texts(table, "without")),
            self.number(table, "calls", 1.0),
            self.number(table, "handling", 1.0),
            tuple(self._other_loads(name, self.part(table, "queues", frozenset(queues)), queues, day)),
        )

    def _other_loads(self, variant: str, told: Table, queues: Queues, day: Times) -> Iterator[Load]:
        """What a variant tells of a queue stands over what all the others say."""
        for name, (at, node) in told.items.items():
            usual, other = queues.get(name, (at, told))[1], self.table(node, f"queue {name}", QUEUE)
            self.marks[variant, name] = at
            if isinstance(usual, Table):
                yield self._load(name, Table(usual.items | other.items, at), day)

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
