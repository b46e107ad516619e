"""Routes as people see them: records and the library in, views out. Pure."""

from collections.abc import Callable, Mapping

from cti.plan import Plan
from ivr.complaint import Severity
from ivr.facts import RouteSwitched
from ivr.library import Library
from server.routes.judging import Reading
from server.views import ProblemsView, RouteText, RouteView, ScheduleView, SwitchView, VersionText, VersionView
from storage.routes import Draft, Route, Version


def problems_of(reading: Reading) -> ProblemsView:
    errors = sum(each.severity is Severity.ERROR for each in reading.complaints)
    return ProblemsView(errors, len(reading.complaints) - errors)


def etag_of(draft: Draft | None, newest: Version | None) -> str:
    """What a designer has seen: another one for each draft and each version."""
    return draft.etag if draft else f"version {newest.version if newest else 0}"


class Presenting:
    """now: epoch seconds."""

    def __init__(self, plan: Plan, library: Library, now: Callable[[], float]) -> None:
        self._plan, self._library, self._now = plan, library, now

    def name(self, person: str) -> str:
        known = self._plan.people.get(person)
        return known.name if known else person

    def route(self, route: Route, draft: Draft | None, problems: ProblemsView) -> RouteView:
        published = self._library.published.get(route.name)
        failed = self._library.failed.get(route.name)
        return RouteView(
            route.name,
            route.service,
            route.title,
            published.version if published else 0,
            draft is not None,
            [number.number for number in self._plan.numbers.values() if number.route == route.name],
            problems,
            self.name(draft.updated_by) if draft else "",
            draft.updated_at if draft else 0.0,
            self.schedule(route.name),
            self.switch(route.service),
            failed.why if failed else "",
        )

    def text(self, route: Route, draft: Draft | None, newest: Version | None, count: int, may: bool) -> RouteText:
        shown, published = draft or newest, self._library.published.get(route.name)
        failed = self._library.failed.get(route.name)
        return RouteText(
            route.name,
            route.service,
            route.title,
            shown.text if shown else "",
            shown.tests if shown else "",
            dict(shown.layout) if shown else {},
            etag_of(draft, newest),
            draft is not None,
            published.version if published else 0,
            count,
            self.name(draft.updated_by) if draft else "",
            draft.updated_at if draft else 0.0,
            self.schedule(route.name),
            failed.why if failed else "",
            may,
        )

    def schedule(self, route: str) -> ScheduleView | None:
        planned = self._library.scheduled.get(route)
        return ScheduleView(planned.version, planned.at, self.name(planned.by), planned.comment) if planned else None

    def switch(self, service: str) -> SwitchView | None:
        found = self._library.switch(service, self._now())
        return self.switched(found) if found else None

    def switched(self, fact: RouteSwitched) -> SwitchView:
        return SwitchView(fact.service, fact.mode, fact.prompt, fact.until, self.name(fact.by))

    def version(self, version: Version) -> VersionView:
        published, planned = self._library.published.get(version.route), self._library.scheduled.get(version.route)
        return VersionView(
            version.version,
            self.name(version.author),
            version.comment,
            version.made_at,
            version.published_at,
            published is not None and published.version == version.version,
            planned.at if planned and planned.version == version.version else 0.0,
            dict(version.linked),
        )

    def version_text(self, version: Version) -> VersionText:
        told: Mapping[str, object] = dict(version.layout)
        return VersionText(
            version.version,
            self.name(version.author),
            version.comment,
            version.made_at,
            version.published_at,
            version.text,
            version.tests,
            dict(told),
        )
