"""Routes as designers and supervisors see them: list, text, complaints, picture, versions, tests."""

from dataclasses import dataclass, field

from ivr.facts import SwitchMode
from server.times import Time


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """What is wrong with a route. line, column: from 1; step: the one that it is about, "" for the whole route;
    severity: `error` keeps it from being published; code: a stable name of the kind of fault; remedy: what to do."""

    line: int
    column: int
    step: str
    severity: str
    code: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class WayView:
    """One way out of a step. label, code: what it adds to the IVR path; language: what the caller hears from there."""

    way: str
    to: str
    label: str
    code: str
    language: str


@dataclass(frozen=True, slots=True)
class StepOutline:
    """One step. kind: the key that makes it one; line, column: of its name, end_line: its last line; summary: its
    values as short texts; prompts: as written."""

    name: str
    kind: str
    line: int
    column: int
    end_line: int
    summary: dict[str, str]
    ways: list[WayView]
    prompts: list[str]


@dataclass(frozen=True, slots=True)
class FlowView:
    name: str
    start: str
    steps: list[StepOutline]


@dataclass(frozen=True, slots=True)
class RouteCheck:
    """flow: None where the text cannot be read as a route."""

    complaints: list[ComplaintView]
    flow: FlowView | None


@dataclass(frozen=True, slots=True)
class ProblemsView:
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """at: when callers get this version; by: the name of the person."""

    version: int
    at: Time
    by: str
    comment: str


@dataclass(frozen=True, slots=True)
class SwitchView:
    """The emergency switch of a service that is on. until: None until it is switched back; by: the name of who did."""

    service: str
    mode: SwitchMode
    prompt: str
    until: Time
    by: str


@dataclass(frozen=True, slots=True)
class RouteView:
    """A line of the list. version: that callers get, 0 for none; changed: there is a draft; draft_by, updated_at: of
    it; numbers: that lead here; problems: of the draft, else of what is published; failed: why the last schedule could
    not be kept; used_by: routes that call this one."""

    name: str
    service: str
    title: str
    version: int
    changed: bool
    numbers: list[str]
    problems: ProblemsView
    draft_by: str = ""
    updated_at: Time = 0.0
    scheduled: ScheduleView | None = None
    switched: SwitchView | None = None
    failed: str = ""
    used_by: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RouteText:
    """A route as a designer opens it: the draft, else the newest version. etag: to be sent back with a change;
    may_change: this person may."""

    name: str
    service: str
    title: str
    text: str
    tests: str
    layout: dict[str, object]
    etag: str
    changed: bool
    published_version: int
    versions_count: int
    updated_by: str = ""
    updated_at: Time = 0.0
    scheduled: ScheduleView | None = None
    failed: str = ""
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class VersionView:
    """author: the name of the person, "" for the house; published_at: None while callers never got it; current: they
    get it now; scheduled_at: when they will; linked: the version of each route that it calls."""

    version: int
    author: str
    comment: str
    made_at: Time
    published_at: Time
    current: bool
    scheduled_at: Time
    linked: dict[str, int]


@dataclass(frozen=True, slots=True)
class VersionText:
    version: int
    author: str
    comment: str
    made_at: Time
    published_at: Time
    text: str
    tests: str
    layout: dict[str, object]


@dataclass(frozen=True, slots=True)
class StepsDiff:
    """Names of steps, for the picture; changed: those that say or lead something else."""

    added: list[str]
    removed: list[str]
    changed: list[str]


@dataclass(frozen=True, slots=True)
class RouteDiff:
    """text: a unified diff, "" where nothing changed."""

    text: str
    steps: StepsDiff


@dataclass(frozen=True, slots=True)
class TestResult:
    """faults: what was not as the test says; heard: prompts; ways: `step, way`; seconds: of the caller's time."""

    name: str
    passed: bool
    faults: list[str]
    path: list[str]
    heard: list[str]
    ways: list[list[str]]
    ends: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CoverageView:
    """missing: [step, way] that no test walks."""

    percent: float
    missing: list[list[str]]


@dataclass(frozen=True, slots=True)
class TestReport:
    results: list[TestResult]
    coverage: CoverageView
