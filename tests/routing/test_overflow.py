"""Queues that cannot keep a caller: by time, length, expected wait, when nobody is there, when closed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cti import commands, facts
from cti.facts import AgentState
from cti.queue import settings_of
from cti.queueing import Limits, Overflow, To, When
from cti.table import CallState
from ivr.calendar import Calendar
from routing.overflow import GROWN
from tests.support.centre import Centre
from tests.support.present import present
from ticketing.facts import CallbackAsked


def limited(*overflows: Overflow, calendar: str = "", queue: str = "general") -> Centre:
    centre = Centre()
    limit(centre, queue, Limits(calendar, overflows))
    return centre


def limit(centre: Centre, queue: str, limits: Limits) -> None:
    known = settings_of(centre.plan.queues[queue])
    centre.ask(commands.ChangeQueue(queue, "supervisor", replace(known, limits=limits)))


def queue_of(centre: Centre, call: str) -> str:
    return centre.brain.desk.calls[call].queue


def state_of(centre: Centre, call: str) -> CallState:
    return centre.brain.desk.calls[call].state


def into(when: When, amount: float = 0.0, queue: str = "account") -> Overflow:
    return Overflow(when, To.QUEUE, amount, queue)


def test_who_has_waited_long_enough_waits_in_another_queue_at_the_old_place() -> None:
    centre = limited(into(When.WAIT, 30.0))
    centre.ready("agent4")
    centre.choose("agent4", AgentState.BREAK)
    centre.waits("A")
    centre.advance(10.0)
    centre.waits("B", "account")
    centre.advance(19.0)
    assert queue_of(centre, "A") == "general"
    centre.advance(1.0)
    assert centre.kept(facts.Overflowed) == [facts.Overflowed("A", "account", "general", When.WAIT)]
    assert centre.brain.routing.board.waiting_in("account") == ["A", "B"]
    assert centre.switch.hears("A") == "music"
    centre.choose("agent4", AgentState.READY)
    assert centre.holder("A") == "agent4"


def test_nobody_is_taken_away_from_an_agent_at_whom_it_rings() -> None:
    centre = limited(into(When.WAIT, 5.0))
    centre.ready("agent1")
    centre.waits("A")
    centre.advance(10.0)
    assert (state_of(centre, "A"), queue_of(centre, "A")) == (CallState.OFFERED, "general")
    centre.ask(commands.Cancel("A", "agent1"))
    assert queue_of(centre, "A") == "account"


def test_the_line_is_as_long_as_it_may_be_and_no_longer() -> None:
    centre = limited(into(When.LENGTH, 2.0))
    centre.ready("agent1")
    centre.choose("agent1", AgentState.BREAK)
    for call in ("A", "B", "C"):
        centre.waits(call)
    assert [queue_of(centre, call) for call in ("A", "B", "C")] == ["general", "general", "account"]


def test_who_can_be_served_at_once_is_never_too_many() -> None:
    centre = limited(into(When.LENGTH, 1.0))
    centre.ready("agent1", "agent2")
    centre.waits("A")
    centre.waits("B")
    assert {centre.holder("A"), centre.holder("B")} == {"agent1", "agent2"}


def test_a_wait_that_would_be_too_long_is_not_begun() -> None:
    centre = limited(into(When.EXPECTED, 300.0))
    centre.talks("A", "agent1")
    centre.waits("B")
    centre.waits("C")
    assert (queue_of(centre, "B"), queue_of(centre, "C")) == ("general", "account")


class TestAWaitThatHasGrown:
    """Two agents talk; one of them goes on a break when the talk is over."""

    def after_a_break(self) -> Centre:
        centre = limited(into(When.EXPECTED, 200.0))
        centre.talks("A", "agent1")
        centre.talks("B", "agent2")
        centre.waits("C")
        centre.waits("D")
        centre.advance(180.0)
        centre.ask(commands.HangUp("B", "agent2"))
        centre.settle()
        centre.choose("agent2", AgentState.BREAK)
        return centre

    def test_sends_the_last_ones_on_when_it_has_stayed_too_long_for_a_while(self) -> None:
        centre = self.after_a_break()
        centre.advance(GROWN - 1)
        assert [queue_of(centre, call) for call in ("C", "D")] == ["general", "general"]
        centre.advance(2.0)
        assert [queue_of(centre, call) for call in ("C", "D")] == ["general", "account"]
        assert centre.kept(facts.Overflowed) == [facts.Overflowed("D", "account", "general", When.EXPECTED)]

    def test_is_forgotten_when_it_is_short_enough_again(self) -> None:
        centre = self.after_a_break()
        centre.advance(GROWN - 5)
        centre.choose("agent2", AgentState.READY)
        centre.ask(commands.Confirm("C", "agent2"))
        centre.settle()
        centre.advance(10 * GROWN)
        assert queue_of(centre, "D") == "general"

    def test_is_remembered_over_a_restart(self) -> None:
        centre = self.after_a_break()
        before = present(centre.brain)
        centre.restart()
        assert present(centre.brain) == before
        centre.advance(GROWN + 1)
        assert queue_of(centre, "D") == "account"


def test_when_the_last_agent_logs_out_nobody_waits_for_nobody() -> None:
    centre = limited(into(When.NOBODY))
    centre.ready("agent1")
    centre.choose("agent1", AgentState.BREAK)
    centre.waits("A")
    assert queue_of(centre, "A") == "general"
    centre.choose("agent1", AgentState.OFF)
    assert queue_of(centre, "A") == "account"
    centre.waits("B")
    assert queue_of(centre, "B") == "account"


NEVER = Calendar("office", "Office", zone="UTC", days=((),) * 7)


@pytest.mark.parametrize(
    ("overflows", "route"), [((), "system.closed"), ((Overflow(When.CLOSED, To.ROUTE, 0.0, "sales"),), "sales")]
)
def test_a_closed_queue_says_so_or_leads_elsewhere(overflows: tuple[Overflow, ...], route: str) -> None:
    centre = limited(*overflows, calendar="office")
    centre.brain.library.calendars["office"] = NEVER
    centre.ready("agent1")
    centre.waits("A")
    assert [fact.route for fact in centre.kept(facts.RouteEntered) if isinstance(fact, facts.RouteEntered)][-1] == route
    if route == "system.closed":
        centre.advance(30.0)
        assert "A" not in centre.brain.desk.calls
    assert centre.state("agent1") is AgentState.READY


def test_a_closed_queue_offers_nothing_to_its_agents() -> None:
    centre = limited(into(When.CLOSED), calendar="office")
    centre.brain.library.calendars["office"] = NEVER
    centre.ready("agent1")
    centre.waits("A")
    assert (queue_of(centre, "A"), state_of(centre, "A")) == ("account", CallState.QUEUED)
    assert centre.state("agent1") is AgentState.READY
    assert centre.brain.routing.board.proposed() == {}
    centre.ready("agent4")
    assert centre.holder("A") == "agent4"


def test_an_open_queue_is_open() -> None:
    centre = limited(calendar="office")
    midnight = datetime.fromtimestamp(centre.now, UTC).weekday()
    days = tuple(((0, 1440),) if day == midnight else () for day in range(7))
    centre.brain.library.calendars["office"] = replace(NEVER, days=days)
    centre.ready("agent1")
    centre.waits("A")
    assert centre.holder("A") == "agent1"


def test_a_caller_is_promised_a_call_and_hears_so() -> None:
    centre = limited(Overflow(When.WAIT, To.CALLBACK, 20.0))
    centre.waits("A")
    centre.advance(20.5)
    centre.press("A", "1")
    assert "system.callback.noted" in centre.switch.hears("A")
    centre.advance(60.0)
    assert "A" not in centre.brain.desk.calls
    assert [(fact.caller, fact.queue) for fact in centre.kept(CallbackAsked) if isinstance(fact, CallbackAsked)] == [
        ("01012345678", "general")
    ]


def test_who_has_no_number_waits_on() -> None:
    centre = limited(Overflow(When.WAIT, To.CALLBACK, 20.0))
    centre.waits("A", caller="")
    centre.advance(60.0)
    assert state_of(centre, "A") is CallState.QUEUED


def test_who_comes_back_to_a_queue_waits_there() -> None:
    """The route of the number leads to the same queue, which is still closed: once round is enough."""
    centre = limited(Overflow(When.CLOSED, To.ROUTE, 0.0, "support"), calendar="office")
    centre.brain.library.calendars["office"] = NEVER
    centre.waits("A")
    assert state_of(centre, "A") is CallState.IN_ROUTE
    centre.press("A", "0")
    assert (state_of(centre, "A"), queue_of(centre, "A")) == (CallState.QUEUED, "general")


def test_a_restart_in_between_changes_nothing() -> None:
    centre = limited(into(When.WAIT, 30.0), Overflow(When.NOBODY, To.GOODBYE))
    centre.ready("agent1")
    centre.choose("agent1", AgentState.BREAK)
    centre.waits("A")
    centre.advance(10.0)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.advance(20.0)
    assert queue_of(centre, "A") == "account"


ACTS = st.lists(
    st.tuples(st.sampled_from(["call", "ready", "off", "confirm", "cancel", "end", "time"]), st.integers(1, 4)),
    max_size=40,
)
LIMITS = st.lists(
    st.sampled_from(
        [
            into(When.WAIT, 15.0),
            into(When.LENGTH, 1.0),
            into(When.EXPECTED, 100.0),
            into(When.NOBODY),
            Overflow(When.WAIT, To.GOODBYE, 40.0),
            Overflow(When.LENGTH, To.CALLBACK, 2.0),
        ]
    ),
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(LIMITS, ACTS)
def test_nobody_is_lost_and_nobody_is_taken_away(limits: list[Overflow], acts: list[tuple[str, int]]) -> None:
    centre = limited(*limits)
    for number, (act, who) in enumerate(acts):
        _do(centre, act, f"agent{who}", f"c{number}")
        for call in centre.brain.desk.calls.values():
            waits = call.id in centre.brain.routing.board.waiting_in(call.queue) if call.queue else False
            assert waits == (call.state is CallState.QUEUED), call
            assert call.state is not CallState.IN_ROUTE or centre.switch.hears(call.id), "who is in a route hears it"
    taken = [entry.fact for entry in centre.entries if isinstance(entry.fact, facts.Overflowed)]
    assert len({(fact.call, fact.left) for fact in taken}) == len(taken), "once from each queue"
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before


def _do(centre: Centre, act: str, agent: str, id: str) -> None:
    call, state = centre.brain.desk.call_of(agent), centre.state(agent)
    match act:
        case "call":
            centre.waits(id, caller="0101234" + id[1:].zfill(4))
        case "ready" if state is AgentState.OFF:
            centre.ready(agent)
        case "off" if state is AgentState.READY:
            centre.choose(agent, AgentState.OFF)
        case "confirm" | "cancel" if call and call.state is CallState.OFFERED:
            centre.ask(commands.Confirm(call.id, agent) if act == "confirm" else commands.Cancel(call.id, agent))
            centre.advance(0.1)
        case "end" if call and call.state is CallState.TALKING:
            centre.ask(commands.HangUp(call.id, agent))
            centre.settle()
            centre.choose(agent, AgentState.READY)
        case "time":
            centre.advance(12.0)
