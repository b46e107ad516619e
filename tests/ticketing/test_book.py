"""Numbers are given once; a contact has one ticket and a number one open promise."""

import pytest

from cti.refused import Refused
from journal import Agenda, Command, Fact
from ticketing import commands, facts
from ticketing.book import Book
from ticketing.facts import CallbackReason, CallbackResult, TicketKind
from ticketing.promises import Promise
from ticketing.reminding import Reminding


def ask(book: Book, command: Command) -> Fact:
    happened, ordered = book.decide(command)
    assert ordered == []
    for fact in happened:
        book.evolve(fact, 1.0)
    return happened[0]


def ticket(call: str = "A", kind: TicketKind = TicketKind.ANSWERED) -> commands.OpenTicket:
    return commands.OpenTicket(call, kind, "support", "general", "0101", "agent1")


def callback(call: str = "A", caller: str = "0101", queue: str = "general") -> commands.AskCallback:
    return commands.AskCallback(call, "support", queue, caller, CallbackReason.ASKED)


def test_tickets_and_callbacks_are_counted_from_the_first_free_number() -> None:
    book = Book(next_ticket=7, next_callback=3)
    assert [getattr(ask(book, ticket(call)), "ticket", 0) for call in "ABC"] == [7, 8, 9]
    assert getattr(ask(book, callback()), "callback", 0) == 3


def test_a_number_that_the_log_knows_is_not_given_again() -> None:
    book = Book()
    book.evolve(facts.TicketOpened("A", 41, TicketKind.ANSWERED, "support", "general", "0101", "agent1"), 1.0)
    assert getattr(ask(book, ticket("B")), "ticket", 0) == 42


def test_a_contact_has_one_ticket() -> None:
    book = Book()
    ask(book, ticket())
    with pytest.raises(Refused, match="has its ticket already"):
        book.decide(ticket())


def test_a_ticket_is_passed_flagged_and_ended_while_it_is_open() -> None:
    book = Book()
    ask(book, ticket())
    assert ask(book, commands.PassTicket("A", "agent2")) == facts.TicketPassed("A", 1, "agent2")
    assert ask(book, commands.FlagTicket("A", "hostile", "abuse")) == facts.TicketFlagged("A", 1, "hostile", "abuse")
    assert ask(book, commands.EndTalk("A", 61.5, "normal", "caller")) == facts.TalkEnded(
        "A", 1, 61.5, "normal", "caller"
    )
    with pytest.raises(Refused, match="no open ticket"):
        book.decide(commands.PassTicket("A", "agent3"))


def test_an_abandoned_entry_is_over_at_once() -> None:
    book = Book()
    ask(book, ticket(kind=TicketKind.ABANDONED))
    assert book.open == {}


def test_a_number_is_promised_one_call_in_a_queue() -> None:
    book = Book()
    ask(book, callback("A"))
    assert ask(book, callback("B")) == facts.CallbackAskedAgain("B", 1, "support", CallbackReason.ASKED)
    with pytest.raises(Refused, match="promised in this call"):
        book.decide(callback("B", queue="payments"))
    assert getattr(ask(book, callback("C", queue="payments")), "callback", 0) == 2


def test_withheld_numbers_are_not_one_number() -> None:
    book = Book()
    ask(book, callback("A", caller=""))
    ask(book, callback("B", caller=""))
    assert len(book.promises) == 2


def test_a_kept_promise_can_be_given_again() -> None:
    book = Book()
    ask(book, callback("A"))
    assert ask(book, commands.CloseCallback(1)) == facts.CallbackClosed("A", 1, "support")
    assert getattr(ask(book, callback("B")), "callback", 0) == 2
    with pytest.raises(Refused, match="closed already"):
        book.decide(commands.CloseCallback(1))


def test_promises_of_earlier_days_are_still_promises() -> None:
    book = Book(next_callback=9, promises={8: Promise("old", "general", "0101")})
    assert isinstance(ask(book, callback("A")), facts.CallbackAskedAgain)


def test_what_is_about_a_call_that_is_over_is_known() -> None:
    assert Book().knows(facts.TalkEnded("gone", 1, 1.0, "normal", "caller"))


def promised(*calls: str) -> Book:
    """One callback for each call, each to a number of its own."""
    book = Book()
    for at, call in enumerate(calls):
        ask(book, callback(call, caller=f"010{at}"))
    return book


@pytest.mark.spec("CB-13", "CB-15")
def test_callbacks_are_given_to_agents_and_what_somebody_has_stays_theirs() -> None:
    book = promised("A", "B")
    ask(book, commands.AssignCallbacks({1: "agent1"}, "boss"))
    assert ask(book, commands.AssignCallbacks({1: "agent2", 2: "agent2"}, "boss")) == facts.CallbackAssigned(
        *("B", 2, "support", "agent2", "boss")
    )
    assert {id: promise.assignee for id, promise in book.promises.items()} == {1: "agent1", 2: "agent2"}
    with pytest.raises(Refused, match="somebody has these"):
        book.decide(commands.AssignCallbacks({1: "agent2"}, "boss"))


@pytest.mark.spec("CB-17")
def test_only_what_somebody_has_and_is_not_complete_is_taken_back() -> None:
    book = promised("A", "B", "C")
    ask(book, commands.AssignCallbacks({1: "agent1", 2: "agent1"}, "boss"))
    ask(book, commands.CloseCallback(1, "agent1", CallbackResult.NOT_REACHED, "three times"))
    assert ask(book, commands.UnassignCallbacks((1, 2, 3), "boss")) == facts.CallbackUnassigned(
        *("B", 2, "support", "agent1", "boss")
    )
    with pytest.raises(Refused, match="nobody has these"):
        book.decide(commands.UnassignCallbacks((1, 2, 3), "boss"))


@pytest.mark.spec("CB-04")
@pytest.mark.parametrize("who", ["agent2", "admin"])
def test_nobody_completes_or_times_what_is_somebody_elses(who: str) -> None:
    book = promised("A")
    for command in (commands.CloseCallback(1, who), commands.TimeCallback(1, who, 9.0)):
        with pytest.raises(Refused, match="nobody is to call"):
            book.decide(command)
    ask(book, commands.AssignCallbacks({1: "agent1"}, "admin"))
    for command in (commands.CloseCallback(1, who), commands.TimeCallback(1, who, 9.0)):
        with pytest.raises(Refused, match="somebody else"):
            book.decide(command)
    assert isinstance(ask(book, commands.CloseCallback(1, "agent1")), facts.CallbackClosed)


def test_a_callback_for_a_certain_time_reminds_whoever_is_to_call_then() -> None:
    book, agenda = promised("A", "B"), Agenda()
    ask(book, commands.AssignCallbacks({1: "agent1", 2: "agent1"}, "boss"))
    timed = ask(book, commands.TimeCallback(1, "agent1", 100.0))
    Reminding(agenda, {}).react(timed, 1.0)
    assert agenda.next() == 100.0
    assert lines(Reminding(after := Agenda(), book.promises), after) == ["due:1"]  # a restart knows it too
    fell = ask(book, commands.RemindOfCallback(1))
    assert fell == facts.CallbackFellDue("A", 1, "support", "agent1")
    Reminding(agenda, {}).react(fell, 100.0)
    assert agenda.next() is None
    assert lines(Reminding(again := Agenda(), book.promises), again) == []
    ask(book, commands.TimeCallback(1, "agent1", 200.0))
    assert lines(Reminding(later := Agenda(), book.promises), later) == ["due:1"]


def lines(reminding: Reminding, agenda: Agenda) -> list[str]:
    return list(agenda.lines())
