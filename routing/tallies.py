"""What agents have done today, for strategies that share the work out: a fold over facts.

A talk is the time in *talking*, whoever called whom. A new day begins when something happens on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cti.facts import AgentState, AgentStateChanged
from journal import Entry, Fact
from journal.copies import replace

KINDS = (AgentStateChanged,)
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
    _at: float = 0.0  # of the newest fact
    _of: dict[str, Tally] = field(default_factory=dict)
    _began: dict[str, float] = field(default_factory=dict)  # of those who talk now

    def __call__(self, agent: str) -> Tally:
        return self._of.get(agent, NONE)

    def learn(self, entries: Iterable[Entry]) -> None:
        """What the journal tells (of `KINDS`, of today and before, oldest first), before anything else is noted: a
        replay has the newest entry of each agent only."""
        for entry in entries:
            self.note(entry.fact, entry.at)

    def note(self, fact: Fact, at: float) -> None:
        """What is older than what was noted is known already."""
        if not isinstance(fact, AgentStateChanged) or at < self._at:
            return
        self._at = at
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
