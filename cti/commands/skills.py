"""What is asked about the skills of agents."""

from dataclasses import dataclass

from journal import Command


@dataclass(frozen=True, slots=True)
class ChangeSkills(Command):
    """levels: of all skills that the person has from now on, from 1 to 10. by: who, by id."""

    person: str
    by: str
    levels: dict[str, int]
