"""Callers who walk through routes in virtual time, and what was covered."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.routes import EXAMPLES, SHIPPED, load_linked, load_route, load_routes, load_script
from ivr.coverage import covered
from ivr.flow import Flow, Goodbye, Menu, Say, Way
from ivr.rehearsal import complaints, rehearse
from ivr.script import Act, Kind, Test

SUPPORT = next(flow for flow in load_routes() if flow.name == "support")
HOURS = """
route: clinic
start: open
steps:
  open:
    hours: {timezone: Asia/Seoul, mon: "09:00-18:00"}
    open: welcome
    closed: closed
  welcome: {say: hello, then: bye}
  bye: {goodbye: bye}
  closed: {goodbye: closed}
"""


def does(*acts: str) -> tuple[Act, ...]:
    return tuple(Act(Kind.PRESS, act) for act in acts)


def faults(test: Test, flow: Flow = SUPPORT) -> list[str]:
    return complaints(test, rehearse(flow, test))


@pytest.mark.parametrize(
    "file",
    sorted((*(SHIPPED / "tests").glob("*.yaml"), *(EXAMPLES / "tests").glob("*.yaml"))),
    ids=lambda file: file.stem,
)
def test_the_shipped_routes_pass_their_tests_and_every_way_is_walked(file: Path) -> None:
    script = load_script(file.read_text())
    flow = load_linked(file.parent.parent / f"{script.route}.yaml")
    walks = [rehearse(flow, test) for test in script.tests]
    assert [complaints(test, walk) for test, walk in zip(script.tests, walks, strict=True)] == [[]] * len(walks)
    assert covered(flow, walks).missing == []


def test_every_shipped_route_has_tests() -> None:
    assert {file.stem for file in (SHIPPED / "tests").glob("*.yaml")} == {flow.name for flow in load_routes()}


def test_a_wrong_end_is_told() -> None:
    assert faults(Test("x", "goodbye", does("0"))) == ["the call ends with queue general, not goodbye"]


def test_a_prompt_out_of_its_turn_is_told() -> None:
    said = faults(Test("x", "queue general", does("0"), hears=("support.menu", "support.welcome")))
    assert said == ["support.welcome is not heard where it should be; heard: support.welcome, support.menu"]


def test_another_path_is_told() -> None:
    said = faults(Test("x", "queue payments", does("1", "1"), path=("Payments",)))
    assert said == ["the path is Payments > Card, not Payments"]


def test_a_callback_that_nobody_expected_is_told() -> None:
    said = faults(Test("x", "goodbye", does("3", "1"), caller="0551234567"))
    assert said == ["the callback is general 0551234567, not none"]


def test_keys_that_find_no_step_are_told() -> None:
    said = faults(Test("x", "queue general", does("0", "1")))
    assert said == ["the call was over before the caller had done everything; 1 left"]


def test_a_key_into_the_prompt_cuts_it_short() -> None:
    early = rehearse(SUPPORT, Test("x", "", (Act(Kind.EARLY, "0"), Act(Kind.EARLY, "0"))))
    patient = rehearse(SUPPORT, Test("x", "", does("0")))
    assert early.seconds < patient.seconds


def test_a_caller_who_hangs_up_ends_the_walk() -> None:
    assert rehearse(SUPPORT, Test("x", "", (Act(Kind.HANG_UP),))).ends == "hung up"


def test_hours_go_by_the_moment_of_the_call() -> None:
    clinic = load_route(HOURS)
    at_ten = load_script("route: clinic\ntests: {a: {at: 2026-11-23T10:00+09:00, ends: goodbye, hears: [hello]}}")
    at_night = load_script("route: clinic\ntests: {b: {at: 2026-11-23T20:00+09:00, ends: goodbye, hears: [closed]}}")
    assert [faults(test, clinic) for test in at_ten.tests + at_night.tests] == [[], []]


def test_what_was_not_walked_is_named() -> None:
    flow = load_route(HOURS)
    walk = rehearse(flow, load_script("route: clinic\ntests: {a: {ends: goodbye}}").tests[0])
    assert covered(flow, [walk]).missing == [("open", "open")]
    assert covered(flow, [walk]).percent == 50.0


def test_a_route_without_a_choice_is_covered() -> None:
    flow = Flow("x", 1, "hi", {"hi": Say(("hello",), "bye"), "bye": Goodbye(("bye",))})
    assert covered(flow, []).percent == 100.0


def test_a_walk_that_never_ends_is_given_up() -> None:
    """The checker refuses silent loops, but a caller who goes on pressing the same key may walk for ever."""
    menu = Menu(("m",), {"1": Way("again")}, "bye", "bye")
    flow = Flow("x", 1, "menu", {"menu": menu, "again": Say(("a",), "menu", barge_in=False), "bye": Goodbye(("b",))})
    walk = rehearse(flow, Test("x", "", does(*["1"] * 2000)))
    assert (walk.ends, walk.unused > 0) == ("", True)


@given(st.lists(st.sampled_from([*"0123456789*#", "early", "silence"]), max_size=12))
def test_any_caller_comes_to_an_end(keys: list[str]) -> None:
    words = {"early": Act(Kind.EARLY, "1"), "silence": Act(Kind.SILENCE)}
    test = Test("x", "", tuple(words.get(key) or Act(Kind.PRESS, key) for key in keys))
    assert rehearse(SUPPORT, test).ends in {"goodbye", "queue general", "queue payments", "queue account"}


def test_the_language_of_the_caller_changes_nothing_in_the_walk() -> None:
    test = Test("x", "", does("1", "1"))
    assert rehearse(SUPPORT, dataclasses.replace(test, language="ko")).ways == rehearse(SUPPORT, test).ways
