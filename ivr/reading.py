"""Marked plain values, and how texts, numbers and tables are read from them with a complaint for every fault.

The border (`config.routes`) parses YAML and hands over marked plain values (`Text`, `Table`, `Items`), so that this
room knows the words of a route but no YAML.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from ivr.complaint import Complaint
from ivr.flow import Mark


class Text(NamedTuple):
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


class Reader:
    """Reads on after a fault, with a harmless value in its place, so that one look shows all faults."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.complaints: list[Complaint] = []

    def texts(self, table: Table, key: str) -> list[Text]:
        """One text or a list of texts."""
        if key not in table.items:
            return []
        _, node = table.items[key]
        nodes = node.items if isinstance(node, Items) else (node,)
        for other in (other for other in nodes if not isinstance(other, Text)):
            self.complain(other.at, f"{key} holds something that is no text", "write one name or a list of names")
        return [text for text in nodes if isinstance(text, Text)]

    def text(self, table: Table, key: str, default: str | None = None) -> str:
        if key not in table.items:
            if default is None:
                self.complain(table.at, f"{key!r} is missing", f"add a line `{key}: …`")
            return default or ""
        at, node = table.items[key]
        if isinstance(node, Text) and node.value:
            return node.value
        self.complain(at, f"{key!r} needs one text", f"write `{key}: …` on one line")
        return ""

    def number(self, table: Table, key: str, default: float, least: float = 0) -> float:
        if key not in table.items:
            return default
        at, node = table.items[key]
        if isinstance(node, Text) and re.fullmatch(r"\d{1,6}(\.\d+)?", node.value) and float(node.value) >= least:
            return float(node.value)
        self.complain(at, f"{key!r} needs a number from {least:g} up", f"write such as `{key}: {default:g}`")
        return default

    def yes(self, table: Table, key: str, default: bool) -> bool:
        said = self.text(table, key, "yes" if default else "no")
        if said not in {"yes", "no", "true", "false"}:
            self.complain(table.items[key][0], f"{key!r} is yes or no, not {said!r}", f"write `{key}: yes`")
        return said in {"yes", "true"}

    def named(self, table: Table, key: str) -> Table:
        if key not in table.items:
            self.complain(table.at, f"{key!r} is missing", f"add a table `{key}:`")
            return Table({}, table.at)
        node = table.items[key][1]
        return node if isinstance(node, Table) else self.table(node, key, frozenset())

    def table(self, node: Node, what: str, known: frozenset[str] | None) -> Table:
        """known: the keys that it may have; None for any."""
        if not isinstance(node, Table):
            self.complain(node.at, f"{what} must be a table", "write `key: value` lines")
            return Table({}, node.at)
        if known is not None:
            self.only(node, what, known)
        return node

    def only(self, table: Table, what: str, known: frozenset[str]) -> None:
        for key, (at, _) in table.items.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                remedy = (
                    f"did you mean {near[0]!r}?" if near else f"take it out, or write one of {', '.join(sorted(known))}"
                )
                self.complain(at, f"{what} has no {key!r}", remedy)

    def complain(self, at: Mark, text: str, remedy: str) -> None:
        self.complaints.append(Complaint(at, text, remedy))
