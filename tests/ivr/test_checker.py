"""What a route would do to callers, found before any caller meets it."""

import pytest

from ivr.checker import Known, check
from ivr.complaint import Severity
from ivr.draw import draw
from ivr.flow import Flow, Goodbye, Hours, Mark, Menu, Say, Step, ToQueue, Way
from ivr.hours import ALWAYS
from tests.ivr.flows import FLOW

BYE = Goodbye(("bye",))


def found(steps: dict[str, Step], start: str = "a") -> list[str]:
    flow = Flow("x", 1, start, steps, {name: Mark(line, 3) for line, name in enumerate(steps, 5)})
    return [str(complaint) for complaint in check(flow, Known({"general": ""}, prompts={"p": ["en"], "bye": ["en"]}))]


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ({"b": BYE}, "1:1: error: the route starts at 'a', which does not exist"),
        ({"a": Say(("p",), "c"), "b": BYE}, "5:3: error: step a: 'next' leads to 'c', which does not exist"),
        ({"a": Menu(("p",), {}, "b", "b"), "b": BYE}, "5:3: error: menu a has no keys"),
        ({"a": Say((), "b"), "b": BYE}, "5:3: error: step a says nothing"),
        ({"a": Say(("p",), "b"), "b": Say(("p",), "a"), "c": BYE}, "goes round for ever: a → b → a"),
        ({"a": Menu(("p",), {"1": Way("b")}, "a", "b"), "b": BYE}, "goes round for ever: a → a"),
        ({"a": Hours(ALWAYS, "b", "a"), "b": BYE}, "goes round for ever: a → a"),
        ({"a": Say(("p",), "b"), "b": Say(("p",), "b")}, "no step puts a caller into a queue or says goodbye"),
        ({"a": BYE, "b": BYE}, "6:3: warning: nobody can reach step b"),
        ({"a": ToQueue("sales")}, "5:3: error: step a: there is no queue 'sales'; write one of general"),
        ({"a": Goodbye(("q",))}, "5:3: error: step a: there is no prompt 'q'"),
    ],
)
def test_what_is_found(steps: dict[str, Step], complaint: str) -> None:
    assert any(complaint in each for each in found(steps)), found(steps)


def test_a_loop_that_the_caller_makes_is_fine() -> None:
    assert found({"a": Menu(("p",), {"1": Way("a")}, "b", "b"), "b": BYE}) == []


def test_a_loop_is_told_once() -> None:
    steps: dict[str, Step] = {"a": Say(("p",), "b"), "b": Say(("p",), "c"), "c": Say(("p",), "b"), "d": BYE}
    assert len([each for each in found(steps) if "for ever" in each]) == 1


def test_a_long_route_is_checked_too() -> None:
    steps: dict[str, Step] = {f"s{number}": Say(("p",), f"s{number + 1}") for number in range(499)}
    assert found({**steps, "s499": BYE}, "s0") == []


def test_an_unreachable_step_is_a_warning_only() -> None:
    flow = Flow("x", 1, "a", {"a": BYE, "b": BYE})
    assert [complaint.severity for complaint in check(flow)] == [Severity.WARNING]


def test_a_drawing_shows_every_step_and_every_way() -> None:
    drawn = draw(FLOW)
    assert drawn.startswith('flowchart TD\n    caller(("small")) --> s0\n')
    assert '    s2{{"choose: menu"}}' in drawn
    assert '    s2 -->|"1 Sales"| s6' in drawn
    assert drawn.count("-->|") == sum(1 for line in drawn.splitlines() if "|" in line)


def test_a_prompt_that_lacks_a_language_of_the_route_is_a_warning() -> None:
    steps: dict[str, Step] = {"a": Menu(("p",), {"1": Way("b", language="ja")}, "b", "b"), "b": BYE}
    flow = Flow("x", 1, "a", steps)
    said = [str(each) for each in check(flow, Known(prompts={"p": {"en", "ko", "ja"}, "bye": {"en", "ja"}}))]
    assert said == [
        "1:1: warning: step b: prompt 'bye' has no text in 'ko'; write it, or callers hear another language"
    ]
    chosen_only = [str(each) for each in check(flow, Known(prompts={"p": {"en"}, "bye": {"en"}}))]
    assert [each.split(": ")[-1].split(";")[0] for each in chosen_only] == [
        "prompt 'p' has no text in 'ja'",
        "prompt 'bye' has no text in 'ja'",
    ]
