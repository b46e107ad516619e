"""A call that rings at several agents: the first has it, the others are free again, whatever happens in any order."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cti import commands, facts
from cti.facts import AgentState
from cti.plan import Plan
from cti.refused import Refused
from cti.table import CallState
from tests.calls.test_any_order import (
    AGENTS,
    a_no_is_respected,
    nobody_is_forgotten,
    nobody_is_in_two_calls,
    nobody_waits_while_somebody_suitable_is_ready,
)
from tests.support.centre import Centre
from tests.support.plan import plan
from tests.support.present import present


def ringing_at_all() -> Plan:
    centre = plan()
    for id, queue in list(centre.queues.items()):
        centre.queues[id] = replace(queue, ring_all=True)
    return centre


@pytest.fixture
def centre() -> Centre:
    return Centre(ringing_at_all())


def rings_at(centre: Centre, call: str = "A") -> set[str]:
    known = centre.brain.desk.calls[call]
    return set(known.parties) if known.state is CallState.OFFERED else set()


def states(centre: Centre, *agents: str) -> list[str]:
    return [centre.state(agent).value for agent in agents]


def test_it_rings_at_all_who_are_ready(centre: Centre) -> None:
    centre.ready("agent1", "agent2", "agent3")
    centre.waits()
    assert rings_at(centre) == {"agent1", "agent2", "agent3"}


def test_who_becomes_ready_joins_the_ringing(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.ready("agent2")
    assert rings_at(centre) == {"agent1", "agent2"}


def test_who_becomes_ready_goes_first_to_a_call_that_rings_at_nobody(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits("A")
    centre.waits("B")
    centre.ready("agent2")
    assert (rings_at(centre, "A"), rings_at(centre, "B")) == ({"agent1"}, {"agent2"})


def test_the_first_who_confirms_has_it_and_the_others_are_ready_again(centre: Centre) -> None:
    centre.ready("agent1", "agent2", "agent3")
    centre.waits()
    centre.ask(commands.Confirm("A", "agent2"))
    assert states(centre, "agent1", "agent2", "agent3") == ["ready", "offered", "ready"]
    withdrawn = centre.kept(facts.OfferWithdrawn)
    assert withdrawn == [facts.OfferWithdrawn("A", agent, "agent2") for agent in ("agent1", "agent3")]
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent2"


@pytest.mark.parametrize("seconds", [0, 0.1, 5])
def test_who_confirms_second_is_told_who_was_faster(centre: Centre, seconds: float) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(seconds)
    with pytest.raises(Refused, match="agent2 was faster"):
        centre.ask(commands.Confirm("A", "agent1"))


def test_a_cancel_takes_only_the_one_out(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    assert (rings_at(centre), centre.state("agent1")) == ({"agent2"}, AgentState.READY)


def test_who_said_no_is_not_rung_again_while_it_rings_at_others(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    centre.choose("agent1", AgentState.BREAK)
    centre.choose("agent1", AgentState.READY)
    centre.advance(centre.plan.offer_pause + 1)
    assert rings_at(centre) == {"agent2"}


def test_when_the_last_one_says_no_the_call_waits_at_its_place_and_rings_again_after_the_pause(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    centre.ask(commands.Cancel("A", "agent2"))
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED
    centre.advance(centre.plan.offer_pause)
    assert rings_at(centre) != set()


@pytest.mark.spec("TEL-37")
def test_all_who_did_not_answer_get_nothing_until_they_choose(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.advance(20)
    assert states(centre, "agent1", "agent2") == ["no answer", "no answer"]
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED


def test_who_joined_late_has_the_whole_ring_time(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.advance(15)
    centre.ready("agent2")
    centre.advance(10)
    assert states(centre, "agent1", "agent2") == ["no answer", "offered"]
    centre.advance(10)
    assert states(centre, "agent2") == ["no answer"]


def test_when_the_caller_gives_up_all_are_ready_again_and_nothing_is_left(centre: Centre) -> None:
    centre.ready("agent1", "agent2", "agent3")
    centre.waits()
    centre.hang_up()
    assert states(centre, "agent1", "agent2", "agent3") == ["ready"] * 3
    assert centre.brain.agenda.lines() == {}


def test_the_next_caller_rings_at_those_from_whom_it_was_withdrawn(centre: Centre) -> None:
    centre.ready("agent1", "agent2", "agent3")
    centre.waits("A")
    centre.waits("B")
    centre.ask(commands.Confirm("A", "agent1"))
    assert rings_at(centre, "B") == {"agent2", "agent3"}


def test_killed_while_it_rings_it_goes_on_ringing_at_all(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.restart()
    assert rings_at(centre) == {"agent1", "agent2"}
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(0.1)
    assert (centre.switch.hears("A"), centre.state("agent1")) == ("agent2", AgentState.READY)


def test_a_call_that_is_passed_to_one_agent_rings_at_that_one_alone(centre: Centre) -> None:
    centre.talks()
    centre.ready("agent2", "agent3")
    centre.ask(commands.PassToAgent("A", "agent1", "agent2"))
    assert rings_at(centre) == {"agent2"}


def test_a_queue_that_rings_at_one_from_now_on_lets_the_present_offer_be(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits("A")
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_all=False)
    assert rings_at(centre, "A") == {"agent1", "agent2"}
    centre.ask(commands.Confirm("A", "agent1"))
    centre.ready("agent3")
    centre.waits("B")
    assert len(rings_at(centre, "B")) == 1


agents = st.sampled_from(AGENTS)
some = st.integers(0, 3).map(str)  # which of those who have a call now
ACTS = st.one_of(
    st.tuples(st.just("call"), st.just("")),
    st.tuples(st.just("hang up"), some),
    st.tuples(st.just("ready"), agents),
    st.tuples(st.just("break"), agents),
    st.tuples(st.sampled_from(["confirm", "confirm", "confirm", "cancel", "cancel", "done"]), some),
    st.tuples(st.sampled_from(["lost", "back"]), agents),
    st.tuples(st.just("wait"), st.sampled_from(["0.01", "1", "11", "21"])),
    st.tuples(st.just("restart"), st.just("")),
)
BUTTONS = {"confirm": commands.Confirm, "cancel": commands.Cancel, "done": commands.HangUp}


def play(centre: Centre, act: str, who: str) -> None:
    match act:
        case "call" if len(centre.switch.lines) < 3:
            centre.waits(f"c{len(centre.kept(facts.Arrived))}")
        case "hang up" if centre.switch.lines:
            centre.hang_up(list(centre.switch.lines)[int(who) % len(centre.switch.lines)])
        case "ready":
            centre.ready(who) if centre.state(who) is AgentState.OFF else centre.choose(who, AgentState.READY)
        case "break":
            centre.choose(who, AgentState.BREAK)
        case "confirm" | "cancel" | "done":
            press(centre, BUTTONS[act], int(who))
        case "lost":
            centre.tell(facts.PhoneDetached(who))
        case "back":
            centre.tell(facts.PhoneAttached(who))
        case "wait":
            centre.advance(float(who))
        case "restart":
            before = present(centre.brain)
            centre.restart()
            assert present(centre.brain) == before


def press(centre: Centre, button: type[commands.AgentCallCommand], which: int) -> None:
    pairs = [(call.id, agent) for call in centre.brain.desk.calls.values() for agent in call.parties]
    if pairs:
        centre.ask(button(*pairs[which % len(pairs)]))


def only_an_offer_rings(centre: Centre) -> None:
    for call in centre.brain.desk.calls.values():
        assert bool(call.rings) is (call.state is CallState.OFFERED)
        assert call.state is CallState.OFFERED or len(call.parties) <= 1


def nobody_is_connected_to_two(centre: Centre) -> None:
    """Between two confirmations of a call, the first one has failed or given the call back."""
    has: dict[str, str] = {}
    for fact in (entry.fact for entry in centre.entries):
        match fact:
            case facts.OfferConfirmed(call=call, agent=agent):
                assert call not in has
                has[call] = agent
            case facts.Established(call=call, agent=agent) | facts.OfferWithdrawn(call=call, by=agent):
                assert has[call] == agent
            case facts.OfferFailed(call=call) | facts.Requeued(call=call) | facts.Cleared(call=call):
                has.pop(call, None)


@settings(max_examples=120, deadline=None)
@given(st.lists(ACTS, min_size=20, max_size=60))
def test_however_it_goes_a_call_is_connected_to_one_and_an_agent_rings_for_one(acts: list[tuple[str, str]]) -> None:
    centre = Centre(ringing_at_all())
    centre.ready("agent1", "agent2", "agent3")
    for act, who in acts:
        with contextlib.suppress(Refused):
            play(centre, act, who)
        nobody_is_in_two_calls(centre)
        only_an_offer_rings(centre)
        nobody_is_forgotten(centre)
        nobody_waits_while_somebody_suitable_is_ready(centre)
    nobody_is_connected_to_two(centre)
    a_no_is_respected(centre)


@pytest.mark.spec("TEL-21")
@settings(max_examples=150, deadline=None)
@given(
    team=st.sets(agents, min_size=1), acts=st.lists(st.sampled_from(["cancel", "cancel", "wait", "call"]), max_size=12)
)
def test_who_said_no_is_not_asked_again_while_another_is_free(team: set[str], acts: list[str]) -> None:
    centre = Centre()
    centre.ready(*sorted(team))
    centre.waits("A")
    said_no: set[str] = set()
    for act in acts:
        holder = centre.holder("A")
        if act == "cancel" and holder:
            centre.ask(commands.Cancel("A", holder))
            said_no.add(holder)
        elif act == "wait":
            centre.advance(3)
        elif act == "call" and "B" not in centre.switch.lines:
            centre.waits("B")
        now = centre.holder("A")
        if now in said_no:
            free = {agent for agent in team if centre.state(agent) is AgentState.READY}
            assert free <= said_no
