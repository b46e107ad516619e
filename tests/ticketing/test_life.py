"""What people may do with a ticket, in each state."""

import random

import pytest

from cti.refused import Refused
from ticketing.life import TRANSITIONS, AssignedBy, Life, TicketState, TicketStep, Wish, decide

FREE = Life(TicketState.UNASSIGNED, "")
MINE = Life(TicketState.OPEN, "kim")
TAKEN = Life(TicketState.OPEN, "kim", 3, AssignedBy.PERSON)


@pytest.mark.spec("TKT-13", "TKT-16")
def test_who_fetches_a_ticket_that_nobody_has_works_on_it() -> None:
    assert decide(FREE, Wish(TicketStep.FETCH, "kim", group=3)) == TAKEN


@pytest.mark.spec("TKT-13")
@pytest.mark.parametrize("state", [TicketState.OPEN, TicketState.HELD, TicketState.SOLVED])
def test_a_ticket_that_somebody_has_is_not_fetched(state: TicketState) -> None:
    with pytest.raises(Refused, match="cannot be done"):
        decide(Life(state, "lee"), Wish(TicketStep.FETCH, "kim"))


@pytest.mark.spec("TKT-15", "TKT-16")
def test_a_ticket_is_passed_on_by_who_has_it_or_leads_and_is_worked_on_then() -> None:
    held = Life(TicketState.HELD, "kim")
    given = Life(TicketState.OPEN, "lee", 0, AssignedBy.PERSON)
    assert decide(held, Wish(TicketStep.FORWARD, "kim", "lee")) == given
    assert decide(held, Wish(TicketStep.FORWARD, "boss", "lee", leads=True)) == given
    with pytest.raises(Refused, match="leads the service"):
        decide(held, Wish(TicketStep.FORWARD, "lee", "lee"))


@pytest.mark.spec("TKT-18", "TKT-19", "TKT-21")
def test_tickets_are_held_and_solved_and_opened_again() -> None:
    held = decide(MINE, Wish(TicketStep.HOLD, "kim"))
    assert held.state is TicketState.HELD
    for step in (TicketStep.SOLVE, TicketStep.SOLVE_INTERNALLY):
        solved = decide(held, Wish(step, "kim"))
        assert solved == Life(TicketState.SOLVED, "kim")
        assert decide(solved, Wish(TicketStep.REOPEN, "kim")) == MINE


@pytest.mark.spec("TKT-20")
@pytest.mark.parametrize("state", TicketState)
def test_a_comment_changes_nothing_else(state: TicketState) -> None:
    assert decide(Life(state, "lee"), Wish(TicketStep.COMMENT, "kim")) == Life(state, "lee")


def test_a_ticket_that_nobody_ever_had_can_be_fetched_again_when_it_is_opened_again() -> None:
    assert decide(Life(TicketState.SOLVED, ""), Wish(TicketStep.REOPEN, "kim")) == FREE


@pytest.mark.parametrize("seed", range(50))
def test_in_any_story_a_ticket_is_worked_on_by_somebody_or_is_unassigned(seed: int) -> None:
    chance, now = random.Random(seed), FREE
    for _ in range(40):
        wish = Wish(chance.choice(list(TicketStep)), chance.choice("ab"), chance.choice("ab"), chance.random() < 0.5)
        try:
            now = decide(now, wish)
        except Refused:
            continue
        assert bool(now.agent) or now.state in (TicketState.UNASSIGNED, TicketState.SPAM)
        assert not (now.agent and now.state is TicketState.UNASSIGNED)


def test_every_state_is_reached_and_left() -> None:
    real = [(before, after) for (before, step), after in TRANSITIONS.items() if before is not after]
    assert {before for before, _ in real} == set(TicketState)
    assert {after for _, after in real} == set(TicketState) - {TicketState.UNASSIGNED}


@pytest.mark.spec("TKT-15")
def test_who_has_a_ticket_from_a_trigger_may_not_pass_it_on_but_who_leads_may() -> None:
    given = decide(FREE, Wish(TicketStep.ASSIGN, "", "kim", group=3, trigger=True))
    assert given == Life(TicketState.OPEN, "kim", 3, AssignedBy.TRIGGER)
    with pytest.raises(Refused, match="a trigger gave"):
        decide(given, Wish(TicketStep.FORWARD, "kim", "lee"))
    passed = decide(given, Wish(TicketStep.FORWARD, "boss", "lee", leads=True))
    assert decide(passed, Wish(TicketStep.FORWARD, "lee", "kim")).agent == "kim"


@pytest.mark.spec("TKT-01")
def test_a_ticket_that_is_given_to_a_group_can_be_fetched_by_its_people() -> None:
    given = decide(FREE, Wish(TicketStep.ASSIGN, "", "", group=3, trigger=True))
    assert given == Life(TicketState.UNASSIGNED, "", 3, AssignedBy.TRIGGER)
    assert decide(given, Wish(TicketStep.FETCH, "kim", group=3)) == TAKEN


@pytest.mark.spec("TKT-28", "TKT-30")
def test_a_matter_that_is_handed_over_waits_for_an_answer_and_goes_on_with_it() -> None:
    away = decide(TAKEN, Wish(TicketStep.TRANSFER, "kim"))
    assert away.state is TicketState.TRANSFERRED
    with pytest.raises(Refused):
        decide(away, Wish(TicketStep.SOLVE, "kim"))
    answered = decide(away, Wish(TicketStep.ANSWER, "lee"))
    assert answered == Life(TicketState.REPLIED, "kim", 3, AssignedBy.PERSON)
    assert decide(answered, Wish(TicketStep.ANSWER, "lee")) == answered
    assert decide(answered, Wish(TicketStep.SOLVE, "kim")).state is TicketState.SOLVED
    assert decide(away, Wish(TicketStep.REOPEN, "kim")) == TAKEN


@pytest.mark.spec("TKT-04")
def test_what_is_completed_is_opened_again_by_who_leads_only() -> None:
    done = decide(Life(TicketState.SOLVED, "kim"), Wish(TicketStep.COMPLETE, "kim"))
    assert done.state is TicketState.COMPLETED
    with pytest.raises(Refused, match="leads"):
        decide(done, Wish(TicketStep.REOPEN, "kim"))
    assert decide(done, Wish(TicketStep.REOPEN, "boss", leads=True)) == MINE


@pytest.mark.spec("TKT-05")
@pytest.mark.parametrize(("agent", "back"), [("kim", TicketState.OPEN), ("", TicketState.UNASSIGNED)])
def test_out_of_the_spam_box_a_ticket_goes_back_to_who_had_it_or_to_all(agent: str, back: TicketState) -> None:
    was = Life(TicketState.OPEN if agent else TicketState.UNASSIGNED, agent)
    spam = decide(was, Wish(TicketStep.SPAM, "kim"))
    assert decide(spam, Wish(TicketStep.RESTORE, "kim")) == Life(back, agent)
