"""Which phone an agent works at, and the line to it where there is one only as long as a call needs it."""

from dataclasses import dataclass
from enum import StrEnum

from cti.facts.agents import PhoneFact
from journal import Fact

NO_SWITCH = "the switch did not answer"  # cause of a line that never began


class PhoneKind(StrEnum):
    BROWSER = "browser"  # the page speaks; its line is open from login to logout
    SIP = "sip"  # a desk phone that is registered at our Asterisk; it rings for each call
    PBX = "pbx"  # an extension of another PBX; called and lifted once, its line is open from then to logout
    OUTSIDE = "outside"  # a plain number, called through the trunk; whoever answers presses 1


class LineState(StrEnum):
    """Of a line that is there for one call only."""

    CLOSED = "closed"
    RINGING = "ringing"
    ASKING = "asking"  # it was answered, perhaps by a machine: nobody has pressed 1 yet
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PhoneChosen(Fact):
    """The agent works at this phone from now on. phone: id of a desk phone or extension, or a number; "" for a page.

    by: who took the phone over from this agent, "" for the agent's own choice.
    """

    agent: str
    kind: PhoneKind
    phone: str = ""
    by: str = ""

    @property
    def subject(self) -> str:
        return f"seat:{self.agent}"


@dataclass(frozen=True, slots=True)
class PhoneAttached(PhoneFact):
    """The agent's phone can speak and hear: a page is connected, a desk phone registered. phone: as it was chosen."""

    kind: PhoneKind = PhoneKind.BROWSER
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PhoneDetached(PhoneFact):
    """The agent's phone is away (page closed, network gone, not registered, changed). A browser's line stays."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineFact(Fact):
    agent: str

    @property
    def subject(self) -> str:
        return f"line:{self.agent}"


@dataclass(frozen=True, slots=True)
class LineRung(LineFact):
    """We call the agent's phone. auto: it is asked to answer by itself, for the agent has confirmed at the screen."""

    auto: bool = False


@dataclass(frozen=True, slots=True)
class LineAnswered(LineFact):
    """The handset was lifted, or a machine answered."""


@dataclass(frozen=True, slots=True)
class LineOpened(LineFact):
    """The agent is at the line."""


@dataclass(frozen=True, slots=True)
class LineClosed(LineFact):
    """cause: Q.850 in words; `released` where we did it, NO_SWITCH where it never began."""

    cause: str
