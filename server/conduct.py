"""Incidents as people see them, the figures of a month, and what is wrong with a policy. Pure but for the calendar."""

import time
from collections.abc import Mapping, Sequence

from cti.conduct import ORDER, Answer, Conduct, Step
from cti.plan import Plan
from server.views import AgentIncidents, IncidentView, ServiceIncidents, StepView
from storage.conduct import Incident

WITHDRAWN = "withdrawn"


def incident_view(incident: Incident) -> IncidentView:
    told = {name: getattr(incident, name) for name in IncidentView.__dataclass_fields__ if name != "steps"}
    steps = [StepView(Step(each.step), each.agent, each.by, each.at, each.withdrawn) for each in incident.steps]
    return IncidentView(**told, steps=steps)


def reached(incident: Incident) -> str:
    """The last step that counts; `withdrawn` where the agent took all back."""
    return next((each.step for each in reversed(incident.steps) if not each.withdrawn), WITHDRAWN)


def reached_in(found: Sequence[Incident]) -> list[ServiceIncidents]:
    months: list[ServiceIncidents] = []
    for service in sorted({each.service for each in found}):
        mine = [each for each in found if each.service == service]
        steps = [reached(each) for each in mine]
        counted = {step: steps.count(step) for step in (*ORDER, WITHDRAWN)}
        months.append(ServiceIncidents(service, len(mine), counted, sum(each.recovery_seconds for each in mine)))
    return months


def agents_of(found: Sequence[Incident]) -> list[AgentIncidents]:
    """Who had the most first. One that was passed on counts for each who took a step; who ended it recovered."""
    agents = []
    for agent in sorted({agent for each in found for agent in each.agents}):
        had = sum(agent in each.agents for each in found)
        recovered = sum(each.recovery_seconds for each in found if each.ended_by == agent)
        agents.append(AgentIncidents(agent, had, recovered))
    return sorted(agents, key=lambda each: -each.incidents)


def month_of(month: str, now: float) -> tuple[str, float, float]:
    """Name, begin and end of a month in the time zone of the organisation. month: as 2026-11, "" for the present."""
    told = month or time.strftime("%Y-%m", time.localtime(now))
    year, number = int(told[:4]), int(told[5:])
    return told, _begin(year, number), _begin(year, number + 1)


def _begin(year: int, month: int) -> float:
    """mktime carries a 13th month over into the next year."""
    return time.mktime((year, month, 1, 0, 0, 0, 0, 0, -1))


def complaint_about(conduct: Conduct, prompts: Mapping[str, object], plan: Plan) -> str:
    """What is wrong with this policy, as a sentence; "" when it can be used."""
    steps = [each.step for each in conduct.steps]
    if steps != [step for step in ORDER if step in steps] or steps[-1:] != [Step.TERMINATION]:
        return "steps: each step at most once, in their order, the termination last"
    if conduct.steps[0].after:
        return "steps: the first step comes by an agent only; set its seconds to 0"
    missing = [name for name in (*(each.prompt for each in conduct.steps), conduct.prompt) if name not in prompts]
    if missing:
        return f"prompt: there is no prompt {missing[0]}"
    queue = plan.queues.get(conduct.queue)
    if conduct.answer is Answer.QUEUE and (queue is None or queue.service != conduct.service):
        return "queue: choose a queue of this service"
    return ""
