"""The consultation: the agent who has a call talks with another agent first, while the caller waits with music.

A machine of its own beside the life of the call (`cti.call`), which is held or talking meanwhile: TRANSITIONS says
what can happen to it, OWNER_MAY and TARGET_MAY what may be asked by the agent who has the call and by the one asked.
When the one asked is joined to the talk, the next one may be asked: the first becomes a guest (`cti.conference`).
"""

from dataclasses import dataclass
from enum import StrEnum

from cti import commands, facts
from journal import Command, Fact
from journal.copies import replace


class ConsultState(StrEnum):
    NONE = ""
    ASKED = "asked"  # it rings at the target
    CONNECTING = "connecting"
    CONSULTING = "consulting"  # the agents talk, the caller hears music
    ASIDE = "aside"  # the agent talks with the caller, the target hears nothing
    JOINED = "joined"  # everybody talks


C = ConsultState
APART = (C.CONSULTING, C.ASIDE)  # one of them talks with the agent
TOGETHER = (*APART, C.JOINED)  # the target has come to the phone

ENDABLE = (C.ASKED, C.CONNECTING, *TOGETHER)

TRANSITIONS: dict[tuple[ConsultState, type[Fact]], ConsultState] = {
    **{(state, facts.ConsultAsked): C.ASKED for state in (C.NONE, C.JOINED)},
    (C.ASKED, facts.ConsultConfirmed): C.CONNECTING,
    (C.CONNECTING, facts.ConsultEstablished): C.CONSULTING,
    (C.CONSULTING, facts.TurnedToCaller): C.ASIDE,
    (C.ASIDE, facts.TurnedToTarget): C.CONSULTING,
    **{(state, facts.ConferenceBegun): C.JOINED for state in APART},
    **{(state, facts.ConsultEnded): C.NONE for state in ENDABLE},
    **{(state, facts.Transferred): C.NONE for state in TOGETHER},
    **{(state, facts.GuestLeft): state for state in ENDABLE},
}

# What is not named here does not mind a consultation.
OWNER_MAY: dict[type[Command], tuple[ConsultState, ...]] = {
    commands.Consult: (C.NONE, C.JOINED),
    commands.Swap: APART,
    commands.Conference: APART,
    commands.Complete: TOGETHER,
    commands.Abandon: ENDABLE,
    commands.HangUp: (C.NONE, *TOGETHER),
    commands.Warn: (C.NONE,),
    commands.Hold: (C.NONE, C.JOINED),
    commands.Retrieve: (C.NONE, C.JOINED),
    commands.PassToAgent: (C.NONE,),
    commands.PassToQueue: (C.NONE,),
    commands.PassToRoute: (C.NONE,),
    commands.PassToNumber: (C.NONE,),
    commands.ExpireConsult: (C.ASKED,),
    commands.Comfort: (C.NONE, C.ASIDE),  # in a conference the caller hears the target
    commands.MendAudio: (C.NONE,),
    commands.FailConsult: ENDABLE,
    commands.LoseParty: ENDABLE,
}
TARGET_MAY: dict[type[Command], tuple[ConsultState, ...]] = {
    commands.Confirm: (C.ASKED,),
    commands.Cancel: (C.ASKED,),
    commands.HangUp: TOGETHER,
}


@dataclass(frozen=True, slots=True)
class Consult:
    """target: who is asked, or was joined last; asked_at: epoch seconds; guests: who was joined before, in order.

    There are no guests where there is no target: of those who are joined, the last one is the target.
    """

    state: ConsultState = C.NONE
    target: str = ""
    asked_at: float = 0.0
    guests: tuple[str, ...] = ()


NOBODY = Consult()


def evolve(consult: Consult, fact: Fact, at: float) -> Consult:
    """The consultation after a fact about it. Raises ValueError for one that cannot happen now."""
    state = TRANSITIONS.get((consult.state, type(fact)))
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot happen to a consultation that is {consult.state or 'none'}")
    match fact:
        case facts.ConsultAsked(target=target):
            return Consult(state, target, at, joined(consult))
        case facts.GuestLeft(target=target) | facts.Transferred(target=target) if target in consult.guests:
            return replace(consult, guests=tuple(guest for guest in consult.guests if guest != target))
    return _over(consult) if state is C.NONE else replace(consult, state=state)


def joined(consult: Consult) -> tuple[str, ...]:
    """All who talk with the caller beside the agent who has the call, in the order in which they came."""
    return (*consult.guests, consult.target) if consult.state is C.JOINED else consult.guests


def _over(consult: Consult) -> Consult:
    """The conference goes on with those who are left."""
    if not consult.guests:
        return NOBODY
    *others, last = consult.guests
    return Consult(C.JOINED, last, 0.0, tuple(others))


def in_words(consult: Consult) -> str:
    return f"the consultation with {consult.target} is {consult.state}" if consult.target else "nobody is consulted"
