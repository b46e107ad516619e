"""Messages, agents, overflow and numbers outside, as a route writes them and a caller meets them."""

from dataclasses import replace

import pytest

from config.routes import load_route, load_script
from cti import commands, facts
from cti.facts import AgentState, NoRoom
from cti.plan import Number
from ivr.rehearsal import complaints, rehearse
from ivr.script import Test
from tests.support.centre import Centre
from tests.support.plan import plan
from tests.support.present import present

ROUTE = """
route: doors
start: choose
steps:
  choose:
    menu: menu
    keys: {1: {to: message}, 2: {to: name}, 3: {to: kim}, 4: {to: line}, 5: {to: outside}, 6: {to: any}}
    no input: bye
    wrong input: bye
  message: {voicemail: payments, prompts: say-it, then: thanks, no input: bye, most: 30, silence: 3}
  name: {record: your-name, into: name, then: named, no input: bye, most: 10, silence: 3}
  named: {if: $name, starts with: A, then: thanks, else: bye}
  kim: {agent: agent1, queue: general, wait: 20, otherwise: sorry}
  any: {agent: agent1, queue: general, wait: 20}
  line:
    queue: general
    skills: {english: 3}
    overflow:
      - {nobody there: yes, to: sorry, label: Nobody}
      - {longer than: 1, to: sorry, label: Full}
      - {after: 30, to: second, label: Long}
  second: {queue: payments}
  outside: {transfer: "0212345678", otherwise: sorry, wait: 15}
  sorry: {goodbye: sorry}
  thanks: {goodbye: thanks}
  bye: {goodbye: bye}
"""
FLOW = load_route(ROUTE)
TESTS = """
route: doors
tests:
  leaves a message: {does: ["1", speak], hears: [say-it, thanks], ends: goodbye}
  says nothing: {does: ["1", silence], hears: [say-it, bye], ends: goodbye}
  says nothing and does nothing: {does: ["1"], hears: [say-it, bye], ends: goodbye}
  cuts the prompt: {does: ["1", early "5", speak], hears: [thanks], ends: goodbye}
  hangs up in a message: {does: ["1", hang up], ends: hung up}
  says a name: {does: ["2", speak], hears: [your-name], ends: goodbye}
  asks for kim: {does: ["3"], ends: queue general}
  kim does not come: {does: ["3", silence], hears: [sorry], ends: goodbye}
  waits: {does: ["4"], figures: {agents in general: 2}, ends: queue general}
  waits too long: {does: ["4", silence], figures: {agents in general: 2}, path: [Long], ends: queue payments}
  nobody is there: {does: ["4"], path: [Nobody], ends: goodbye}
  many wait: {does: ["4"], figures: {agents in general: 2, waiting in general: 2}, path: [Full], ends: goodbye}
  is put through: {does: ["5"], ends: transfer 0212345678}
  nobody answers outside: {does: ["5", silence], hears: [sorry], ends: goodbye}
""".replace('early "5"', "early 5")


@pytest.mark.parametrize("test", load_script(TESTS).tests, ids=lambda test: test.name)
def test_in_a_rehearsal(test: Test) -> None:
    assert complaints(test, rehearse(FLOW, test)) == []


@pytest.fixture
def centre() -> Centre:
    known = plan()
    known.numbers["1"] = Number("1", "support", "doors")
    known.transfer_targets["support"] = {"0212345678": "Office"}
    return Centre(known, [FLOW])


def chooses(centre: Centre, key: str, call: str = "A") -> None:
    centre.call(call, dialled="1")
    centre.press(call, key)


def busy(centre: Centre, *agents: str) -> None:
    centre.ready(*agents)
    for agent in agents:
        centre.choose(agent, AgentState.BREAK)


def test_a_message_without_room_is_told_and_the_caller_goes_on(centre: Centre) -> None:
    centre.tell(facts.RecordingRoomChanged(NoRoom.DISK_FULL, 0))
    chooses(centre, "1")
    centre.advance(2.5)
    assert centre.switch.hears("A") == "system.message.not-recorded"
    centre.advance(2)
    assert centre.switch.hears("A") == "bye"


def test_a_message_that_the_switch_cannot_record_is_told_too(centre: Centre) -> None:
    centre.switch.failing.add("RecordMessage")
    chooses(centre, "1")
    centre.advance(2.5)
    assert centre.switch.hears("A") == "system.message.not-recorded"


def test_a_message_whose_end_is_never_told_does_not_keep_the_caller(centre: Centre) -> None:
    centre.switch.deaf.update({"RecordMessage", "EndMessage"})
    chooses(centre, "1")
    centre.advance(48)
    assert centre.switch.hears("A") == "bye"


