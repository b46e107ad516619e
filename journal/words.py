"""The three words that every room speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened."""

    @property
    def subject(self) -> str:
        """What it happened to, as `kind:id`; entries of one subject are kept and replayed together."""
        return ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something somebody wants to happen."""


@dataclass(frozen=True, slots=True)
class Order:
    """Something the switch has to do."""
