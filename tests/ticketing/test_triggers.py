"""Which triggers fire, why, and that every chain of them ends."""

import random
from dataclasses import replace

import pytest

from ticketing.triggers.actions import Around, Do, Share, TriggerAction, TriggerEffect, next_of
from ticketing.triggers.chain import DEEPEST, Firing, Past, Trigger, chain
from ticketing.triggers.checker import Complaint, complaints
from ticketing.triggers.conditions import (
    FIELDS,
    OPERATORS,
    WITHOUT_VALUE,
    Condition,
    ConditionBlock,
    Happening,
    Needed,
    Operator,
    Seen,
    hold,
    holds,
    judged,
)

MADE: Seen = {"event": frozenset({"made"}), "state": "unassigned", "receipt": "7", "tags": frozenset({"vip"})}
BANK = Condition("receipt", Operator.IS, "7")
NEVER = Past({})
PAYMENTS = Around({4: ("lee", "kim", "park")})


def trigger(*conditions: Condition, do: tuple[TriggerAction, ...] = (), id: int = 1, position: int = 0) -> Trigger:
    blocks = (ConditionBlock(Needed.ALL, conditions),)
    return Trigger(id, "support", f"t{id}", blocks, do or (TriggerAction(Do.TAG, f"tag {id}"),), True, position)


def effects(firings: list[Firing]) -> list[TriggerEffect]:
    return [effect for firing in firings for effect in firing.effects]


@pytest.mark.spec("TKT-34", "TKT-36", "TKT-37")
def test_a_receipt_type_gives_the_ticket_to_somebody() -> None:
    to_kim = TriggerAction(Do.ASSIGN, "kim", 4)
    firings, _ = chain([trigger(BANK, do=(to_kim,))], MADE, PAYMENTS, NEVER)
    assert effects(firings) == [TriggerEffect(Do.ASSIGN, "kim", 4)]
    assert firings[0].because[0].conditions[0].found == "7"


@pytest.mark.spec("TKT-36")
def test_required_rows_hold_together_and_of_optional_ones_one_is_enough() -> None:
    other = Condition("receipt", Operator.IS, "8")
    assert not hold((ConditionBlock(Needed.ALL, (BANK, other)),), MADE)
    assert hold((ConditionBlock(Needed.ANY, (BANK, other)),), MADE)
    assert not hold((ConditionBlock(Needed.ANY, (BANK, other)), ConditionBlock(Needed.ALL, (other,))), MADE)


def test_each_condition_says_whether_it_holds_also_after_the_first_no() -> None:
    rows = judged((ConditionBlock(Needed.ALL, (Condition("state", Operator.IS, "open"), BANK)),), MADE)[0]
    assert [(row.holds, row.found) for row in rows.conditions] == [(False, "unassigned"), (True, "7")]


@pytest.mark.parametrize(
    ("field", "op", "value", "found", "so"),
    [
        ("note", Operator.CONTAINS, "Refund", "wants a refund", True),
        ("note", Operator.CONTAINS_NOT, "refund", "wants a refund", False),
        ("subject", Operator.BEGINS, "re:", "Re: card", True),
        ("caller", Operator.IS, "010", "0101", False),
        ("caller", Operator.IS_NOT, "010", "0101", True),
        ("agent", Operator.IS_EMPTY, "", "", True),
        ("agent", Operator.IS_FILLED, "", "", False),
        ("talk_seconds", Operator.AT_LEAST, "30", 30.0, True),
        ("since_opened", Operator.LESS_THAN, "2", 1.5, True),
        ("tags", Operator.CONTAINS, "VIP", frozenset({"vip", "x"}), True),
        ("tags", Operator.CONTAINS, "vi", frozenset({"vip"}), False),
        ("event", Operator.IS, "answered", frozenset({"answered", "changed"}), True),
    ],
)
def test_operators(field: str, op: Operator, value: str, found: object, so: bool) -> None:
    assert holds(Condition(field, op, value), {field: found}) is so  # type: ignore[dict-item]  # any of the three kinds


@pytest.mark.spec("TKT-39")
def test_members_of_a_group_are_given_tickets_in_turn() -> None:
    in_turn = trigger(BANK, do=(TriggerAction(Do.ASSIGN, "", 4, Share.IN_TURN),))
    around, given = PAYMENTS, []
    for _ in range(4):
        firings, around = chain([in_turn], MADE, around, NEVER)
        given += [effect.to for effect in effects(firings)]
    assert given == ["kim", "lee", "park", "kim"]
    assert next_of(("kim", "park"), "lee") == "park"  # lee has left the group


def test_a_group_without_anybody_gets_nothing() -> None:
    in_turn = trigger(BANK, do=(TriggerAction(Do.ASSIGN, "", 9, Share.IN_TURN),))
    assert effects(chain([in_turn], MADE, PAYMENTS, NEVER)[0]) == []


