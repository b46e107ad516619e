"""The steps as a graph: where they lead, whether everybody comes to an end."""

from collections.abc import Iterable, Iterator, Mapping

from ivr.checker.known import fault, hint, listed
from ivr.complaint import Complaint
from ivr.flow import (
    Callback,
    Collect,
    Crowd,
    Flow,
    Goodbye,
    Language,
    Mark,
    Menu,
    Return,
    Step,
    Survey,
    ToAgent,
    ToQueue,
    Transfer,
    Ways,
)

BROKEN = frozenset({"no-start", "no-such-step"})  # after these there is no graph to look at
ENDS = ToQueue | ToAgent | Transfer | Return | Goodbye


Leads = Mapping[str, Ways]  # the ways out of each step


def targets(flow: Flow, leads: Leads) -> Iterator[Complaint]:
    remedy = listed(flow.steps, "look for a slip of the pen")
    if flow.start not in flow.steps:
        text = f"the route starts at {flow.start!r}, which does not exist"
        yield Complaint(Mark(), text, f"name a step; {remedy}", code="no-start")
    for name, out in leads.items():
        for way, to in out.items():
            if to.to not in flow.steps:
                text = f"step {name}: {way!r} leads to {to.to!r}, which does not exist"
                yield fault(flow, name, "no-such-step", text, f"add that step; {remedy}")


def by_itself(step: Step, out: Ways) -> Iterable[str]:
    """Where a caller comes who presses no key. Time in a queue counts as a key: each round of a loop through it is one
    more wait with a place in the queue."""
    match step:
        case Menu(no_input=to) | Collect(no_input=to) | Survey(no_input=to):
            return (to,)
        case Language(otherwise=to) | Callback(otherwise=to):
            return (to,)
        case ToQueue(overflow=overflow):
            return [over.to for over in overflow if over.when is not Crowd.AFTER]
    return [way.to for way in out.values()]


def loops(flow: Flow, leads: Leads) -> Iterator[Complaint]:
    """Whatever else happens, a caller who presses no key must come to an end: no step may come twice by itself.

    Steps from which all such ways have ended are taken away until none is left; what stays has a loop.
    """
    after = {name: set(by_itself(step, leads[name])) for name, step in flow.steps.items()}
    before: dict[str, list[str]] = {name: [] for name in after}
    for name, then in after.items():
        for to in then:
            before[to].append(name)
    _take_away([name for name, then in after.items() if not then], after, before)
    while after:
        loop = _loop(after)
        text = f"a silent caller goes round for ever: {' → '.join([*loop, loop[0]])}"
        remedy = "lead one of these steps to a queue or a goodbye"
        yield fault(flow, loop[0], "endless-loop", text, remedy)
        _take_away(loop, after, before)


def _take_away(gone: list[str], after: dict[str, set[str]], before: dict[str, list[str]]) -> None:
    """These steps, and all from which every way leads to them."""
    gone = list(gone)
    while gone:
        name = gone.pop()
        if after.pop(name, None) is None:
            continue
        for earlier in before[name]:
            if earlier in after:
                after[earlier].discard(name)
                if not after[earlier]:
                    gone.append(earlier)


def _loop(after: dict[str, set[str]]) -> list[str]:
    """Some loop; every step here has a way to another one here."""
    trail: dict[str, int] = {}
    name = next(iter(after))
    while name not in trail:
        trail[name] = len(trail)
        name = min(after[name])
    return list(trail)[trail[name] :]


def reached(flow: Flow, leads: Leads) -> set[str]:
    found, ahead = set[str](), [flow.start]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [way.to for way in leads[name].values()]
    return found


def unreachable(flow: Flow, leads: Leads) -> Iterator[Complaint]:
    """Within a subroute that is its own author's business."""
    found = reached(flow, leads)
    for name in flow.steps:
        if name not in found and "/" not in name:
            yield hint(flow, name, "unreachable", f"nobody can reach step {name}", "lead a way to it or delete it")


def ends(flow: Flow) -> Iterator[Complaint]:
    if not any(isinstance(step, ENDS) for step in flow.steps.values()):
        text = "no step puts a caller into a queue or says goodbye"
        yield fault(flow, flow.start, "no-end", text, "add a queue step")
    if flow.parameters is None:
        for name, step in flow.steps.items():
            if isinstance(step, Return):
                text = f"step {name}: only a subroute returns"
                yield fault(flow, name, "no-subroute", text, "write `parameters:` above the steps, or say goodbye")
