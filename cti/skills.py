"""Skills of agents and their levels, changed while calls come in.

Rule: a change is for what is offered from then on; what rings or is talked about stays where it is.
"""

from cti import commands, facts
from cti.plan import Plan
from cti.refused import Refused
from journal import Fact

HIGHEST = 10


def decide(command: commands.ChangeSkills, plan: Plan) -> list[Fact]:
    """Nothing where nothing would change. Raises `Refused` with what to do instead."""
    if command.person not in plan.people:
        raise Refused(f"there is nobody called {command.person}")
    for skill, level in command.levels.items():
        if skill not in plan.skills:
            raise Refused(f"there is no skill {skill}; add it first")
        if not 1 <= level <= HIGHEST:
            raise Refused(f"a level is from 1 to {HIGHEST}; leave {skill} out to take it away")
    before = plan.levels.get(command.person, {})
    return [] if before == command.levels else [facts.SkillsChanged(command.person, command.by, before, command.levels)]


def evolve(plan: Plan, fact: facts.SkillsChanged) -> None:
    plan.levels[fact.person] = dict(fact.after)