def test_triggers_fire_in_their_order_and_see_what_earlier_ones_did() -> None:
    high = trigger(BANK, do=(TriggerAction(Do.SET_PRIORITY, "high"),), id=1, position=2)
    told = trigger(Condition("priority", Operator.IS, "high"), id=2, position=1)
    firings, _ = chain([told, high], MADE, PAYMENTS, NEVER)
    assert [firing.trigger.id for firing in firings] == [1, 2]


def test_one_that_is_switched_off_does_not_fire() -> None:
    off = replace(trigger(BANK), active=False)
    assert chain([off], MADE, PAYMENTS, NEVER)[0] == []


def test_two_that_undo_each_other_fire_once_each() -> None:
    def flip(id: int, to: str) -> Trigger:
        changed = Condition("event", Operator.IS_NOT, "x")
        return trigger(changed, do=(TriggerAction(Do.SET_PRIORITY, to),), id=id)

    firings, _ = chain([flip(1, "high"), flip(2, "low")], MADE, PAYMENTS, NEVER)
    assert [(firing.trigger.id, firing.effects[0].to) for firing in firings] == [(1, "high"), (2, "low")]


def test_what_a_trigger_did_once_an_admin_can_undo() -> None:
    """One without a question for what happened fires once for a ticket; one with it, each time."""
    once, each = trigger(BANK), trigger(BANK, Condition("event", Operator.IS, "made"), id=2)
    firings, _ = chain([once, each], MADE, PAYMENTS, Past({1: 5.0, 2: 5.0}, changed_at=9.0))
    assert [firing.trigger.id for firing in firings] == [2]


def test_after_a_time_without_a_change_it_fires_once_for_each_such_time() -> None:
    late = trigger(Condition("since_changed", Operator.AT_LEAST, "24"))
    seen = {**MADE, "since_changed": 30.0, "event": frozenset({"time"})}
    assert [len(chain([late], seen, PAYMENTS, Past({1: at}, changed_at=9.0))[0]) for at in (10.0, 8.0)] == [0, 1]


def test_what_is_wrong_is_said_row_by_row() -> None:
    wrong = trigger(
        Condition("moon", Operator.IS, "full"),
        Condition("talk_seconds", Operator.CONTAINS, "1"),
        Condition("since_opened", Operator.AT_LEAST, "soon"),
        Condition("event", Operator.IS, "lost"),
        do=(
            TriggerAction(Do.ASSIGN),
            TriggerAction(Do.MAIL, "kim", text="#{wrong.word}"),
            TriggerAction(Do.ASSIGN, share=Share.IN_TURN),
            TriggerAction(Do.COMMENT, text="#{ticket.number}: #[customer name]"),
        ),
    )
    assert complaints(wrong) == [
        Complaint("conditions.0.0", "field", 1),
        Complaint("conditions.0.1", "operator", 2),
        Complaint("conditions.0.2", "number", 3),
        Complaint("conditions.0.3", "value", 4),
        Complaint("actions.0", "person", 1),
        Complaint("actions.1", "text", 2, "subject"),
        Complaint("actions.1", "place", 2, "text", "wrong.word"),
        Complaint("actions.2", "group", 3),
        Complaint("actions.3", "place", 4, "text", "customer name"),
    ]
    assert [each.where for each in complaints(Trigger(1, "s", " ", (), ()))] == ["title", "conditions", "actions"]


def any_condition(chance: random.Random) -> Condition:
    field = chance.choice(list(FIELDS))
    op = chance.choice(OPERATORS[FIELDS[field]])
    value = chance.choice([*map(str, Happening), "high", "low", "kim", "lee", "open", "1", "7"])
    return Condition(field, op, "" if op in WITHOUT_VALUE else value)


def any_action(chance: random.Random) -> TriggerAction:
    share = chance.choice(list(Share))
    return TriggerAction(
        chance.choice(list(Do)), chance.choice(["high", "low", "kim", "open", "x"]), 4, share, "s", "t"
    )


def any_block(chance: random.Random) -> ConditionBlock:
    return ConditionBlock(chance.choice(list(Needed)), tuple(any_condition(chance) for _ in range(chance.randrange(3))))


@pytest.mark.parametrize("seed", range(300))
def test_any_chain_ends_and_no_trigger_fires_twice_in_it(seed: int) -> None:
    chance = random.Random(seed)
    triggers = [
        Trigger(
            *(id, "support", f"t{id}"),
            tuple(any_block(chance) for _ in range(chance.randrange(3))),
            tuple(any_action(chance) for _ in range(1 + chance.randrange(3))),
            position=chance.randrange(5),
        )
        for id in range(chance.randrange(40))
    ]
    firings, around = chain(triggers, MADE, PAYMENTS, NEVER)
    fired = [firing.trigger.id for firing in firings]
    assert len(fired) == len(set(fired)) <= DEEPEST
    assert chain(triggers, MADE, PAYMENTS, NEVER) == (firings, around)  # the same facts, the same firings
