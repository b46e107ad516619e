"""Agents at desk phones and outside numbers: which phone, and the line that is there for one call."""

import itertools
from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.agent import Agent
from cti.facts import AgentState, LineState, PhoneKind
from cti.phones import TRANSITIONS, PhoneInUse, evolve, knows
from cti.plan import DeskPhone
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre
from tests.support.plan import plan

LINE_FACTS = [facts.LineRung("agent1"), facts.LineAnswered("agent1"), facts.LineOpened("agent1")]
LINE_FACTS += [facts.LineClosed("agent1", "normal")]
NUMBER = "0311112222"


@pytest.fixture
def centre() -> Centre:
    return centre_with_phones()


def centre_with_phones() -> Centre:
    return Centre(replace(plan(), phones={id: DeskPhone(id, f"Desk {id}") for id in ("101", "102")}))


def at_desk_phone(centre: Centre, agent: str = "agent1", phone: str = "101") -> None:
    centre.ask(commands.ChoosePhone(agent, PhoneKind.SIP, phone))
    centre.tell(facts.PhoneAttached(agent, PhoneKind.SIP, phone))
    centre.choose(agent, AgentState.IDLE)
    centre.choose(agent, AgentState.READY)


def talking_at_desk_phone(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    centre.switch.phones.lift("agent1")
    centre.advance(0.1)


def line(centre: Centre, agent: str = "agent1") -> LineState:
    return centre.brain.desk.agent(agent).line


def call_state(centre: Centre, call: str = "A") -> CallState:
    return centre.brain.desk.calls[call].state


@pytest.mark.parametrize(("state", "fact"), list(itertools.product(LineState, LINE_FACTS)))
def test_a_fact_of_a_line_is_in_the_table_or_not_taken(state: LineState, fact: facts.LineFact) -> None:
    agent = Agent("agent1", kind=PhoneKind.SIP, line=state)
    assert knows(agent, fact) is ((state, type(fact)) in TRANSITIONS)
    assert evolve(agent, fact).line is TRANSITIONS.get((state, type(fact)), state)


def test_lines_of_browsers_are_not_told_of() -> None:
    assert not any(knows(Agent("agent1"), fact) for fact in LINE_FACTS)


def test_from_every_state_a_line_can_be_closed_again() -> None:
    assert all(TRANSITIONS[state, facts.LineClosed] is LineState.CLOSED for state in LineState if state != "closed")


# --- offers ----------------------------------------------------------------------------------------------------------


def test_at_a_desk_phone_no_line_is_open_without_a_call(centre: Centre) -> None:
    at_desk_phone(centre)
    assert not any(isinstance(order, orders.OpenLine) for order in centre.switch.told)


def test_an_offer_rings_the_desk_phone_and_shows_who_calls(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    ring = orders.RingPhone("agent1", PhoneKind.SIP, "101", "01012345678", "", auto=False)
    assert ring in centre.switch.told


def test_lifting_the_handset_confirms(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    assert call_state(centre) is CallState.TALKING
    assert centre.switch.hears("A") == "agent1"


def test_refusing_at_the_phone_cancels(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    centre.switch.phones.put_down("agent1", "rejected")
    centre.settle()
    assert centre.kept(facts.OfferCancelled) == [facts.OfferCancelled("A", "agent1")]
    assert centre.state("agent1") is AgentState.READY


def test_confirming_at_the_screen_lets_the_phone_answer_by_itself(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(0.1)
    assert call_state(centre) is CallState.TALKING


def test_a_phone_that_cannot_answer_by_itself_rings_until_it_is_lifted(centre: Centre) -> None:
    centre.switch.phones.manual.add("agent1")
    at_desk_phone(centre)
    centre.waits("A")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(10.0)
    assert call_state(centre) is CallState.CONNECTING
    centre.switch.phones.lift("agent1")
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent1"


def test_a_phone_that_is_confirmed_for_and_never_lifted_fails_the_offer(centre: Centre) -> None:
    centre.switch.phones.manual.add("agent1")
    at_desk_phone(centre)
    centre.waits("A")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(21.0)
    assert call_state(centre) is CallState.QUEUED
    assert line(centre) is LineState.CLOSED


def test_where_offers_connect_by_themselves_the_phone_answers_by_itself(centre: Centre) -> None:
    queue = centre.plan.queues["general"]
    centre.plan.queues["general"] = replace(queue, auto_answer=True)
    at_desk_phone(centre)
    centre.waits("A")
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent1"


def test_when_it_rings_at_all_the_phones_of_the_slower_fall_silent(centre: Centre) -> None:
    queue = centre.plan.queues["general"]
    centre.plan.queues["general"] = replace(queue, ring_all=True)
    at_desk_phone(centre)
    at_desk_phone(centre, "agent2", "102")
    centre.waits("A")
    assert centre.switch.phones.ringing == {"agent1", "agent2"}
    centre.switch.phones.lift("agent2")
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent2"
    assert centre.switch.phones.ringing == set()


@pytest.mark.parametrize("end", ["unanswered", "caller", "cancel"])
def test_the_phone_stops_ringing_when_the_offer_is_over(centre: Centre, end: str) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    match end:
        case "unanswered":
            centre.advance(20.5)
        case "caller":
            centre.hang_up("A")
        case "cancel":
            centre.ask(commands.Cancel("A", "agent1"))
    assert "agent1" not in centre.switch.phones.ringing
    assert line(centre) is LineState.CLOSED


def test_a_phone_that_cannot_be_reached_fails_the_offer(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.waits("A")
    centre.switch.phones.put_down("agent1", "destination out of order")
    centre.settle()
    assert centre.state("agent1") is AgentState.IDLE
    assert call_state(centre) is CallState.QUEUED


# --- talks -----------------------------------------------------------------------------------------------------------


def test_hanging_up_the_handset_ends_the_call(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.switch.phones.put_down("agent1")
    centre.settle()
    assert "A" not in centre.brain.desk.calls
    assert centre.state("agent1") is AgentState.AFTER_CALL


def test_a_caller_who_hangs_up_frees_the_phone(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.hang_up("A")
    assert centre.switch.told[-1] == orders.ReleasePhone("agent1")
    assert line(centre) is LineState.CLOSED


def test_a_line_that_breaks_off_leaves_the_caller_in_the_queue(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.switch.phones.put_down("agent1", "network out of order")
    centre.settle()
    assert call_state(centre) is CallState.QUEUED
    assert centre.state("agent1") is AgentState.NO_ANSWER


def test_a_registration_that_is_lost_in_a_talk_does_not_disturb_it(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.tell(facts.PhoneDetached("agent1", "not registered"))
    centre.advance(70.0)
    assert centre.switch.hears("A") == "agent1"
    centre.hang_up("A")
    centre.advance(31.0)
    assert centre.state("agent1") is AgentState.OFF


def test_hold_and_retrieve_leave_the_line_open(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.ask(commands.Hold("A", "agent1"))
    centre.ask(commands.Retrieve("A", "agent1"))
    assert (line(centre), centre.switch.hears("A")) == (LineState.OPEN, "agent1")


def test_a_colleague_at_a_desk_phone_is_asked_by_ringing_and_takes_the_caller(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    at_desk_phone(centre, "agent2", "102")
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.switch.phones.lift("agent2")
    centre.advance(0.1)
    assert centre.switch.heard_by("agent2") == "agent1"
    centre.ask(commands.Complete("A", "agent1"))
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent2"
    assert (line(centre, "agent1"), line(centre, "agent2")) == (LineState.CLOSED, LineState.OPEN)


def test_who_hangs_up_while_asking_gets_the_phone_rung_when_taking_the_caller_back(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.ready("agent2")
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.switch.phones.put_down("agent1")
    centre.settle()
    assert call_state(centre) is CallState.HELD
    centre.ask(commands.Abandon("A", "agent1"))
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent1"


def test_killed_in_a_talk_the_line_is_known_again(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    centre.restart()
    centre.hang_up("A")
    assert centre.switch.told[-1] == orders.ReleasePhone("agent1")


# --- outside numbers -------------------------------------------------------------------------------------------------


def at_outside_number(centre: Centre) -> None:
    centre.ask(commands.ChoosePhone("agent1", PhoneKind.OUTSIDE, NUMBER))
    centre.choose("agent1", AgentState.IDLE)
    centre.choose("agent1", AgentState.READY)
    centre.waits("A")


def test_a_voicemail_at_an_outside_number_never_gets_the_caller(centre: Centre) -> None:
    at_outside_number(centre)
    centre.switch.phones.lift("agent1")
    centre.advance(19.0)
    assert call_state(centre) is CallState.OFFERED
    centre.advance(2.0)
    assert centre.state("agent1") is AgentState.NO_ANSWER
    assert "agent1" not in centre.switch.open


def test_who_presses_the_key_at_an_outside_number_has_the_caller(centre: Centre) -> None:
    at_outside_number(centre)
    centre.switch.phones.lift("agent1")
    centre.settle()
    centre.switch.phones.key("agent1")
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent1"


@pytest.mark.parametrize("number", ["119", "0607001234", "+4930123456", "12"])
def test_a_number_that_may_not_be_called_is_nobodys_phone(centre: Centre, number: str) -> None:
    with pytest.raises(Refused):
        centre.ask(commands.ChoosePhone("agent1", PhoneKind.OUTSIDE, number))


# --- choosing --------------------------------------------------------------------------------------------------------


def test_the_phone_cannot_be_changed_in_a_call(centre: Centre) -> None:
    centre.talks("A")
    with pytest.raises(Refused, match="in a call"):
        centre.ask(commands.ChoosePhone("agent1", PhoneKind.SIP, "101"))


def test_a_desk_phone_that_there_is_not_cannot_be_chosen(centre: Centre) -> None:
    with pytest.raises(Refused, match="no such"):
        centre.ask(commands.ChoosePhone("agent1", PhoneKind.SIP, "999"))


def test_taking_a_phone_over_from_a_colleague_asks_first(centre: Centre) -> None:
    at_desk_phone(centre)
    with pytest.raises(PhoneInUse) as refusal:
        centre.ask(commands.ChoosePhone("agent2", PhoneKind.SIP, "101"))
    assert refusal.value.holder == "agent1"
    centre.ask(commands.ChoosePhone("agent2", PhoneKind.SIP, "101", take_over=True))
    assert facts.PhoneChosen("agent1", PhoneKind.BROWSER, "", "agent2") in centre.kept(facts.PhoneChosen)
    assert not centre.brain.desk.agent("agent1").phone


def test_a_phone_is_not_taken_from_a_colleague_who_is_in_a_call(centre: Centre) -> None:
    talking_at_desk_phone(centre)
    with pytest.raises(Refused, match="in a call at this phone"):
        centre.ask(commands.ChoosePhone("agent2", PhoneKind.SIP, "101", take_over=True))


def test_a_phone_of_somebody_who_has_gone_is_free(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.choose("agent1", AgentState.OFF)
    centre.ask(commands.ChoosePhone("agent2", PhoneKind.SIP, "101"))
    assert centre.brain.desk.agent("agent2").seat == "101"


def test_changing_from_the_browser_closes_its_line_and_back_opens_it(centre: Centre) -> None:
    centre.ready("agent1")
    centre.ask(commands.ChoosePhone("agent1", PhoneKind.SIP, "101"))
    centre.ask(commands.ChoosePhone("agent1", PhoneKind.BROWSER))
    assert centre.switch.told[-2:] == [orders.CloseLine("agent1"), orders.OpenLine("agent1")]


# --- calling out -----------------------------------------------------------------------------------------------------


def dials(centre: Centre) -> None:
    at_desk_phone(centre)
    centre.switch.phones.manual.add("agent1")
    centre.ask(commands.Dial("agent1", "out", "0311112222"))


def test_who_calls_out_from_a_desk_phone_is_rung_first(centre: Centre) -> None:
    dials(centre)
    assert not any(isinstance(order, orders.CallOut) for order in centre.switch.told)
    centre.switch.phones.lift("agent1")
    centre.settle()
    assert [order.number for order in centre.switch.told if isinstance(order, orders.CallOut)] == ["0311112222"]


@pytest.mark.parametrize("end", ["refused", "screen"])
def test_nobody_is_called_whose_caller_does_not_lift_the_handset(centre: Centre, end: str) -> None:
    dials(centre)
    if end == "refused":
        centre.switch.phones.put_down("agent1", "rejected")
        centre.settle()
    else:
        centre.ask(commands.HangUp("out", "agent1"))
    assert "out" not in centre.brain.desk.calls
    assert "agent1" not in centre.switch.phones.ringing
    assert centre.state("agent1") is not AgentState.TALKING
