"""Callers made up by chance, who walk through a route as callers do: mostly sensible, sometimes wrong, silent or gone.

Rule: a caller is made on one version of a route and is then a list of deeds like any other, so that the same caller can
meet another version. Chance comes in as a source of numbers; the same source makes the same callers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ivr.choices import figure_of
from ivr.flow import (
    CLOSED,
    OPEN,
    Callback,
    Collect,
    Flow,
    Hours,
    If,
    Language,
    Lookup,
    Menu,
    Step,
    Survey,
    Switch,
)
from ivr.rehearsal import Rehearsal
from ivr.script import MONDAY, Act, Kind, Reply, Test
from journal.copies import replace

Draw = Callable[[], float]  # evenly from 0 (included) to 1 (not)
Counts = Mapping[tuple[str, str], int]  # (step, way) -> how often callers took it
LONGEST = 40  # deeds; who has done so much hangs up
WEEK = 7 * 86_400.0
WRONG, SILENT, GONE = 0.05, 0.05, 0.02  # shares of deeds that are no choice of the menu
WITHHELD = 0.05  # of the numbers
BUSIEST = 30  # of any figure of a queue
USUAL = 0.8  # share of open days, and of lookups that find something


def callers(flow: Flow, count: int, draw: Draw, taken: Counts | None = None) -> Iterator[Test]:
    """taken: what callers really did; keys are then pressed as often as there. They call within a week."""
    for number in range(1, count + 1):
        yield _caller(flow, f"caller {number}", draw, taken or {})


def _caller(flow: Flow, name: str, draw: Draw, taken: Counts) -> Test:
    number = "" if draw() < WITHHELD else f"010{int(draw() * 1e8):08}"
    test = Test(
        name,
        "",
        caller=number,
        at=MONDAY + int(draw() * WEEK),
        figures={subject: float(int(draw() * BUSIEST)) for subject in _subjects(flow)},
        calendars={calendar: OPEN if draw() < USUAL else CLOSED for calendar in _calendars(flow)},
        lookups={what: _reply(draw) for what in _lookups(flow)},
    )
    done: list[Act] = []
    walking = Rehearsal(flow, test)
    walking.go_on()
    while (place := walking.place) and not walking.walk.ends:
        act = Act(Kind.HANG_UP) if len(done) >= LONGEST else _deed(flow.steps.get(place.step), place.step, draw, taken)
        done.append(act)
        walking.go_on(act)
    return replace(test, does=tuple(done))


def _subjects(flow: Flow) -> list[str]:
    """The figures of queues that the route looks at."""
    said = {step.subject for step in flow.steps.values() if isinstance(step, Switch | If)}
    return sorted(subject for subject in said if figure_of(subject)[0])


def _calendars(flow: Flow) -> list[str]:
    return sorted({step.calendar for step in flow.steps.values() if isinstance(step, Hours) and step.calendar})


def _lookups(flow: Flow) -> list[str]:
    return sorted({step.what for step in flow.steps.values() if isinstance(step, Lookup)})


def _reply(draw: Draw) -> Reply:
    """What is found has no values: nobody can make up what stands elsewhere."""
    return Reply("found" if draw() < USUAL else "missing" if draw() < 0.5 else "failed")


def _deed(step: Step | None, name: str, draw: Draw, taken: Counts) -> Act:
    chance = draw()
    if chance < GONE:
        return Act(Kind.HANG_UP)
    if chance < GONE + SILENT:
        return Act(Kind.SILENCE)
    if chance < GONE + SILENT + WRONG:
        return Act(Kind.PRESS, "*")
    match step:
        case Menu(keys=keys):
            return Act(Kind.PRESS, _weighted(list(keys), [taken.get((name, key), 0) for key in keys], draw))
        case Language(keys=languages):
            return Act(Kind.PRESS, _weighted(list(languages), [taken.get((name, key), 0) for key in languages], draw))
        case Survey(least=least, most=most):
            return Act(Kind.PRESS, str(least + int(draw() * (most - least + 1))))
        case Collect(least=least, most=most):
            digits = "".join(str(int(draw() * 10)) for _ in range(least + int(draw() * (most - least + 1))))
            return Act(Kind.PRESS, digits if len(digits) == most else f"{digits}#")
        case Callback():
            return Act(Kind.PRESS, "1" if draw() < 0.8 else "2")
    return Act(Kind.SILENCE)


def _weighted(keys: Sequence[str], counts: Sequence[int], draw: Draw) -> str:
    """Each key at times, even one that nobody has pressed yet."""
    weights = [count + max(1.0, sum(counts) / 50) for count in counts]
    share = draw() * sum(weights)
    for key, weight in zip(keys, weights, strict=True):
        share -= weight
        if share < 0:
            return key
    return keys[-1]
