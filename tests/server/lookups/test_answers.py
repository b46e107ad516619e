"""Answers in JSON become variables: few, short, plain."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.lookups.answers import LONGEST, MOST, values_of
from server.lookups.breaker import FAILURES, REST, Breaker

ORDER = {"state": "sent", "items": [{"name": "Tea"}, {"name": "Cup"}], "paid": True, "sum": 12.5, "no": None}
ANSWER = {"order": ORDER, "a/b": "slash", "c.d": "dot", "": "empty"}
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/order/state", "sent"),
        ("order.state", "sent"),
        ("/order/items/1/name", "Cup"),
        ("order.items.0.name", "Tea"),
        ("/order/paid", "yes"),
        ("/order/sum", "12.5"),
        ("/a~1b", "slash"),
        ("/c.d", "dot"),
        ("/", "empty"),
    ],
)
def test_a_pointer_finds_a_plain_value(pointer: str, value: str) -> None:
    assert values_of(ANSWER, {"v": pointer}) == {"v": value}


@pytest.mark.parametrize(
    "pointer", ["", "/order", "/order/items", "/order/no", "/nowhere", "/order/items/9", "order.items.x"]
)
def test_what_is_not_there_or_not_plain_sets_nothing(pointer: str) -> None:
    assert values_of(ANSWER, {"v": pointer}) == {}


def test_control_signs_are_dropped_and_long_texts_are_cut() -> None:
    assert values_of({"v": " a\r\nb\x00\u202ec "}, {"v": "v"}) == {"v": "a  b  c"}
    assert len(values_of({"v": "x" * 9999}, {"v": "v"})["v"]) == LONGEST


def test_there_are_never_more_variables_than_a_route_can_mean() -> None:
    many = {f"v{n}": f"/v{n}" for n in range(MOST + 10)}
    assert len(values_of({f"v{n}": n for n in range(MOST + 10)}, many)) == MOST


@given(json, st.text(max_size=10))
def test_any_answer_and_any_pointer_give_short_plain_texts(answer: Any, pointer: str) -> None:  # noqa: ANN401
    for value in values_of(answer, {"v": pointer}).values():
        assert len(value) <= LONGEST
        assert all(ord(sign) >= 0x20 for sign in value)


def test_a_system_that_fails_is_left_alone_and_tried_by_one_call_after_the_rest() -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.lets_through(0.0)
        breaker.note(False, 0.0)
    assert not breaker.lets_through(REST - 1)
    assert breaker.lets_through(REST)
    assert not breaker.lets_through(REST + 1)
    breaker.note(True, REST + 1)
    assert breaker.lets_through(REST + 2)
