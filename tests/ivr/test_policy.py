"""The callers who are in a route now."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.routes import load_routes
from cti import commands, facts, orders
from ivr.complaint import Faulty
from ivr.flow import Flow, Goodbye, Say, Step, ToQueue
from ivr.library import Library
from ivr.policy import ANSWER_LIMIT
from tests.support.centre import Centre
from tests.support.plan import SUPPORT, plan

SUPPORT_ROUTE = next(flow for flow in load_routes() if flow.name == "support")


def newer() -> Flow:
    steps: dict[str, Step] = {"hi": Say(("system.closed",), "bye"), "bye": Goodbye(("system.goodbye",))}
    return dataclasses.replace(SUPPORT_ROUTE, version=2, start="hi", steps=steps)


def test_a_call_enters_the_route_of_its_number_in_the_language_of_the_service() -> None:
    german = plan()
    german.services["support"] = dataclasses.replace(german.services["support"], language="ko")
    centre = Centre(german)
    centre.call()
    assert facts.RouteEntered("A", "support", "support", 1, "ko") in centre.kept(facts.RouteEntered)
    assert [order.language for order in centre.switch.told if isinstance(order, orders.StartPrompt)] == ["ko"]


def test_a_number_without_a_route_is_refused() -> None:
    centre = Centre(flows=[])
    centre.call()
    assert "Unallocated" in centre.story


@pytest.mark.spec("ORG-15", "TEL-01")
def test_a_service_without_the_telephone_takes_no_calls() -> None:
    silent = plan()
    silent.services["support"] = dataclasses.replace(silent.services["support"], phone=False)
    centre = Centre(silent)
    centre.call()
    assert "Unallocated" in centre.story


def test_a_call_in_progress_finishes_on_the_version_it_began_with() -> None:
    centre = Centre()
    centre.call("A")
    centre.brain.library.publish(newer())
    centre.call("B")
    centre.press("A", "0")
    assert centre.brain.desk.calls["A"].queue == "general"
    assert centre.switch.hears("B") == "system.closed"


def test_after_a_restart_without_the_old_version_the_caller_starts_again() -> None:
    centre = Centre()
    centre.call("A")
    centre.flows = [newer()]
    centre.restart()
    centre.tell(facts.Returned("A"))
    assert centre.brain.desk.calls["A"].step == "hi"


def test_an_older_version_can_be_published_again() -> None:
    library = Library([SUPPORT_ROUTE, newer()])
    library.publish(SUPPORT_ROUTE)
    assert library.current("support") == SUPPORT_ROUTE


def test_a_faulty_route_cannot_be_published() -> None:
    with pytest.raises(Faulty, match="leads to 'gone', which does not exist"):
        Library([Flow("faulty", 1, "hi", {"hi": Say(("x",), "gone"), "q": ToQueue("general")})])


def test_a_line_that_is_never_answered_is_closed() -> None:
    centre = Centre()
    centre.switch.deaf.add("PickUp")
    centre.call()
    centre.advance(ANSWER_LIMIT)
    assert centre.switch.told[-1] == orders.HangUp("A", "congestion")


def test_a_line_that_cannot_be_answered_is_closed_at_once() -> None:
    centre = Centre()
    centre.switch.failing.add("PickUp")
    centre.call()
    assert centre.brain.desk.calls == {}


def test_who_returns_before_the_answer_is_picked_up_again() -> None:
    centre = Centre()
    centre.switch.deaf.add("PickUp")
    centre.call()
    centre.switch.deaf.clear()
    centre.tell(facts.Returned("A"))
    assert centre.switch.hears("A") == "support.welcome"


def test_one_line_on_the_agenda_for_each_caller_and_none_after() -> None:
    centre = Centre()
    centre.call()
    assert isinstance(centre.brain.agenda.lines()["route:A"].command, commands.TimeOutInput)
    centre.press("A", "0")
    assert "route:A" not in centre.brain.agenda.lines()


@pytest.mark.parametrize("caller", ["sip:kim", "010a", "\uff10\uff11\uff10"])
def test_what_is_no_number_is_not_read_out(caller: str) -> None:
    centre = Centre()
    centre.call("A", caller, SUPPORT)
    centre.press("A", "3")
    assert centre.switch.hears("A") == "system.callback.number"


def test_a_thousand_digits_lead_somewhere_and_no_further() -> None:
    centre = Centre()
    centre.call()
    centre.press("A", "7*#" * 333)
    assert centre.brain.desk.calls["A"].queue == "general"
    assert centre.brain.ivr.visitors == {}


@given(st.text("0123456789*#", max_size=40), st.sampled_from(("", "01012345678")))
@settings(max_examples=60, deadline=None)
def test_whatever_a_caller_presses_silence_comes_to_an_end(digits: str, caller: str) -> None:
    centre = Centre()
    centre.call("A", caller)
    for digit in digits:
        centre.press("A", digit)
        centre.advance(0.5)
    centre.advance(600)
    call = centre.brain.desk.calls.get("A")
    assert call is None or call.queue
    assert centre.brain.ivr.visitors == {}
