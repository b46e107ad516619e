"""Where the steps of a route lead."""

from collections.abc import Callable, Iterator

from ivr.flow.doors import Overflow, ToAgent, ToQueue, Transfer
from ivr.flow.inputs import Callback, Collect, Language, Menu, Record, Survey, Voicemail, Way
from ivr.flow.route import Step
from ivr.flow.steps import Hours, If, Lookup, Say, Set, Split, Subroute, Switch

NEXT, OPEN, CLOSED, HOLIDAY, FORCED = "next", "open", "closed", "holiday", "forced"
OTHERWISE, YES, NO = "otherwise", "yes", "no"
NO_INPUT, WRONG_INPUT = "no input", "wrong input"
MISSING, FAILED = "missing", "failed"

Ways = dict[str, Way]


def ways(step: Step) -> Ways:
    """All ways out of a step by the name that `WayTaken` gives them."""
    known = _WAYS.get(type(step))
    return known(step) if known else {}


def targets(step: Step) -> Iterator[tuple[str, str]]:
    """(way, step) of everything that a step leads to."""
    return ((name, way.to) for name, way in ways(step).items())


def _next(step: Say | Set | Subroute) -> Ways:
    return {NEXT: Way(step.then)}


def _menu(step: Menu) -> Ways:
    return {**step.keys, NO_INPUT: Way(step.no_input), WRONG_INPUT: Way(step.wrong_input)}


def _language(step: Language) -> Ways:
    return _menu(step.menu)


def _input(step: Collect | Survey) -> Ways:
    return {NEXT: Way(step.then), NO_INPUT: Way(step.no_input), WRONG_INPUT: Way(step.wrong_input)}


def _callback(step: Callback) -> Ways:
    return {NEXT: Way(step.then), NO_INPUT: Way(step.otherwise), WRONG_INPUT: Way(step.otherwise)}


def _recorded(step: Record | Voicemail) -> Ways:
    return {NEXT: Way(step.then), NO_INPUT: Way(step.no_input)}


def _hours(step: Hours) -> Ways:
    known = {OPEN: step.open, CLOSED: step.closed, HOLIDAY: step.holiday, FORCED: step.forced}
    return {name: Way(to) for name, to in known.items() if to or name in (OPEN, CLOSED)}


def _switch(step: Switch) -> Ways:
    fits = {case.way: Way(case.to, case.label, case.code) for case in step.cases}
    return {**fits, OTHERWISE: Way(step.otherwise)}


def _if(step: If) -> Ways:
    return {YES: Way(step.then), NO: Way(step.otherwise)}


def _split(step: Split) -> Ways:
    return {name: Way(name) for name in step.weights}


def _lookup(step: Lookup) -> Ways:
    return {NEXT: Way(step.then), MISSING: Way(step.missing), FAILED: Way(step.failed)}


def overflow_way(number: int) -> str:
    """number: from 1."""
    return f"overflow {number}"


def _queue(step: ToQueue) -> Ways:
    return {overflow_way(number): _of(over) for number, over in enumerate(step.overflow, 1)}


def _of(over: Overflow) -> Way:
    return Way(over.to, over.label, over.code)


def _otherwise(step: ToAgent | Transfer) -> Ways:
    return {OTHERWISE: Way(step.otherwise)} if step.otherwise else {}


_WAYS: dict[type, Callable[..., Ways]] = {
    Say: _next,
    Set: _next,
    Subroute: _next,
    Menu: _menu,
    Language: _language,
    Collect: _input,
    Survey: _input,
    Callback: _callback,
    Record: _recorded,
    Voicemail: _recorded,
    Hours: _hours,
    Switch: _switch,
    If: _if,
    Split: _split,
    Lookup: _lookup,
    ToQueue: _queue,
    ToAgent: _otherwise,
    Transfer: _otherwise,
}
