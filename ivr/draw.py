"""A route as a Mermaid flow chart: steps are boxes, ways are arrows."""

from collections.abc import Iterator

from ivr.flow import (
    Callback,
    Collect,
    Flow,
    Goodbye,
    Hours,
    If,
    Language,
    Lookup,
    Menu,
    Record,
    Return,
    Set,
    Split,
    Step,
    Subroute,
    Survey,
    Switch,
    ToAgent,
    ToQueue,
    Transfer,
    Voicemail,
    in_short,
    ways,
)


def draw(flow: Flow) -> str:
    """Mermaid text (https://mermaid.js.org), ending with a newline."""
    return "\n".join(["flowchart TD", *_lines(flow)]) + "\n"


def _lines(flow: Flow) -> Iterator[str]:
    ids = {name: f"s{number}" for number, name in enumerate(flow.steps)}
    if flow.start in ids:
        yield f'    caller(("{_quoted(flow.name)}")) --> {ids[flow.start]}'
    for name, step in flow.steps.items():
        left, right = _shape(step)
        yield f'    {ids[name]}{left}"{_quoted(f"{name}: {_summary(step)}")}"{right}'
        for way, to in ways(step).items():
            said = f"{way} {to.label}".strip()
            yield f'    {ids[name]} -->|"{_quoted(said)}"| {ids.get(to.to, "missing")}'


def _shape(step: Step) -> tuple[str, str]:
    match step:
        case Menu() | Collect() | Callback() | Language() | Survey():
            return "{{", "}}"
        case Hours() | Switch() | If() | Split() | Lookup():
            return "{", "}"
        case ToQueue() | ToAgent() | Transfer():
            return "[(", ")]"
        case Goodbye() | Return():
            return "([", "])"
    return "[", "]"


def _summary(step: Step) -> str:
    match step:
        case ToQueue(queue=queue):
            return f"queue {queue}"
        case ToAgent(agent=agent):
            return f"agent {agent}"
        case Callback(queue=queue):
            return f"callback by {queue}"
        case Voicemail(queue=queue):
            return f"voicemail for {queue}"
        case Transfer(number=number):
            return f"call {number}"
        case Subroute(route=route):
            return f"route {route}"
        case Return():
            return "return"
        case Survey(question=question):
            return f"survey {question}"
    return _decides(step) or ", ".join(map(in_short, getattr(step, "prompts", ())))


def _decides(step: Step) -> str:
    match step:
        case Switch(subject=subject):
            return subject
        case If(subject=subject, test=test, values=values):
            return f"{subject} {test} {' or '.join(values)}"
        case Set(values=values):
            return ", ".join(f"{name} = {value}" for name, value in values.items())
        case Split():
            return "by chance"
        case Lookup(what=what):
            return f"look up {what}"
        case Record():
            return "record"
        case Hours(calendar=calendar):
            return f"hours {calendar}".strip()
    return ""


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")
