"""What one agent did: calls of one service, seconds in states, split at midnight."""

import pytest

from cti import facts
from cti.facts import AgentState
from routing.performance import Change, Talk, performance

A = AgentState
TALKS = {"in": Talk("support", False), "out": Talk("support", True), "else": Talk("sales", False)}


def talk(at: float, call: str) -> Change:
    return Change(at, A.TALKING, by=facts.Established(call, "kim"))


def over(at: float, call: str) -> Change:
    return Change(at, A.AFTER_CALL, by=facts.Cleared(call, "normal"))


MORNING = [
    Change(-50, A.READY),
    talk(10, "in"),
    over(40, "in"),
    Change(45, A.WORK, "ticket"),
    talk(60, "out"),
    Change(90, A.AFTER_CALL, by=facts.PassedToQueue("out", "kim", "general")),
    Change(92, A.BREAK, "meal"),
    talk(100, "else"),
    over(110, "else"),
    Change(120, A.OFF),
]


@pytest.mark.spec("ME-01", "ME-03")
def test_calls_states_and_hand_overs_of_a_day_are_counted_in_the_service_that_is_asked_for() -> None:
    assert performance(MORNING, TALKS, 0, 1000, "support") == {
        "ready_seconds": 10,
        "inbound": 1,
        "inbound_seconds": 30,
        "after_seconds": 7,
        "work:ticket_seconds": 15,
        "outbound": 1,
        "outbound_seconds": 30,
        "transfers": 1,
        "break:meal_seconds": 8,
    }


@pytest.mark.spec("ME-01")
def test_another_service_has_its_own_calls_and_the_same_states() -> None:
    sales = performance(MORNING, TALKS, 0, 1000, "sales")
    assert (sales["inbound"], sales["inbound_seconds"], sales["after_seconds"]) == (1, 10, 10)
    assert (sales["ready_seconds"], sales["outbound"], sales["transfers"]) == (10, 0, 0)


def test_a_talk_over_midnight_counts_where_it_began_and_its_seconds_where_they_passed() -> None:
    changes = [talk(90, "in"), over(130, "in")]
    yesterday, today = (performance(changes, TALKS, begin, begin + 100, "support") for begin in (0, 100))
    assert yesterday == {"inbound": 1, "inbound_seconds": 10}
    assert today == {"inbound_seconds": 30, "after_seconds": 70}


def test_who_is_asked_by_a_colleague_has_no_call_of_their_own() -> None:
    changes = [Change(0, A.TALKING, by=facts.ConsultEstablished("in", "lee", "kim")), over(20, "in")]
    assert performance(changes, TALKS, 0, 20, "support") == {"consulted": 1, "consulted_seconds": 20}


def test_a_survey_after_the_talk_is_no_hand_over() -> None:
    by = facts.PassedToRoute("in", "kim", "survey", "", "support", "ko", "0101", "0700", survey=True)
    assert performance([Change(0, A.AFTER_CALL, by=by)], TALKS, 0, 9, "support") == {"after_seconds": 9}
