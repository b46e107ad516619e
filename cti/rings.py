"""At whom a call rings: one agent, or several at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ring:
    """since: epoch seconds; seconds: how long it may ring, 0: as long as the queue says."""

    agent: str
    since: float
    seconds: float = 0.0


Rings = tuple[Ring, ...]


def without(rings: Rings, agent: str) -> Rings:
    return tuple(ring for ring in rings if ring.agent != agent)


def agents_of(rings: Rings) -> tuple[str, ...]:
    return tuple(ring.agent for ring in rings)
