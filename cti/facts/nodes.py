"""The Asterisks of a house that has several: which of them are lost."""

from dataclasses import dataclass

from journal import Fact


@dataclass(frozen=True, slots=True)
class NodeFact(Fact):
    node: str

    @property
    def subject(self) -> str:
        return f"node:{self.node}"


@dataclass(frozen=True, slots=True)
class NodeLost(NodeFact):
    """It has not answered for as long as is waited for it: its calls are over, as far as anybody can know."""


@dataclass(frozen=True, slots=True)
class NodeFound(NodeFact):
    """One that was lost answers again, and takes calls."""
