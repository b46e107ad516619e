"""Who waits is told where they stand, hears music between, and may choose another way by a key."""

from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.queueing import Announcing, Choice, To
from tests.support.centre import Centre
from tests.support.present import present

DIGITS = {"1": Choice(To.CALLBACK), "2": Choice(To.QUEUE, "payments"), "3": Choice(To.ROUTE, "support")}
RULES = Announcing(10, 30, True, True, ("system.comfort", "system.closed"), DIGITS)


def ruled(**changes: object) -> Centre:
    centre = Centre()
    rules = replace(RULES, **changes)  # type: ignore[arg-type]  # any field may be told
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], announcing=rules)
    return centre


@pytest.fixture
def centre() -> Centre:
    return ruled()


def told(centre: Centre, call: str = "A") -> list[tuple[int, int]]:
    found = [fact for fact in centre.kept(facts.WaitTold) if isinstance(fact, facts.WaitTold)]
    return [(fact.place, fact.minutes) for fact in found if fact.call == call]


def said(centre: Centre) -> list[tuple[str, ...]]:
    begun = [fact for fact in centre.kept(facts.PromptStarted) if isinstance(fact, facts.PromptStarted)]
    return [fact.prompts for fact in begun if fact.playback.startswith("waiting.")]


def logged_in(centre: Centre, *agents: str) -> None:
    """They work, but are not free."""
    for agent in agents:
        centre.ready(agent)
        centre.waits(f"of {agent}")
        centre.ask(commands.Confirm(f"of {agent}", agent))
    centre.advance(0.1)


def test_the_place_and_the_wait_are_told_between_the_music(centre: Centre) -> None:
    logged_in(centre, "agent1")
    centre.waits("B")
    centre.advance(1)
    centre.waits("A")
    centre.advance(9)
    assert centre.switch.hears("A") == "music"
    centre.advance(2)
    assert centre.switch.hears("A") == "text:You are second in line. It should take about seven minutes."
    centre.advance(9)
    assert centre.switch.hears("A") == "music"
    assert orders.ResumeMusic("A") in centre.switch.told
    assert told(centre) == [(2, 7)]


def test_texts_come_in_turn(centre: Centre) -> None:
    centre.waits()
    centre.advance(75)
    assert [prompts[1] for prompts in said(centre)] == ["system.comfort", "system.closed", "system.comfort"]


def test_a_wait_that_nobody_knows_is_not_told(centre: Centre) -> None:
    centre.waits()
    centre.advance(11)
    assert (told(centre), said(centre)[0][0]) == ([(1, 0)], "text:You are next in line.")


def test_it_is_said_in_the_language_that_the_caller_chose(centre: Centre) -> None:
    centre.call()
    centre.ask(commands.ChooseLanguage("A", "ko"))
    centre.press("A", "0")
    centre.advance(11)
    assert said(centre)[0][0] == "text:다음 순서로 연결됩니다."


def test_nothing_is_said_while_it_rings_and_nobody_is_led_away_then(centre: Centre) -> None:
    centre.waits()
    centre.advance(5)
    centre.ready("agent1")
    centre.advance(15)
    centre.press("A", "1")
    assert (said(centre), centre.holder()) == ([], "agent1")
    centre.ask(commands.Cancel("A", "agent1"))
    centre.advance(9.9)
    assert said(centre) == []


def test_an_announcement_makes_way_for_the_talk(centre: Centre) -> None:
    centre.waits()
    centre.advance(11)
    centre.ready("agent1")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(30)
    assert orders.ResumeMusic("A") not in centre.switch.told
    assert centre.brain.desk.calls["A"].state == "talking"


def test_a_caller_who_wants_to_be_called_hears_goodbye_and_is_hung_up(centre: Centre) -> None:
    centre.waits()
    centre.advance(20)
    centre.press("A", "1")
    assert centre.switch.hears("A") == "system.callback.number-is"
    centre.press("A", "1")
    assert centre.switch.hears("A") == "system.callback.noted"
    centre.advance(5)
    assert "A" not in centre.brain.desk.calls
    (promise,) = centre.brain.book.promises.values()
    assert (promise.queue, promise.caller) == ("general", "01012345678")
    assert centre.brain.book.next_ticket == 2, "the contact has its one ticket"


def test_who_says_no_number_goes_on_waiting_at_the_old_place(centre: Centre) -> None:
    centre.waits(caller="")
    centre.waits("B")
    centre.press("A", "1")
    assert centre.switch.hears("A") == "system.callback.number"
    centre.advance(60)
    assert centre.brain.book.promises == {}
    assert centre.brain.routing.board.waiting_in("general") == ["A", "B"]


def test_another_queue_keeps_the_place(centre: Centre) -> None:
    centre.waits("A")
    centre.advance(5)
    centre.waits("B", "payments")
    centre.press("A", "2")
    assert centre.brain.routing.board.waiting_in("payments") == ["A", "B"]
    centre.ready("agent1")
    assert centre.holder("A") == "agent1"


def test_a_route_takes_over(centre: Centre) -> None:
    centre.waits()
    centre.press("A", "3")
    centre.advance(0.1)
    assert (centre.brain.desk.calls["A"].state, centre.switch.hears("A")) == ("in route", "support.welcome")


def test_other_keys_do_nothing(centre: Centre) -> None:
    centre.waits()
    centre.press("A", "49*")
    assert centre.brain.routing.board.waiting_in("general") == ["A"]


def test_a_goodbye_that_cannot_be_played_closes_the_line(centre: Centre) -> None:
    centre.waits()
    centre.switch.failing.add("StartPrompt")
    centre.press("A", "11")
    centre.advance(1)
    assert "A" not in centre.brain.desk.calls


def test_a_restart_goes_on_where_it_was(centre: Centre) -> None:
    centre.waits()
    centre.advance(11)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.advance(30)
    assert len(said(centre)) == 2


def test_a_queue_that_says_nothing_is_silent() -> None:
    centre = ruled(first=0.0)
    centre.waits()
    centre.advance(600)
    assert said(centre) == []
