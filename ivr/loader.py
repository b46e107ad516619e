"""From the written form of a route to a `Flow`; every complaint names line and column."""

import re
from datetime import UTC, date, tzinfo

from ivr.choices import ABOUT_CALL, FIGURES, figure_of
from ivr.complaint import Faulty
from ivr.flow import (
    Callback,
    Case,
    Collect,
    Comparison,
    Flow,
    Goodbye,
    Hours,
    Menu,
    Prompts,
    Say,
    Set,
    Split,
    Step,
    Switch,
    ToQueue,
    Way,
)
from ivr.hours import ALWAYS, DAYS, Span, Week, span
from ivr.reading import Items, Node, Reader, Table, Text, Zone

FIELDS: dict[str, frozenset[str]] = {
    "say": frozenset({"say", "then", "barge in"}),
    "menu": frozenset({"menu", "keys", "wait", "tries", "no input", "wrong input"}),
    "collect": frozenset(
        {"collect", "label", "into", "then", "least", "most", "wait", "tries", "no input", "wrong input"}
    ),
    "hours": frozenset({"hours", "open", "closed"}),
    "switch": frozenset({"switch", "cases", "otherwise"}),
    "set": frozenset({"set", "then"}),
    "split": frozenset({"split"}),
    "queue": frozenset({"queue", "priority"}),
    "callback": frozenset({"callback", "then", "otherwise", "wait", "tries"}),
    "goodbye": frozenset({"goodbye"}),
}
WEEK = frozenset({"timezone", "closed on", *DAYS})
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
VARIABLE = re.compile(rf"\$({NAME.pattern})")
NUMBER = re.compile(r"\d{1,9}(\.\d+)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
KEYS = frozenset("0123456789*#")
MOST_STEPS = 500


def read(node: Node, zone: Zone) -> Flow:
    """The route that is written there. Raises `Faulty` with everything that is wrong with the text."""
    reader = _Reader(zone)
    flow = reader.route(node)
    if reader.complaints:
        raise Faulty(reader.complaints)
    return flow


class _Reader(Reader):
    def route(self, node: Node) -> Flow:
        table = self.table(node, "a route", frozenset({"route", "version", "start", "steps"}))
        steps, marks = {}, {}
        for name, (at, step) in self.named(table, "steps").items.items():
            if not NAME.fullmatch(name):
                self.complain(at, f"{name!r} is no name for a step", "use a-z, 0-9, - and _")
            steps[name], marks[name] = self._step(step, name), at
        if len(steps) > MOST_STEPS:
            self.complain(table.at, f"{len(steps)} steps are too many", f"split it; {MOST_STEPS} are the most")
        version = int(self.number(table, "version", 1, least=1))
        return Flow(self.text(table, "route"), version, self.text(table, "start"), steps, marks)

    def _step(self, node: Node, name: str) -> Step:
        kinds = [key for key in node.items if key in FIELDS] if isinstance(node, Table) else []
        if not isinstance(node, Table) or len(kinds) != 1:
            found = " and ".join(kinds) or "none"
            self.complain(node.at, f"step {name} needs one kind, it has {found}", f"begin it with {', '.join(FIELDS)}")
            return Goodbye(())
        self.only(node, f"a {kinds[0]} step", FIELDS[kinds[0]])
        return self._step_of(kinds[0], node)

    def _step_of(self, kind: str, table: Table) -> Step:
        match kind:
            case "say":
                return Say(self._prompts(table, kind), self.text(table, "then"), self.yes(table, "barge in", True))
            case "menu":
                return self._menu(table)
            case "collect":
                return self._collect(table)
            case "hours":
                return Hours(self._week(table), self.text(table, "open"), self.text(table, "closed"))
            case "switch":
                return Switch(self._subject(table), self._cases(table), self.text(table, "otherwise"))
            case "set":
                return Set(self._values(table), self.text(table, "then"))
            case "split":
                return Split(self._weights(table))
            case "queue":
                return ToQueue(self.text(table, kind), int(self.number(table, "priority", 0)))
            case "callback":
                then, otherwise = self.text(table, "then"), self.text(table, "otherwise")
                return Callback(self.text(table, kind), then, otherwise, self._wait(table, 6), self._tries(table))
        return Goodbye(self._prompts(table, kind))

    def _menu(self, table: Table) -> Menu:
        silent, wrong = self.text(table, "no input"), self.text(table, "wrong input")
        keys = self._keys(table)
        return Menu(self._prompts(table, "menu"), keys, silent, wrong, self._wait(table, 6), self._tries(table))

    def _collect(self, table: Table) -> Collect:
        least, most = self.number(table, "least", 1, least=1), self.number(table, "most", 16, least=1)
        if least > most:
            self.complain(table.at, f"least {least:g} is more than most {most:g}", "swap them")
        return Collect(
            self._prompts(table, "collect"),
            self.text(table, "then"),
            self.text(table, "no input"),
            self.text(table, "wrong input"),
            least=int(least),
            most=int(most),
            wait=self._wait(table, 5),
            tries=self._tries(table),
            label=self.text(table, "label", ""),
            into=self._into(table),
        )

    def _keys(self, table: Table) -> dict[str, Way]:
        keys = {}
        for key, (at, node) in self.named(table, "keys").items.items():
            if key not in KEYS:
                self.complain(at, f"{key!r} is no key of a phone", "use one of 0-9, '*' and '#'")
            way = self.table(node, f"key {key}", frozenset({"to", "label", "code", "language"}))
            language = self._language(way)
            keys[key] = Way(self.text(way, "to"), self.text(way, "label", ""), self.text(way, "code", ""), language)
        return keys

    def _language(self, way: Table) -> str:
        said = self.text(way, "language", "")
        if said and not LANGUAGE.fullmatch(said):
            self.complain(way.items["language"][1].at, f"{said!r} is no language", "write its code, such as ko")
        return said

    # --- switches, variables, chance ---

    def _subject(self, table: Table) -> str:
        said = self.text(table, "switch")
        if said and said not in ABOUT_CALL and not figure_of(said)[0] and not VARIABLE.fullmatch(said):
            known = ", ".join((*ABOUT_CALL, "$variable", *(f"{figure} in QUEUE" for figure in FIGURES)))
            self.complain(table.items["switch"][1].at, f"{said!r} cannot be switched on", f"write one of {known}")
        return said

    def _cases(self, table: Table) -> tuple[Case, ...]:
        node = table.items["cases"][1] if "cases" in table.items else Items((), table.at)
        if not isinstance(node, Items) or not node.items:
            self.complain(node.at, "a switch needs a list of cases", 'write such as `- {is: "1", to: step}`')
            return ()
        return tuple(filter(None, map(self._case, node.items)))

    def _case(self, node: Node) -> Case | None:
        table = self.table(node, "a case", frozenset({*Comparison, "to", "label", "code"}))
        tests = [test for test in Comparison if test in table.items]
        if len(tests) != 1:
            self.complain(table.at, "a case needs one test", f"write one of {', '.join(Comparison)}")
            return None
        values = self.texts(table, tests[0])
        for text in values if tests[0] in (Comparison.OVER, Comparison.UNDER) else ():
            if len(values) != 1 or not (NUMBER.fullmatch(text.value) or VARIABLE.fullmatch(text.value)):
                self.complain(text.at, f"'{tests[0]}' needs one number", f"write such as `{tests[0]}: 5`")
        to, label, code = self.text(table, "to"), self.text(table, "label", ""), self.text(table, "code", "")
        return Case(tests[0], tuple(text.value for text in values), to, label, code)

    def _values(self, table: Table) -> dict[str, str]:
        values = {}
        for name, (at, node) in self.named(table, "set").items.items():
            if not NAME.fullmatch(name) or not isinstance(node, Text):
                self.complain(at, f"{name!r} cannot be set so", "write `name: value` with a name of a-z, 0-9, - and _")
            elif isinstance(node, Text):
                values[name] = node.value
        return values

    def _weights(self, table: Table) -> dict[str, float]:
        split = self.named(table, "split")
        weights = {to: self.number(split, to, 1.0, least=0) for to in split.items}
        if not sum(weights.values()):
            self.complain(split.at, "a split needs at least one weight over 0", "write such as {a: 30, b: 70}")
        return weights

    def _into(self, table: Table) -> str:
        name = self.text(table, "into", "")
        if name and not NAME.fullmatch(name):
            self.complain(table.items["into"][1].at, f"{name!r} is no name", "use a-z, 0-9, - and _, without $")
        return name

    # --- hours ---

    def _week(self, table: Table) -> Week:
        _, node = table.items["hours"]
        if isinstance(node, Text):
            if node.value != "always":
                self.complain(node.at, f"hours cannot be {node.value!r}", "write always, or the spans of each weekday")
            return ALWAYS
        week = self.table(node, "hours", WEEK)
        days = tuple(tuple(filter(None, map(self._span, self.texts(week, day)))) for day in DAYS)
        closed = frozenset(filter(None, map(self._date, self.texts(week, "closed on"))))
        return Week(days, self._place(week), closed)

    def _span(self, text: Text) -> Span | None:
        try:
            return span(text.value)
        except ValueError as wrong:
            self.complain(text.at, str(wrong), 'write it as "09:00-18:00"')
            return None

    def _date(self, text: Text) -> date | None:
        try:
            return date.fromisoformat(text.value)
        except ValueError:
            self.complain(text.at, f"{text.value!r} is no date", "write it as 2026-12-25")
            return None

    def _place(self, week: Table) -> tzinfo:
        if "timezone" not in week.items:
            return UTC
        name = self.text(week, "timezone")
        try:
            return self.zone(name)
        except (ValueError, KeyError):
            self.complain(week.items["timezone"][1].at, f"there is no time zone {name!r}", "write such as Asia/Seoul")
            return UTC

    # --- what several kinds of step have ---

    def _prompts(self, table: Table, key: str) -> Prompts:
        return tuple(text.value for text in self.texts(table, key))

    def _wait(self, table: Table, default: float) -> float:
        return self.number(table, "wait", default, least=0.5)

    def _tries(self, table: Table) -> int:
        return int(self.number(table, "tries", 2, least=1))
