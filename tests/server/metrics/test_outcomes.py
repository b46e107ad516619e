"""What became of a call, counted once, at its end."""

import pytest

from cti import facts
from journal import Fact
from server.metrics.outcomes import Ended, Outcomes

ARRIVED, QUEUED = facts.Arrived("c1", "0311", "0700"), facts.Queued("c1", "general")
CLEARED = facts.Cleared("c1", "normal")


def became(*story: Fact) -> list[Ended]:
    outcomes = Outcomes()
    return [ended for fact in story if (ended := outcomes.take(fact))]


@pytest.mark.parametrize(
    ("story", "outcome"),
    [
        ([], "in_route"),
        ([facts.Unallocated("c1", "0700")], "unallocated"),
        ([QUEUED], "abandoned"),
        ([QUEUED, facts.QueueLeft("c1", "general", "closed", 0)], "in_route"),
        ([QUEUED, facts.Established("c1", "kim")], "answered"),
        ([QUEUED, facts.Established("c1", "kim"), facts.PassedToQueue("c1", "kim", "general")], "answered"),
    ],
)
def test_the_furthest_that_a_call_came_is_what_became_of_it(story: list[Fact], outcome: str) -> None:
    assert became(ARRIVED, *story, CLEARED) == [Ended("in", outcome)]


def test_an_outgoing_call_is_reached_or_not() -> None:
    dialled = facts.Dialled("c1", "kim", "0311", "", "support")
    assert became(dialled, CLEARED) == [Ended("out", "not_reached")]
    assert became(dialled, facts.Established("c1", "kim"), CLEARED) == [Ended("out", "answered")]


def test_a_call_that_goes_on_is_not_counted_and_an_end_of_nothing_neither() -> None:
    assert became(ARRIVED, QUEUED) == became(CLEARED) == []
