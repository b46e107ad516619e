"""All complaints about a route."""

from ivr import linking
from ivr.checker import graph, kinds, languages, reading, things
from ivr.checker.known import NOTHING, Known, fault
from ivr.complaint import Complaint, Faulty, Severity
from ivr.flow import Flow, Return, Subroute, ways


def check(flow: Flow, known: Known = NOTHING) -> list[Complaint]:
    """In the order of the text. With `known.routes` the subroutes are looked at in their places."""
    found: list[Complaint] = []
    if known.routes is not None and any(isinstance(step, Subroute) for step in flow.steps.values()):
        flow, found = linking.tried(flow, known.routes)
    leads = {name: ways(step) for name, step in flow.steps.items()}
    found += [*graph.targets(flow, leads), *kinds.steps(flow)]
    if not any(each.code in graph.BROKEN for each in found):
        found += [*graph.loops(flow, leads), *graph.unreachable(flow, leads), *graph.ends(flow)]
        found += reading.variables_of(flow, leads)
    found += [*things.unknown(flow, known), *languages.prompts(flow, known)]
    return sorted(found, key=lambda each: (each.at.line, each.at.column))


def must_be_sound(flow: Flow) -> None:
    """Raises `Faulty` if the route by itself has errors, or callers could not walk through it as it is."""
    errors = [each for each in check(flow) if each.severity is Severity.ERROR]
    for name, step in flow.steps.items():
        if isinstance(step, Subroute | Return):
            text = f"step {name}: its subroute is not linked"
            errors.append(fault(flow, name, "unlinked", text, "publish the route that calls it"))
    if errors:
        raise Faulty(errors)
