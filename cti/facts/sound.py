"""What was found about the sound of a talk."""

from dataclasses import dataclass

from cti.facts.base import CallFact


@dataclass(frozen=True, slots=True)
class AudioMended(CallFact):
    """One side got nothing of what the other sent, so the talk was put together anew. silent: `caller`, `agent` or
    `both`: who heard nothing."""

    agent: str
    silent: str
