"""The conference: everybody who was joined to a talk, and what may be asked because of it.

A small machine beside the consultation (`cti.consult`), which brings one party after the other in. It is open as long
as somebody is joined, also while the agent who has the call is out of the talk to ask the next one: the others go on.
"""

from enum import StrEnum

from cti import commands, facts
from cti.consult import Consult, joined
from journal import Command, Fact


class ConferenceState(StrEnum):
    NONE = ""
    OPEN = "open"


C = ConferenceState
# Who goes may be the last one. A consultation that ends without a transfer leaves the conference as it is.
TRANSITIONS: dict[tuple[ConferenceState, type[Fact]], tuple[ConferenceState, ...]] = {
    (C.NONE, facts.ConferenceBegun): (C.OPEN,),
    (C.OPEN, facts.ConferenceBegun): (C.OPEN,),
    (C.OPEN, facts.GuestLeft): (C.OPEN,),
    (C.OPEN, facts.ConsultEnded): (C.OPEN, C.NONE),
    (C.OPEN, facts.Transferred): (C.OPEN, C.NONE),
}

# What is not named here does not mind a conference.
OWNER_MAY: dict[type[Command], tuple[ConferenceState, ...]] = {
    commands.Drop: (C.OPEN,),
    commands.EndConference: (C.OPEN,),
    commands.Comfort: (C.NONE,),  # in a conference the caller hears the others
}
GUEST_MAY: dict[type[Command], tuple[ConferenceState, ...]] = {
    commands.HangUp: (C.OPEN,),
}


def state_of(consult: Consult) -> ConferenceState:
    return C.OPEN if joined(consult) else C.NONE
