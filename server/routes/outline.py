"""A route as the canvas draws it: steps with their places in the text, their ways and what they say. Pure."""

from collections.abc import Sequence
from dataclasses import fields

from ivr.complaint import Complaint
from ivr.flow import Flow, Mark, Step, in_short, ways
from ivr.loader import kinds_of
from ivr.reading import Node, Table
from server.views import ComplaintView, FlowView, StepOutline, WayView

SCALARS = (str, int, float, bool)


def complaint_view(complaint: Complaint) -> ComplaintView:
    at = complaint.at
    return ComplaintView(
        at.line, at.column, complaint.step, complaint.severity, complaint.code, complaint.text, complaint.remedy
    )


def outline(flow: Flow, text: str, node: Node | None) -> FlowView:
    """node: the text as plain values."""
    lines, kinds = text.splitlines(), _kinds(node)
    return FlowView(flow.name, flow.start, [_step(flow, name, kinds.get(name, ""), lines) for name in flow.steps])


def _step(flow: Flow, name: str, kind: str, lines: Sequence[str]) -> StepOutline:
    step, at = flow.steps[name], flow.marks.get(name, Mark())
    end = _end(lines, at)
    out = [WayView(way, to.to, to.label, to.code, to.language) for way, to in ways(step).items()]
    prompts = [in_short(prompt) for prompt in getattr(step, "prompts", ())]
    return StepOutline(name, kind, at.line, at.column, end, _summary(step), out, prompts)


def _end(lines: Sequence[str], at: Mark) -> int:
    """The last line that is indented deeper than the step's name."""
    end = at.line
    for number in range(at.line, len(lines)):
        bare = lines[number].strip()
        if bare and not bare.startswith("#"):
            if len(lines[number]) - len(lines[number].lstrip()) < at.column:
                break
            end = number + 1
    return end


def _kinds(node: Node | None) -> dict[str, str]:
    """The key that makes each step what it is, by name of the step."""
    steps = node.items["steps"][1] if isinstance(node, Table) and "steps" in node.items else None
    tables = {name: step for name, (_, step) in steps.items.items()} if isinstance(steps, Table) else {}
    return {name: next(iter(kinds_of(step)), "") for name, step in tables.items() if isinstance(step, Table)}


def _summary(step: Step) -> dict[str, str]:
    """Every plain value that is not empty, by name."""
    values = {each.name.replace("_", " "): getattr(step, each.name) for each in fields(step)}
    return {name: _said(value) for name, value in values.items() if isinstance(value, SCALARS) and value != ""}


def _said(value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
