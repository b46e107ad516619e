"""From the written form of a route to a `Flow`; every complaint names line and column.

The border (`config.routes`) parses YAML and hands over marked plain values (`Text`, `Table`, `Items`), so that this
room knows the words of a route but no YAML.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from ivr.complaint import Complaint, Faulty
from ivr.flow import Callback, Collect, Flow, Goodbye, Hours, Mark, Menu, Prompts, Say, Step, ToQueue, Way
from ivr.hours import ALWAYS, DAYS, Span, Week, span


@dataclass(frozen=True, slots=True)
class Text:
    value: str
    at: Mark


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Node", ...]
    at: Mark


@dataclass(frozen=True, slots=True)
class Table:
    """items: by key, with the place of the key."""

    items: dict[str, tuple[Mark, "Node"]]
    at: Mark


Node = Text | Items | Table
Zone = Callable[[str], tzinfo]  # raises ValueError or KeyError for a zone that does not exist

FIELDS: dict[str, frozenset[str]] = {
    "say": frozenset({"say", "then", "barge in"}),
    "menu": frozenset({"menu", "keys", "wait", "tries", "no input", "wrong input"}),
    "collect": frozenset({"collect", "label", "then", "least", "most", "wait", "tries", "no input", "wrong input"}),
    "hours": frozenset({"hours", "open", "closed"}),
    "queue": frozenset({"queue", "priority"}),
    "callback": frozenset({"callback", "then", "otherwise", "wait", "tries"}),
    "goodbye": frozenset({"goodbye"}),
}
WEEK = frozenset({"timezone", "closed on", *DAYS})
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
KEYS = frozenset("0123456789*#")
MOST_STEPS = 500


def read(node: Node, zone: Zone) -> Flow:
    """The route that is written there. Raises `Faulty` with everything that is wrong with the text."""
    reader = _Reader(zone)
    flow = reader.route(node)
    if reader.complaints:
        raise Faulty(reader.complaints)
    return flow


class _Reader:
    """Reads on after a fault, with a harmless value in its place, so that one look shows all faults."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self.complaints: list[Complaint] = []

    def route(self, node: Node) -> Flow:
        table = self._table(node, "a route", frozenset({"route", "version", "start", "steps"}))
        steps, marks = {}, {}
        for name, (at, step) in self._named(table, "steps").items.items():
            if not NAME.fullmatch(name):
                self._complain(at, f"{name!r} is no name for a step", "use a-z, 0-9, - and _")
            steps[name], marks[name] = self._step(step, name), at
        if len(steps) > MOST_STEPS:
            self._complain(table.at, f"{len(steps)} steps are too many", f"split it; {MOST_STEPS} are the most")
        version = int(self._number(table, "version", 1, least=1))
        return Flow(self._text(table, "route"), version, self._text(table, "start"), steps, marks)

    def _step(self, node: Node, name: str) -> Step:
        kinds = [key for key in node.items if key in FIELDS] if isinstance(node, Table) else []
        if not isinstance(node, Table) or len(kinds) != 1:
            found = " and ".join(kinds) or "none"
            self._complain(node.at, f"step {name} needs one kind, it has {found}", f"begin it with {', '.join(FIELDS)}")
            return Goodbye(())
        self._only(node, f"a {kinds[0]} step", FIELDS[kinds[0]])
        return self._step_of(kinds[0], node)

    def _step_of(self, kind: str, table: Table) -> Step:
        match kind:
            case "say":
                return Say(self._prompts(table, kind), self._text(table, "then"), self._yes(table, "barge in", True))
            case "menu":
                return self._menu(table)
            case "collect":
                return self._collect(table)
            case "hours":
                return Hours(self._week(table), self._text(table, "open"), self._text(table, "closed"))
            case "queue":
                return ToQueue(self._text(table, kind), int(self._number(table, "priority", 0)))
            case "callback":
                then, otherwise = self._text(table, "then"), self._text(table, "otherwise")
                return Callback(self._text(table, kind), then, otherwise, self._wait(table, 6), self._tries(table))
        return Goodbye(self._prompts(table, kind))

    def _menu(self, table: Table) -> Menu:
        silent, wrong = self._text(table, "no input"), self._text(table, "wrong input")
        keys = self._keys(table)
        return Menu(self._prompts(table, "menu"), keys, silent, wrong, self._wait(table, 6), self._tries(table))

    def _collect(self, table: Table) -> Collect:
        least, most = self._number(table, "least", 1, least=1), self._number(table, "most", 16, least=1)
        if least > most:
            self._complain(table.at, f"least {least:g} is more than most {most:g}", "swap them")
        return Collect(
            self._prompts(table, "collect"),
            self._text(table, "then"),
            self._text(table, "no input"),
            self._text(table, "wrong input"),
            least=int(least),
            most=int(most),
            wait=self._wait(table, 5),
            tries=self._tries(table),
            label=self._text(table, "label", ""),
        )

    def _keys(self, table: Table) -> dict[str, Way]:
        keys = {}
        for key, (at, node) in self._named(table, "keys").items.items():
            if key not in KEYS:
                self._complain(at, f"{key!r} is no key of a phone", "use one of 0-9, '*' and '#'")
            way = self._table(node, f"key {key}", frozenset({"to", "label", "code"}))
            keys[key] = Way(self._text(way, "to"), self._text(way, "label", ""), self._text(way, "code", ""))
        return keys

    def _week(self, table: Table) -> Week:
        _, node = table.items["hours"]
        if isinstance(node, Text):
            if node.value != "always":
                self._complain(node.at, f"hours cannot be {node.value!r}", "write always, or the spans of each weekday")
            return ALWAYS
        week = self._table(node, "hours", WEEK)
        days = tuple(tuple(filter(None, map(self._span, self._texts(week, day)))) for day in DAYS)
        closed = frozenset(filter(None, map(self._date, self._texts(week, "closed on"))))
        return Week(days, self._place(week), closed)

    def _span(self, text: Text) -> Span | None:
        try:
            return span(text.value)
        except ValueError as wrong:
            self._complain(text.at, str(wrong), 'write it as "09:00-18:00"')
            return None

    def _date(self, text: Text) -> date | None:
        try:
            return date.fromisoformat(text.value)
        except ValueError:
            self._complain(text.at, f"{text.value!r} is no date", "write it as 2026-12-25")
            return None

    def _place(self, week: Table) -> tzinfo:
        if "timezone" not in week.items:
            return UTC
        name = self._text(week, "timezone")
        try:
            return self._zone(name)
        except (ValueError, KeyError):
            self._complain(week.items["timezone"][1].at, f"there is no time zone {name!r}", "write such as Asia/Seoul")
            return UTC

    # --- plain values --------------------------------------------------------------------------------------------

    def _prompts(self, table: Table, key: str) -> Prompts:
        return tuple(text.value for text in self._texts(table, key))

    def _texts(self, table: Table, key: str) -> list[Text]:
        """One text or a list of texts."""
        if key not in table.items:
            return []
        _, node = table.items[key]
        nodes = node.items if isinstance(node, Items) else (node,)
        for other in (other for other in nodes if not isinstance(other, Text)):
            self._complain(other.at, f"{key} holds something that is no text", "write one name or a list of names")
        return [text for text in nodes if isinstance(text, Text)]

    def _text(self, table: Table, key: str, default: str | None = None) -> str:
        if key not in table.items:
            if default is None:
                self._complain(table.at, f"{key!r} is missing", f"add a line `{key}: …`")
            return default or ""
        at, node = table.items[key]
        if isinstance(node, Text) and node.value:
            return node.value
        self._complain(at, f"{key!r} needs one text", f"write `{key}: …` on one line")
        return ""

    def _number(self, table: Table, key: str, default: float, least: float = 0) -> float:
        if key not in table.items:
            return default
        at, node = table.items[key]
        if isinstance(node, Text) and re.fullmatch(r"\d{1,6}(\.\d+)?", node.value) and float(node.value) >= least:
            return float(node.value)
        self._complain(at, f"{key!r} needs a number from {least:g} up", f"write such as `{key}: {default:g}`")
        return default

    def _wait(self, table: Table, default: float) -> float:
        return self._number(table, "wait", default, least=0.5)

    def _tries(self, table: Table) -> int:
        return int(self._number(table, "tries", 2, least=1))

    def _yes(self, table: Table, key: str, default: bool) -> bool:
        said = self._text(table, key, "yes" if default else "no")
        if said not in {"yes", "no", "true", "false"}:
            self._complain(table.items[key][0], f"{key!r} is yes or no, not {said!r}", f"write `{key}: yes`")
        return said in {"yes", "true"}

    def _named(self, table: Table, key: str) -> Table:
        if key not in table.items:
            self._complain(table.at, f"{key!r} is missing", f"add a table `{key}:`")
            return Table({}, table.at)
        node = table.items[key][1]
        return node if isinstance(node, Table) else self._table(node, key, frozenset())

    def _table(self, node: Node, what: str, known: frozenset[str]) -> Table:
        if not isinstance(node, Table):
            self._complain(node.at, f"{what} must be a table", "write `key: value` lines")
            return Table({}, node.at)
        self._only(node, what, known)
        return node

    def _only(self, table: Table, what: str, known: frozenset[str]) -> None:
        for key, (at, _) in table.items.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
                self._complain(at, f"{what} has no {key!r}", remedy)

    def _complain(self, at: Mark, text: str, remedy: str) -> None:
        self.complaints.append(Complaint(at, text, remedy))
