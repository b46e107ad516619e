"""Which variables steps read, and which are certain to have a value there."""

from collections.abc import Iterable, Iterator

from ivr import template
from ivr.checker.graph import Leads
from ivr.checker.known import hint
from ivr.choices import ABOUT_CALL, NOW
from ivr.complaint import Complaint
from ivr.flow import (
    NEXT,
    Collect,
    Flow,
    If,
    Item,
    Lookup,
    Record,
    Set,
    Spoken,
    Step,
    Subroute,
    Switch,
    ToAgent,
    Words,
)

CUSTOMER = "customer"
ALWAYS_KNOWN = frozenset({*ABOUT_CALL, NOW})


def variables_of(flow: Flow, leads: Leads) -> Iterator[Complaint]:
    """A variable that is read on a way on which nothing has set it yet is empty there: hardly what was meant."""
    for name, unset in unset_at(flow, leads).items():
        for variable in unset:
            text = f"step {name} reads ${variable}, which is not set on every way that leads there"
            remedy = "set it before, by `set` or by `into` of a collect"
            yield hint(flow, name, "unset-variable", text, remedy)


def unset_at(flow: Flow, leads: Leads) -> dict[str, list[str]]:
    """For each step that can be reached: what it reads and some way to it has not set. Steps without are left out."""
    read = {name: names for name, step in flow.steps.items() if (names := read_by(step))}
    bits = {variable: 1 << place for place, variable in enumerate(sorted(frozenset().union(*read.values())))}
    certain = _certain(flow, leads, bits) if bits else {}
    lacking = {
        name: [each for each in sorted(read[name]) if not known & bits[each]]
        for name, known in certain.items()
        if name in read
    }
    return {name: lacks for name, lacks in lacking.items() if lacks}


def _certain(flow: Flow, leads: Leads, bits: dict[str, int]) -> dict[str, int]:
    """What is set where each step begins that can be reached, a bit a variable: what all ways there have in common."""
    known = {flow.start: _bits(flow.parameters or (), bits)}
    ahead = [flow.start]
    while ahead:
        name = ahead.pop()
        step = flow.steps[name]
        for way, to in leads[name].items():
            after = known[name] | _bits(_written(step, way, bits), bits)
            common = after if to.to not in known else known[to.to] & after
            if known.get(to.to) != common:
                known[to.to] = common
                ahead.append(to.to)
    return known


def _bits(names: Iterable[str], bits: dict[str, int]) -> int:
    found = 0
    for name in names:
        found |= bits.get(name, 0)
    return found


def _written(step: Step, way: str, read: Iterable[str]) -> Iterable[str]:
    """read: all variables that the route reads. What a subroute sets is known when it is linked."""
    match step:
        case Set(values=values):
            return values
        case Subroute():
            return read
        case Collect(into=name) | Record(into=name) if way == NEXT:
            return (name,)
        case Lookup(what=what, into=into) if way == NEXT:
            customer = (each for each in read if each.startswith(f"{CUSTOMER}.")) if what == CUSTOMER else ()
            return (*into, *customer)
    return ()


def read_by(step: Step) -> frozenset[str]:
    """Names of variables, without those that are known of every call."""
    return frozenset((*_decided_by(step), *spoken_by(step))) - ALWAYS_KNOWN


def _decided_by(step: Step) -> Iterator[str]:
    match step:
        case Switch(subject=subject, cases=cases):
            yield from _named([subject, *(value for case in cases for value in case.values)])
        case If(subject=subject, values=several):
            yield from _named([subject, *several])
        case ToAgent(agent=agent):
            yield from _named([agent])
        case Set(values=values) | Subroute(values=values) | Lookup(send=values):
            for value in values.values():
                yield from _named([value]) if value.startswith("$") else (slot.name for slot in template.slots(value))


def _named(said: Iterable[str]) -> Iterator[str]:
    return (each[1:] for each in said if each.startswith("$"))


def spoken_by(step: Step) -> frozenset[str]:
    prompts: tuple[Item, ...] = getattr(step, "prompts", ())
    return frozenset(name for item in prompts for name in _spoken(item)) if prompts else frozenset()


def _spoken(item: Item) -> Iterator[str]:
    match item:
        case Words(texts=texts):
            yield from (slot.name for text in texts.values() for slot in template.slots(text))
        case Spoken(of=of) if of.startswith("$"):
            yield of[1:]
