"""The life of a ticket in the hands of people: who has it, and what may be done with it in each state. Pure.

Calls open tickets and pass them on, see `ticketing.policy`; here is what people decide afterwards (TKT-13 to TKT-21).
"""

from dataclasses import dataclass
from enum import StrEnum

from cti.refused import Refused


class TicketState(StrEnum):
    UNASSIGNED = "unassigned"
    OPEN = "open"  # somebody works on it
    HELD = "held"  # an interim answer was given (TKT-19)
    SOLVED = "solved"


class TicketStep(StrEnum):
    FETCH = "fetch"
    FORWARD = "forward"
    HOLD = "hold"
    SOLVE = "solve"
    SOLVE_INTERNALLY = "internal_solve"  # nothing is to be told to the customer (TKT-21)
    COMMENT = "comment"
    REOPEN = "reopen"


S = TicketState
TRANSITIONS: dict[tuple[TicketState, TicketStep], TicketState] = {
    (S.UNASSIGNED, TicketStep.FETCH): S.OPEN,
    (S.UNASSIGNED, TicketStep.FORWARD): S.OPEN,
    (S.OPEN, TicketStep.FORWARD): S.OPEN,
    (S.OPEN, TicketStep.HOLD): S.HELD,
    (S.OPEN, TicketStep.SOLVE): S.SOLVED,
    (S.OPEN, TicketStep.SOLVE_INTERNALLY): S.SOLVED,
    (S.HELD, TicketStep.FORWARD): S.OPEN,  # who gets it works on it (TKT-16)
    (S.HELD, TicketStep.REOPEN): S.OPEN,
    (S.HELD, TicketStep.SOLVE): S.SOLVED,
    (S.HELD, TicketStep.SOLVE_INTERNALLY): S.SOLVED,
    (S.SOLVED, TicketStep.REOPEN): S.OPEN,
} | {(state, TicketStep.COMMENT): state for state in S}


@dataclass(frozen=True, slots=True)
class Life:
    """agent: who has it, "" for nobody."""

    state: TicketState
    agent: str


@dataclass(frozen=True, slots=True)
class Wish:
    """by: who asks; to: who is to have it, for `FORWARD`; leads: by may change what others have in hand."""

    step: TicketStep
    by: str
    to: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A list that is always there (TKT-05). state: None for all; counted: its number is shown (TKT-06)."""

    state: TicketState | None
    mine: bool
    counted: bool


VIEWS: dict[str, View] = {
    "all": View(None, mine=False, counted=False),
    "unassigned": View(S.UNASSIGNED, mine=False, counted=True),
    "mine_open": View(S.OPEN, mine=True, counted=True),
    "mine_held": View(S.HELD, mine=True, counted=True),
    "mine_solved": View(S.SOLVED, mine=True, counted=True),
}


def decide(now: Life, wish: Wish) -> Life:
    """The ticket after the wish. Raises `Refused`."""
    after = TRANSITIONS.get((now.state, wish.step))
    if after is None:
        raise Refused(f"this cannot be done with a ticket that is {now.state}", "ticket_not_now", state=now.state)
    if wish.step is TicketStep.FORWARD and not (wish.leads or wish.by == now.agent):
        raise Refused("only who has the ticket or leads the service may pass it on", "ticket_not_yours")
    agent = {TicketStep.FETCH: wish.by, TicketStep.FORWARD: wish.to}.get(wish.step, now.agent)
    # Tickets that were solved before anybody had them go back to where all can fetch them.
    return Life(after if agent or after is not S.OPEN else S.UNASSIGNED, agent)
