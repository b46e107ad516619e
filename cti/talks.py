"""When a caller talked and for how long (TEL-36): the one rule for the desk, the timeline of a call and its ticket."""

from dataclasses import dataclass, replace

from cti import facts
from journal import Fact

ENDS = frozenset({
    facts.Dismissed,
    facts.PassedToAgent,
    facts.PassedToQueue,
    facts.PassedToRoute,
    facts.PassedToNumber,
    facts.Requeued,
    facts.Cleared,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talks:
    """first: when the first talk with an agent began, since: the present one; epoch seconds, 0 = none.
    seconds: of those that are over, hold included. lost_by: whose phone was lost in the last one, "" where it ended
    otherwise or somebody talks again."""

    first: float = 0.0
    since: float = 0.0
    seconds: float = 0.0
    lost_by: str = ""

    def until(self, now: float) -> float:
        """Seconds of talk, with the present one."""
        return self.seconds + (now - self.since if self.since else 0.0)


NONE = Talks()


def evolve(before: Talks, fact: Fact, at: float) -> Talks:
    match fact:
        case facts.Established():
            return replace(before, first=before.first or at, since=at, lost_by="")
        case facts.Forwarded(agent=""):  # the route had it called: nobody here talks, but the caller does
            return replace(before, since=at)
        case _ if before.since and type(fact) in ENDS:
            lost_by = fact.agent if isinstance(fact, facts.Requeued) else ""
            return replace(before, since=0.0, seconds=before.until(at), lost_by=lost_by)
    return before
