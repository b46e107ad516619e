"""One of each fact and command, made from their fields, so that no new word is forgotten by the tables' tests."""

from dataclasses import fields
from types import ModuleType
from typing import Any, TypeVar

from cti import commands, facts
from cti.facts import AgentState, ConsultEnd, OutEnd

ABSTRACT = {
    facts.CallFact,
    facts.OutFact,
    facts.TransferFact,
    commands.CallCommand,
    commands.AgentCallCommand,
    commands.TransferCommand,
}
SAMPLES: dict[str, object] = {
    "call": "A",
    "agent": "agent1",
    "target": "agent2",
    "how": ConsultEnd.LEFT,
    "end": OutEnd.BUSY,
    "digits": "1",
    "digit": "1",
    "prompts": ("p",),
    "on": True,
    "played": True,
    "state": AgentState.READY,
    "together": True,
    "auto": True,
    "seconds": 5.0,
    **dict.fromkeys(("version", "visit", "status", "priority"), 1),
}


Word = TypeVar("Word", facts.CallFact, commands.CallCommand)


def _one_of_each(module: ModuleType, of: type[Word]) -> list[Word]:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, of)]
    return [_made(kind) for kind in kinds if kind not in ABSTRACT]


def _made(kind: type[Word]) -> Word:
    values: dict[str, Any] = {field.name: SAMPLES.get(field.name, "x") for field in fields(kind)}
    return kind(**values)


CALL_FACTS = _one_of_each(facts, facts.CallFact)
CALL_COMMANDS = _one_of_each(commands, commands.CallCommand)
