"""Triggers, what can be asked and done in them, and what they did."""

from dataclasses import dataclass

from server.times import Time
from ticketing.triggers.actions import Do, TriggerAction, TriggerEffect
from ticketing.triggers.conditions import ConditionBlock, FieldKind, JudgedBlock, Operator


@dataclass(frozen=True, slots=True)
class TriggerView:
    """position: triggers are asked in this order."""

    id: int
    service: str
    title: str
    active: bool
    position: int
    blocks: list[ConditionBlock]
    actions: list[TriggerAction]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A value that can be picked. name: "" where the page has a word for it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TriggerFieldView:
    """choices: empty for what is typed."""

    id: str
    kind: FieldKind
    operators: list[Operator]
    choices: list[ChoiceView]


@dataclass(frozen=True, slots=True)
class TriggerKindsView:
    """What conditions can ask and actions can do in a service. choices: of an action's `to`, by what it does; groups:
    by their numbers; places: placeholders of mails and comments, as in `#{ticket.number}`."""

    fields: list[TriggerFieldView]
    choices: dict[str, list[ChoiceView]]
    groups: list[ChoiceView]
    actions: list[Do]
    places: list[str]


@dataclass(frozen=True, slots=True)
class UnsentMailView:
    """trouble: what came of the last try, "" where there is no mail server; next_at: of the next try, 0 for none."""

    trouble: str
    next_at: Time


@dataclass(frozen=True, slots=True)
class FiringView:
    """A trigger that fired for a ticket: why, and what it did. trouble: what could not be done, "" else; unsent: its
    mail that has not left."""

    id: int
    trigger: int
    title: str
    ticket: int
    at: Time
    because: list[JudgedBlock]
    effects: list[TriggerEffect]
    trouble: str
    unsent: UnsentMailView | None


@dataclass(frozen=True, slots=True)
class TriedView:
    """What a trigger would do with a ticket now. fired_before: it will not fire for this ticket again."""

    ticket: int
    holds: bool
    because: list[JudgedBlock]
    effects: list[TriggerEffect]
    fired_before: bool
