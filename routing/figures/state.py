"""What the fold knows besides its sums, as plain values: written beside the sums and taken up after a restart.

Keys that are not known (of an older or newer version) are left out, so a restart never fails by them.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cti.facts import AgentState
from routing.figures.fold import Figures
from routing.figures.visits import Served, Visit

Plain = dict[str, Any]  # what JSON can hold


def written(figures: Figures) -> Plain:
    return {
        "at": figures.at,
        "calls": {call: asdict(visit) for call, visit in figures.calls.items()},
        "waits": dict(figures.waits),
        "after": {agent: asdict(served) for agent, served in figures.after.items()},
        "wrapping": dict(figures.wrapping),
        "states": {agent: [state.value, since] for agent, (state, since) in figures.staff.states.items()},
    }


def take_up(figures: Figures, plain: Mapping[str, Any]) -> None:
    figures.at = plain.get("at", 0.0)
    figures.sums.begin(figures.at)
    for call, visit in plain.get("calls", {}).items():
        figures.put_back(call, Visit(**_known(Visit, visit)))
    figures.waits.update(plain.get("waits", {}))
    figures.after.update({agent: Served(**_known(Served, each)) for agent, each in plain.get("after", {}).items()})
    figures.wrapping.update(plain.get("wrapping", {}))
    for agent, (state, since) in plain.get("states", {}).items():
        figures.staff.put_back(agent, AgentState(state), since)


def _known(kind: type[Visit] | type[Served], plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if name in kind.__dataclass_fields__}
