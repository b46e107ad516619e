"""What a route names besides its steps: queues, agents, calendars, connections, numbers outside."""

from collections.abc import Collection, Iterator, Mapping

from ivr.checker.known import Known, fault, listed
from ivr.choices import figure_of
from ivr.complaint import Complaint
from ivr.flow import Flow, Hours, If, Lookup, Spoken, Step, Switch, ToAgent, ToQueue, Transfer

CUSTOMER = "customer"


def unknown(flow: Flow, known: Known) -> Iterator[Complaint]:
    for name, step in flow.steps.items():
        for queue in sorted(set(_queues(step))):
            yield from _of_service(flow, name, "queue", queue, known.queues)
        match step:
            case Hours(calendar=calendar) if calendar:
                yield from _of_service(flow, name, "calendar", calendar, known.calendars)
            case Lookup(what=what) if what != CUSTOMER and known.connections is not None:
                if what not in known.connections:
                    remedy = listed(known.connections, "let an admin allow it")
                    yield fault(flow, name, "no-connection", f"step {name}: there is no connection {what!r}", remedy)
            case ToAgent(agent=agent) if known.agents is not None and not agent.startswith("$"):
                if agent not in known.agents:
                    text = f"step {name}: there is no agent {agent!r}"
                    yield fault(flow, name, "no-agent", text, listed(known.agents, "write an agent's id"))
            case ToQueue(skills=skills):
                for skill in sorted(skills):
                    yield from _of_service(flow, name, "skill", skill, known.skills)
            case Transfer(number=number):
                yield from _outside(flow, name, number, known.transfer_targets)


def _queues(step: Step) -> Iterator[str]:
    subjects = [step.subject] if isinstance(step, Switch | If) else []
    subjects += [item.of for item in getattr(step, "prompts", ()) if isinstance(item, Spoken)]
    yield from filter(None, (figure_of(subject)[1] for subject in subjects))
    yield from filter(None, [getattr(step, "queue", "")])


def _of_service(flow: Flow, step: str, kind: str, id: str, known: Mapping[str, str] | None) -> Iterator[Complaint]:
    """A route may use what is of its own service, or of none."""
    if known is None:
        return
    ours = [each for each, service in known.items() if not flow.service or service in ("", flow.service)]
    remedy = listed(ours, f"add that {kind}, or name another one")
    if id not in known:
        yield fault(flow, step, f"no-{kind}", f"step {step}: there is no {kind} {id!r}", remedy)
    elif id not in ours:
        text = f"step {step}: the {kind} {id!r} is of service {known[id]}, not of {flow.service}"
        yield fault(flow, step, "other-service", text, remedy)


def _outside(flow: Flow, step: str, number: str, known: Mapping[str, Collection[str]] | None) -> Iterator[Complaint]:
    if known is None:
        return
    mine = (numbers for service, numbers in known.items() if not flow.service or service in ("", flow.service))
    allowed = {each for numbers in mine for each in numbers}
    if number not in allowed:
        text = f"step {step}: {number} is no number that routes of this service may call"
        yield fault(flow, step, "no-target", text, listed(allowed, "let an admin allow it"))
