"""The rules of a queue in a file of a scenario: the same as those of a running house, by the names that people read."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from cti.queueing import Announcing, Choice, Choosing, Limits, Overflow, Prefer, Ring, Strategy, To, When
from ivr.reading import Items, Node, Reader, Table
from routing.simulation.scenario import Callers, Rules

RULES = frozenset(
    {"strategy", "rings", "priority bonus", "weight", "ageing", "prefer", "prefer for", "reserve above"}
) | {
    "ring time",
    "answers by itself",
    "rings at all",
    "wrap up",
    "overflow",
    "announcing",
}
RING = frozenset({"after", "drop", "lower", "level", "reserve", "also"})
OVERFLOW = frozenset({"when", "amount", "to", "target"})
ANNOUNCING = frozenset({"first", "every", "keys"})
KEY = frozenset({"to", "target", "share"})
CALLERS = frozenset({"share", "priority", "skills"})
Word = TypeVar("Word", bound=StrEnum)


class RulesReader(Reader):
    def rules(self, table: Table, calendar: str) -> Rules:
        """calendar: of the queue, "" for always open."""
        return Rules(
            ring_seconds=self.number(table, "ring time", 20.0),
            auto_answer=self.yes(table, "answers by itself", False),
            ring_all=self.yes(table, "rings at all", False),
            wrap_up_seconds=self.number(table, "wrap up", 0.0),
            choosing=self._choosing(table),
            limits=Limits(calendar, tuple(self._overflow(each) for each in self.items(table, "overflow"))),
            announcing=self._announcing(table),
        )

    def _choosing(self, table: Table) -> Choosing:
        usual = Choosing()
        return Choosing(
            strategy=self.word(table, "strategy", usual.strategy, Strategy),
            rings=tuple(self._ring(each) for each in self.items(table, "rings")),
            bonus=self.number(table, "priority bonus", usual.bonus),
            weight=self.number(table, "weight", usual.weight),
            ageing=self.number(table, "ageing", usual.ageing),
            prefer=self.word(table, "prefer", usual.prefer, Prefer),
            prefer_seconds=self.number(table, "prefer for", usual.prefer_seconds),
            reserve_length=self.whole(table, "reserve above", usual.reserve_length, 10_000),
        )

    def _ring(self, node: Node) -> Ring:
        table = self.table(node, "a ring", RING)
        return Ring(
            after=self.number(table, "after", 0.0),
            drop=tuple(each.value for each in self.texts(table, "drop")),
            lower=self.whole(table, "lower", 0, 9),
            level=self.whole(table, "level", 0, 9),
            reserve=self.yes(table, "reserve", False),
            also=self.text(table, "also", ""),
        )

    def _overflow(self, node: Node) -> Overflow:
        table = self.table(node, "an overflow", OVERFLOW)
        when, to = self.word(table, "when", None, When), self.word(table, "to", None, To)
        return Overflow(when, to, self.number(table, "amount", 0.0), self.text(table, "target", ""))

    def _announcing(self, table: Table) -> Announcing:
        """The place is told: what is said matters only to those who press a key then."""
        said = self.part(table, "announcing", ANNOUNCING)
        digits = {digit: self._choice(node) for digit, (_, node) in self._keys(said).items.items()}
        first = self.number(said, "first", 0.0)
        return Announcing(first, self.number(said, "every", 0.0), position=bool(first), digits=digits)

    def _choice(self, node: Node) -> Choice:
        table = self.table(node, "a key", KEY)
        return Choice(self.word(table, "to", None, To), self.text(table, "target", ""))

    def _keys(self, announcing: Table) -> Table:
        return self.part(announcing, "keys", None)

    def presses(self, table: Table) -> dict[str, float]:
        """Which share of the callers presses which key."""
        keys = self._keys(self.part(table, "announcing", None)).items
        return {digit: self.number(node, "share", 0.0) for digit, (_, node) in keys.items() if isinstance(node, Table)}

    def callers(self, table: Table) -> Iterator[Callers]:
        """Kinds of callers; a queue that tells none has one, with the priority that stands beside its calls."""
        nodes = self.items(table, "callers")
        if not nodes:
            yield Callers(priority=self.whole(table, "priority", 0, 1_000))
        for node in nodes:
            kind = self.table(node, "callers", CALLERS)
            priority = self.whole(kind, "priority", 0, 1_000)
            yield Callers(self.number(kind, "share", 1.0), priority, self.levels(kind, "skills", 10))

    def levels(self, table: Table, key: str, most: int) -> dict[str, int]:
        """Names and whole numbers from 1 up."""
        part = self.part(table, key, None)
        return {name: self.whole(part, name, 1, most, least=1) for name in part.items}

    # --- words and numbers -------------------------------------------------------------------------------------------

    def word(self, table: Table, key: str, default: Word | None, words: type[Word]) -> Word:
        said = self.text(table, key, default)
        if said in list(words):
            return words(said)
        if said:
            self.complain(table.items[key][0], f"{key!r} cannot be {said!r}", f"write one of {', '.join(words)}")
        return default or next(iter(words))

    def whole(self, table: Table, key: str, default: int, most: int, least: int = 0) -> int:
        number = self.number(table, key, float(default), least=least)
        if number != int(number) or number > most:
            self.complain(table.items[key][0], f"{key!r} is a whole number up to {most}", f"write `{key}: {default}`")
            return default
        return int(number)

    def part(self, table: Table, key: str, known: frozenset[str] | None) -> Table:
        """A table in a table; an empty one where there is none."""
        return self.table(table.items[key][1], key, known) if key in table.items else Table({}, table.at)

    def items(self, table: Table, key: str) -> tuple[Node, ...]:
        _, node = table.items.get(key, (table.at, Items((), table.at)))
        if isinstance(node, Items):
            return node.items
        self.complain(node.at, f"{key!r} needs a list", f"write `{key}: [ … ]`")
        return ()
