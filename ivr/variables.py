"""Which variables are certain to have a value at each step of a route."""

from ivr.flow import Collect, Flow, Set, Step, Switch, ways


def unset(flow: Flow) -> dict[str, frozenset[str]]:
    """For each step that reads variables: those that some way to it has not set. Steps without such are left out."""
    certain = _certain(flow)
    lacking = {name: _read(flow.steps[name]) - known for name, known in certain.items()}
    return {name: lacks for name, lacks in lacking.items() if lacks}


def _certain(flow: Flow) -> dict[str, frozenset[str]]:
    """What is set at the entry of each step that can be reached: the least that all ways there have in common."""
    known: dict[str, frozenset[str]] = {flow.start: frozenset()}
    ahead = [flow.start]
    while ahead:
        name = ahead.pop()
        step = flow.steps[name]
        for way, to in ways(step).items():
            after = known[name] | _written(step, way)
            common = after if to.to not in known else known[to.to] & after
            if known.get(to.to) != common:
                known[to.to] = common
                ahead.append(to.to)
    return known


def _written(step: Step, way: str) -> frozenset[str]:
    match step:
        case Set(values=values):
            return frozenset(values)
        case Collect(into=name) if name and way == "next":
            return frozenset({name})
    return frozenset()


def _read(step: Step) -> frozenset[str]:
    match step:
        case Switch(subject=subject, cases=cases):
            said = [subject, *(value for case in cases for value in case.values)]
        case Set(values=values):
            said = list(values.values())
        case _:
            return frozenset()
    return frozenset(each[1:] for each in said if each.startswith("$"))
