"""What a route would do to callers, found before any caller meets it: dead ends, endless loops, unknown queues.

Rule: errors keep a route from being published; warnings are for its author.
"""

from collections.abc import Collection, Iterator, Mapping

from ivr import variables
from ivr.choices import figure_of
from ivr.complaint import Complaint, Faulty, Severity
from ivr.flow import (
    Callback,
    Collect,
    Flow,
    Goodbye,
    Hours,
    If,
    Language,
    Lookup,
    Mark,
    Menu,
    Record,
    Return,
    Say,
    Set,
    Split,
    Step,
    Subroute,
    Survey,
    Switch,
    ToAgent,
    ToQueue,
    Transfer,
    Voicemail,
    names,
    split_name,
    targets,
    ways,
)


def check(flow: Flow, queues: Collection[str] | None = None, prompts: Collection[str] | None = None) -> list[Complaint]:
    """All complaints about a route, in the order of its text. queues, prompts: the known ones; None is not checked.

    prompts as a mapping: the languages in which each of them can be heard.
    """
    found = [*_targets(flow), *_steps(flow), *_available(flow)]
    if not found:
        found += [*_loops(flow), *_unreachable(flow), *_ends(flow), *_variables(flow)]
    found += [*_queues(flow, queues), *_prompts(flow, prompts)]
    return sorted(found, key=lambda fault: (fault.at.line, fault.at.column))


def must_be_sound(flow: Flow) -> None:
    """Raises `Faulty` if the route by itself has errors."""
    if errors := [fault for fault in check(flow) if fault.severity is Severity.ERROR]:
        raise Faulty(errors)


def _at(flow: Flow, step: str) -> Mark:
    return flow.marks.get(step, Mark())


NOT_YET = Language | If | Lookup | Subroute | Return | Survey | Record | Voicemail | ToAgent | Transfer


def _available(flow: Flow) -> Iterator[Complaint]:
    for name, step in flow.steps.items():
        if isinstance(step, NOT_YET):
            text = f"step {name}: a {type(step).__name__.lower()} step is not available yet"
            yield Complaint(_at(flow, name), text, "use another kind of step", step=name, code="not-available")


def _targets(flow: Flow) -> Iterator[Complaint]:
    known = ", ".join(flow.steps)
    if flow.start not in flow.steps:
        yield Complaint(Mark(), f"the route starts at {flow.start!r}, which does not exist", f"steps are {known}")
    for name, step in flow.steps.items():
        for way, to in targets(step):
            if to not in flow.steps:
                text = f"step {name}: {way!r} leads to {to!r}, which does not exist"
                yield Complaint(_at(flow, name), text, f"add that step or use one of {known}")


def _steps(flow: Flow) -> Iterator[Complaint]:
    for name, step in flow.steps.items():
        if isinstance(step, Menu) and not step.keys:
            yield Complaint(_at(flow, name), f"menu {name} has no keys", "add at least one key")
        if isinstance(step, Say | Menu | Collect | Goodbye) and not step.prompts:
            yield Complaint(_at(flow, name), f"step {name} says nothing", "name at least one prompt")


def _loops(flow: Flow) -> Iterator[Complaint]:
    """A caller who does nothing must come to an end: by silence alone no step may come twice."""
    done: set[str] = set()
    for start in flow.steps:
        if loop := _round_trip(flow, start, [], done):
            text = f"a silent caller goes round for ever: {' → '.join(loop)}"
            yield Complaint(_at(flow, loop[0]), text, "lead one of these steps to a queue or a goodbye")


def _round_trip(flow: Flow, name: str, trail: list[str], done: set[str]) -> list[str]:
    """The first loop that is found from here; [] if there is none. done: steps that are known to end."""
    if name in trail:
        done.update(trail)
        return [*trail[trail.index(name) :], name]
    if name not in done:
        for to in _silently(flow.steps[name]):
            if loop := _round_trip(flow, to, [*trail, name], done):
                return loop
        done.add(name)
    return []


def _silently(step: Step) -> tuple[str, ...]:
    """Where a caller comes who never presses a key; all ways, where something else decides."""
    match step:
        case Say(then=to) | Set(then=to) | Menu(no_input=to) | Collect(no_input=to) | Callback(otherwise=to):
            return (to,)
        case Hours() | Switch() | Split():
            return tuple(to for _, to in targets(step))
    return ()


def _unreachable(flow: Flow) -> Iterator[Complaint]:
    reached, ahead = set[str](), [flow.start]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [to for _, to in targets(flow.steps[name])]
    for name in flow.steps:
        if name not in reached:
            text = f"nobody can reach step {name}"
            yield Complaint(_at(flow, name), text, "lead a way to it or delete it", Severity.WARNING)


def _ends(flow: Flow) -> Iterator[Complaint]:
    if not any(isinstance(step, ToQueue | Goodbye) for step in flow.steps.values()):
        text = "no step puts a caller into a queue or says goodbye"
        yield Complaint(_at(flow, flow.start), text, "add a queue step")


def _queues(flow: Flow, queues: Collection[str] | None) -> Iterator[Complaint]:
    for name, step in flow.steps.items():
        asked = figure_of(step.subject)[1] if isinstance(step, Switch) else getattr(step, "queue", "")
        if queues is not None and asked and asked not in queues:
            remedy = f"known are {', '.join(sorted(queues))}" if queues else "there are no queues yet; add one"
            yield Complaint(_at(flow, name), f"step {name}: there is no queue {asked!r}", remedy)


def _variables(flow: Flow) -> Iterator[Complaint]:
    """A variable that is read on a way on which nothing has set it yet is empty there: hardly what was meant."""
    for name, unset in variables.unset(flow).items():
        for variable in sorted(unset):
            text = f"step {name} reads ${variable}, which is not set on every way that leads there"
            remedy = "set it before, by `set` or by `into` of a collect"
            yield Complaint(_at(flow, name), text, remedy, Severity.WARNING)


def _prompts(flow: Flow, prompts: Collection[str] | None) -> Iterator[Complaint]:
    for name, step in flow.steps.items():
        for prompt in _named(step):
            if prompts is not None and prompt not in prompts:
                text = f"step {name}: there is no prompt {prompt!r}"
                yield Complaint(_at(flow, name), text, "write its text in the prompts folder")
    if isinstance(prompts, Mapping):
        yield from _untranslated(flow, prompts)


def _named(step: Step) -> list[str]:
    return [split_name(name)[0] for name in names(getattr(step, "prompts", ()))]


def _untranslated(flow: Flow, prompts: Mapping[str, Collection[str]]) -> Iterator[Complaint]:
    """A route speaks each language that one of its keys chooses, or that any of its prompts has."""
    used = [(name, said) for name, step in flow.steps.items() for said in _named(step) if said in prompts]
    chosen = {way.language for step in flow.steps.values() for way in ways(step).values() if way.language}
    spoken = chosen.union(*(prompts[said] for _, said in used))
    for name, said in used:
        for language in sorted(spoken - set(prompts[said])):
            text = f"step {name}: prompt {said!r} has no text in {language!r}"
            yield Complaint(_at(flow, name), text, "write it, or callers hear another language", Severity.WARNING)
