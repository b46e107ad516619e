"""What a route may call for its callers, and callers who are asked how it was when the agent has hung up."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.dial_rules import CallerId, CallerIdState, DialRules, Pattern
from cti.facts import AgentState, OutEnd
from tests.support.centre import Centre
from ticketing.facts import TalkEnded, TicketKind, TicketOpened

OFFICE = "0212345678"


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.plan.transfer_targets["support"] = {OFFICE: "Office"}
    centre.call()
    return centre


def send_out(centre: Centre, number: str = OFFICE, caller_id: str = "") -> None:
    centre.ask(commands.SendOut("A", number, caller_id, 20.0))


def back(centre: Centre) -> list[tuple[OutEnd, str]]:
    return [(fact.end, fact.why) for fact in centre.kept(facts.SentBack) if isinstance(fact, facts.SentBack)]


def test_the_caller_hears_that_it_rings_and_then_who_answers(centre: Centre) -> None:
    send_out(centre)
    centre.advance(0.5)
    assert centre.switch.lines["A"].rings
    centre.advance(2)
    assert centre.brain.desk.calls["A"].state.value == "outside"
    assert centre.switch.hears("A").startswith("ext-A")


def test_it_leaves_a_ticket_of_who_was_put_through(centre: Centre) -> None:
    send_out(centre)
    centre.advance(10)
    centre.hang_up()
    (ticket,), (end,) = centre.kept(TicketOpened), centre.kept(TalkEnded)
    assert isinstance(ticket, TicketOpened)
    assert isinstance(end, TalkEnded)
    assert (ticket.kind, ticket.service, round(end.seconds)) == (TicketKind.FORWARDED, "support", 8)
    assert centre.brain.book.open == {}


@pytest.mark.parametrize(("kind", "end"), [("busy", OutEnd.BUSY), ("refused", OutEnd.REFUSED)])
def test_who_is_not_answered_goes_on_in_the_route(centre: Centre, kind: str, end: OutEnd) -> None:
    centre.switch.customers[OFFICE] = kind
    send_out(centre)
    centre.advance(1)
    assert back(centre) == [(end, "")]
    assert centre.brain.desk.calls["A"].state.value == "in route"
    assert not centre.switch.lines["A"].rings


def test_a_number_that_is_not_on_the_list_is_never_called(centre: Centre) -> None:
    send_out(centre, "01099998888")
    assert centre.switch.out == {}
    assert back(centre)[0][1].endswith("is no number to which routes of support may send callers")


def test_the_dial_rules_hold_for_numbers_on_the_list_too(centre: Centre) -> None:
    centre.plan.dial_rules[""] = DialRules(deny=(Pattern("02*", "closed"),))
    send_out(centre)
    assert centre.switch.out == {}
    assert "may not be called" in back(centre)[0][1]


def test_only_a_registered_number_is_shown(centre: Centre) -> None:
    send_out(centre, caller_id="0215881588")
    assert "no registered caller id" in back(centre)[0][1]
    known = CallerId(1, "support", "0215881588", "Main", CallerIdState.REGISTERED)
    centre.plan.caller_ids[1] = known
    send_out(centre, caller_id="0215881588")
    assert [out.order.caller_id for out in centre.switch.out.values()] == ["0215881588"]


def test_a_caller_who_hangs_up_while_it_rings_takes_the_line_along(centre: Centre) -> None:
    send_out(centre)
    centre.hang_up()
    centre.advance(30)
    assert centre.switch.out == {}
    assert centre.kept(TicketOpened) == []


def test_a_server_that_dies_while_it_rings_goes_on(centre: Centre) -> None:
    centre.switch.customers[OFFICE] = "silent"
    send_out(centre)
    centre.restart()
    centre.advance(25)
    assert back(centre) == [(OutEnd.NO_ANSWER, "")]


def asked_after_talks() -> Centre:
    centre = Centre()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], survey="sales")
    centre.talks()
    return centre


def test_a_caller_is_asked_when_the_agent_hangs_up_first() -> None:
    centre = asked_after_talks()
    centre.ask(commands.HangUp("A", "agent1"))
    assert centre.state("agent1") is AgentState.AFTER_CALL
    assert centre.switch.hears("A") == "sales.welcome"


def test_the_ticket_of_a_talk_does_not_grow_while_the_caller_is_asked() -> None:
    centre = asked_after_talks()
    centre.advance(9.9)
    centre.ask(commands.HangUp("A", "agent1"))
    centre.advance(5)
    centre.hang_up()
    (end,) = centre.kept(TalkEnded)
    assert isinstance(end, TalkEnded)
    assert (round(end.seconds), end.by) == (10, "agent:agent1")


def test_who_hangs_up_is_not_asked() -> None:
    centre = asked_after_talks()
    centre.hang_up()
    assert centre.kept(facts.PassedToRoute) == []


def test_a_survey_that_is_not_published_lets_the_caller_go() -> None:
    centre = asked_after_talks()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], survey="gone")
    centre.ask(commands.HangUp("A", "agent1"))
    centre.advance(1)
    assert "A" not in centre.switch.lines


def test_nobody_is_asked_who_was_handed_over() -> None:
    centre = asked_after_talks()
    centre.ready("agent2")
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(1)
    centre.ask(commands.HangUp("A", "agent1"))
    assert centre.kept(facts.PassedToRoute) == []
