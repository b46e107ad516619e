"""One rule for how long a caller has talked: whoever asks adds nothing up alone."""

from dataclasses import replace
from functools import reduce

import pytest

from cti import facts
from cti.facts import OutEnd
from cti.talks import ENDS, NONE, Talks, evolve
from journal import Fact
from tests.cti.words import CALL_FACTS

BEGIN = facts.Established("A", "agent1")
ELSEWHERE = facts.PassedToQueue("A", "agent1", "payments")


def after(*told: tuple[float, Fact]) -> Talks:
    return reduce(lambda talks, each: evolve(talks, each[1], each[0]), told, NONE)


def test_a_second_talk_counts_from_its_own_beginning() -> None:
    again = after((10, BEGIN), (30, ELSEWHERE), (50, BEGIN))
    assert again == Talks(first=10, since=50, seconds=20)
    assert again.until(55) == 25


def test_nobody_talks_while_the_caller_waits_again() -> None:
    assert after((10, BEGIN), (30, ELSEWHERE)) == Talks(first=10, since=0, seconds=20)


def test_hold_is_talk() -> None:
    held = after((10, BEGIN), (20, facts.Held("A", "agent1")), (40, facts.Retrieved("A", "agent1")))
    assert held.until(50) == 40


@pytest.mark.parametrize("kind", sorted(ENDS, key=str))
def test_what_ends_a_talk_ends_it_once(kind: type[Fact]) -> None:
    (end,) = (fact for fact in CALL_FACTS if type(fact) is kind)
    over = after((10, BEGIN), (25, end), (40, end))
    assert replace(over, lost_by="") == Talks(first=10, since=0, seconds=15)


def test_whose_phone_was_lost_is_known_until_somebody_talks_again() -> None:
    lost = (10, BEGIN), (30, facts.Requeued("A", "agent1", "phone away"))
    assert after(*lost).lost_by == "agent1"
    assert after(*lost, (50, facts.Established("A", "agent2"))).lost_by == ""
    assert after((10, BEGIN), (30, ELSEWHERE)).lost_by == ""


def test_a_talk_outside_is_no_talk_with_an_agent() -> None:
    sent = facts.Forwarded("A", "", "line")
    assert after((10, sent)) == Talks(since=10)
    by_an_agent = after((10, BEGIN), (20, facts.PassedToNumber("A", "agent1", "line", "0212345678")))
    assert evolve(by_an_agent, facts.Forwarded("A", "agent1", "line"), 30) == by_an_agent
    assert evolve(by_an_agent, facts.ForwardFailed("A", "agent1", "line", OutEnd.BUSY), 30) == by_an_agent
