"""What a new version of a route changes for callers: the same callers walk through both versions. Pure.

Rule: a caller is a test without expectations; who does the same at the same time with the same answers from outside is
the same caller. Callers come from the tests of the route or are made up by chance (`ivr.crowd`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.flow import Flow
from ivr.rehearsal import rehearse
from ivr.script import Test
from ivr.walk import Walk

NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a caller gets: the labels of the IVR path, how it ends, and the queue that is to call back."""

    path: tuple[str, ...]
    ends: str
    callback: str = ""

    def __str__(self) -> str:
        way = " > ".join(self.path) or "no choice"
        return f"{way} → {self.ends or NOWHERE}" + (f", called back by {self.callback}" if self.callback else "")


@dataclass(frozen=True, slots=True)
class Change:
    """callers: names of those whose fate it changes, in their order; heard: only what they hear changes."""

    before: Fate
    after: Fate
    callers: tuple[str, ...]

    @property
    def heard(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Impact:
    """changes: the largest first; steps: (step, way) that callers took in one of the versions only."""

    callers: int
    changes: tuple[Change, ...]
    only_before: tuple[tuple[str, str], ...] = ()
    only_after: tuple[tuple[str, str], ...] = ()

    @property
    def changed(self) -> int:
        return sum(len(change.callers) for change in self.changes)

    @property
    def percent(self) -> float:
        return 100.0 * self.changed / self.callers if self.callers else 0.0


def impact(before: Flow, after: Flow, callers: Iterable[Test]) -> Impact:
    """Let all callers walk through both versions."""
    met: dict[tuple[Fate, Fate], list[str]] = {}
    taken_before, taken_after = set[tuple[str, str]](), set[tuple[str, str]]()
    count = 0
    for caller in callers:
        count += 1
        was, becomes = rehearse(before, caller), rehearse(after, caller)
        taken_before.update(was.ways)
        taken_after.update(becomes.ways)
        if _differs(was, becomes):
            met.setdefault((fate(was), fate(becomes)), []).append(caller.name)
    changes = [Change(*fates, tuple(names)) for fates, names in met.items()]
    changes.sort(key=lambda change: (-len(change.callers), str(change.before), str(change.after)))
    return Impact(
        count, tuple(changes), tuple(sorted(taken_before - taken_after)), tuple(sorted(taken_after - taken_before))
    )


def fate(walk: Walk) -> Fate:
    return Fate(walk.path, walk.ends, walk.callback.partition(" ")[0])


def _differs(was: Walk, becomes: Walk) -> bool:
    return fate(was) != fate(becomes) or was.heard != becomes.heard
