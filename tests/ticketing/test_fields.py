"""Fields of tickets, and what may stand in them."""

from dataclasses import replace

import pytest

from cti.refused import Refused
from ticketing.fields import (
    AskedKind,
    Audience,
    TicketField,
    accepted,
    asked,
    check_field,
    check_order,
    filled,
    in_order,
    in_words,
    missing,
)

K = AskedKind


def field(id: int, kind: AskedKind = K.TEXT, required: bool = False, options: tuple[str, ...] = ()) -> TicketField:
    name = f"F{id}"
    return TicketField(id, "support", Audience.AGENT, 0, name, kind, required, options, position=id)


@pytest.mark.spec("TKT-41")
def test_the_consent_is_last_wherever_it_was_put() -> None:
    fields = [field(1, K.CONSENT), field(2), field(3)]
    assert [each.id for each in in_order(fields)] == [2, 3, 1]
    known = {each.id: each for each in fields}
    check_order(known, [3, 2, 1])
    with pytest.raises(Refused, match="always comes last"):
        check_order(known, [1, 2, 3])
    with pytest.raises(Refused, match="changed meanwhile"):
        check_order(known, [2, 1])


@pytest.mark.spec("TKT-40", "TKT-44", "TKT-46")
def test_a_ticket_is_asked_by_its_receipt_type_and_channel() -> None:
    fields = [
        field(1),
        replace(field(2), category=7),
        replace(field(3), category=8),
        replace(field(4), phone_only=True),
    ]
    assert [each.id for each in asked(fields, [5, 7], "phone")] == [1, 2, 4]
    assert [each.id for each in asked(fields, [], "manual")] == [1]


@pytest.mark.spec("TKT-45")
@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (K.TEXT, "계좌 123", "계좌 123"),
        (K.TEXT, "", None),
        (K.NUMBER, 2.5, 2.5),
        (K.DATE, "2026-11-28", "2026-11-28"),
        (K.CHOICE, "red", "red"),
        (K.CHOICES, ["blue", "red"], ["red", "blue"]),
        (K.CHOICES, [], None),
        (K.CHECK, True, True),
        (K.CONSENT, False, False),
    ],
)
def test_what_fits_is_kept(kind: AskedKind, value: object, kept: object) -> None:
    assert accepted(field(1, kind, options=("red", "blue")), value) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (K.TEXT, "x" * 2001),
        (K.TEXT, 5),
        (K.NUMBER, "5"),
        (K.NUMBER, True),
        (K.NUMBER, float("nan")),
        (K.DATE, "28.11.2026"),
        (K.DATE, "2026-02-30"),
        (K.CHOICE, "green"),
        (K.CHOICES, ["red", "green"]),
        (K.CHECK, "yes"),
    ],
)
def test_what_does_not_fit_is_refused(kind: AskedKind, value: object) -> None:
    with pytest.raises(Refused, match="does not fit"):
        accepted(field(1, kind, options=("red", "blue")), value)


def test_what_must_be_filled_in_is_missed() -> None:
    fields = [field(1, required=True), field(2), field(3, K.CONSENT, required=True), field(4, K.NUMBER, required=True)]
    assert missing(fields, {3: False, 4: 0}) == ["F1", "F3"]


def test_a_choice_has_something_to_choose_from() -> None:
    with pytest.raises(Refused, match="two options"):
        check_field(field(1, K.CHOICE, options=("red",)))


def test_values_are_read_in_words() -> None:
    assert [in_words(value) for value in ("x", 2.0, True, False, ["a", "b"], None)] == ["x", "2", "✓", "", "a, b", ""]


@pytest.mark.spec("CUS-08")
def test_what_nobody_has_answered_is_filled_with_the_first_that_is_known_of_the_customer_and_fits() -> None:
    fields = [
        replace(field(1), known_as="name"),
        replace(field(2, K.CHOICE, options=("gold", "blue")), known_as="grade"),
        replace(field(3, K.NUMBER), known_as="age"),
        replace(field(4, K.DATE), known_as="born"),
        replace(field(5), known_as="nobody has it"),
        field(6),
    ]
    known = {"name": ["Kim", "Lee"], "grade": ["silver", "blue"], "age": ["many", "41"], "born": ["1985"]}
    assert filled(fields, {}, known) == {1: "Kim", 2: "blue", 3: 41.0}
    assert filled(fields, {1: "Park", 3: 0}, known) == {2: "blue"}
