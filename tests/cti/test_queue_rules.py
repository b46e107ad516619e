"""Queues are made, renamed and removed; their members have levels; what cannot be so is refused with what to do."""

from dataclasses import replace
from typing import Any

import pytest

from cti import commands, facts
from cti.plan import Queue
from cti.queue import settings_of
from cti.queueing import Announcing, CallingBack, Choice, Choosing, Limits, Overflow, Ring, To, When
from cti.refused import Refused
from tests.support.centre import Centre

PLAIN = settings_of(Queue("", "", ""))
NOW = "supervisor"


def test_a_queue_is_made_with_its_settings_renamed_and_removed() -> None:
    centre = Centre()
    rules = replace(PLAIN, choosing=Choosing(rings=(Ring(30.0, reserve=True),)))
    centre.ask(commands.OpenQueue("vip", NOW, " Very important ", "support", rules))
    assert centre.plan.queues["vip"] == Queue("vip", "Very important", "support", choosing=rules.choosing)
    centre.ask(commands.RenameQueue("vip", NOW, "Gold"))
    assert centre.plan.queues["vip"].name == "Gold"
    centre.ask(commands.RemoveQueue("vip", NOW))
    assert "vip" not in centre.plan.queues
    assert [type(fact) for fact in centre.kept(facts.QueueOpened)] == [facts.QueueOpened]
    assert centre.kept(facts.QueueRenamed) == [facts.QueueRenamed("vip", NOW, "Very important", "Gold")]
    assert centre.kept(facts.QueueRemoved) == [facts.QueueRemoved("vip", NOW, "Gold")]


def test_members_have_levels_and_some_only_help_out() -> None:
    centre = Centre()
    centre.ask(commands.ChangeMembers("general", NOW, {"agent1": 1, "agent2": 3}, ("agent2",)))
    queue = centre.plan.queues["general"]
    assert {person: queue.level(person) for person in queue.members} == {"agent1": 1, "agent2": 3}
    assert queue.reserve == {"agent2"}
    again = len(centre.kept(facts.MembersChanged))
    centre.ask(commands.ChangeMembers("general", NOW, {"agent1": 1, "agent2": 3}, ("agent2",)))
    assert len(centre.kept(facts.MembersChanged)) == again, "nothing changed, nothing is told"


OVER = Limits(overflows=(Overflow(When.WAIT, To.QUEUE, 60.0, "general"),))


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (commands.OpenQueue("general", NOW, "Other", "support", PLAIN), "cannot be the id"),
        (commands.OpenQueue("A b", NOW, "Other", "support", PLAIN), "cannot be the id"),
        (commands.OpenQueue("new", NOW, "General", "support", PLAIN), "choose another name"),
        (commands.OpenQueue("new", NOW, " ", "support", PLAIN), "1 to 60 letters"),
        (commands.OpenQueue("new", NOW, "New", "nowhere", PLAIN), "no service nowhere"),
        (commands.RenameQueue("nowhere", NOW, "New"), "there is no queue nowhere"),
        (commands.ChangeMembers("general", NOW, {"nobody": 1}), "nobody is nobody of the service"),
        (commands.ChangeMembers("general", NOW, {"agent1": 10}), "levels are from 1 to 9"),
        (commands.ChangeMembers("general", NOW, {"agent1": 1}, ("agent2",)), "without being a member"),
        (commands.ChangeQueue("general", NOW, replace(PLAIN, limits=OVER)), "no other queue general"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(command: commands.ChangeQueue, says: str) -> None:
    with pytest.raises(Refused, match=says):
        Centre().ask(command)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"choosing": Choosing(ageing=0.0)}, "wait for ever"),
        ({"choosing": Choosing(bonus=-1.0)}, "bonus must be"),
        ({"choosing": Choosing(rings=(Ring(30.0), Ring(30.0)))}, "later than the one before"),
        ({"choosing": Choosing(rings=(Ring(1.0, level=10),))}, "level is from 1 to 9"),
        ({"choosing": Choosing(rings=(Ring(1.0, drop=("magic",)),))}, "no skill magic"),
        ({"choosing": Choosing(rings=(Ring(1.0, also="general"),))}, "no other queue general"),
        ({"limits": Limits(overflows=(Overflow(When.CLOSED, To.GOODBYE),))}, "choose a calendar"),
        ({"limits": Limits(overflows=(Overflow(When.WAIT, To.GOODBYE),))}, "needs an amount"),
        ({"limits": Limits(overflows=(Overflow(When.WAIT, To.ROUTE, 9.0),))}, "needs a target"),
        ({"announcing": Announcing(every=3.0)}, "at least 10 s"),
        ({"announcing": Announcing(digits={"x": Choice(To.CALLBACK)})}, "no key of a telephone"),
        ({"calling_back": CallingBack(attempts=0)}, "from 1 to 10"),
    ],
)
def test_rules_that_make_no_sense_are_refused(part: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        Centre().ask(commands.ChangeQueue("general", NOW, replace(PLAIN, **part)))  # any part


def test_callers_never_go_in_a_circle() -> None:
    centre = Centre()
    centre.ask(commands.OpenQueue("a", NOW, "A", "support", replace(PLAIN, limits=OVER)))
    back = Limits(overflows=(Overflow(When.LENGTH, To.QUEUE, 5.0, "a"),))
    with pytest.raises(Refused, match="general → a → general"):
        centre.ask(commands.ChangeQueue("general", NOW, replace(PLAIN, limits=back)))


def test_a_queue_in_use_stays() -> None:
    centre = Centre()
    centre.ask(commands.OpenQueue("a", NOW, "A", "support", replace(PLAIN, limits=OVER)))
    with pytest.raises(Refused, match="queue a lead to General"):
        centre.ask(commands.RemoveQueue("general", NOW))
