"""What the switch without telephones keeps of a call: its line, its line out, its tape."""

from collections import deque
from dataclasses import dataclass, field

from cti import orders

NOBODY = ("", "")  # who consults


@dataclass(slots=True)
class Tape:
    """What is recorded of a call. agents: since when (epoch seconds) its right side has which sound, "" is silence."""

    call: str
    hushed: bool = False
    running: bool = True
    agents: list[tuple[float, str]] = field(default_factory=list)

    @property
    def story(self) -> list[str]:
        """The sounds of the right side, one after the other."""
        return [sound for _, sound in self.agents]

    def note(self, at: float, sound: str) -> None:
        """A sound that lasts no time is none."""
        if self.agents and self.agents[-1][0] == at:
            self.agents.pop()
        if not self.agents or self.agents[-1][1] != sound:
            self.agents.append((at, sound))


@dataclass(slots=True)
class Said:
    """What a caller says into a route: begun (epoch seconds), and the order that asked for it."""

    order: orders.RecordMessage
    begun: float


@dataclass(slots=True)
class Line:
    """A caller's line and what is to be heard on it. prompts: those that play and wait, by playback id."""

    prompts: deque[tuple[str, tuple[str, ...]]] = field(default_factory=deque)
    queue: str = ""
    rings: bool = False  # the caller hears that it rings outside
    agent: str = ""
    held: bool = False
    comfort: bool = False
    consult: tuple[str, str] = NOBODY
    joined: tuple[str, ...] = ()  # who talks in a conference beside the agent
    out: bool = False  # the agent has stepped out of the conference
    wanted: str = ""  # the agent of the last `Connect`, as long as nothing else was ordered
    asked: tuple[str, str] = NOBODY  # a consultation that was ordered and not ended since
    speaks: bool = True  # the caller's voice is heard, where a message is recorded
    said: Said | None = None  # the message that is being recorded


@dataclass(slots=True)
class Out:
    """A line that was called out. sound: what the agent who listens hears before it is answered."""

    order: orders.CallOut
    sound: str = ""
    answered: bool = False


def agents_on(line: Line) -> tuple[str, ...]:
    """Who is in the talk with the caller."""
    return line.joined if line.out or not line.agent else (line.agent, *line.joined)


def in_talk(line: Line, order: orders.CallOrder) -> None:
    match order:
        case orders.Hold():
            line.held = True
        case orders.Retrieve():
            line.held = line.comfort = line.out = False  # both are one music on the caller's line
        case orders.StartComfort():
            line.comfort = True
        case orders.EndConsult():
            line.consult = line.asked = NOBODY
        case orders.StopComfort() | orders.Rejoin():
            line.comfort = False
        case orders.Join(target=target):
            line.held = line.comfort = line.out = False
            line.joined = tuple(dict.fromkeys((*line.joined, target)))
            line.consult = line.asked = NOBODY
        case orders.Bridge(line=outside):
            line.queue, line.comfort, line.held, line.agent, line.joined = "", False, False, "", (outside,)
        case orders.StepOut():
            line.out = True
        case orders.Part(agent=agent) if agent in line.joined:
            line.joined, line.comfort = tuple(one for one in line.joined if one != agent), False
        case orders.Part(agent=agent) if agent == line.agent:
            line.agent, line.held, line.comfort, line.out = "", False, False, False
            line.wanted = ""
        case _:
            _waiting(line, order)


def _waiting(line: Line, order: orders.CallOrder) -> None:
    match order:
        case orders.RingBack(on=on):
            line.rings = on
        case orders.StopMusic():
            line.queue = ""
