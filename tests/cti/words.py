"""One of each fact and command, made from their fields, so that no new word is forgotten by the tables' tests."""

from dataclasses import fields
from types import ModuleType
from typing import Any, TypeVar

from cti import commands, facts
from cti.because import Because, Excluded, Exclusion, Rule
from cti.conduct import Answer, Step
from cti.facts import AgentState, ConsultEnd, Found, NoRoom, OutEnd
from cti.queueing import When

ABSTRACT = {
    facts.ForwardFact,
    facts.CallFact,
    facts.OutFact,
    facts.TransferFact,
    facts.RecordingFact,
    facts.CallbackFact,
    commands.CallCommand,
    commands.AgentCallCommand,
    commands.TransferCommand,
    commands.RecordingCommand,
    commands.RecordingRule,
    commands.MessageCommand,
    commands.WaitingCommand,
    commands.PromiseCommand,
}
RECORDING = (
    facts.RecordingFact,
    commands.RecordingCommand,
    commands.RecordingRule,
    commands.MessageCommand,
    commands.SendOut,
    commands.Overflow,
    commands.WaitingCommand,
    commands.PromiseCommand,
)  # have a machine of their own
SAMPLES: dict[str, object] = {
    "call": "A",
    "agent": "agent1",
    **dict.fromkeys(("target", "party"), "agent2"),
    "how": ConsultEnd.LEFT,
    "step": Step.WARNING_1,
    "answer": Answer.REFUSAL,
    "until": 1.0,
    "end": OutEnd.BUSY,
    "why_not": NoRoom.DISK_FULL,
    "digits": "1",
    "digit": "1",
    "prompts": ("p",),
    "number": "01099998888",
    "parties": ("agent1",),
    "on": True,
    "lost": True,
    "played": True,
    "state": AgentState.READY,
    "former": AgentState.IDLE,
    "together": True,
    "auto": True,
    "by_switch": True,
    **dict.fromkeys(("seconds", "agent_wait", "most", "silence", "since", "asked_at"), 5.0),
    "skills": {"english": 3},
    "outcome": Found.MISSING,
    **{key: {"order": "7"} for key in ("send", "values", "into")},
    "survey": False,
    "because": Because(Rule.NOBODY, 3.0, waiting=2, excluded=(Exclusion(Excluded.BUSY, 4, ("agent2",)),)),
    **dict.fromkeys(("ring", "after"), 1),
    **dict.fromkeys(
        ("version", "visit", "status", "priority", "restriction", "callback", "ticket", "overflow", "days"), 1
    ),
    **dict.fromkeys(("turn", "place", "minutes"), 2),
}


OF_KIND: dict[type, dict[str, object]] = {  # where a name means something else than elsewhere
    facts.SurveyAnswered: {"answer": 3},
    commands.AnswerSurvey: {"answer": 3},
    commands.Offer: {"queue": ""},
    facts.Overflowed: {"why": When.WAIT},
}


Word = TypeVar("Word", facts.CallFact, commands.CallCommand)


def _one_of_each(module: ModuleType, of: type[Word]) -> list[Word]:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, of)]
    return [_made(kind) for kind in kinds if kind not in ABSTRACT and not issubclass(kind, RECORDING)]


def _made(kind: type[Word]) -> Word:
    values: dict[str, Any] = {field.name: SAMPLES.get(field.name, "x") for field in fields(kind)} | OF_KIND.get(
        kind, {}
    )
    return kind(**values)


CALL_FACTS = _one_of_each(facts, facts.CallFact)
CALL_COMMANDS = _one_of_each(commands, commands.CallCommand)
