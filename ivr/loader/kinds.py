"""The kinds of step: the words that each may have, and the function that reads it."""

from collections.abc import Callable

from ivr.flow import Comparison, Goodbye, Step
from ivr.loader import decisions, doors, hours, inputs
from ivr.loader.reader import RouteReader
from ivr.reading import Node, Table

PATH = ("label", "code")  # what a step puts on the IVR path
ASKS = ("wait", "tries", "no input", "wrong input")
Read = Callable[[RouteReader, Table], Step]

KINDS: dict[str, tuple[Read, tuple[str, ...]]] = {
    "say": (doors.say, ("then", "barge in")),
    "menu": (inputs.menu, ("keys", *ASKS, "barge in")),
    "collect": (
        inputs.collect,
        ("into", "then", "least", "most", *ASKS, "end", "pattern", "check", "read back", "private"),
    ),
    "language": (inputs.language, ("keys", "then", "wait", "tries", "otherwise")),
    "hours": (hours.hours, ("open", "closed", "holiday", "forced")),
    "if": (decisions.if_, (*Comparison, "then", "else")),
    "switch": (decisions.switch, ("cases", "otherwise")),
    "set": (decisions.set_, ("then",)),
    "split": (decisions.split, ()),
    "lookup": (decisions.lookup, ("send", "into", "wait", "tries", "then", "missing", "failed")),
    "queue": (doors.queue, ("priority", "skills", "overflow")),
    "agent": (doors.agent, ("queue", "wait", "otherwise")),
    "callback": (inputs.callback, ("then", "otherwise", "wait", "tries")),
    "record": (inputs.record, ("most", "silence", "into", "end", "then", "no input")),
    "voicemail": (inputs.voicemail, ("prompts", "most", "silence", "then", "no input")),
    "transfer": (doors.transfer, ("caller id", "wait", "otherwise")),
    "survey": (inputs.survey, ("prompts", "least", "most", "then", *ASKS)),
    "subroute": (decisions.subroute, ("with", "then")),
    "return": (doors.return_, ()),
    "goodbye": (doors.goodbye, ()),
}
FIELDS: dict[str, frozenset[str]] = {kind: frozenset((kind, *PATH, *words)) for kind, (_, words) in KINDS.items()}
AMBIGUOUS = {"agent": frozenset({"queue"})}  # words of one kind that are kinds themselves


def step(reader: RouteReader, node: Node, name: str) -> Step:
    kinds = kinds_of(node) if isinstance(node, Table) else []
    if not isinstance(node, Table) or len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        reader.complain(node.at, f"step {name} needs one kind, it has {found}", f"begin it with {', '.join(FIELDS)}")
        return Goodbye(())
    reader.only(node, f"a {kinds[0]} step", FIELDS[kinds[0]])
    return KINDS[kinds[0]][0](reader, node)


def kinds_of(table: Table) -> list[str]:
    """An agent step names a queue too: that does not make it a queue step."""
    kinds = [key for key in table.items if key in FIELDS]
    words = frozenset[str]().union(*(AMBIGUOUS.get(kind, ()) for kind in kinds))
    return [kind for kind in kinds if kind not in words]
