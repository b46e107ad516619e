"""What a call goes through comes out as spans, each once, when it is over."""

import pytest

from cti import facts
from cti.facts import AgentState
from journal import Entry, Fact
from server.tracing.ids import CALL, call_in, span_of, trace_of
from server.tracing.stages import Span, Stages

ARRIVED = facts.Arrived("1.7", "0311234567", "0700")
ROUTED = facts.RouteEntered("1.7", "support", "main", 3, "en")
QUEUED, CLEARED = facts.Queued("1.7", "general"), facts.Cleared("1.7", "normal")
OFFERED, CONFIRMED = facts.Offered("1.7", "kim"), facts.OfferConfirmed("1.7", "kim")
TALKS = [ARRIVED, ROUTED, QUEUED, OFFERED, CONFIRMED, facts.Established("1.7", "kim")]


def spans(*story: Fact, stages: Stages | None = None, first: int = 1) -> list[Span]:
    """Each fact ten seconds after the one before."""
    taking = stages or Stages()
    entries = [Entry(first + n, 10.0 * (first + n), None, fact) for n, fact in enumerate(story)]
    return [span for entry in entries for span in taking.take(entry)]


def names(found: list[Span]) -> list[str]:
    return [span.name for span in found]


def test_a_call_from_menu_to_talk_is_told_in_its_stages() -> None:
    found = spans(*TALKS, CLEARED)
    assert names(found) == ["menu", "offer", "queue", "talk", CALL]
    assert [(span.began, span.ended) for span in found] == [(20, 30), (40, 50), (30, 60), (60, 70), (10, 70)]


def test_the_work_after_a_call_belongs_to_its_trace_though_the_call_is_over() -> None:
    after = [
        facts.AgentStateChanged("kim", state) for state in (AgentState.AFTER_CALL, AgentState.WORK, AgentState.READY)
    ]
    found = spans(*TALKS, CLEARED, *after)
    assert names(found)[-1] == "after-call"
    assert (found[-1].call, found[-1].began, found[-1].ended) == ("1.7", 80, 100)


def test_an_offer_that_rang_at_two_is_two_spans_and_each_ends_for_itself() -> None:
    both = [ARRIVED, QUEUED, OFFERED, facts.Offered("1.7", "lee"), facts.OfferWithdrawn("1.7", "lee", "kim"), CONFIRMED]
    found = spans(*both)
    assert [(span.name, span.agent, span.attributes["outcome"]) for span in found] == [
        ("offer", "lee", "OfferWithdrawn"),
        ("offer", "kim", "OfferConfirmed"),
    ]


def test_a_caller_who_gives_up_ends_everything_that_was_open() -> None:
    assert names(spans(ARRIVED, ROUTED, QUEUED, OFFERED, CLEARED)) == ["menu", "offer", "queue", CALL]


def test_an_unanswered_offer_is_marked_as_an_error() -> None:
    [span] = spans(ARRIVED, QUEUED, OFFERED, facts.OfferUnanswered("1.7", "kim"))
    assert not span.well


def test_hold_and_steps_are_moments_inside_their_span() -> None:
    step, held = facts.StepEntered("1.7", "choose", 1), facts.Held("1.7", "kim")
    found = spans(ARRIVED, ROUTED, step, *TALKS[2:], held, CLEARED)
    menu, talk = (next(each for each in found if each.name == name) for name in ("menu", "talk"))
    assert [(moment.name, moment.step) for moment in menu.moments] == [("step", "choose")]
    assert [moment.name for moment in talk.moments] == ["held"]


def test_a_restart_in_the_middle_gives_the_same_spans_with_the_same_ids() -> None:
    whole = spans(*TALKS, CLEARED)
    before, after = Stages(), Stages()
    first = spans(*TALKS, stages=before)
    spans(*TALKS, stages=after)  # read again; what comes out was sent before
    rest = spans(CLEARED, stages=after, first=7)
    assert [(s.name, s.id, s.began, s.ended) for s in first + rest] == [(s.name, s.id, s.began, s.ended) for s in whole]


def test_nothing_is_left_of_a_call_that_is_over() -> None:
    stages = Stages()
    spans(*TALKS, CLEARED, stages=stages)
    assert stages.calls == {}
    assert spans(facts.Held("1.7", "kim"), stages=stages) == []


def test_the_ids_follow_from_the_call_alone_and_differ_between_calls() -> None:
    assert trace_of("1.7") == trace_of("1.7") != trace_of("1.8")
    assert span_of("1.7", CALL) != span_of("1.8", CALL)
    assert 0 < trace_of("1.7") < 2**128
    assert 0 < span_of("1.7", "menu", 3) < 2**64


@pytest.mark.parametrize(
    ("path", "call", "shown"),
    [
        ("/channels/1.7/play", "1.7", "channels/{id}/play"),
        ("/channels/leg-kim~/variable", "", "channels/{id}/variable"),
        ("/bridges/mix-1.7/addChannel", "1.7", "bridges/{id}/addChannel"),
        ("/bridges/hold-general", "", "bridges/{id}"),
        ("/playbacks/1.7%3Awelcome.2", "1.7", "playbacks/{id}"),
        ("/asterisk/info", "", "asterisk/{id}"),
    ],
)
def test_a_request_to_asterisk_says_of_which_call_it_is(path: str, call: str, shown: str) -> None:
    assert call_in(path) == (call, shown)
