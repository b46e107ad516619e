"""What the clock, the queues and chance decide is decided beforehand for a test on the real telephone."""

import pytest

from config.routes import load_route
from cti import facts
from ivr.flow import Flow, Goodbye, ToQueue
from ivr.rehearsal import rehearse
from ivr.script import Act, Kind, Test
from ivr.walk import Walk
from server.rehearsing.pinning import CannotPin, must_be_playable, pinned, pins
from server.rehearsing.watching import walked

NIGHT = """
route: clinic
start: open
steps:
  open:  # by the clock
    hours: {timezone: Asia/Seoul, mon: "09:00-18:00"}
    open: crowd
    closed: closed
  crowd:
    switch: waiting in general
    cases: [{over: 20, to: closed}]
    otherwise: general
  general: {queue: general}
  closed: {goodbye: system.closed}
"""


def decided(test: Test) -> dict[str, str]:
    flow = load_route(NIGHT)
    return pins(flow, rehearse(flow, test))


def test_each_step_that_looks_outside_leads_where_the_test_went() -> None:
    monday_noon = Test("x", "goodbye", at=1_795_402_800.0, figures={"waiting in general": 30.0})
    assert decided(monday_noon) == {"open": "crowd", "crowd": "closed"}
    assert decided(Test("x", "goodbye", at=1_795_402_800.0 - 86_400)) == {"open": "closed"}


def test_a_decided_route_does_the_same_at_any_time() -> None:
    text = pinned(NIGHT, "test-1", {"open": "crowd", "crowd": "closed"})
    flow = load_route(text)
    assert flow.name == "test-1"
    assert "# by the clock" not in text or "closed" in text
    assert rehearse(flow, Test("x", "goodbye", at=0.0)).heard == ["system.closed"]


def test_what_leads_to_two_places_in_one_call_cannot_be_decided() -> None:
    flow = load_route(NIGHT)
    with pytest.raises(CannotPin, match="only virtual time"):
        pins(flow, Walk(ways=[("open", "open"), ("open", "closed")]))


@pytest.mark.parametrize(
    ("step", "act", "why"),
    [("call/b", Act(Kind.PRESS, "1"), "calls another route"), ("b", Act(Kind.SPEAK), "speaks")],
)
def test_what_the_house_of_the_tests_has_not_is_said(step: str, act: Act, why: str) -> None:
    flow = Flow("x", 1, step, {step: Goodbye(())})
    with pytest.raises(CannotPin, match=why):
        must_be_playable(flow, Test("x", "goodbye", (act,)), Walk())


def test_who_waits_in_a_queue_until_the_route_goes_on_waits_in_virtual_time_only() -> None:
    flow = Flow("x", 1, "a", {"a": ToQueue("q"), "b": Goodbye(())})
    must_be_playable(flow, Test("x", "queue q"), Walk(ends="queue q"))
    with pytest.raises(CannotPin, match="nobody is there"):
        must_be_playable(flow, Test("x", "goodbye"), Walk(ways=[("a", "overflow 1")]))


def test_what_is_decided_beforehand_may_not_be_missing_from_the_path() -> None:
    flow = load_route(NIGHT.replace("to: closed}]", "to: closed, label: Busy}]"))
    busy = Test("x", "goodbye", at=1_795_402_800.0, figures={"waiting in general": 30.0})
    with pytest.raises(CannotPin, match="puts Busy on the path"):
        pins(flow, rehearse(flow, busy))


def test_a_real_call_is_read_as_a_rehearsal_is() -> None:
    flow = load_route(NIGHT.replace("closed: {goodbye", "closed: {label: Night, goodbye"))
    virtual = rehearse(flow, Test("x", "goodbye", at=1_795_402_800.0 - 86_400))
    told = walked(
        [
            facts.WayTaken("c", "open", "closed"),
            facts.StepEntered("c", "closed", 2, "Night"),
            facts.PromptStarted("c", "closed.2", ("system.closed",)),
            facts.SurveyAnswered("c", "how", 4),
            facts.Releasing("c", "normal", "route"),
            facts.Cleared("c", "normal"),
        ]
    )
    assert (told.ways, told.heard, told.path, told.ends) == (virtual.ways, virtual.heard, virtual.path, virtual.ends)
    assert (told.path, told.answers) == (("Night",), {"how": 4})


def test_a_step_of_another_route_cannot_be_decided() -> None:
    with pytest.raises(CannotPin, match="test that route by itself"):
        pinned(NIGHT, "test-1", {"call/open": "crowd"})
