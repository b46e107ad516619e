"""What calls make of tickets and callbacks."""

import dataclasses

import pytest

from cti import commands, facts
from cti.facts import AgentState
from tests.support.centre import Centre
from tests.support.plan import SUPPORT, plan
from ticketing.facts import (
    CallbackAsked,
    CallbackAskedAgain,
    CallbackReason,
    TalkEnded,
    TicketFlagged,
    TicketKind,
    TicketOpened,
    TicketPassed,
)


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.mark.spec("TEL-20")
def test_no_ticket_before_both_hear_each_other(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    assert centre.kept(TicketOpened) == []
    centre.switch.deaf.add("Connect")
    centre.ask(commands.Confirm("A", "agent1"))
    assert centre.kept(TicketOpened) == []


@pytest.mark.spec("TEL-20", "TEL-22")
def test_a_talk_opens_a_ticket_in_the_called_service_with_the_path(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits("A", "payments")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    path = ("Payments", "Card")
    assert centre.kept(TicketOpened) == [
        TicketOpened("A", 1, TicketKind.ANSWERED, "support", "payments", "01012345678", "agent1", path, "P1")
    ]


@pytest.mark.spec("TEL-36")
def test_talk_is_counted_with_hold_and_without_waiting(centre: Centre) -> None:
    centre.talks()
    centre.advance(10)
    centre.ask(commands.Hold("A", "agent1"))
    centre.advance(20)
    centre.ask(commands.Requeue("A", "agent1", "phone"))
    centre.advance(50)
    centre.ready("agent2")
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(5.01)
    centre.hang_up()
    (ended,) = centre.kept(TalkEnded)
    assert isinstance(ended, TalkEnded)
    assert ended.seconds == pytest.approx(35.09)


def test_a_second_agent_gets_the_same_ticket(centre: Centre) -> None:
    centre.talks()
    centre.ask(commands.Requeue("A", "agent1", "phone"))
    centre.ready("agent2")
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(1)
    assert centre.kept(TicketPassed) == [TicketPassed("A", 1, "agent2")]
    assert len(centre.kept(TicketOpened)) == 1


def test_the_same_agent_again_passes_nothing(centre: Centre) -> None:
    centre.talks()
    centre.ask(commands.Requeue("A", "agent1", "phone"))
    centre.choose("agent1", AgentState.READY)
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    assert centre.kept(TicketPassed) == []


@pytest.mark.parametrize(("by_agent", "by"), [(True, "agent:agent1"), (False, "caller")])
def test_the_ticket_knows_who_ended_the_talk(centre: Centre, by_agent: bool, by: str) -> None:
    centre.talks()
    if by_agent:
        centre.ask(commands.HangUp("A", "agent1"))
    else:
        centre.hang_up()
    (ended,) = centre.kept(TalkEnded)
    assert getattr(ended, "by", "") == by


@pytest.mark.spec("TEL-31")
def test_a_dismissed_caller_flags_the_ticket_and_the_announcement_is_no_talk(centre: Centre) -> None:
    centre.talks()
    centre.advance(10)
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.advance(30)
    assert centre.kept(TicketFlagged) == [TicketFlagged("A", 1, "hostile", "abuse")]
    (ended,) = centre.kept(TalkEnded)
    assert getattr(ended, "seconds", 0.0) == pytest.approx(10.09)
    assert getattr(ended, "by", "") == "policy"


@pytest.mark.spec("CB-01")
def test_a_caller_who_gives_up_after_a_talk_was_cut_keeps_the_ticket_and_is_promised_a_call(centre: Centre) -> None:
    centre.talks()
    centre.ask(commands.Requeue("A", "agent1", "phone"))
    centre.hang_up()
    assert len(centre.kept(TicketOpened)) == len(centre.kept(TalkEnded)) == len(centre.kept(CallbackAsked)) == 1


def test_a_queue_that_does_not_want_it_promises_nothing() -> None:
    proud = plan()
    proud.queues["general"] = dataclasses.replace(proud.queues["general"], callback_on_abandon=False)
    centre = Centre(proud)
    centre.waits()
    centre.hang_up()
    assert (len(centre.kept(TicketOpened)), centre.kept(CallbackAsked)) == (1, [])


def test_a_withheld_number_that_gives_up_is_promised_nothing(centre: Centre) -> None:
    centre.waits(caller="")
    centre.hang_up()
    assert (len(centre.kept(TicketOpened)), centre.kept(CallbackAsked)) == (1, [])


def test_who_gives_up_twice_is_promised_one_call(centre: Centre) -> None:
    for call in "AB":
        centre.waits(call)
        centre.hang_up(call)
    assert (len(centre.kept(TicketOpened)), len(centre.kept(CallbackAsked))) == (2, 1)
    assert centre.kept(CallbackAskedAgain) == [CallbackAskedAgain("B", 1, "support", CallbackReason.ABANDONED)]


@pytest.mark.parametrize(("waited", "promised"), [(25.0, False), (35.0, True)])
def test_who_gives_up_sooner_than_the_queue_says_is_promised_nothing(waited: float, promised: bool) -> None:
    patient = plan()
    patient.queues["general"] = dataclasses.replace(patient.queues["general"], callback_after=30.0)
    centre = Centre(patient)
    centre.waits()
    centre.advance(waited)
    centre.hang_up()
    assert len(centre.kept(CallbackAsked)) == promised


@pytest.mark.spec("CB-01", "ORG-15")
def test_a_service_without_callbacks_in_its_contract_promises_only_what_its_routes_do() -> None:
    bare = plan()
    service = bare.services["support"]
    bare.services["support"] = dataclasses.replace(service, functions=service.functions - {"callback"})
    centre = Centre(bare)
    centre.waits()
    centre.hang_up()
    assert (len(centre.kept(TicketOpened)), centre.kept(CallbackAsked)) == (1, [])
    centre.waits("B", caller="01022223333")
    centre.tell(facts.CallbackRequested("B", "01022223333", "general"))
    assert len(centre.kept(CallbackAsked)) == 1


@pytest.mark.parametrize(("cause", "promised"), [("pbx restart", True), ("lost", True), ("normal", False)])
def test_whose_talk_is_cut_off_by_the_switch_is_called_back(centre: Centre, cause: str, promised: bool) -> None:
    centre.talks()
    centre.tell(facts.Cleared("A", cause))
    reasons = [fact.reason for fact in centre.kept(CallbackAsked) if isinstance(fact, CallbackAsked)]
    assert reasons == [CallbackReason.INTERRUPTED] * promised


def test_who_was_dismissed_is_owed_nothing_when_the_switch_fails_during_the_announcement(centre: Centre) -> None:
    centre.talks()
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.tell(facts.Cleared("A", "pbx restart"))
    assert centre.kept(CallbackAsked) == []


@pytest.mark.parametrize(
    ("kind", "caller", "reason"),
    [
        ("held", "0101", CallbackReason.MISSED),
        ("callback", "0101", CallbackReason.MISSED),
        ("giveup", "0101", CallbackReason.MISSED),
        ("voicemail", "0101", CallbackReason.VOICEMAIL),
        ("voicemail", "", CallbackReason.VOICEMAIL),
        ("held", "", None),
        ("emergency-queue", "0101", None),
    ],
)
def test_what_the_dialplan_noted_is_made_good(
    centre: Centre, kind: str, caller: str, reason: CallbackReason | None
) -> None:
    centre.tell(facts.Missed("M", caller, SUPPORT, kind, 1.0))
    expected = [CallbackAsked("M", 1, "support", "", caller, reason)] if reason else []
    assert centre.kept(CallbackAsked) == expected


def test_what_was_noted_twice_is_promised_once(centre: Centre) -> None:
    for _ in range(2):
        centre.tell(facts.Missed("M", "0101", SUPPORT, "held", 1.0))
    assert len(centre.kept(CallbackAsked)) == 1


def of(centre: Centre) -> list[tuple[str, TicketKind, int]]:
    opened = [fact for fact in centre.kept(TicketOpened) if isinstance(fact, TicketOpened)]
    return [(fact.call, fact.kind, fact.callback) for fact in opened]


@pytest.mark.spec("CB-01", "ORG-01")
def test_who_asked_to_be_called_has_a_ticket_that_knows_the_callback(centre: Centre) -> None:
    for call in "AB":  # the second is owed the same callback
        centre.call(call)
        centre.tell(facts.CallbackRequested(call, "01022223333", "general"))
        assert of(centre) == [("A", TicketKind.CALLBACK, 1)] * (call == "B")
        centre.hang_up(call)
    assert of(centre) == [("A", TicketKind.CALLBACK, 1), ("B", TicketKind.CALLBACK, 1)]


def test_who_asked_to_be_called_and_talks_then_has_the_ticket_of_the_talk(centre: Centre) -> None:
    centre.waits("A")
    centre.tell(facts.CallbackRequested("A", "01022223333", "general"))
    centre.ready("agent1")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    centre.hang_up()
    assert of(centre) == [("A", TicketKind.ANSWERED, 0)]


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("held", TicketKind.ABANDONED),
        ("giveup", TicketKind.ABANDONED),
        ("callback", TicketKind.CALLBACK),
        ("voicemail", TicketKind.VOICEMAIL),
        ("emergency-queue", TicketKind.FORWARDED),
    ],
)
def test_whom_only_the_dialplan_had_has_one_ticket_however_often_it_is_told(
    centre: Centre, kind: str, made: TicketKind
) -> None:
    for _ in range(2):
        centre.tell(facts.Missed("M", "0101", SUPPORT, kind, 1.0))
        centre.restart_with_what_lives()
    assert [(call, kind) for call, kind, _ in of(centre)] == [("M", made)]
    assert centre.brain.book.open == {}


def test_who_waited_here_before_the_dialplan_had_them_has_one_ticket(centre: Centre) -> None:
    centre.waits("A")
    centre.tell(facts.Missed("A", "01012345678", SUPPORT, "callback", 1.0))
    centre.hang_up("A")
    assert [call for call, _, _ in of(centre)] == ["A"]
