"""Which triggers fire for a ticket, in their order, and what comes of it.

A chain begins with what happened to the ticket. The first trigger in order that holds fires; then all are looked at
again with the ticket as it is now, so a later one can make an earlier one hold. In a chain each fires once at most, so
every chain ends; and no chain is longer than `DEEPEST`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ticketing.triggers.actions import Around, TriggerAction, TriggerEffect, after, effect_of, turn_after
from ticketing.triggers.conditions import ConditionBlock, JudgedBlock, Seen, judged

DEEPEST = 20  # firings in one chain


@dataclass(frozen=True, slots=True)
class Trigger:
    """position: triggers of a service are asked in this order."""

    id: int
    service: str
    title: str
    blocks: tuple[ConditionBlock, ...]
    actions: tuple[TriggerAction, ...]
    active: bool = True
    position: int = 0

    def asks(self, field: str) -> bool:
        return any(each.field == field for block in self.blocks for each in block.conditions)


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger that fired, why, and what it did; effects may be none where all was so already."""

    trigger: Trigger
    because: tuple[JudgedBlock, ...]
    effects: tuple[TriggerEffect, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """fired: when each trigger last fired for this ticket, epoch seconds; changed_at: when somebody last did something
    with it."""

    fired: Mapping[int, float]
    changed_at: float = 0.0

    def lets(self, trigger: Trigger) -> bool:
        """One that asks what happened fires each time it happens; one that asks for how long nobody did anything, once
        for each such time; any other once for a ticket, or an admin could never undo what it did."""
        if trigger.asks("event") or trigger.id not in self.fired:
            return True
        return trigger.asks("since_changed") and self.fired[trigger.id] < self.changed_at


def chain(triggers: Sequence[Trigger], seen: Seen, around: Around, past: Past) -> tuple[list[Firing], Around]:
    """triggers: of the ticket's service, in any order. The firings in their order, and whose turn it was then."""
    firings: list[Firing] = []
    left = sorted(
        (each for each in triggers if each.active and past.lets(each)), key=lambda one: (one.position, one.id)
    )
    while len(firings) < DEEPEST and (firing := _first(left, seen, around)):
        firings.append(firing)
        left.remove(firing.trigger)
        around = turn_after(firing.effects, around, firing.trigger.actions)
        for effect in firing.effects:
            seen = after(effect, seen)
    return firings, around


def _first(triggers: Sequence[Trigger], seen: Seen, around: Around) -> Firing | None:
    for trigger in triggers:
        because = judged(trigger.blocks, seen)
        if all(block.holds for block in because):
            return Firing(trigger, because, _effects(trigger, seen, around))
    return None


def _effects(trigger: Trigger, seen: Seen, around: Around) -> tuple[TriggerEffect, ...]:
    effects: list[TriggerEffect] = []
    for action in trigger.actions:
        if effect := effect_of(action, seen, around):
            effects.append(effect)
            seen = after(effect, seen)
    return tuple(effects)
