"""Reading what a caller does in a route, and what shall come of it."""

import pytest

from config.routes import load_script
from ivr.complaint import Faulty
from ivr.script import Act, Kind

HEAD = "route: support\ntests:\n  one:\n    ends: goodbye\n"


def complaint(text: str) -> str:
    with pytest.raises(Faulty) as caught:
        load_script(text)
    return str(caught.value)


def test_keys_silence_and_hanging_up_are_what_a_caller_does() -> None:
    (test,) = load_script(f"{HEAD}    does: [1, early 2#, silence, hang up]").tests
    assert test.does == (Act(Kind.PRESS, "1"), Act(Kind.EARLY, "2#"), Act(Kind.SILENCE), Act(Kind.HANG_UP))


def test_a_moment_has_its_offset() -> None:
    (test,) = load_script(f"{HEAD}    at: 2026-11-23T10:00+09:00").tests
    assert test.at == 1_795_395_600.0


def test_without_a_moment_it_is_a_working_day() -> None:
    (test,) = load_script(HEAD).tests
    assert test.at == 1_795_428_000.0


def test_a_caller_may_withhold_the_number() -> None:
    (test,) = load_script(f"{HEAD}    caller: withheld").tests
    assert test.caller == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("does: [sing]", "5:12: error: a caller cannot do 'sing'; write keys such as 1 or 010#"),
        ("does: [early]", "a caller cannot do 'early'"),
        ("at: noon", "5:9: error: 'noon' is no moment; write it with its offset"),
        ("at: 2026-11-23T10:00", "is no moment; write it with its offset"),
        ("hear: [x]", "5:5: error: test 'one' has no 'hear'; did you mean 'hears'?"),
    ],
)
def test_a_fault_is_told_with_its_place_and_remedy(line: str, said: str) -> None:
    assert said in complaint(f"{HEAD}    {line}")


@pytest.mark.parametrize("end", ["queue", "somewhere", "goodbye now"])
def test_a_call_ends_in_one_of_four_ways(end: str) -> None:
    assert "4:11: error: a call cannot end with" in complaint(HEAD.replace("goodbye", end))


def test_a_file_without_tests_is_a_mistake() -> None:
    assert "there are no tests in it" in complaint("route: support\ntests: {}")