def test_after_a_restart_in_a_message_the_route_goes_on(centre: Centre) -> None:
    chooses(centre, "1")
    centre.advance(6)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.press("A", "#")
    assert centre.switch.hears("A") == "thanks"


def test_a_caller_whom_the_dialplan_took_from_a_message_goes_on_behind_it(centre: Centre) -> None:
    chooses(centre, "1")
    centre.advance(6)
    centre.tell(facts.Returned("A"))
    assert centre.switch.hears("A") == "thanks"
    assert len(centre.kept(facts.VoicemailLeft)) == 1


def test_who_waits_too_long_goes_to_the_next_queue_at_the_old_place(centre: Centre) -> None:
    busy(centre, "agent1")
    chooses(centre, "4", "A")
    centre.advance(20)
    centre.call("B", dialled="1")
    centre.press("B", "4")
    centre.ask(commands.LeaveQueue("B", 3, "now"))
    centre.advance(10)
    assert centre.brain.routing.board.waiting_in("payments") == ["A", "B"]
    (left,) = [fact for fact in centre.kept(facts.QueueLeft) if isinstance(fact, facts.QueueLeft) and fact.call == "A"]
    assert (left.overflow, left.why) == (3, "has waited 30 s")


def test_who_rings_when_the_time_is_over_leaves_when_the_offer_fails(centre: Centre) -> None:
    busy(centre, "agent1")
    centre.plan.levels["agent1"] = {"english": 5}
    centre.restart()
    chooses(centre, "4")
    centre.advance(25)
    centre.choose("agent1", AgentState.READY)
    centre.advance(10)
    assert centre.brain.desk.calls["A"].state.value == "offered"
    centre.advance(10)
    assert centre.brain.desk.calls["A"].queue == "payments"


def test_the_last_agent_who_logs_out_takes_nobody_along(centre: Centre) -> None:
    busy(centre, "agent1")
    chooses(centre, "4")
    centre.choose("agent1", AgentState.OFF)
    assert centre.switch.hears("A") == "sorry"


def test_a_restart_does_not_lose_the_time(centre: Centre) -> None:
    busy(centre, "agent1")
    chooses(centre, "4")
    centre.advance(20)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.advance(10)
    assert centre.brain.desk.calls["A"].queue == "payments"


def test_who_waits_for_one_agent_in_vain_goes_another_way(centre: Centre) -> None:
    busy(centre, "agent1")
    centre.ready("agent2")
    chooses(centre, "3")
    centre.advance(20)
    assert centre.switch.hears("A") == "sorry"
    assert centre.state("agent2") is AgentState.READY


def test_without_another_way_it_is_anybodys_turn(centre: Centre) -> None:
    busy(centre, "agent1")
    centre.ready("agent2")
    chooses(centre, "6")
    centre.advance(20)
    assert centre.holder() == "agent2"


def test_who_is_not_answered_outside_goes_another_way(centre: Centre) -> None:
    centre.switch.customers["0212345678"] = "silent"
    chooses(centre, "5")
    centre.advance(15)
    assert centre.switch.hears("A") == "sorry"


def test_who_is_put_through_is_done_with_the_route(centre: Centre) -> None:
    chooses(centre, "5")
    centre.advance(3)
    assert centre.brain.desk.calls["A"].state.value == "outside"
    assert centre.brain.ivr.visitors == {}


def test_a_number_that_is_not_allowed_any_more_is_like_one_that_is_busy(centre: Centre) -> None:
    centre.plan.transfer_targets["support"] = {}
    chooses(centre, "5")
    assert centre.switch.hears("A") == "sorry"


def test_who_is_sent_on_by_an_agent_is_not_taken_out_again(centre: Centre) -> None:
    centre.plan.levels["agent1"] = {"english": 5}
    centre.restart()
    centre.ready("agent1")
    chooses(centre, "4")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(1)
    centre.ask(commands.PassToQueue("A", "agent1", "payments"))
    centre.advance(60)
    assert centre.brain.desk.calls["A"].queue == "payments"
    assert centre.kept(facts.QueueLeft) == []


def test_who_was_lost_in_a_talk_begins_to_wait_anew(centre: Centre) -> None:
    centre.plan.levels["agent1"] = {"english": 5}
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_seconds=20.0)
    centre.restart()
    centre.ready("agent1")
    chooses(centre, "4")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(100)
    centre.ask(commands.Requeue("A", "agent1", "the phone stayed away"))
    centre.advance(20)
    assert centre.kept(facts.QueueLeft) == []
    centre.advance(10)
    assert len(centre.kept(facts.QueueLeft)) == 1
