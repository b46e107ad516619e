"""What can be wrong with a step by itself."""

from collections.abc import Iterator

from ivr.checker.known import fault, hint
from ivr.checker.reading import spoken_by
from ivr.complaint import Complaint
from ivr.flow import (
    Collect,
    Flow,
    Goodbye,
    Language,
    Menu,
    Record,
    Say,
    Step,
    Survey,
    Voicemail,
)

SPEAKING = Say | Menu | Language | Collect | Survey | Record | Voicemail | Goodbye


def steps(flow: Flow) -> Iterator[Complaint]:
    private = {step.into for step in flow.steps.values() if isinstance(step, Collect) and step.private and step.into}
    for name, step in flow.steps.items():
        yield from _said(flow, name, step)
        if isinstance(step, Collect):
            yield from _collect(flow, name, step)
    if private:
        yield from _told(flow, private)


def _said(flow: Flow, name: str, step: Step) -> Iterator[Complaint]:
    if isinstance(step, Menu | Language) and not step.keys:
        yield fault(flow, name, "no-keys", f"menu {name} has no keys", "add at least one key")
    if isinstance(step, SPEAKING) and not step.prompts:
        yield fault(flow, name, "silent", f"step {name} says nothing", "name at least one prompt")


def _collect(flow: Flow, name: str, step: Collect) -> Iterator[Complaint]:
    if step.private and step.read_back:
        text = f"step {name}: private digits would be read out, and stand in the journal"
        yield fault(flow, name, "private-read-back", text, "leave out `read back` or `private`")
    if not step.into and not step.label and not step.check and not step.pattern:
        text = f"step {name}: what the caller types is kept nowhere"
        yield hint(flow, name, "collects-nothing", text, "add `into: variable` or `label:`")


def _told(flow: Flow, private: set[str]) -> Iterator[Complaint]:
    """What is spoken stands in the journal."""
    for name, step in flow.steps.items():
        for variable in sorted(private & spoken_by(step)):
            text = f"step {name} says ${variable}, which is private"
            yield hint(flow, name, "private-said", text, "leave it out: what is said stands in the journal")
