"""From a text to a route and all that is wrong with it, seen against the centre as it is now.

Rule: nothing here waits and nothing is kept; a large route takes a part of a second, so callers use a thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from config.marked import parse
from config.prompts import Texts
from config.routes import zone_of
from cti.plan import Plan
from ivr.checker import Known, check
from ivr.complaint import Complaint, Faulty, Severity
from ivr.flow import Flow, Mark
from ivr.loader import read
from ivr.reading import Node


@dataclass(frozen=True, slots=True)
class Reading:
    """flow: None where the text cannot be read; complaints: in the order of the text; node: of the text."""

    flow: Flow | None
    complaints: list[Complaint]
    node: Node | None = None

    @property
    def errors(self) -> list[Complaint]:
        return [each for each in self.complaints if each.severity is Severity.ERROR]


class Judge:
    """services: whose queues each route may use, by name of the route."""

    def __init__(self, plan: Plan, prompts: Callable[[], Texts]) -> None:
        self._plan, self._prompts = plan, prompts
        self.services: dict[str, str] = {}
        self.connections: Callable[[], Mapping[str, str]] = dict  # name → service, "" for all

    def read(self, text: str, service: str = "", name: str = "", version: int = 0) -> Reading:
        """name, version: those that the flow gets; "" leaves the text's own."""
        try:
            node = parse(text)
            written = read(node, zone_of)
        except Faulty as faulty:
            return Reading(None, faulty.complaints)
        flow = replace(written, name=name or written.name, version=version or written.version)
        return Reading(flow, [*_other_name(written, name), *self._complaints(flow, service)], node)

    def judge(self, flow: Flow) -> list[Complaint]:
        """All complaints about a route that is known here."""
        return self._complaints(flow, self.services.get(flow.name, ""))

    def prompts(self) -> Mapping[str, Mapping[str, str]]:
        return self._prompts()

    def signature(self) -> tuple[object, ...]:
        """Another one whenever the same text may have other complaints."""
        return (*self._plan.queues, len(self._plan.people), *self._prompts(), *self.connections())

    def _complaints(self, flow: Flow, service: str) -> list[Complaint]:
        of = service or flow.service
        return check(replace(flow, service=of), self._known(of))

    def _known(self, service: str) -> Known:
        plan = self._plan
        return Known(
            queues={queue.id: queue.service for queue in plan.queues.values()},
            agents=[person.id for person in plan.people.values() if person.cti],
            prompts=self._prompts(),
            connections=[name for name, of in self.connections().items() if "" in (of, service) or of == service],
        )


def _other_name(written: Flow, name: str) -> list[Complaint]:
    if not name or written.name == name:
        return []
    text = f"the text calls itself {written.name!r}, and this route is {name!r}"
    return [Complaint(Mark(), text, f"write `route: {name}`", code="other-name")]
