"""A promised call keeps the place of its caller; the customer is called when it is its turn."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.dial_rules import DialRules, Pattern
from cti.facts import AgentState
from cti.queueing import Announcing, CallingBack, Choice, Limits, To
from cti.refused import Refused
from ivr.calendar import Calendar
from tests.support.centre import Centre
from tests.support.present import present
from ticketing.commands import CloseCallback, TryCallback
from ticketing.facts import CallbackTried

NUMBER = "01012345678"
BACK = CallingBack(True, 2, 600.0)


def ruled(back: CallingBack = BACK, calendar: str = "") -> Centre:
    centre = Centre()
    announcing = Announcing(digits={"1": Choice(To.CALLBACK)})
    changed = replace(centre.plan.queues["general"], announcing=announcing, calling_back=back)
    centre.plan.queues["general"] = replace(changed, limits=Limits(calendar))
    return centre


@pytest.fixture
def centre() -> Centre:
    return ruled()


def promises(centre: Centre, call: str = "A", caller: str = NUMBER) -> str:
    """A caller waits and chooses to be called back."""
    centre.waits(call, caller=caller)
    centre.press(call, "1")
    centre.advance(5)
    return f"callback-{centre.brain.book.next_callback - 1}"


def dialled(centre: Centre) -> list[facts.Dialled]:
    return [fact for fact in centre.kept(facts.Dialled) if isinstance(fact, facts.Dialled)]


def test_it_waits_in_the_place_of_its_caller(centre: Centre) -> None:
    centre.waits("first", caller="0101")
    centre.advance(1)
    promise = promises(centre)
    centre.waits("last", caller="0102")
    assert centre.brain.routing.board.waiting_in("general") == ["first", promise, "last"]


def test_who_confirms_calls_the_customer_and_the_promise_is_kept(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1")
    assert (centre.holder(promise), dialled(centre)) == ("agent1", [])
    centre.ask(commands.Confirm(promise, "agent1"))
    assert centre.state("agent1") is AgentState.DIALLING
    centre.advance(5)
    (call,) = dialled(centre)
    assert (centre.state("agent1"), call.number, call.callback, call.queue) == ("talking", NUMBER, 1, "general")
    assert (centre.brain.book.promises, promise in centre.brain.desk.calls) == ({}, False)


def test_nobody_answers_and_it_waits_again_at_the_old_place(centre: Centre) -> None:
    centre.switch.customers[NUMBER] = "busy"
    promise = promises(centre)
    centre.advance(100)
    centre.waits("later", caller="0102")
    centre.ready("agent1")
    centre.ask(commands.Confirm(promise, "agent1"))
    centre.advance(1)
    assert centre.holder("later") == "agent1"  # it rests, and the agent takes the next
    centre.ask(commands.Confirm("later", "agent1"))
    centre.advance(1)
    centre.waits("last", caller="0103")
    centre.advance(599)
    assert centre.brain.routing.board.waiting_in("general") == [promise, "last"]


def test_when_the_attempts_are_used_up_people_have_it(centre: Centre) -> None:
    centre.switch.customers[NUMBER] = "no answer"
    promise = promises(centre)
    centre.ready("agent1")
    for _ in range(2):
        centre.ask(commands.Confirm(promise, "agent1"))
        centre.advance(610)
    assert promise not in centre.brain.desk.calls
    assert (len(centre.kept(CallbackTried)), list(centre.brain.book.promises)) == (2, [1])
    centre.advance(10_000)
    assert len(dialled(centre)) == 2


def test_a_no_offers_it_to_the_next(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1", "agent2")
    centre.ask(commands.Cancel(promise, "agent1"))
    assert (centre.holder(promise), dialled(centre)) == ("agent2", [])


def test_a_colleague_cannot_call_while_the_customer_is_called(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1", "agent2")
    centre.ask(commands.Confirm(promise, "agent1"))
    with pytest.raises(Refused, match="a colleague is calling"):
        centre.ask(commands.Dial("agent2", "out-by-hand", NUMBER, callback=1))
    assert len(dialled(centre)) == 1


def test_who_calls_by_hand_takes_it_out_of_the_queue(centre: Centre) -> None:
    promise = promises(centre)
    centre.tell(facts.PhoneAttached("agent1"))
    centre.choose("agent1", AgentState.IDLE)
    centre.ask(TryCallback(1, "agent1"))
    centre.ask(commands.Dial("agent1", "out-by-hand", NUMBER, callback=1))
    assert promise not in centre.brain.desk.calls
    assert list(centre.brain.book.promises) == [1]  # by hand it is closed by hand


def test_a_promise_that_is_closed_leaves_the_queue_even_while_it_rings(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1")
    centre.ask(CloseCallback(1))
    assert (promise in centre.brain.desk.calls, centre.state("agent1")) == (False, "ready")


def test_a_number_that_may_not_be_called_is_left_to_people(centre: Centre) -> None:
    centre.plan.dial_rules["support"] = DialRules(deny=(Pattern(NUMBER),))
    promise = promises(centre)
    assert (promise in centre.brain.desk.calls, list(centre.brain.book.promises)) == (False, [1])


def test_a_number_that_is_forbidden_meanwhile_is_not_called(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1")
    centre.plan.dial_rules["support"] = DialRules(deny=(Pattern(NUMBER),))
    centre.ask(commands.Confirm(promise, "agent1"))
    assert (dialled(centre), centre.state("agent1"), list(centre.brain.book.promises)) == ([], "ready", [1])


def test_it_rests_while_the_queue_is_closed() -> None:
    centre = ruled(calendar="office")
    hours = ((480, 490), (600, 1200))  # 8:00 to 8:10 and 10:00 to 20:00 UTC; stories begin at 8:00
    centre.brain.library.calendars["office"] = Calendar("office", "Office", days=(hours,) * 7)
    promise = promises(centre)
    centre.advance(600)
    centre.ready("agent1")
    assert (centre.brain.desk.calls[promise].state, centre.state("agent1")) == ("promised", "ready")
    centre.advance(2 * 3600)
    assert len(centre.kept(facts.Offered)) == 1


def test_all_ring_and_one_calls() -> None:
    centre = ruled()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_all=True)
    promise = promises(centre)
    centre.ready("agent1", "agent2")
    centre.ask(commands.Confirm(promise, "agent2"))
    with pytest.raises(Refused):
        centre.ask(commands.Confirm(promise, "agent1"))
    assert (centre.state("agent1"), len(dialled(centre))) == ("ready", 1)


def test_without_the_setting_people_have_it() -> None:
    centre = ruled(CallingBack())
    promise = promises(centre)
    assert (promise in centre.brain.desk.calls, list(centre.brain.book.promises)) == (False, [1])


@pytest.mark.parametrize("seconds", [0, 1, 30, 650])
def test_a_restart_changes_nothing(centre: Centre, seconds: float) -> None:
    centre.switch.customers[NUMBER] = "silent"
    promise = promises(centre)
    centre.ready("agent1")
    centre.ask(commands.Confirm(promise, "agent1"))
    centre.advance(seconds)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
