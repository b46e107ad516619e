"""The house of a scenario: its plan, as a running house has one, and what of it cannot be. Pure."""

from collections.abc import Iterator, Mapping

from cti.facts import AgentState
from cti.plan import Number, Person, Plan, Queue, Reason, Service, Skill
from cti.queue import complaints as complaints_about
from cti.queue import settings_of
from cti.queue_rules import misfits
from routing.simulation.scenario import Callers, Load, Scenario, Team

SERVICE, PAUSE = "simulated", "pause"


def people(scenario: Scenario) -> dict[str, Team]:
    """Everybody who works there, by id."""
    return {f"{team.name}-{number}": team for team in scenario.teams for number in range(1, team.agents + 1)}


def doors(load: Load) -> dict[str, Callers]:
    """The number that each kind of callers dials."""
    return {f"{load.queue} {number}": callers for number, callers in enumerate(load.callers, 1)}


def plan_of(scenario: Scenario) -> Plan:
    staff = people(scenario)
    numbers = [number for load in scenario.loads for number in doors(load)]
    return Plan(
        services={SERVICE: Service(SERVICE, SERVICE)},
        numbers={number: Number(number, SERVICE, number) for number in numbers},
        queues={load.queue: _queue(load, staff) for load in scenario.loads},
        people={id: Person(id, id, frozenset({"agent"}), frozenset({SERVICE}), cti=True) for id in staff},
        reasons={PAUSE: Reason(PAUSE, AgentState.BREAK, {"en": "Break"})},
        skills={skill: Skill(skill, skill, SERVICE) for skill in sorted(_skills(scenario))},
        levels={id: dict(team.skills) for id, team in staff.items() if team.skills},
    )


def _queue(load: Load, staff: Mapping[str, Team]) -> Queue:
    rules, serving = load.rules, {id: team for id, team in staff.items() if load.queue in team.queues}
    return Queue(
        load.queue,
        load.queue,
        SERVICE,
        ring_seconds=rules.ring_seconds,
        callback_on_abandon=False,
        members=frozenset(serving),
        service_level_seconds=load.within,
        auto_answer=rules.auto_answer,
        ring_all=rules.ring_all,
        wrap_up_seconds=rules.wrap_up_seconds,
        choosing=rules.choosing,
        limits=rules.limits,
        announcing=rules.announcing,
        levels={id: team.levels[load.queue] for id, team in serving.items() if load.queue in team.levels},
        reserve=frozenset(id for id, team in serving.items() if load.queue in team.reserve),
    )


def _skills(scenario: Scenario) -> Iterator[str]:
    yield from (skill for team in scenario.teams for skill in team.skills)
    yield from (skill for load in scenario.loads for callers in load.callers for skill in callers.skills)


def complaints(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What cannot be so, by the rules of running houses and by what a day can be: the queue, and what to do."""
    plan = plan_of(scenario)
    for load in scenario.loads:
        settings = settings_of(plan.queues[load.queue])
        wrong = [
            *complaints_about(settings),
            *misfits(load.queue, settings, plan, [each.queue for each in scenario.loads]),
        ]
        yield from ((load.queue, each) for each in (*wrong, *_of_callers(load, scenario)))


def _of_callers(load: Load, scenario: Scenario) -> Iterator[str]:
    if sum(callers.share for callers in load.callers) <= 0:
        yield "callers: nobody calls; give one of them a share"
    for callers in load.callers:
        for skill, level in callers.skills.items():
            if not 1 <= level <= 10:
                yield f"callers: skills are from 1 to 10, {skill} has {level}"
            elif not any(team.skills.get(skill, 0) for team in scenario.teams):
                yield f"callers: nobody in the staff has the skill {skill}; give it to a team"
    if sum(load.presses.values()) > 1:
        yield "announcing: the shares that press keys are more than 1 together"
