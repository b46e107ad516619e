"""Routes as YAML files: the border where YAML becomes marked plain values.

Rule: nothing of YAML goes further than this module; `ivr.loader` reads the marked values.
"""

from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from ivr.complaint import Complaint, Faulty
from ivr.flow import Flow, Mark
from ivr.loader import read
from ivr.reading import Items, Node, Table, Text
from ivr.script import Script, read_script

SHIPPED = Path(__file__).parent / "routes"
DEEPEST = 20  # levels; deeper text is a mistake or an attack


def load_route(text: str) -> Flow:
    """The route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    return read(parse(text), zone_of)


def load_script(text: str) -> Script:
    """The tests of a route in a YAML text. Raises `ivr.complaint.Faulty`; each complaint has line and column."""
    return read_script(parse(text), zone_of)


def load_routes(folder: Path = SHIPPED) -> list[Flow]:
    """All routes of a folder, by file name. Raises `Faulty` of the first faulty file, with its name as a note."""
    return [_load_file(path) for path in sorted(folder.glob("*.yaml"))]


def shipped_texts() -> dict[str, tuple[str, str]]:
    """Name → text and tests of each route that is shipped; "" where it has no tests."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml"))}
    tests = {path.stem: path.read_text("utf-8") for path in sorted((SHIPPED / "tests").glob("*.yaml"))}
    return {name: (text, tests.get(name, "")) for name, text in texts.items()}


def parse(text: str) -> Node:
    """Any YAML text as marked plain values; all scalars stay the text that was written. Raises `Faulty`."""
    try:
        root = YAML(pure=True).compose(text)
    except MarkedYAMLError as wrong:
        raise Faulty([_syntax(wrong)]) from None
    except YAMLError as wrong:
        raise Faulty([Complaint(Mark(), f"this is no YAML: {wrong}", "write a YAML text in UTF-8")]) from None
    if root is None:
        raise Faulty([Complaint(Mark(), "there is nothing in it", "start with `route:`")])
    return _marked(root, 0)


def _load_file(path: Path) -> Flow:
    try:
        return load_route(path.read_text(encoding="utf-8"))
    except Faulty as faulty:
        faulty.add_note(f"in {path}")
        raise


def _syntax(wrong: MarkedYAMLError) -> Complaint:
    mark = wrong.problem_mark or wrong.context_mark
    at = Mark(mark.line + 1, mark.column + 1) if mark else Mark()
    return Complaint(at, f"this is no YAML: {wrong.problem or wrong.context}", "mind indentation, colons and quotes")


def _marked(node: YamlNode, depth: int) -> Node:
    at = Mark(node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > DEEPEST:
        raise Faulty([Complaint(at, "this is nested too deep", f"{DEEPEST} levels are the most")])
    match node:
        case ScalarNode():
            return Text(str(node.value), at)
        case SequenceNode():
            return Items(tuple(_marked(item, depth + 1) for item in node.value), at)
        case MappingNode():
            return Table(_items(node, depth), at)
    raise Faulty([Complaint(at, "this is nothing that a route can hold", "write texts, lists and tables")])


def _items(node: MappingNode, depth: int) -> dict[str, tuple[Mark, Node]]:
    items: dict[str, tuple[Mark, Node]] = {}
    for key, value in node.value:
        at = Mark(key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, ScalarNode):
            raise Faulty([Complaint(at, "a key must be a text", "write `key: value`")])
        if key.value in items:
            before = items[key.value][0].line
            raise Faulty([Complaint(at, f"{key.value!r} is here twice", f"it stands on line {before} already")])
        items[str(key.value)] = at, _marked(value, depth + 1)
    return items


def zone_of(name: str) -> tzinfo:
    """Raises ValueError for a name that is no time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as unknown:
        raise ValueError(name) from unknown
