"""What agents have done today, for strategies that share the work out: a fold over facts.

A talk is the time in *talking*, whoever called whom. A new day begins when something happens on it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cti.facts import AgentState, AgentStateChanged
from journal import Fact

DAY = 86_400.0  # s


@dataclass(frozen=True, slots=True)
class Tally:
    """calls: talks of today; talk: their seconds; last: epoch seconds at which the last one of all began."""

    calls: int = 0
    talk: float = 0.0
    last: float = 0.0


NONE = Tally()


def utc_day(at: float) -> int:
    return int(at // DAY)


@dataclass
class Tallies:
    """day_of: epoch seconds → a day, in the time zone of the organisation."""

    day_of: Callable[[float], object] = utc_day
    _day: object = None
    _of: dict[str, Tally] = field(default_factory=dict)
    _began: dict[str, float] = field(default_factory=dict)  # of those who talk now

    def __call__(self, agent: str) -> Tally:
        return self._of.get(agent, NONE)

    def note(self, fact: Fact, at: float) -> None:
        if not isinstance(fact, AgentStateChanged):
            return
        if (day := self.day_of(at)) != self._day:
            self._day = day
            self._of = {agent: Tally(last=tally.last) for agent, tally in self._of.items()}
        if fact.state is AgentState.TALKING:
            self._begin(fact.agent, at)
        elif (began := self._began.pop(fact.agent, None)) is not None:
            self._of[fact.agent] = replace(self(fact.agent), talk=self(fact.agent).talk + at - began)

    def _begin(self, agent: str, at: float) -> None:
        if agent not in self._began:
            self._began[agent] = at
            self._of[agent] = replace(self(agent), calls=self(agent).calls + 1, last=at)
