"""One fact in, the next place and commands out."""

import pytest

from cti import commands, facts
from ivr.interpreter import ANOTHER, PROMPT_LIMIT, TYPED
from tests.ivr.flows import NOW, Walk, go, play, stop


def way(step: str, name: str, label: str = "", code: str = "") -> commands.TakeWay:
    return commands.TakeWay("A", step, name, label, code)


def test_a_greeting_leads_on_when_it_is_over() -> None:
    walk = Walk("greet")
    assert walk.asked == [play("greet", 1, "hello")]
    assert walk.prompt_ends() == [go("choose", 2)]


def test_a_prompt_of_an_earlier_step_changes_nothing() -> None:
    walk = Walk("choose")
    before = walk.place
    assert walk.told(facts.PromptEnded("A", "greet.0")) == []
    assert walk.place == before


def test_a_prompt_that_cannot_be_played_holds_nobody_up() -> None:
    assert Walk("greet").told(facts.OrderFailed("A", "StartPrompt", "", 500, "no such file")) == [go("choose", 2)]


def test_a_prompt_whose_end_is_never_told_ends_in_time() -> None:
    walk = Walk("greet")
    assert walk.place.until == NOW + PROMPT_LIMIT
    assert walk.waits_in_vain() == [stop("greet", 1), go("choose", 2)]


@pytest.mark.spec("IVR-02", "IVR-04")
def test_a_key_stops_the_prompt_and_takes_its_way() -> None:
    assert Walk("choose").press("1") == [stop("choose", 1), way("choose", "1", "Sales", "S")]


def test_a_key_after_the_prompt_takes_its_way() -> None:
    walk = Walk("choose")
    walk.prompt_ends()
    assert walk.place.until == NOW + 5.0
    assert walk.press("1") == [way("choose", "1", "Sales", "S")]


def test_a_key_in_the_greeting_is_the_first_input_of_the_menu() -> None:
    walk = Walk("greet")
    assert walk.press("1") == [stop("greet", 1), go("choose", 2)]
    assert walk.obeys() == [way("choose", "1", "Sales", "S")]


def test_what_has_to_be_heard_is_heard_and_the_key_is_kept() -> None:
    walk = Walk("legal")
    assert walk.press("1") == []
    walk.prompt_ends()
    assert walk.obeys() == [way("choose", "1", "Sales", "S")]


def test_digits_typed_ahead_go_through_menu_and_number() -> None:
    walk = Walk("legal")
    walk.press("21234")
    walk.prompt_ends()
    assert walk.obeys() == [way("choose", "2")]
    walk.obeys()
    assert walk.obeys() == [way("number", "next", "Customer 1234")]


@pytest.mark.parametrize(
    ("way_taken", "hint"), [("no input", "system.no-input"), ("wrong input", "system.wrong-input")]
)
def test_a_missed_input_is_asked_for_again_with_a_word_about_it(way_taken: str, hint: str) -> None:
    walk = Walk("choose")
    assert walk.told(facts.WayTaken("A", "choose", way_taken)) == [go("choose", 2)]
    assert walk.obeys() == [play("choose", 2, hint, "menu")]


@pytest.mark.parametrize(("second", "target"), [("no input", "sales"), ("wrong input", "bye")])
def test_the_last_try_decides_where_it_leads(second: str, target: str) -> None:
    walk = Walk("choose")
    walk.told(facts.WayTaken("A", "choose", "no input"))
    walk.told(facts.StepEntered("A", "choose", 2))
    assert walk.told(facts.WayTaken("A", "choose", second)) == [go(target, 3)]


def test_a_wrong_key_forgets_what_was_typed_after_it() -> None:
    walk = Walk("legal")
    walk.press("91")
    walk.prompt_ends()
    assert walk.obeys() == [way("choose", "wrong input")]
    assert walk.place.typed == ""


def test_silence_is_no_input() -> None:
    walk = Walk("choose")
    walk.prompt_ends()
    assert walk.waits_in_vain() == [way("choose", "no input", "", "")]


