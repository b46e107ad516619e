"""Switches, variables and chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.routes import load_route
from cti import facts
from ivr.checker import Known as Checked
from ivr.checker import check
from ivr.choices import Known, Present, drawn, way_of
from ivr.flow import Case, Comparison, Flow, Split, Switch
from ivr.rehearsal import rehearse
from ivr.script import Act, Kind, Test
from tests.support.centre import Centre

ROUTE = """
route: support
start: language
steps:
  language:
    menu: support.welcome
    keys: {1: {to: number, language: ko}, 2: {to: number, language: en}}
    no input: number
    wrong input: number
  number: {collect: support.menu, into: customer, least: 1, most: 4, then: vip, no input: crowd, wrong input: crowd}
  vip:
    switch: $customer
    cases: [{starts with: "9", to: first, label: VIP, code: V}]
    otherwise: crowd
  crowd:
    switch: waiting in general
    cases: [{over: 2, to: full}]
    otherwise: second
  first: {queue: payments}
  second: {queue: general}
  full: {goodbye: system.closed}
"""
FLOW = load_route(ROUTE)


def case(test: Comparison, *values: str) -> Switch:
    return Switch("$x", (Case(test, values, "a"),), "b")


@pytest.mark.parametrize(
    ("switch", "value", "fits"),
    [
        (case(Comparison.IS, "1", "2"), "2", True),
        (case(Comparison.IS, "1"), "10", False),
        (case(Comparison.STARTS, "+1", "001"), "0012", True),
        (case(Comparison.STARTS, ""), "0012", False),
        (case(Comparison.OVER, "5"), "5.1", True),
        (case(Comparison.OVER, "5"), "5", False),
        (case(Comparison.UNDER, "5"), "4", True),
        (case(Comparison.UNDER, "5"), "", False),
        (case(Comparison.OVER, "5"), "many", False),
        (case(Comparison.OVER, "5"), "٦", False),
    ],
)
def test_a_case_fits_or_not(switch: Switch, value: str, fits: bool) -> None:
    way = way_of(switch, Known().with_plain({"x": value}), Present())
    assert (way == switch.cases[0].way) is fits


def test_the_first_case_that_fits_is_taken() -> None:
    switch = Switch("caller", (Case(Comparison.STARTS, ("0",), "a"), Case(Comparison.IS, ("01",), "b")), "c")
    assert way_of(switch, Known("01"), Present()) == "starts with 0"


def test_a_value_may_be_that_of_another_variable() -> None:
    known = Known().with_values({"a": "1"}).with_values({"a": "2", "b": "$a", "c": "$nothing"})
    assert dict(known.variables) == {"a": "2", "b": "1", "c": ""}


def test_a_figure_is_asked_for_its_queue() -> None:
    values = {("longest wait", "a b"): 7.0}
    switch = Switch("longest wait in a b", (Case(Comparison.OVER, ("6",), "x"),), "y")
    assert way_of(switch, Known(), Present(figures=lambda *about: values[about])) == "over 6"


@given(st.text(), st.text(min_size=1), st.dictionaries(st.text(min_size=1), st.floats(0.01, 100), min_size=1))
def test_a_draw_is_one_of_the_steps_and_stays_the_same(call: str, step: str, weights: dict[str, float]) -> None:
    assert drawn(Split(weights), call, step) in weights
    assert drawn(Split(weights), call, step) == drawn(Split(weights), call, step)


def test_draws_come_near_the_weights() -> None:
    taken = [drawn(Split({"a": 30, "b": 70}), f"call-{number}", "s") for number in range(5000)]
    assert 0.27 < taken.count("a") / len(taken) < 0.33


def walk(*acts: str, waiting: float = 0.0) -> tuple[str, tuple[str, ...]]:
    does = tuple(Act(Kind.PRESS, act) for act in acts)
    went = rehearse(FLOW, Test("x", "", does, figures={"waiting in general": waiting}))
    return went.ends, went.path


def test_what_was_typed_decides() -> None:
    assert walk("1", "9#") == ("queue payments", ("VIP",))
    assert walk("1", "8#") == ("queue general", ())


def test_a_full_queue_decides() -> None:
    assert walk("2", "8#", waiting=3)[0] == "goodbye"
    assert walk("2", "8#", waiting=2)[0] == "queue general"


def test_the_chosen_language_is_that_of_the_call_from_then_on() -> None:
    centre = Centre(flows=[FLOW])
    centre.call("A")
    centre.press("A", "1")
    assert centre.brain.desk.calls["A"].language == "ko"
    assert centre.kept(facts.LanguageChosen) == [facts.LanguageChosen("A", "ko")]


def test_variables_and_language_outlive_a_restart() -> None:
    centre = Centre(flows=[FLOW])
    centre.call("A")
    centre.press("A", "19")
    centre.restart()
    centre.press("A", "#")
    call = centre.brain.desk.calls["A"]
    assert (call.queue, call.language, call.path) == ("payments", "ko", ("VIP",))


def test_real_queues_are_looked_at() -> None:
    centre = Centre(flows=[FLOW])
    for caller in "ABC":
        centre.call(caller)
        centre.press(caller, "18#")
    centre.call("D")
    centre.press("D", "18#")
    assert [centre.brain.desk.calls[caller].queue for caller in "ABCD"] == ["general", "general", "general", ""]


def test_a_variable_that_some_way_does_not_set_is_a_warning() -> None:
    flow = load_route(ROUTE.replace("no input: crowd, wrong input: crowd", "no input: vip, wrong input: crowd"))
    assert [str(each) for each in check(flow)] == [
        "11:3: warning: step vip reads $customer, which is not set on every way that leads there; "
        "set it before, by `set` or by `into` of a collect"
    ]
    assert check(FLOW) == []


def test_a_switch_on_an_unknown_queue_is_an_error() -> None:
    assert any("there is no queue 'general'" in str(each) for each in check(FLOW, Checked({"payments": ""})))


def test_a_silent_loop_through_a_switch_is_an_error() -> None:
    looping: Flow = load_route(ROUTE.replace("otherwise: second", "otherwise: vip"))
    assert any("goes round for ever" in str(each) for each in check(looping))
