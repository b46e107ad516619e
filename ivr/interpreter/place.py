"""Where a caller stands, and how one leaves from there."""

from dataclasses import dataclass

from cti import commands
from ivr.choices import NOTHING, Known
from ivr.flow import Flow, Label, Way, ways
from journal import Command

PROMPT_LIMIT = 120.0  # s; a prompt whose end is never reported ends here, so nobody stands in a step for ever
ANOTHER, TYPED = "another number", "number typed"  # ways that lead to the same step once more


@dataclass(frozen=True)  # without slots: see `journal.copies`
class Place:
    """Where in the route a caller stands.

    visit: how often the caller has moved; tries: wrong or missing inputs at this step so far, hint: the last of them;
    typed: digits that are not used yet; number: whom a callback would call; asking: it is being typed;
    entered: digits that are read back and wait for a yes; message: the recording that runs;
    until: epoch seconds at which the step stops waiting, 0 = it does not wait; known: of the call, for switches.
    """

    call: str
    number: str = ""
    step: str = ""
    visit: int = 0
    playing: bool = False
    typed: str = ""
    tries: int = 0
    hint: str = ""
    asking: bool = False
    until: float = 0.0
    known: Known = NOTHING
    entered: str = ""
    message: str = ""

    @property
    def playback(self) -> str:
        return f"{self.step}.{self.visit}"


Walked = tuple[Place, list[Command]]
UNNAMED = Label()


def go(flow: Flow, place: Place, name: str) -> Command:
    """To a step, whose label goes on the path unless the caller was there already."""
    label = flow.labels.get(name, UNNAMED) if name != place.step else UNNAMED
    return commands.EnterStep(place.call, name, place.visit + 1, label.label, label.code)


def take(flow: Flow, place: Place, way: str, label: str = "") -> Command:
    """Way with the label and code that the route gives it."""
    known = ways(flow.steps[place.step]).get(way) or Way("")
    return commands.TakeWay(place.call, place.step, way, label or known.label, known.code)
