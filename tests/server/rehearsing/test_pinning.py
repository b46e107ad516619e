"""What the clock, the queues and chance decide is decided beforehand for a test on the real telephone."""

import pytest

from config.routes import load_route
from ivr.rehearsal import Walk, rehearse
from ivr.script import Test
from server.rehearsing.pinning import CannotPin, pinned, pins

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


def test_a_step_of_another_route_cannot_be_decided() -> None:
    with pytest.raises(CannotPin, match="test that route by itself"):
        pinned(NIGHT, "test-1", {"call/open": "crowd"})
