"""How a route is written as a whole."""

from ivr.complaint import Faulty
from ivr.flow import Collect, Flow, Label, Mark, Step, Survey
from ivr.loader.hours import zone as zone_of
from ivr.loader.kinds import step
from ivr.loader.reader import MOST_STEPS, NAME, RouteReader
from ivr.reading import Node, Table, Zone

TOP = frozenset({"route", "version", "title", "service", "languages", "timezone", "parameters", "start", "steps"})


def read(node: Node, zone: Zone) -> Flow:
    """The route that is written there. Raises `Faulty` with everything that is wrong with the text."""
    reader = RouteReader(zone)
    flow = _route(reader, node)
    if reader.complaints:
        raise Faulty(reader.complaints)
    return flow


def _route(reader: RouteReader, node: Node) -> Flow:
    table = reader.table(node, "a route", TOP)
    steps: dict[str, Step] = {}
    marks: dict[str, Mark] = {}
    labels: dict[str, Label] = {}
    written = reader.named(table, "steps").items
    if len(written) > MOST_STEPS:
        reader.complain(table.at, f"{len(written)} steps are too many", f"split it; {MOST_STEPS} are the most")
        written = {}
    for name, (at, each) in written.items():
        if not NAME.fullmatch(name):
            reader.complain(at, f"{name!r} is no name for a step", "use a-z, 0-9, - and _")
        steps[name], marks[name] = step(reader, each, name), at
        if isinstance(each, Table) and ("label" in each.items or "code" in each.items):
            labels[name] = _label(reader, each, steps[name])
    return Flow(
        reader.text(table, "route"),
        int(reader.number(table, "version", 1, least=1)),
        reader.text(table, "start"),
        steps,
        marks,
        {name: label for name, label in labels.items() if label != Label()},
        reader.text(table, "title", ""),
        reader.text(table, "service", ""),
        tuple(map(reader.language, reader.texts(table, "languages"))),
        reader.values(table, "parameters") if "parameters" in table.items else None,
        zone_of(reader, table),
    )


def _label(reader: RouteReader, table: Table, known: Step) -> Label:
    """Digits and answers go on the path with their label when they are known, not before."""
    label = "" if isinstance(known, Collect | Survey) else reader.text(table, "label", "")
    return Label(label, reader.text(table, "code", ""))
