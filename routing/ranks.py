"""Strategies: in which order agents who are ready are asked. Pure.

Ranks are taken when an agent begins to stand by; what they compare (talks of today, skills) changes only while the
agent does something else, or with the plan.
"""

from collections.abc import Mapping

from cti.because import Rule
from cti.plan import Queue
from cti.queueing import Strategy
from routing.kinds import Kind, Levels
from routing.line import Line, Lots, Rank, Standing
from routing.tallies import Tally

LEVELS = 10  # weights of members are 10 - level


def line_for(strategy: Strategy) -> Standing:
    return Lots() if strategy is Strategy.RANDOM else Line()


def rank_of(agent: str, since: float, kind: Kind, queue: Queue, tally: Tally, skills: Levels) -> Rank:
    """Lower is asked first; the second figure decides between equals."""
    level = queue.level(agent)
    match queue.choosing.strategy:
        case Strategy.FEWEST_CALLS:
            return float(tally.calls), since
        case Strategy.LEAST_TALK:
            return tally.talk, since
        case Strategy.ROUND_ROBIN:
            return tally.last, since
        case Strategy.LINEAR:
            return (float(level),)
        case Strategy.WEIGHTED:
            return (tally.calls + 1) / (LEVELS - level), since
        case Strategy.TOP_SKILL:
            return -_points(kind, skills), float(level), since
    return (since,)


def figure_of(rank: Rank, strategy: Strategy) -> float:
    """What the strategy compared, as people read it; 0 where it compares times or draws lots."""
    match strategy:
        case Strategy.FEWEST_CALLS | Strategy.LEAST_TALK | Strategy.LINEAR:
            return rank[0]
        case Strategy.WEIGHTED:
            return round(rank[0], 2)
        case Strategy.TOP_SKILL:
            return -rank[0]
    return 0.0


RULES: Mapping[Strategy, Rule] = {strategy: Rule(strategy.value) for strategy in Strategy}


def _points(kind: Kind, skills: Levels) -> float:
    return float(sum(skills.get(skill, 0) for skill, _ in kind.need))
