"""The tests of a route, played in virtual time. Pure but for the time it takes; callers use a thread."""

from config.routes import load_script
from ivr.complaint import Complaint, Faulty
from ivr.coverage import covered
from ivr.flow import Flow
from ivr.rehearsal import complaints, rehearse
from ivr.script import Test
from ivr.walk import Walk
from server.views import CoverageView, TestReport, TestResult


def play(flow: Flow, tests: str) -> TestReport | list[Complaint]:
    """Complaints where the tests cannot be read."""
    try:
        script = load_script(tests).tests if tests.strip() else []
    except Faulty as faulty:
        return faulty.complaints
    walks = [(test, rehearse(flow, test)) for test in script]
    coverage = covered(flow, (walk for _, walk in walks))
    missing = [list(way) for way in coverage.missing]
    return TestReport([_result(*each) for each in walks], CoverageView(round(coverage.percent, 1), missing))


def _result(test: Test, walk: Walk) -> TestResult:
    faults = complaints(test, walk)
    ways = [list(way) for way in walk.ways]
    return TestResult(test.name, not faults, faults, list(walk.path), walk.heard, ways, walk.ends, walk.seconds)
