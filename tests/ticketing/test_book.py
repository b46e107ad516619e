"""Numbers are given once; a contact has one ticket and a number one open promise."""

import pytest

from cti.refused import Refused
from journal import Command, Fact
from ticketing import commands, facts
from ticketing.book import Book, Promise
from ticketing.facts import CallbackReason, TicketKind


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
    with pytest.raises(Refused, match="promised already"):
        book.decide(callback("B"))
    ask(book, callback("C", queue="payments"))


def test_withheld_numbers_are_not_one_number() -> None:
    book = Book()
    ask(book, callback("A", caller=""))
    ask(book, callback("B", caller=""))
    assert len(book.promises) == 2


def test_a_kept_promise_can_be_given_again() -> None:
    book = Book()
    ask(book, callback("A"))
    assert ask(book, commands.CloseCallback(1)) == facts.CallbackClosed("A", 1)
    ask(book, callback("B"))
    with pytest.raises(Refused, match="closed already"):
        book.decide(commands.CloseCallback(1))


def test_promises_of_earlier_days_are_still_promises() -> None:
    book = Book(next_callback=9, promises={8: Promise("old", "general", "0101")})
    with pytest.raises(Refused, match="promised already"):
        book.decide(callback("A"))


def test_what_is_about_a_call_that_is_over_is_known() -> None:
    assert Book().knows(facts.TalkEnded("gone", 1, 1.0, "normal", "caller"))
