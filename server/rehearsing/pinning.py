"""A route for one test on the real telephone: what the clock, the queues and chance decide is what the test says.

A real house has the time of now and empty queues. So a step that looks at them is replaced by one that leads where the
same test went in virtual time; all that the caller meets stays as it is written. Texts in, texts out.
"""

import io
from collections.abc import Mapping

from ruamel.yaml import YAML

from ivr.choices import figure_of
from ivr.flow import NEXT, Flow, Hours, If, Lookup, Split, Step, Switch, ToAgent, ToQueue, Transfer, ways
from ivr.script import Kind, Test
from ivr.walk import Walk

DOORS = ToQueue | ToAgent | Transfer  # with a way out: they led back into the route
CLOCK = frozenset({"now", "weekday"})


class CannotPin(Exception):
    """The test cannot be played on the real telephone. The text says why."""


def pins(flow: Flow, walk: Walk) -> dict[str, str]:
    """Step → where it led, for each step that looks outside. Raises `CannotPin` for one that led to several."""
    found: dict[str, str] = {}
    for name, way in walk.ways:
        step = flow.steps.get(name)
        if step is None or not looks_outside(step):
            continue
        if isinstance(step, Lookup) and way == NEXT:
            raise CannotPin(f"step {name} finds something outside, which only the test knows")
        taken = ways(step)[way]
        if taken.label:
            raise CannotPin(f"step {name} puts {taken.label} on the path, by what only the test knows")
        if found.setdefault(name, taken.to) != taken.to:
            raise CannotPin(
                f"step {name} leads to {found[name]} and later to {taken.to}: only virtual time can do that"
            )
    return found


def must_be_playable(flow: Flow, test: Test, walk: Walk) -> None:
    """Raises `CannotPin` for what the house of the tests has not: other routes, voices, agents, lines outside."""
    if any("/" in step for step in flow.steps):
        raise CannotPin("it calls another route; test that one by itself")
    if any(act.kind is Kind.SPEAK for act in test.does):
        raise CannotPin("the caller speaks")
    if walk.ends.startswith("transfer ") or any(isinstance(flow.steps.get(step), DOORS) for step, _ in walk.ways):
        raise CannotPin("the caller waits for somebody, and nobody is there")


def looks_outside(step: Step) -> bool:
    match step:
        case Hours() | Split() | Lookup():
            return True
        case Switch(subject=subject) | If(subject=subject):
            return bool(figure_of(subject)[0]) or subject in CLOCK
    return False


def pinned(text: str, name: str, to: Mapping[str, str]) -> str:
    """The text under another name, with these steps decided. Raises `CannotPin` for a step that is not in the text."""
    yaml = YAML()
    route = yaml.load(text)
    route["route"] = name
    for step, target in to.items():
        if step not in route["steps"]:
            raise CannotPin(f"step {step} belongs to another route that is called; test that route by itself")
        route["steps"][step] = {"set": {"decided": "yes"}, "then": target}
    out = io.StringIO()
    yaml.dump(route, out)
    return out.getvalue()
