"""Callbacks as people see them: the list, who could have them, how far they are."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time
from ticketing.facts import CallbackReason
from ticketing.spreading import CallbackState


@dataclass(frozen=True, slots=True)
class CallbackView:
    """reason: `asked` (in the route), `abandoned`, `interrupted` (the switch failed in the talk), `missed` (while the
    server was away), `voicemail`, `lost` (the line broke while waiting); assigner: who gave it to the assignee;
    due_at: when the customer wants to be called; again: how often the same number has called again meanwhile;
    result: "" while it is not complete; ticket: of the contact in which it was promised, 0 where the list does not
    tell it; erased: the customer was, so there is no number.
    """

    id: int
    call: str
    service: str
    queue: str
    caller: str
    path: list[str]
    reason: CallbackReason
    state: CallbackState
    asked_at: Time
    attempts: int
    assignee: str
    assigner: str = ""
    assigned_at: Time = 0.0
    due_at: Time = 0.0
    again: int = 0
    closed_at: Time = 0.0
    closed_by: str = ""
    result: Literal["", "reached", "not reached", "not wanted"] = ""
    note: str = ""
    assignee_name: str = ""
    assigner_name: str = ""
    ticket: int = 0
    erased: bool = False


@dataclass(frozen=True, slots=True)
class CallbackTakerView:
    """Who could be given callbacks. unfinished: how many they have; here: signed in to the CTI now."""

    id: str
    name: str
    groups: list[str]
    unfinished: int
    here: bool


@dataclass(frozen=True, slots=True)
class CallbackChoicesView:
    """What a list can be narrowed by. paths: of the IVR; assigners, assignees: by id, with their names and groups."""

    paths: list[str]
    assigners: list["CallbackPersonView"]
    assignees: list["CallbackPersonView"]


@dataclass(frozen=True, slots=True)
class CallbackPersonView:
    id: str
    name: str
    groups: list[str]


@dataclass(frozen=True, slots=True)
class CallbackCountsView:
    """Of callbacks that were asked for in that time. unprocessed: assigned and not completed; rate: percent, cut and
    not rounded, "" for none of none; waiting: nobody has them yet."""

    assigned: int
    completed: int
    unprocessed: int
    rate: str
    waiting: int


@dataclass(frozen=True, slots=True)
class CallbackLineView:
    """day: such as 2026-11-28, or 2026-11 by month; path: "" without one."""

    day: str
    path: str
    counts: CallbackCountsView
