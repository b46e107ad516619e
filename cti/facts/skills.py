"""What people can do, as far as calls ask for it."""

from dataclasses import dataclass

from journal import Fact


@dataclass(frozen=True, slots=True)
class SkillsChanged(Fact):
    """Somebody changed what an agent can do; it counts for calls that are offered from now on. by: who, by id.

    before, after: level of each skill, from 1 to 10; what is not named the agent cannot do.
    """

    person: str
    by: str
    before: dict[str, int]
    after: dict[str, int]

    @property
    def subject(self) -> str:
        return f"skills:{self.person}"
