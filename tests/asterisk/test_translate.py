"""Events as a real Asterisk sent them become facts."""

from pathlib import Path

import msgspec
import pytest

from asterisk.ari.events import Event
from asterisk.links import Links
from asterisk.translate import facts_of
from cti import facts
from journal import Fact

RECORDED = Path(__file__).parent.parent / "recorded"
STORIES = ("talk", "unallocated", "abandoned", "returned")
decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def recorded(story: str) -> list[Event]:
    return [decoder.decode(line) for line in (RECORDED / f"{story}.jsonl").read_text("utf-8").splitlines()]


def told(story: str, links: Links | None = None) -> list[Fact]:
    links = links or Links()
    return [fact for event in recorded(story) for fact in facts_of(event, links)]


def names(story: str) -> list[str]:
    return [type(fact).__name__ for fact in told(story)]


@pytest.mark.parametrize("story", STORIES)
def test_after_the_call_nothing_of_it_is_remembered(story: str) -> None:
    links = Links()
    told(story, links)
    assert len(links) == 0


def test_a_talk_is_established_once_however_often_it_is_held() -> None:
    assert names("talk") == [
        "Arrived",
        "Answered",
        "PromptEnded",
        *["DigitPressed"] * 3,
        "PromptEnded",
        "Established",
        "Cleared",
    ]


def test_who_calls_is_told_with_number_name_and_the_dialled_number() -> None:
    arrived = told("talk")[0]
    assert isinstance(arrived, facts.Arrived)
    assert (arrived.caller, arrived.name, arrived.dialled) == ("01012345678", "김민수", "0700000001")
    assert arrived.trunk == "trunk"


def test_digits_come_in_the_order_in_which_they_were_pressed() -> None:
    assert [fact.digit for fact in told("talk") if isinstance(fact, facts.DigitPressed)] == ["1", "2", "#"]


def test_an_announced_number_that_nobody_has_ends_with_that_cause() -> None:
    assert names("unallocated") == ["Arrived", "PromptEnded", "Cleared"]
    cleared = told("unallocated")[-1]
    assert isinstance(cleared, facts.Cleared)
    assert cleared.cause == "unallocated"


def test_a_prompt_that_a_hang_up_cut_short_was_not_played() -> None:
    ended = told("abandoned")[2]
    assert isinstance(ended, facts.PromptEnded)
    assert not ended.played
    assert names("abandoned")[-1] == "Cleared"


def test_a_caller_whom_the_dialplan_held_returns_and_is_not_new() -> None:
    assert names("returned") == ["Arrived", "Answered", "Returned", "Established", "Established", "Cleared"]


def test_the_same_visit_that_a_look_has_found_already_is_told_once() -> None:
    links, start = Links(), recorded("abandoned")
    call = "1795208349.3"
    links.begin(call)
    links.foresee(call, "0")
    assert not [fact for event in start for fact in facts_of(event, links) if isinstance(fact, facts.Returned)]


def test_what_happens_to_channels_that_are_no_callers_is_nothing() -> None:
    links = Links()
    without_start = [event for event in recorded("talk") if type(event).__name__ != "StasisStart"]
    found = [fact for event in without_start for fact in facts_of(event, links)]
    assert all(isinstance(fact, facts.PromptEnded) for fact in found)  # the engine knows that nobody waits for these


def test_a_call_that_we_hang_up_is_not_ended_by_its_caller() -> None:
    links = Links()
    events = recorded("returned")
    links.release("1795208350.4")
    cleared = [fact for event in events for fact in facts_of(event, links)][-1]
    assert cleared == facts.Cleared("1795208350.4", "normal", "system")
