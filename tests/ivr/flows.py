"""Small routes for tests, and a caller who walks through one without a centre."""

from cti import commands, facts
from ivr import interpreter
from ivr.flow import Callback, Collect, Flow, Goodbye, Hours, Menu, Say, ToQueue, Way
from ivr.hours import Week
from ivr.interpreter import Place
from journal import Command, Fact

MENU = Menu(("menu",), {"1": Way("sales", "Sales", "S"), "2": Way("number")}, "sales", "bye", wait=5.0, tries=2)
FLOW = Flow(
    "small",
    1,
    "greet",
    {
        "greet": Say(("hello",), "choose"),
        "legal": Say(("legal",), "choose", barge_in=False),
        "choose": MENU,
        "number": Collect(("type",), "sales", "bye", "bye", least=2, most=4, wait=3.0, tries=2, label="Customer"),
        "night": Hours(Week(((),) * 7), "greet", "bye"),
        "call back": Callback("sales", "bye", "sales", wait=5.0),
        "sales": ToQueue("sales", 3),
        "bye": Goodbye(("goodbye",)),
    },
)
NOW = 1000.0


class Walk:
    """Keeps the place; `asked` are the commands of the last fact."""

    def __init__(self, step: str, number: str = "0101", flow: Flow = FLOW) -> None:
        self.flow, self.place, self.asked = flow, Place("A", number), list[Command]()
        self.told(facts.StepEntered("A", step, 1))

    def told(self, fact: Fact, now: float = NOW) -> list[Command]:
        self.place, self.asked = interpreter.step(self.flow, self.place, fact, now)
        return self.asked

    def press(self, digits: str) -> list[Command]:
        for digit in digits:
            self.told(facts.DigitPressed("A", digit))
        return self.asked

    def prompt_ends(self) -> list[Command]:
        return self.told(facts.PromptEnded("A", self.place.playback))

    def waits_in_vain(self) -> list[Command]:
        return self.told(facts.InputTimedOut("A", self.place.step, self.place.visit))

    def obeys(self) -> list[Command]:
        """Let what was asked for happen as the desk would make it happen; gives what follows from that."""
        for command in list(self.asked):
            match command:
                case commands.TakeWay(step=step, way=way, label=label, code=code):
                    self.told(facts.WayTaken("A", step, way, label, code))
                case commands.EnterStep(step=step, visit=visit):
                    self.told(facts.StepEntered("A", step, visit))
        return self.asked


def play(step: str, visit: int, *prompts: str) -> Command:
    return commands.Play("A", f"{step}.{visit}", prompts)


def go(step: str, visit: int) -> Command:
    return commands.EnterStep("A", step, visit)


def stop(step: str, visit: int) -> Command:
    return commands.StopPrompt("A", f"{step}.{visit}")
