"""YAML as marked plain values: the border behind which nobody knows YAML.

Rule: any text is a node or a complaint with line and column, in time that grows with its length. The parser is
libyaml's (through PyYAML), read event by event, so that nothing recurses: depth, size, aliases and tags have limits
that are told like any other fault.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from ivr.complaint import Complaint, Faulty
from ivr.flow import Mark
from ivr.reading import Items, Node, Table, Text

DEEPEST = 20  # levels; deeper text is a mistake or an attack
LONGEST = 8_000_000  # characters
MOST_NODES = 2_000_000  # with what aliases repeat
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq"))


class YamlMark(Protocol):
    """From 0."""

    line: int
    column: int


class Event(Protocol):
    """What libyaml tells; a scalar has all of these."""

    start_mark: YamlMark
    anchor: str | None
    tag: str | None
    value: str


@contextmanager
def uncollected() -> Iterator[None]:
    """While a large tree grows in which nothing is garbage, looking for garbage in it takes longer than growing it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def parse(text: str) -> Node:
    """Any YAML text as marked plain values; all scalars stay the text that was written. Raises `Faulty`."""
    if len(text) > LONGEST:
        raise _fault(Mark(), f"{len(text)} characters are too many", f"{LONGEST} are the most")
    try:
        text.encode()
        with uncollected():
            return _Builder().read(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as wrong:
        at = wrong.problem_mark or wrong.context_mark
        said = f"this is no YAML: {wrong.problem or wrong.context}"
        raise _fault(
            _within(text, at) if at else Mark(),
            said,
            "put right indentation, colons or quotes, here or in the line above",
        ) from None
    except yaml.reader.ReaderError as wrong:
        raise _fault(_place(text, wrong.position), f"this is no YAML: {wrong.reason}", "write plain text") from None
    except UnicodeEncodeError as wrong:
        raise _fault(_place(text, wrong.start), "this is no text", "write it in UTF-8") from None


@dataclass(slots=True)
class _Open:
    """A list or table that is being read. key: of the value that comes next; size: nodes in it so far."""

    at: Mark
    anchor: str | None
    items: list[Node] | None = None
    table: dict[str, tuple[Mark, Node]] = field(default_factory=dict)
    key: Text | None = None
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Named:
    """What an anchor stands for. height: levels of it."""

    node: Node
    size: int
    height: int


class _Builder:
    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._named: dict[str, _Named | None] = {}  # None: its end is not read yet
        self._root: Node | None = None
        self._repeated = 0

    def read(self, events: Iterator[Event]) -> Node:
        for event in events:
            if type(event) is yaml.ScalarEvent:
                mark = event.start_mark
                self._value(Text(event.value, Mark(mark.line + 1, mark.column + 1)), 1, 0)
                if event.anchor or event.tag:
                    self._named_so(event, Text(event.value, _mark(mark)))
            else:
                self._take(event)
        if self._root is None:
            raise _fault(Mark(), "there is nothing in it", "start with `route:`")
        return self._root

    def _take(self, event: Event) -> None:
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event, [] if kind is yaml.SequenceStartEvent else None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent and self._root is not None:
            raise _fault(_mark(event.start_mark), "a second document begins here", "keep one document in a file")

    def _named_so(self, event: Event, text: Text) -> None:
        _tagged(event)
        if event.anchor:
            self._named[event.anchor] = _Named(text, 1, 0)

    def _begin(self, event: Event, items: list[Node] | None) -> None:
        _tagged(event)
        at = _mark(event.start_mark)
        if self._open and self._open[-1].items is None and self._open[-1].key is None:
            raise _fault(at, "a key must be a text", "write `key: value`")
        if len(self._open) > DEEPEST:
            raise _fault(at, "this is nested too deep", f"{DEEPEST} levels are the most")
        if event.anchor:
            self._named[event.anchor] = None
        self._open.append(_Open(at, event.anchor, items))

    def _end(self) -> None:
        done = self._open.pop()
        node = Table(done.table, done.at) if done.items is None else Items(tuple(done.items), done.at)
        if done.anchor:
            self._named[done.anchor] = _Named(node, done.size, done.height)
        self._value(node, done.size, done.height)

    def _alias(self, event: Event) -> None:
        at, named = _mark(event.start_mark), self._named.get(event.anchor or "")
        if named is None:
            inside = event.anchor in self._named
            said = "stands inside of what it repeats" if inside else "repeats nothing that stands before it"
            raise _fault(at, f"*{event.anchor} {said}", "write out what you mean")
        self._repeated += named.size
        if self._repeated > MOST_NODES or len(self._open) + named.height > DEEPEST + 1:
            raise _fault(at, f"*{event.anchor} makes too much of it", "write out what you mean")
        self._value(named.node, named.size, named.height)

    def _value(self, node: Node, size: int, height: int) -> None:
        if not self._open:
            self._root = node
            return
        into = self._open[-1]
        into.size += size
        if height >= into.height:
            into.height = height + 1
        if into.items is not None:
            into.items.append(node)
        elif into.key is None:
            into.key = _key(into, node)
        else:
            into.table[into.key.value] = into.key.at, node
            into.key = None


def _tagged(event: Event) -> None:
    if event.tag and event.tag != "!" and event.tag not in PLAIN_TAGS:
        raise _fault(_mark(event.start_mark), f"the tag {event.tag!r} means nothing here", "leave it out")


def _key(into: _Open, node: Node) -> Text:
    if not isinstance(node, Text):
        raise _fault(node.at, "a key must be a text", "write `key: value`")
    if node.value in into.table:
        before = into.table[node.value][0].line
        raise _fault(node.at, f"{node.value!r} is here twice", f"it stands on line {before} already")
    return node


def _mark(mark: YamlMark) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _within(text: str, mark: YamlMark) -> Mark:
    """libyaml finds some faults behind the last line."""
    return _mark(mark) if mark.line < text.count("\n") + 1 else _place(text, len(text))


def _place(text: str, position: int) -> Mark:
    before = text[:position].split("\n")
    return Mark(len(before), len(before[-1]) + 1)


def _fault(at: Mark, text: str, remedy: str) -> Faulty:
    return Faulty([Complaint(at, text, remedy, code="yaml")])
