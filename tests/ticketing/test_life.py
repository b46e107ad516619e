"""What people may do with a ticket, in each state."""

import random

import pytest

from cti.refused import Refused
from ticketing.life import TRANSITIONS, Life, TicketState, TicketStep, Wish, decide

FREE = Life(TicketState.UNASSIGNED, "")
MINE = Life(TicketState.OPEN, "kim")


@pytest.mark.spec("TKT-13", "TKT-16")
def test_who_fetches_a_ticket_that_nobody_has_works_on_it() -> None:
    assert decide(FREE, Wish(TicketStep.FETCH, "kim")) == MINE


@pytest.mark.spec("TKT-13")
@pytest.mark.parametrize("state", [TicketState.OPEN, TicketState.HELD, TicketState.SOLVED])
def test_a_ticket_that_somebody_has_is_not_fetched(state: TicketState) -> None:
    with pytest.raises(Refused, match="cannot be done"):
        decide(Life(state, "lee"), Wish(TicketStep.FETCH, "kim"))


@pytest.mark.spec("TKT-15", "TKT-16")
def test_a_ticket_is_passed_on_by_who_has_it_or_leads_and_is_worked_on_then() -> None:
    held = Life(TicketState.HELD, "kim")
    assert decide(held, Wish(TicketStep.FORWARD, "kim", "lee")) == Life(TicketState.OPEN, "lee")
    assert decide(held, Wish(TicketStep.FORWARD, "boss", "lee", leads=True)) == Life(TicketState.OPEN, "lee")
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
        assert (now.state is TicketState.UNASSIGNED) == (not now.agent)


def test_every_state_is_reached_and_left() -> None:
    real = [(before, after) for (before, step), after in TRANSITIONS.items() if step is not TicketStep.COMMENT]
    assert {before for before, _ in real} == set(TicketState)
    assert {after for _, after in real} == set(TicketState) - {TicketState.UNASSIGNED}
