"""What a caller met in a route, read off the facts of the call: of a rehearsal and of a real call alike. Pure."""

from dataclasses import dataclass, field

from cti import facts
from journal import Fact


@dataclass(frozen=True, slots=True)
class Said:
    """A prompt that began, in which language, at which step; after: how many deeds of the caller were done by then."""

    prompt: str
    language: str
    step: str
    after: int = 0


@dataclass(slots=True)
class Walk:
    """What came of it. ways: (step, way) in the order taken; heard: prompts in the order begun; ends: as in `Test`,
    "" when nothing ended the call; seconds: how long it took the caller; unused: what the caller could not do."""

    ways: list[tuple[str, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    callback: str = ""
    answers: dict[str, int] = field(default_factory=dict)
    ends: str = ""
    seconds: float = 0.0
    unused: int = 0
    said: list[Said] = field(default_factory=list)

    def note(self, fact: Fact) -> None:
        """Take the fact in. Whether a queue is the end is for whoever knows what the caller does there."""
        match fact:
            case facts.StepEntered(label=label):
                self._pass(label)
            case facts.WayTaken(step=step, way=way, label=label):
                self.ways.append((step, way))
                self._pass(label)
            case facts.PromptStarted(prompts=prompts):
                self.heard += prompts
            case facts.CallbackRequested(number=number, queue=queue):
                self.callback = f"{queue} {number}"
            case facts.SurveyAnswered(question=question, answer=answer):
                self.answers[question] = answer
            case facts.Unallocated():
                self.ends = "refused"
            case facts.Releasing(by=by):
                self.ends = "goodbye" if by == "route" else "refused"
            case facts.Cleared():
                self.ends = "hung up"

    def _pass(self, label: str) -> None:
        self.path = (*self.path, label) if label else self.path
