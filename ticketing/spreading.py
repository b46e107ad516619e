"""How callbacks are spread, and how they are counted. Pure.

Even distribution (균등할당): each of the chosen agents gets the same number of the chosen callbacks. What is left over
goes one by one to those who have the fewest unfinished ones, then by id; so two people who ask the same get the same.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

DIGITS = 4  # that a rate is told with


class CallbackState(StrEnum):
    """As people see it (CB-09)."""

    REGISTERED = "registered"  # nobody is to call yet
    UNPROCESSED = "unprocessed"
    COMPLETE = "complete"


def state_of(closed: bool, assignee: str) -> CallbackState:
    if closed:
        return CallbackState.COMPLETE
    return CallbackState.UNPROCESSED if assignee else CallbackState.REGISTERED


def spread(callbacks: Iterable[int], agents: Iterable[str], load: Mapping[str, int]) -> dict[int, str]:
    """callback → agent, the oldest first, so that nobody has all the old ones. load: unfinished callbacks of each."""
    chosen = sorted(set(agents), key=lambda agent: (load.get(agent, 0), agent))
    return {callback: chosen[at % len(chosen)] for at, callback in enumerate(sorted(set(callbacks)))} if chosen else {}


def rate(completed: int, assigned: int) -> str:
    """Percent, cut and not rounded, with four digits: 5 of 12 is 41.66, 1 of 11 is 9.090 (CB-23). "" for none of
    none."""
    if not assigned:
        return ""
    whole = 100 * completed // assigned
    places = DIGITS - len(str(whole))
    rest = 100 * completed % assigned * 10**places // assigned
    return f"{whole}.{rest:0{places}}"
