"""A route as a Mermaid flow chart: steps are boxes, ways are arrows."""

from collections.abc import Iterator

from ivr.flow import (
    Callback,
    Collect,
    Flow,
    Goodbye,
    Hours,
    Menu,
    Say,
    Set,
    Split,
    Step,
    Switch,
    ToQueue,
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
        case Menu() | Collect() | Callback():
            return "{{", "}}"
        case Hours() | Switch() | Split():
            return "{", "}"
        case ToQueue():
            return "[(", ")]"
        case Goodbye():
            return "([", "])"
    return "[", "]"


def _summary(step: Step) -> str:
    match step:
        case Say(prompts=prompts) | Menu(prompts=prompts) | Collect(prompts=prompts) | Goodbye(prompts=prompts):
            return ", ".join(map(in_short, prompts))
        case ToQueue(queue=queue):
            return f"queue {queue}"
        case Callback(queue=queue):
            return f"callback by {queue}"
        case Switch(subject=subject):
            return subject
        case Set(values=values):
            return ", ".join(f"{name} = {value}" for name, value in values.items())
        case Split():
            return "by chance"
    return "hours"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")