def test_a_time_out_of_an_earlier_visit_changes_nothing() -> None:
    walk = Walk("choose")
    assert walk.told(facts.InputTimedOut("A", "choose", 0)) == []


class TestNumbers:
    @pytest.mark.parametrize("typed", ["12#", "1234"])
    def test_a_number_ends_with_the_hash_key_or_when_it_is_full(self, typed: str) -> None:
        number = typed.rstrip("#")
        assert Walk("number").press(typed)[-1] == way("number", "next", f"Customer {number}")

    def test_a_number_ends_with_a_pause(self) -> None:
        walk = Walk("number")
        walk.press("123")
        assert walk.place.until == NOW + 3.0
        assert walk.waits_in_vain() == [way("number", "next", "Customer 123")]

    @pytest.mark.parametrize("typed", ["1#", "*1#", "#"])
    def test_a_number_that_is_too_short_or_no_number_is_wrong_input(self, typed: str) -> None:
        assert Walk("number").press(typed)[-1] == way("number", "wrong input")

    def test_nothing_typed_is_no_input(self) -> None:
        walk = Walk("number")
        walk.prompt_ends()
        assert walk.waits_in_vain() == [way("number", "no input")]


def test_outside_the_hours_the_closed_way_is_taken() -> None:
    assert Walk("night").asked == [way("night", "closed")]


def test_the_door_at_the_end_is_a_queue() -> None:
    assert Walk("sales").asked == [commands.Enqueue("A", "sales", 3)]


def test_goodbye_hangs_up_when_it_has_been_said_and_keys_do_not_shorten_it() -> None:
    walk = Walk("bye")
    assert walk.press("1") == []
    assert walk.prompt_ends() == [commands.Clear("A", "normal", "route")]


def test_who_returns_hears_the_step_again() -> None:
    walk = Walk("choose")
    assert walk.told(facts.Returned("A")) == [go("choose", 2)]
    assert walk.obeys() == [play("choose", 2, "menu")]


def test_a_step_that_the_route_has_no_more_leads_to_the_start() -> None:
    walk = Walk("gone")
    assert walk.asked == [go("greet", 2)]
    walk = Walk("greet")
    walk.flow = type(walk.flow)("other", 2, "choose", {"choose": walk.flow.steps["choose"]})
    assert walk.press("1") == []


@pytest.mark.spec("CB-01")
class TestCallbacks:
    def test_the_number_is_read_back_and_confirmed_by_a_key(self) -> None:
        walk = Walk("call back", "+82")
        digits = ("system.digit.plus", "system.digit.8", "system.digit.2")
        assert walk.asked == [play("call back", 1, "system.callback.number-is", *digits, "system.callback.choose")]
        assert walk.press("1") == [stop("call back", 1), way("call back", "next")]
        assert walk.obeys() == [commands.RequestCallback("A", "+82", "sales")]
        assert walk.told(facts.CallbackRequested("A", "+82", "sales")) == [go("bye", 2)]

    def test_another_number_is_typed_and_read_back(self) -> None:
        walk = Walk("call back")
        assert walk.press("2")[-1] == way("call back", ANOTHER)
        walk.obeys()
        assert walk.obeys() == [play("call back", 2, "system.callback.number")]
        assert walk.press("0311#")[-1] == way("call back", TYPED)
        walk.obeys()
        assert walk.obeys()[0] == play(
            "call back",
            3,
            "system.callback.number-is",
            *(f"system.digit.{d}" for d in "0311"),
            "system.callback.choose",
        )

    def test_a_caller_without_a_number_is_asked_for_one(self) -> None:
        assert Walk("call back", "").asked == [play("call back", 1, "system.callback.number")]

    def test_a_caller_who_says_nothing_goes_the_other_way(self) -> None:
        walk = Walk("call back")
        walk.told(facts.WayTaken("A", "call back", "no input"))
        assert walk.told(facts.WayTaken("A", "call back", "no input")) == [go("sales", 2)]
