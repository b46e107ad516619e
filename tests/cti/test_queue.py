"""What can be set of a queue."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti import commands, facts
from cti.queue import SPANS, complaints, settings_of
from cti.refused import Refused
from cti.settings import QueueSettings
from tests.support.centre import Centre
from tests.support.plan import plan

AS_IT_IS = settings_of(plan().queues["general"])


def test_the_settings_of_a_new_queue_make_sense() -> None:
    assert complaints(AS_IT_IS) == []


@given(name=st.sampled_from(sorted(SPANS)), value=st.floats() | st.integers(-10, 10**6))
def test_no_time_outside_of_its_span_is_taken(name: str, value: float) -> None:
    span = SPANS[name]
    fits = span.least <= value <= span.most or (span.zero and value == 0)
    wish: dict[str, Any] = {name: value}
    assert bool(complaints(replace(AS_IT_IS, **wish))) is not fits


def test_a_change_is_written_with_what_was_before_and_is_in_the_plan_at_once() -> None:
    centre = Centre()
    wish = replace(AS_IT_IS, ring_seconds=33.0)
    centre.ask(commands.ChangeQueue("general", "supervisor", wish))
    assert centre.kept(facts.QueueChanged) == [facts.QueueChanged("general", "supervisor", AS_IT_IS, wish)]
    assert centre.plan.queues["general"].ring_seconds == 33


def test_the_members_of_a_queue_stay_when_its_settings_change() -> None:
    centre = Centre()
    members = centre.plan.queues["general"].members
    centre.ask(commands.ChangeQueue("general", "supervisor", replace(AS_IT_IS, wrap_up_seconds=30.0)))
    assert centre.plan.queues["general"].members == members


@pytest.mark.parametrize(
    ("queue", "settings", "remedy"),
    [
        ("nowhere", AS_IT_IS, "there is no queue nowhere"),
        ("general", replace(AS_IT_IS, auto_answer=True, ring_all=True), "switch one of them off"),
        ("general", replace(AS_IT_IS, music=""), "name of a class of music"),
    ],
)
def test_what_cannot_be_is_refused(queue: str, settings: QueueSettings, remedy: str) -> None:
    with pytest.raises(Refused, match=remedy):
        Centre().ask(commands.ChangeQueue(queue, "supervisor", settings))
