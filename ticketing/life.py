"""The life of a ticket in the hands of people: who has it, and what may be done with it in each state. Pure.

Calls open tickets and pass them on, see `ticketing.policy`; here is what people decide afterwards (TKT-13 to TKT-30).
"""

from dataclasses import dataclass
from enum import StrEnum

from cti.refused import Refused


class TicketState(StrEnum):
    UNASSIGNED = "unassigned"
    OPEN = "open"  # somebody works on it
    HELD = "held"  # an interim answer was given (TKT-19)
    SOLVED = "solved"
    COMPLETED = "completed"  # solved, and nothing came after that
    TRANSFERRED = "transferred"  # an issue service has the matter (TKT-28)
    REPLIED = "replied"  # the issue service has said something (TKT-30)
    SPAM = "spam"


class TicketStep(StrEnum):
    FETCH = "fetch"
    ASSIGN = "assign"  # by a trigger, or by who leads
    FORWARD = "forward"
    HOLD = "hold"
    SOLVE = "solve"
    SOLVE_INTERNALLY = "internal_solve"  # nothing is to be told to the customer (TKT-21)
    COMMENT = "comment"
    REOPEN = "reopen"
    COMPLETE = "complete"
    TRANSFER = "transfer"  # to an issue service
    ANSWER = "answer"  # of the issue service
    SPAM = "spam"
    RESTORE = "restore"  # it was no spam
    CHANGE = "change"  # of what stands in its head and its fields


class AssignedBy(StrEnum):
    """Who said who has the ticket. A trigger's word is changed by an admin only (TKT-15)."""

    NOBODY = ""
    CALL = "call"  # whoever talks to the caller has it
    PERSON = "person"
    TRIGGER = "trigger"


S, T = TicketState, TicketStep
IN_HAND = (S.OPEN, S.HELD, S.REPLIED)
TRANSITIONS: dict[tuple[TicketState, TicketStep], TicketState] = (
    {(S.UNASSIGNED, T.FETCH): S.OPEN}
    | {(state, step): S.OPEN for state in (S.UNASSIGNED, *IN_HAND) for step in (T.ASSIGN, T.FORWARD)}  # TKT-16
    | {(state, T.HOLD): S.HELD for state in (S.OPEN, S.REPLIED)}
    | {(state, step): S.SOLVED for state in IN_HAND for step in (T.SOLVE, T.SOLVE_INTERNALLY)}
    | {(state, T.REOPEN): S.OPEN for state in (S.HELD, S.REPLIED, S.SOLVED, S.COMPLETED, S.TRANSFERRED)}
    | {(S.SOLVED, T.COMPLETE): S.COMPLETED}
    | {(state, T.TRANSFER): S.TRANSFERRED for state in IN_HAND}
    | {(state, T.ANSWER): S.REPLIED for state in (S.TRANSFERRED, S.REPLIED)}
    | {(state, T.SPAM): S.SPAM for state in (S.UNASSIGNED, S.OPEN, S.HELD, S.SOLVED)}
    | {(S.SPAM, T.RESTORE): S.OPEN}
    | {(state, step): state for state in S for step in (T.COMMENT, T.CHANGE)}
)
OVER = frozenset({S.SOLVED, S.COMPLETED, S.SPAM})  # nobody has anything to do with it any more
REPORTED = frozenset({T.SOLVE, T.HOLD, T.SOLVE_INTERNALLY})  # by the issue service to where the matter came from
NEEDS_FIELDS = frozenset({T.SOLVE})  # what must be filled in must be filled in by then


@dataclass(frozen=True, slots=True)
class Life:
    """agent: who has it, "" for nobody; group: whose it is, 0 for none."""

    state: TicketState
    agent: str
    group: int = 0
    assigned_by: AssignedBy = AssignedBy.NOBODY


@dataclass(frozen=True, slots=True)
class Wish:
    """by: who asks, "" for nobody in person; to: who is to have it, "" leaves it to the group; leads: by may
    change what others have in hand; trigger: a trigger asks."""

    step: TicketStep
    by: str
    to: str = ""
    leads: bool = False
    group: int = 0
    trigger: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A list that is always there (TKT-05). state: None for all; mine, groups: those of the person, of their groups;
    counted: its number is shown (TKT-06)."""

    state: TicketState | None
    mine: bool = False
    groups: bool = False
    counted: bool = False


VIEWS: dict[str, View] = {
    "all": View(None),
    "unassigned": View(S.UNASSIGNED, counted=True),
    "groups": View(None, groups=True),
    "mine_open": View(S.OPEN, mine=True, counted=True),
    "mine_held": View(S.HELD, mine=True, counted=True),
    "mine_solved": View(S.SOLVED, mine=True, counted=True),
    "mine_completed": View(S.COMPLETED, mine=True),
    "spam": View(S.SPAM),
}


def decide(now: Life, wish: Wish) -> Life:
    """The ticket after the wish. Raises `Refused`."""
    after = TRANSITIONS.get((now.state, wish.step))
    if after is None:
        raise Refused(f"this cannot be done with a ticket that is {now.state}", "ticket_not_now", state=now.state)
    _allowed(now, wish)
    if wish.step in (T.FETCH, T.ASSIGN, T.FORWARD):
        return _given(wish)
    # Tickets that were solved before anybody had them go back to where all can fetch them.
    state = after if now.agent or after is not S.OPEN else S.UNASSIGNED
    return Life(state, now.agent, now.group, now.assigned_by)


def _allowed(now: Life, wish: Wish) -> None:
    if wish.leads or wish.trigger:
        return
    if wish.step is T.REOPEN and now.state is S.COMPLETED:
        raise Refused("a completed ticket is opened again by who leads the service only", "ticket_completed")
    if wish.step not in (T.FORWARD, T.ASSIGN):
        return
    if wish.by != now.agent:
        raise Refused("only who has the ticket or leads the service may pass it on", "ticket_not_yours")
    if now.assigned_by is AssignedBy.TRIGGER:
        raise Refused("a trigger gave this ticket out; only who leads the service may pass it on", "ticket_by_trigger")


def _given(wish: Wish) -> Life:
    """To somebody, who works on it then; or to a group, whose people can fetch it."""
    agent = wish.by if wish.step is T.FETCH else wish.to
    how = AssignedBy.TRIGGER if wish.trigger else AssignedBy.PERSON
    if not agent:
        return Life(S.UNASSIGNED, "", wish.group, how)
    return Life(S.OPEN, agent, wish.group, how)
