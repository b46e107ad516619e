"""Why somebody got a caller, and why others did not: small values kept with the fact; sentences are made later.

Names are few (`NAMED`), counts are exact, so that an entry of the journal stays small however large the queue is.
"""

from dataclasses import dataclass
from enum import StrEnum

NAMED = 4  # agents of each exclusion who are named


class Rule(StrEnum):
    """What decided. Those of the strategies choose the agent, the next three the caller."""

    LONGEST_IDLE = "longest idle"
    FEWEST_CALLS = "fewest calls"
    LEAST_TALK = "least talk"
    ROUND_ROBIN = "round robin"
    LINEAR = "linear"
    RANDOM = "random"
    WEIGHTED = "weighted"
    TOP_SKILL = "top skill"
    LONGEST_WAIT = "longest wait"
    PRIORITY = "highest priority"
    HEAD_START = "head start"  # weight, bonus or ageing put them before somebody who has waited longer
    ALONE = "waits for one"  # for this agent and nobody else
    LOST = "has talked with them"  # and lost them
    HANDED_OVER = "handed over"  # nobody took what this agent had passed on
    RESERVE = "reserve helps"  # more wait than the queue wants
    NOBODY = "nobody can take it"  # not a match


class Excluded(StrEnum):
    """Why somebody of the queue did not get it."""

    BUSY = "not ready"
    BEHIND = "comes later"  # ready, but not the first by the strategy
    SKILL = "lacks a skill"
    LEVEL = "later level"  # a ring that has not come yet lets them in
    RESERVE = "reserve"
    PAUSED = "said no"
    FULL = "at capacity"  # with other contacts, or a kind of contact that does not go together with it
    ALONE = "waits for another"  # for one agent, and this is not the one
    OTHERS = "other contact first"  # proposed to somebody else in the same moment


@dataclass(frozen=True, slots=True)
class Exclusion:
    why: Excluded
    count: int
    agents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """waited: seconds of waiting; idle: seconds the agent was ready; figure: what the strategy compared (calls, seconds
    of talk, a level), 0 where it compares times; ring: how many rings were open; waiting: how many waited in the queue
    without an offer, this one included; able: how many were ready who could take it."""

    rule: Rule
    waited: float = 0.0
    idle: float = 0.0
    figure: float = 0.0
    ring: int = 0
    waiting: int = 0
    able: int = 0
    excluded: tuple[Exclusion, ...] = ()
