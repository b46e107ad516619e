"""What is wrong with a trigger, row by row, before it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ticketing.templates import unknown
from ticketing.triggers.actions import Do, Share, TriggerAction
from ticketing.triggers.chain import Trigger
from ticketing.triggers.conditions import FIELDS, OPERATORS, WITHOUT_VALUE, Condition, FieldKind, Happening

MOST = 50  # conditions, and actions
WORDS: Mapping[Do, tuple[str, ...]] = {Do.COMMENT: ("text",), Do.MAIL: ("subject", "text")}


@dataclass(frozen=True, slots=True)
class Complaint:
    """where: `title`, `conditions`, `actions`, or a row of them as `conditions.0.1`; code: what is wrong.

    row: as people count it, from 1 and through all blocks; 0 where it is no row. field: of an action, where its words
    are meant; about: the placeholder that there is not.
    """

    where: str
    code: str
    row: int = 0
    field: str = ""
    about: str = ""


def complaints(trigger: Trigger) -> list[Complaint]:
    return list(_complaints(trigger))


def _complaints(trigger: Trigger) -> Iterator[Complaint]:
    if not trigger.title.strip():
        yield Complaint("title", "empty")
    if not any(block.conditions for block in trigger.blocks):
        yield Complaint("conditions", "none")
    if not trigger.actions:
        yield Complaint("actions", "none")
    if sum(len(block.conditions) for block in trigger.blocks) > MOST or len(trigger.actions) > MOST:
        yield Complaint("conditions", "many")
    counted = 0
    for place, block in enumerate(trigger.blocks):
        for row, condition in enumerate(block.conditions):
            if code := _about_condition(condition):
                yield Complaint(f"conditions.{place}.{row}", code, counted + row + 1)
        counted += len(block.conditions)
    for row, action in enumerate(trigger.actions):
        if code := _about_action(action):
            yield Complaint(f"actions.{row}", code, row + 1)
        else:
            yield from _about_words(action, row)


def _about_condition(condition: Condition) -> str:
    kind = FIELDS.get(condition.field)
    if kind is None:
        return "field"
    if condition.op not in OPERATORS[kind]:
        return "operator"
    if condition.op in WITHOUT_VALUE:
        return ""
    if not condition.value.strip():
        return "value"
    if kind is FieldKind.EVENT and condition.value not in set(Happening):
        return "value"
    return "number" if kind in (FieldKind.NUMBER, FieldKind.SPAN) and not _is_number(condition.value) else ""


def _about_action(action: TriggerAction) -> str:
    match action.do:
        case Do.ASSIGN:
            if action.share is Share.IN_TURN:
                return "" if action.group else "group"
            return "" if action.to or action.group else "person"
        case Do.COMMENT:
            return ""
        case Do.MAIL:
            return "" if action.to or action.group else "person"
    return "" if action.to.strip() else "value"


def _about_words(action: TriggerAction, row: int) -> Iterator[Complaint]:
    """Nobody reads them before they leave: a placeholder that is never filled must not get that far."""
    for field in WORDS.get(action.do, ()):
        words = action.subject if field == "subject" else action.text
        if not words.strip():
            yield Complaint(f"actions.{row}", "text", row + 1, field)
        for name in unknown(words):
            yield Complaint(f"actions.{row}", "place", row + 1, field, name)


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) < 1e6
    except ValueError:
        return False
