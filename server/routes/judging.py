"""From a text to a route and all that is wrong with it, seen against the centre as it is now.

Rule: nothing here waits and nothing is kept; a large route takes a part of a second, so callers use a thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from config.marked import parse
from config.prompts import Texts
from config.routes import zone_of
from cti.plan import Plan
from ivr import linking
from ivr.checker import Known, check
from ivr.complaint import Complaint, Faulty, Severity
from ivr.flow import Flow, Mark
from ivr.library import Library
from ivr.loader import read
from ivr.reading import Node

Flows = Mapping[str, Flow]


@dataclass(frozen=True, slots=True)
class Reading:
    """flow: as written, None where the text cannot be read; complaints: in the order of the text; node: of the text;
    linked: with all that it calls, as callers walk through it, None where there are errors; calls: the version of each
    route that it calls, by itself or by others."""

    flow: Flow | None
    complaints: list[Complaint]
    node: Node | None = None
    linked: Flow | None = None
    calls: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[Complaint]:
        return [each for each in self.complaints if each.severity is Severity.ERROR]


class Judge:
    """services: whose queues each route may use, by name of the route; written: versions as they were written, without
    what they call; connections: that lookups may ask, with their service, None as long as nobody knows."""

    def __init__(self, plan: Plan, prompts: Callable[[], Texts]) -> None:
        self._plan, self._prompts = plan, prompts
        self.library = Library()
        self.services: dict[str, str] = {}
        self.written: dict[tuple[str, int], Flow] = {}
        self.connections: Callable[[], Mapping[str, str]] = dict  # name → service, "" for all

    def read(
        self, text: str, service: str = "", name: str = "", version: int = 0, routes: Flows | None = None
    ) -> Reading:
        """name, version: those that the flow gets; "" leaves the text's own. routes: that it may call, else those that
        callers get now."""
        try:
            node = parse(text)
            written = read(node, zone_of)
        except Faulty as faulty:
            return Reading(None, faulty.complaints)
        flow = replace(written, name=name or written.name, version=version or written.version)
        flow = replace(flow, service=service or written.service)
        callable_ = self.routes() if routes is None else routes
        reading = Reading(flow, [*_other_name(written, name), *check(flow, self._known(flow.service, callable_))], node)
        if reading.errors:
            return reading
        return replace(reading, linked=linking.link(flow, callable_), calls=_calls(flow, callable_))

    def judge(self, flow: Flow) -> list[Complaint]:
        """All complaints about a linked route that is known here."""
        service = self.services.get(flow.name, "")
        return check(replace(flow, service=service or flow.service), self._known(service, self.routes()))

    def routes(self) -> dict[str, Flow]:
        """Those that callers get now, as they were written."""
        published = self.library.published.values()
        return {one.route: flow for one in published if (flow := self.written.get((one.route, one.version)))}

    def users_of(self, name: str) -> list[str]:
        """The routes that call this one by themselves."""
        return sorted(user for user, flow in self.routes().items() if name in linking.calls(flow))

    def signature(self) -> tuple[object, ...]:
        """Another one whenever the same text may have other complaints."""
        plan, library = self._plan, self.library
        numbers = [number for service in plan.transfer_targets.values() for number in service]
        versions = [(one.route, one.version) for one in library.published.values()]
        things = (*plan.queues, len(plan.people), *plan.skills, *numbers, *self.connections())
        return (*things, *self._prompts(), *library.calendars, *versions)

    def _known(self, service: str, routes: Flows) -> Known:
        plan = self._plan
        return Known(
            queues={queue.id: queue.service for queue in plan.queues.values()},
            agents=[person.id for person in plan.people.values() if person.cti],
            calendars={each.id: each.service for each in self.library.calendars.values()},
            prompts=self._prompts(),
            connections=[name for name, of in self.connections().items() if "" in (of, service) or of == service],
            transfer_targets=plan.transfer_targets,
            skills={skill.id: skill.service for skill in plan.skills.values()},
            routes=routes,
        )


def _calls(flow: Flow, routes: Flows) -> dict[str, int]:
    found: dict[str, int] = {}
    ahead = [*linking.calls(flow)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = routes[name].version
            ahead += linking.calls(routes[name])
    return found


def _other_name(written: Flow, name: str) -> list[Complaint]:
    if not name or written.name == name:
        return []
    text = f"the text calls itself {written.name!r}, and this route is {name!r}"
    return [Complaint(Mark(), text, f"write `route: {name}`", code="other-name")]
