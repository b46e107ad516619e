"""Callers who are not real walk through routes: one who tries a draft by hand, crowds that compare versions. Pure."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from ivr.crowd import Counts, callers
from ivr.flow import Flow
from ivr.impact import Change, Fate, Impact, impact
from ivr.rehearsal import Rehearsal
from ivr.script import Test
from ivr.walk import Said, Walk
from server.views import ChangeView, FateView, HeardView, ImpactView, TryView

Texts = Mapping[str, Mapping[str, str]]  # prompt → language → text
WORDS, DIGITS = "text:", "digits:"  # prompts that carry what they say
CROWD, SEED = 500, 1
SHOWN = 5  # names of callers for each change


def tried(flow: Flow, caller: Test, prompts: Texts) -> TryView:
    """What happened until the route waits for more, or the call is over."""
    walking = Rehearsal(flow, caller)
    walk = walking.go_on()
    place = walking.place
    step = flow.steps.get(place.step) if place else None
    return TryView(
        heard=[heard(said, prompts) for said in walk.said],
        step=place.step if place else "",
        waiting_for=type(step).__name__.lower() if step else "",
        ways=[list(way) for way in walk.ways],
        ends=walk.ends,
        path=list(walk.path),
        callback=walk.callback,
        variables=_variables(walking, walk),
        seconds=walk.seconds,
    )


def heard(said: Said, prompts: Texts) -> HeardView:
    """In the language that the prompt itself names, else in the caller's."""
    if said.prompt.startswith((WORDS, DIGITS)):
        return HeardView(said.prompt, said.prompt.partition(":")[2], said.language, "", said.step, said.after)
    name, _, own = said.prompt.partition("@")
    language = own or said.language
    texts = prompts.get(name, {})
    text = texts.get(language) or next(iter(texts.values()), "")
    url = f"/api/prompts/{quote(name, safe='')}/{quote(language, safe='')}/sound"
    return HeardView(said.prompt, text, language, url, said.step, said.after)


def _variables(walking: Rehearsal, walk: Walk) -> dict[str, str]:
    return dict(walking.place.known.variables) if walking.place else {}


def compared(before: Flow, after: Flow, tests: Iterable[Test], taken: Counts) -> ImpactView:
    """The callers of the tests, and a crowd that presses keys as real callers did."""
    crowd = callers(before, CROWD, random.Random(SEED).random, taken)
    return _impact(impact(before, after, [*tests, *crowd]), bool(taken))


def _impact(told: Impact, real: bool) -> ImpactView:
    gone, new = _ways(told.only_before), _ways(told.only_after)
    return ImpactView(told.callers, told.changed, [_change(each) for each in told.changes], gone, new, real)


def _change(change: Change) -> ChangeView:
    names = list(change.callers[:SHOWN])
    return ChangeView(_fate(change.before), _fate(change.after), len(change.callers), names, change.heard)


def _fate(fate: Fate) -> FateView:
    return FateView(list(fate.path), fate.ends, fate.callback)


def _ways(ways: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [list(way) for way in ways]


def by_step(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    told: dict[str, dict[str, int]] = {}
    for (step, way), count in counts.items():
        told.setdefault(step, {})[way] = count
    return told
