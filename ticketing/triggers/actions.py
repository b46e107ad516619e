"""What triggers do. An action is what somebody wrote down; an effect is what comes of it for one ticket."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from ticketing.triggers.conditions import Happening, Seen


class Do(StrEnum):
    ASSIGN = "assign"  # to somebody, or in turn to the members of a group, or to a group whose people fetch it
    SET_STATE = "set_state"
    SET_PRIORITY = "set_priority"
    SET_RECEIPT = "set_receipt"
    SET_PROCESSING = "set_processing"
    TAG = "tag"
    COMMENT = "comment"
    MAIL = "mail"  # to a person, or to all members of a group (TKT-35)


class Share(StrEnum):
    """How a ticket is given to a group."""

    DIRECT = "direct"  # to the person, or to the group, whoever of it fetches it
    IN_TURN = "in_turn"  # one member after the other (TKT-39)


@dataclass(frozen=True, slots=True)
class TriggerAction:
    """to: a person, a state, a priority, a category or a tag, as `do` says; group: by its number, 0 for none;
    subject, text: of a mail or comment."""

    do: Do
    to: str = ""
    group: int = 0
    share: Share = Share.DIRECT
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TriggerEffect:
    """What is to be done with the ticket, decided: `to` is a person also where the action said *in turn*."""

    do: Do
    to: str = ""
    group: int = 0
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """members: of groups, who take tickets now; turns: who of a group was given a ticket last."""

    members: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    turns: Mapping[int, str] = field(default_factory=dict)


SETS: Mapping[Do, str] = {  # the field of `Seen` that an action writes
    Do.SET_STATE: "state",
    Do.SET_PRIORITY: "priority",
    Do.SET_RECEIPT: "receipt",
    Do.SET_PROCESSING: "processing",
}


def effect_of(action: TriggerAction, seen: Seen, around: Around) -> TriggerEffect | None:
    """None where nothing is left to do: it is so already, or there is nobody to give it to."""
    match action.do:
        case Do.ASSIGN:
            return _assigned(action, seen, around)
        case Do.TAG:
            tags = seen.get("tags", frozenset())
            there = isinstance(tags, Set) and action.to in tags
            return None if there else TriggerEffect(Do.TAG, action.to)
        case Do.COMMENT | Do.MAIL:
            return TriggerEffect(action.do, action.to, action.group, action.subject, action.text)
    same = seen.get(SETS[action.do], "") == action.to
    return None if same else TriggerEffect(action.do, action.to)


def _assigned(action: TriggerAction, seen: Seen, around: Around) -> TriggerEffect | None:
    to = action.to
    if action.share is Share.IN_TURN:
        members = around.members.get(action.group, ())
        if not members or seen.get("agent", "") in members:  # one of them has it already
            return None
        to = next_of(members, around.turns.get(action.group, ""))
    group = str(action.group or "")
    if to == seen.get("agent", "") and group == seen.get("group", ""):
        return None
    return TriggerEffect(Do.ASSIGN, to, action.group)


def next_of(members: tuple[str, ...], last: str) -> str:
    """Who comes after the last one, in the order of their names; the first of those who came after somebody gone."""
    ordered = sorted(members)
    return next((each for each in ordered if each > last), ordered[0])


def after(effect: TriggerEffect, seen: Seen) -> Seen:
    """The ticket as the next trigger sees it."""
    events = _events(seen)
    match effect.do:
        case Do.ASSIGN:
            state = "open" if effect.to else "unassigned"
            given = {"agent": effect.to, "group": str(effect.group or ""), "state": state}
            return {**seen, **given, "event": events | {Happening.ASSIGNED.value}}
        case Do.TAG:
            tags = seen.get("tags", frozenset())
            return {**seen, "tags": (frozenset(tags) if isinstance(tags, Set) else frozenset()) | {effect.to}}
        case Do.COMMENT:
            return {**seen, "event": events | {Happening.COMMENTED.value}}
        case Do.MAIL:
            return seen
    return {**seen, SETS[effect.do]: effect.to, "event": events | {Happening.CHANGED.value}}


def _events(seen: Seen) -> frozenset[str]:
    events = seen.get("event", frozenset())
    return frozenset(events) if isinstance(events, Set) else frozenset({str(events)})


def turn_after(effects: tuple[TriggerEffect, ...], before: Around, actions: tuple[TriggerAction, ...]) -> Around:
    """Whose turn it was, once these are done."""
    shared = {action.group for action in actions if action.share is Share.IN_TURN}
    given = {each.group: each.to for each in effects if each.do is Do.ASSIGN and each.to and each.group in shared}
    return Around(before.members, {**before.turns, **given})
