"""Routes that call others become one: the steps of a subroute take the place of the step that calls it.

Rule: callers walk through linked routes only, so nobody comes back from a subroute that was published anew meanwhile.
A step of a subroute is called `call/step`; its parameters are set on the way in; its `return` leads on behind the call.
Variables are those of the call: a subroute sees what was set before, and what it sets can be read after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ivr.complaint import Complaint, Faulty, Severity
from ivr.flow import Case, Flow, Label, Mark, Overflow, Return, Set, Split, Step, Subroute, Way
from ivr.loader import MOST_STEPS
from journal.copies import replace

DEEPEST = 20  # calls within calls
TARGETS = ("then", "otherwise", "no_input", "wrong_input", "open", "closed", "holiday", "forced", "missing", "failed")


@dataclass(frozen=True, slots=True)
class _Part:
    """A route in its place. then: where its return leads; callers: the routes that it is within; at: of the call."""

    flow: Flow
    prefix: str = ""
    then: str = ""
    callers: tuple[str, ...] = ()
    at: Mark | None = None
    call: str = ""  # the step of the outermost route in which it is


def link(flow: Flow, library: Mapping[str, Flow]) -> Flow:
    """The route with the steps of all that it calls. Raises `Faulty` for calls that cannot be."""
    linked, found = tried(flow, library)
    if errors := [each for each in found if each.severity is Severity.ERROR]:
        raise Faulty(errors)
    return linked


def calls(flow: Flow) -> frozenset[str]:
    """The routes that it calls by itself."""
    return frozenset(step.route for step in flow.steps.values() if isinstance(step, Subroute))


def tried(flow: Flow, library: Mapping[str, Flow]) -> tuple[Flow, list[Complaint]]:
    """Calls that cannot be are left as they are, with a complaint each."""
    steps: dict[str, Step] = {}
    marks: dict[str, Mark] = {}
    labels: dict[str, Label] = {}
    found: list[Complaint] = []
    parts = [_Part(flow)]
    while parts:
        part = parts.pop()
        if len(steps) + len(part.flow.steps) > MOST_STEPS:
            text = f"with its subroutes the route has more than {MOST_STEPS} steps"
            found.append(
                Complaint(part.at or Mark(), text, "call fewer of them", step=part.call, code="too-many-steps")
            )
            steps[part.prefix.removesuffix("/")] = Set({}, part.then)
            continue
        for name, step in part.flow.steps.items():
            at = part.at or part.flow.marks.get(name, Mark())
            whole = part.prefix + name
            marks[whole] = at
            if name in part.flow.labels:
                labels[whole] = part.flow.labels[name]
            faults = list(_faults(step, name, part, library, at)) if isinstance(step, Subroute) else []
            found += faults
            steps[whole], inner = _placed(step, name, part, library, bool(faults))
            parts += [replace(inner, at=at, call=part.call or name)] if inner else []
    return replace(flow, steps=steps, marks=marks, labels=labels), found


def _placed(step: Step, name: str, part: _Part, library: Mapping[str, Flow], faulty: bool) -> tuple[Step, _Part | None]:
    """What stands in the step's place, and what is put behind it."""
    match step:
        case Return() if part.callers:
            return Set({}, part.then), None
        case Subroute(route=route, values=values, then=then) if not faulty:
            called, prefix = library[route], f"{part.prefix}{name}/"
            into = _Part(called, prefix, part.prefix + then, (*part.callers, part.flow.name))
            return Set({**(called.parameters or {}), **values}, prefix + called.start), into
    return (_moved(step, part.prefix) if part.prefix else step), None


def _faults(step: Subroute, name: str, part: _Part, library: Mapping[str, Flow], at: Mark) -> Iterator[Complaint]:
    called = library.get(step.route)
    place = part.call or name

    def fault(code: str, text: str, remedy: str) -> Complaint:
        return Complaint(at, f"step {part.prefix}{name}: {text}", remedy, Severity.ERROR, place, code)

    if called is None:
        yield fault("no-route", f"there is no route {step.route!r}", "publish it first, or call another one")
    elif called.parameters is None:
        yield fault("no-subroute", f"{step.route!r} is no subroute", "write `parameters: {}` above its steps")
    elif step.route in (*part.callers, part.flow.name):
        yield fault("recursion", f"{step.route!r} would call itself", "lead back by a key, or say goodbye")
    elif len(part.callers) >= DEEPEST:
        yield fault("too-deep", "there are too many calls within calls", f"{DEEPEST} are the most")
    else:
        for unknown in sorted(step.values.keys() - called.parameters.keys()):
            remedy = f"it has {', '.join(called.parameters) or 'none'}"
            yield fault("no-parameter", f"{step.route!r} has no parameter {unknown!r}", remedy)


def _moved(step: Step, prefix: str) -> Step:
    """The same step with all that it leads to under the prefix."""
    changed: dict[str, Any] = {
        name: prefix + to for name in TARGETS if (to := getattr(step, name, "")) and isinstance(to, str)
    }
    keys = getattr(step, "keys", None)
    if isinstance(keys, dict):
        changed["keys"] = {key: _way(way, prefix) for key, way in keys.items()}
    if isinstance(step, Split):
        changed["weights"] = {prefix + to: weight for to, weight in step.weights.items()}
    for name in ("cases", "overflow"):
        if listed := getattr(step, name, ()):
            changed[name] = tuple(_to(each, prefix) for each in listed)
    return replace(step, **changed)


def _way(way: Way | str, prefix: str) -> Way | str:
    """A key of a language step names a language."""
    return replace(way, to=prefix + way.to) if isinstance(way, Way) else way


def _to(each: Case | Overflow, prefix: str) -> Case | Overflow:
    return replace(each, to=prefix + each.to)
