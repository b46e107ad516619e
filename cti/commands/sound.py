"""What is asked about the sound of a talk."""

from dataclasses import dataclass

from cti.commands.base import CallCommand


@dataclass(frozen=True, slots=True)
class MendAudio(CallCommand):
    """Nothing of one side arrives at the other: put the talk together anew. silent: who hears nothing."""

    agent: str
    silent: str
