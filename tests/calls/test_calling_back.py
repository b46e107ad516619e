"""A promised call keeps the place of its caller; the customer is called when it is its turn."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.dial_rules import DialRules, Pattern
from cti.facts import AgentState
from cti.queue import settings_of
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
    centre.press(call, "11")
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


def test_another_number_is_typed_and_called(centre: Centre) -> None:
    centre.waits("A")
    centre.press("A", "120212341234#1")
    centre.advance(5)
    assert [call.caller for call in centre.brain.desk.calls.values()] == ["0212341234"]


def test_who_hides_the_number_has_to_type_one(centre: Centre) -> None:
    centre.waits("A", caller="")
    centre.press("A", "10212341234#1")
    centre.advance(5)
    assert [call.caller for call in centre.brain.desk.calls.values()] == ["0212341234"]


def test_who_hangs_up_before_saying_which_number_is_called_at_the_own_one(centre: Centre) -> None:
    centre.waits("A")
    centre.press("A", "1")
    centre.hang_up("A")
    assert [(call.id, call.caller) for call in centre.brain.desk.calls.values()] == [("callback-1", NUMBER)]
    assert centre.brain.book.next_ticket == 2, "the contact has its one ticket"


def test_who_hangs_up_without_a_number_has_given_up(centre: Centre) -> None:
    centre.waits("A", caller="")
    centre.press("A", "1")
    centre.hang_up("A")
    assert (centre.brain.desk.calls, centre.brain.book.promises, centre.brain.book.next_ticket) == ({}, {}, 2)


def test_nobody_is_called_who_still_listens_to_us(centre: Centre) -> None:
    centre.ready("agent1")
    centre.choose("agent1", AgentState.BREAK)
    centre.waits("A")
    centre.press("A", "11")
    centre.choose("agent1", AgentState.READY)
    assert (centre.state("agent1"), list(centre.brain.desk.calls)) == ("ready", ["A"])
    centre.hang_up("A")
    assert centre.holder("callback-1") == "agent1"


def test_skills_and_priority_go_with_the_promise(centre: Centre) -> None:
    centre.call("A")
    centre.ask(commands.Enqueue("A", "general", 3, {"english": 2}))
    centre.press("A", "11")
    centre.advance(5)
    (promise,) = centre.brain.desk.calls.values()
    assert (promise.priority, promise.skills) == (3, {"english": 2})
    assert centre.brain.routing.places[promise.id].need == (("english", 2),)


def test_who_calls_again_has_the_place_and_the_promise_rests(centre: Centre) -> None:
    promise = promises(centre)
    centre.advance(100)
    centre.waits("other", caller="0101")
    centre.waits("again", caller="+82 10-1234-5678")
    assert centre.brain.routing.board.waiting_in("general") == ["again", "other"]
    assert centre.brain.desk.calls[promise].state == "promised"
    centre.hang_up("again")
    assert centre.brain.routing.board.waiting_in("general") == [promise, "other"]
    assert len(centre.brain.book.promises) == 1


def test_who_calls_again_and_talks_needs_no_call(centre: Centre) -> None:
    promises(centre)
    centre.waits("again", caller=NUMBER)
    centre.ready("agent1")
    centre.ask(commands.Confirm("again", "agent1"))
    centre.advance(1)
    assert (centre.brain.book.promises, set(centre.brain.desk.calls)) == ({}, {"again"})


def test_who_calls_again_while_it_rings_at_an_agent_has_that_agent(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1")
    assert centre.holder(promise) == "agent1"
    centre.waits("again", caller=NUMBER)
    assert (centre.holder("again"), centre.brain.desk.calls[promise].state) == ("agent1", "promised")


def test_who_calls_again_and_says_another_number_is_called_there(centre: Centre) -> None:
    promises(centre)
    centre.waits("again", caller=NUMBER)
    centre.press("again", "120212341234#1")
    centre.advance(5)
    assert [call.caller for call in centre.brain.desk.calls.values()] == ["0212341234"]
    assert list(centre.brain.book.promises) == [2]


def test_who_calls_again_while_it_rests_does_not_shorten_the_rest(centre: Centre) -> None:
    centre.switch.customers[NUMBER] = "busy"
    promise = promises(centre)
    centre.ready("agent1")
    centre.ask(commands.Confirm(promise, "agent1"))
    centre.advance(100)
    centre.choose("agent1", AgentState.BREAK)
    centre.waits("again", caller=NUMBER)
    centre.hang_up("again")
    centre.choose("agent1", AgentState.READY)
    assert (centre.brain.desk.calls[promise].state, centre.state("agent1")) == ("promised", "ready")
    centre.advance(501)
    assert centre.holder(promise) == "agent1"


def test_there_is_one_promise_for_a_number_in_a_queue(centre: Centre) -> None:
    promise = promises(centre, caller="0101112222")
    centre.waits("B")
    centre.press("B", "120101112222#1")
    centre.advance(5)
    assert ([call.id for call in centre.brain.desk.calls.values()], len(centre.brain.book.promises)) == ([promise], 1)


def test_a_wish_takes_the_place_of_an_older_entry_for_people(centre: Centre) -> None:
    centre.waits("A")
    centre.hang_up("A")
    promise = promises(centre, "B")
    assert (list(centre.brain.book.promises), promise) == ([2], "callback-2")
    assert promise in centre.brain.desk.calls


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


def test_who_confirms_while_the_phone_is_away_calls_the_customer_when_it_is_back(centre: Centre) -> None:
    promise = promises(centre)
    centre.ready("agent1")
    centre.tell(facts.PhoneDetached("agent1", "silence"))
    centre.ask(commands.Confirm(promise, "agent1"))
    assert not dialled(centre)
    centre.tell(facts.PhoneAttached("agent1"))
    assert [fact.number for fact in dialled(centre)] == [NUMBER]


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


def test_two_people_never_call_one_customer_by_hand(centre: Centre) -> None:
    promises(centre)
    for agent in ("agent1", "agent2"):
        centre.tell(facts.PhoneAttached(agent))
        centre.choose(agent, AgentState.IDLE)
    centre.ask(commands.Dial("agent1", "out-first", NUMBER, callback=1))
    with pytest.raises(Refused, match="a colleague is calling"):
        centre.ask(commands.Dial("agent2", "out-second", NUMBER, callback=1))
    assert len(dialled(centre)) == 1


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


def test_it_is_taken_back_from_an_agent_when_the_queue_closes() -> None:
    centre = ruled(calendar="office")
    centre.brain.library.calendars["office"] = Calendar("office", "Office", days=(((480, 481), (600, 1200)),) * 7)
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_seconds=60)
    promise = promises(centre)
    centre.advance(45)
    centre.ready("agent1")
    assert centre.holder(promise) == "agent1"
    centre.advance(11)
    assert (centre.brain.desk.calls[promise].state, centre.state("agent1")) == ("promised", "ready")


def test_a_yes_after_the_queue_was_closed_by_hand_calls_nobody() -> None:
    centre = ruled(calendar="office")
    promise = promises(centre)
    centre.ready("agent1")
    centre.brain.library.calendars["office"] = Calendar("office", "Office", days=(((600, 1200),),) * 7)
    centre.ask(commands.Confirm(promise, "agent1"))
    assert (dialled(centre), centre.state("agent1")) == ([], "ready")
    assert centre.brain.desk.calls[promise].state == "promised"


def test_a_queue_that_calls_nobody_back_any_more_leaves_it_to_people(centre: Centre) -> None:
    promise = promises(centre)
    known = settings_of(centre.plan.queues["general"])
    centre.ask(commands.ChangeQueue("general", "supervisor", replace(known, calling_back=CallingBack())))
    assert (promise in centre.brain.desk.calls, list(centre.brain.book.promises)) == (False, [1])


def test_who_calls_a_customer_reads_first_whom() -> None:
    centre = ruled()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], auto_answer=True)
    promise = promises(centre)
    centre.ready("agent1")
    centre.advance(5)
    assert (centre.brain.desk.calls[promise].state, dialled(centre)) == ("offered", [])


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
