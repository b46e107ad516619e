"""What became of each call, as its facts tell. Pure."""

from dataclasses import dataclass
from typing import Literal

from cti import facts
from journal import Fact

Direction = Literal["in", "out"]
# The furthest that a call came decides; a talk outweighs all that follows it.
RANK: dict[type[Fact], str] = {
    facts.Established: "answered",
    facts.Forwarded: "forwarded",
    facts.CallbackRequested: "callback",
    facts.VoicemailLeft: "message",
    facts.Queued: "abandoned",
    facts.PassedToQueue: "abandoned",
    facts.QueueLeft: "in_route",
    facts.Unallocated: "unallocated",
    facts.Arrived: "in_route",
    facts.Dialled: "not_reached",
}
WEIGHT = {
    "answered": 4, "forwarded": 3, "callback": 3, "message": 3, "abandoned": 1, "unallocated": 1, "in_route": 1,
    "not_reached": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    direction: Direction
    outcome: str


class Outcomes:
    def __init__(self) -> None:
        self._so_far: dict[str, Ended] = {}

    @staticmethod
    def is_arrival(fact: Fact) -> bool:
        return isinstance(fact, facts.Arrived)

    def take(self, fact: Fact) -> Ended | None:
        """What became of it, when this is the end of a call."""
        call = getattr(fact, "call", "")
        if isinstance(fact, facts.Cleared):
            return self._so_far.pop(call, None)
        if call and (outcome := RANK.get(type(fact))):
            self._note(call, fact, outcome)
        return None

    def _note(self, call: str, fact: Fact, outcome: str) -> None:
        before = self._so_far.get(call)
        direction: Direction = "out" if isinstance(fact, facts.Dialled) else before.direction if before else "in"
        if before is None or WEIGHT[outcome] >= WEIGHT[before.outcome]:
            self._so_far[call] = Ended(direction, outcome)
