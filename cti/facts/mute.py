"""The agent's own voice, kept from everybody else at the switch."""

from dataclasses import dataclass

from journal import Fact


@dataclass(frozen=True, slots=True)
class Muted(Fact):
    """Nobody hears the agent (on) or everybody again. It ends with the talk by itself."""

    agent: str
    on: bool

    @property
    def subject(self) -> str:
        return f"mute:{self.agent}"
