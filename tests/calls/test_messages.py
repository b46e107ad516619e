"""What callers say into a route is kept, whatever happens to the call, the disk or the server."""

import pytest

from cti import commands, facts
from cti.facts import MessageEnd, NoRoom
from cti.refused import Refused
from tests.support.centre import Centre
from ticketing.facts import CallbackAsked, CallbackReason, TalkEnded, TicketKind, TicketOpened

MESSAGE = "A-m1"


@pytest.fixture
def centre() -> Centre:
    """A caller stands in the menu and says something for the agents of payments, up to a minute."""
    centre = Centre()
    centre.call("A")
    centre.ask(commands.RecordMessage("A", "payments", 60.0, 5.0))
    return centre


def ended(centre: Centre) -> list[tuple[float, MessageEnd]]:
    return [
        (fact.seconds, fact.why) for fact in centre.kept(facts.MessageEnded) if isinstance(fact, facts.MessageEnded)
    ]


def left(centre: Centre) -> list[tuple[TicketKind, str, str]]:
    opened = [fact for fact in centre.kept(TicketOpened) if isinstance(fact, TicketOpened)]
    return [(ticket.kind, ticket.service, ticket.queue) for ticket in opened]


def test_the_key_ends_a_message_and_leaves_a_ticket_and_a_promise(centre: Centre) -> None:
    centre.advance(8.0)
    centre.press("A", "#")
    assert ended(centre) == [(8.0, MessageEnd.OVER)]
    assert left(centre) == [(TicketKind.VOICEMAIL, "support", "payments")]
    (promise,) = centre.kept(CallbackAsked)
    assert isinstance(promise, CallbackAsked)
    assert (promise.reason, promise.caller) == (CallbackReason.VOICEMAIL, "01012345678")


def test_another_key_does_not_end_it(centre: Centre) -> None:
    centre.advance(8.0)
    centre.press("A", "5")
    assert ended(centre) == []


def test_silence_ends_a_message_of_which_nothing_is_left(centre: Centre) -> None:
    centre.hang_up()
    centre.call("B")
    centre.switch.speak("B", on=False)
    centre.ask(commands.RecordMessage("B", "payments", 60.0, 5.0))
    centre.advance(5.0)
    assert ended(centre)[-1] == (0.0, MessageEnd.OVER)
    assert left(centre) == []


def test_it_is_over_when_it_is_as_long_as_it_may_be(centre: Centre) -> None:
    centre.advance(60.0)
    assert ended(centre) == [(60.0, MessageEnd.OVER)]


def test_who_hangs_up_in_the_middle_has_left_a_message(centre: Centre) -> None:
    centre.advance(8.0)
    centre.hang_up()
    assert left(centre) == [(TicketKind.VOICEMAIL, "support", "payments")]
    assert len(centre.kept(TalkEnded)) == 1
    assert centre.brain.book.open == {}


def test_a_hang_up_whose_message_was_not_told_of_leaves_it_too(centre: Centre) -> None:
    centre.advance(8.0)
    centre.tell(facts.Cleared("A", "normal"))
    assert ended(centre) == [(8.0, MessageEnd.HUNG_UP)]
    assert left(centre) == [(TicketKind.VOICEMAIL, "support", "payments")]
    assert centre.brain.book.open == {}


def test_a_caller_whom_the_dialplan_took_over_has_left_what_was_said(centre: Centre) -> None:
    centre.advance(8.0)
    centre.restart()
    centre.tell(facts.Returned("A"))
    assert ended(centre) == [(8.0, MessageEnd.AWAY)]
    assert left(centre) == [(TicketKind.VOICEMAIL, "support", "payments")]


def test_the_end_is_heard_of_once(centre: Centre) -> None:
    centre.advance(8.0)
    centre.press("A", "#")
    centre.tell(facts.MessageEnded("A", MESSAGE, 9.0, MessageEnd.OVER))
    assert len(ended(centre)) == len(left(centre)) == 1


def test_nothing_is_recorded_without_room_and_the_call_goes_on(centre: Centre) -> None:
    centre.press("A", "#")
    centre.tell(facts.RecordingRoomChanged(NoRoom.DISK_FULL, 0))
    centre.ask(commands.RecordMessage("A", "payments", 60.0, 5.0))
    assert centre.kept(facts.MessageRefused) == [facts.MessageRefused("A", NoRoom.DISK_FULL)]
    assert "A" in centre.switch.lines


def test_what_the_switch_cannot_record_is_over_at_once() -> None:
    centre = Centre()
    centre.call("A")
    centre.switch.failing.add("RecordMessage")
    centre.ask(commands.RecordMessage("A", "payments", 60.0, 5.0))
    assert ended(centre) == [(0.0, MessageEnd.FAILED)]


def test_nobody_leaves_two_messages_at_once(centre: Centre) -> None:
    with pytest.raises(Refused, match="already"):
        centre.ask(commands.RecordMessage("A", "payments", 60.0, 5.0))


def test_a_message_that_goes_with_the_call_makes_no_ticket() -> None:
    centre = Centre()
    centre.call("A")
    centre.ask(commands.RecordMessage("A", "", 60.0, 5.0))
    centre.press("A", "#")
    centre.advance(1.0)
    assert left(centre) == []


def test_who_waits_after_a_message_and_talks_has_one_ticket(centre: Centre) -> None:
    centre.advance(8.0)
    centre.press("A", "#")
    centre.advance(1.0)
    centre.ready("agent1")
    centre.ask(commands.Enqueue("A", "general"))
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1.0)
    centre.hang_up()
    assert len(left(centre)) == 1
    assert centre.brain.book.open == {}
