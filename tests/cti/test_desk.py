"""The one place that says yes or no."""

import pytest

from cti import commands, facts, orders
from cti.desk import Desk
from cti.facts import AgentState
from cti.refused import Refused
from cti.table import CallState
from journal import Fact
from tests.support.centre import Centre
from tests.support.plan import plan


def test_a_call_is_not_offered_to_somebody_who_is_not_ready() -> None:
    centre = Centre()
    centre.waits()
    with pytest.raises(Refused, match="agent1 is off"):
        centre.ask(commands.Offer("A", "agent1"))


def test_a_call_is_not_offered_without_a_phone() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.tell(facts.PhoneDetached("agent1"))
    centre.waits()
    with pytest.raises(Refused, match="has no phone"):
        centre.ask(commands.Offer("A", "agent1"))


@pytest.mark.spec("TEL-20")
def test_nobody_confirms_without_a_phone() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    centre.tell(facts.PhoneDetached("agent1"))
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    assert centre.brain.desk.calls["A"].state is CallState.OFFERED
    assert not [order for order in centre.switch.told if isinstance(order, orders.Connect)]


def test_nothing_can_be_asked_of_a_call_that_is_over() -> None:
    with pytest.raises(Refused, match="over"):
        Desk(plan()).decide(commands.Hold("A", "agent1"))


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        (facts.DigitPressed("A", "1"), True),
        (facts.DigitPressed("gone", "1"), False),
        (facts.Cleared("gone", "normal"), False),
        (facts.Arrived("new", "", "0700"), True),
        (facts.Arrived("A", "", "0700"), False),
        (facts.Established("A", "agent1"), False),
        (facts.PhoneAttached("agent1"), True),
    ],
)
def test_what_is_about_something_that_is_over_is_not_known(fact: Fact, known: bool) -> None:
    centre = Centre()
    centre.waits("A")
    assert centre.brain.desk.knows(fact) is known


@pytest.mark.spec("TEL-29")
def test_in_a_talk_the_desk_offers_what_is_possible_then() -> None:
    centre = Centre()
    centre.talks()
    possible = set(centre.brain.desk.possible(centre.brain.desk.calls["A"]))
    assert {commands.Hold, commands.HangUp, commands.Dismiss, commands.SendDigits} <= possible
    assert not possible & {commands.Confirm, commands.Cancel, commands.Offer, commands.Enqueue}


def test_the_call_of_an_agent_is_the_one_that_rings_or_talks() -> None:
    centre = Centre()
    centre.talks()
    found = centre.brain.desk.call_of("agent1")
    assert found is not None
    assert found.id == "A"
    centre.hang_up()
    assert centre.brain.desk.call_of("agent1") is None
    assert centre.state("agent1") is AgentState.AFTER_CALL
