"""What is different between two texts of a route: as text, and by step for the picture. Pure."""

import difflib
from collections.abc import Sequence

from ivr.flow import Flow
from server.routes.judging import Reading
from server.views import RouteDiff, StepsDiff

AROUND = 3  # lines of context


def differing(before: str, after: str, names: tuple[str, str], readings: tuple[Reading, Reading]) -> RouteDiff:
    """names: what the two are called at the top of the diff."""
    lines = difflib.unified_diff(_lines(before), _lines(after), *names, n=AROUND)
    return RouteDiff("".join(lines), _steps(readings[0].flow, readings[1].flow))


def _steps(before: Flow | None, after: Flow | None) -> StepsDiff:
    old, new = before.steps if before else {}, after.steps if after else {}
    changed = [name for name in new if name in old and new[name] != old[name]]
    return StepsDiff([name for name in new if name not in old], [name for name in old if name not in new], changed)


def _lines(text: str) -> Sequence[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in text.splitlines(keepends=True)]
