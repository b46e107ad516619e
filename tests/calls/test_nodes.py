"""A house with two Asterisks: one of them is lost, and costs its own talks and nobody's place."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.nodes import NODE_LOST, chosen
from cti.table import CallState
from tests.support.centre import Centre
from tests.support.plan import SUPPORT, plan
from tests.support.present import present
from ticketing.facts import CallbackAsked, CallbackReason, TicketKind, TicketOpened

NUMBER = "01012345678"


@pytest.fixture
def centre() -> Centre:
    return Centre(replace(plan(), nodes=("east", "west")))


def waits(centre: Centre, call: str, node: str, caller: str = NUMBER) -> None:
    centre.switch.arrive(call, caller, SUPPORT, node)
    centre.settle()
    centre.press(call, "0")


def talks(centre: Centre, call: str, node: str, agent: str) -> None:
    centre.ready(agent)
    waits(centre, call, node, f"0{call}")
    centre.ask(commands.Confirm(call, agent))
    centre.advance(0.1)


def waiting(centre: Centre) -> list[str]:
    return list(centre.brain.routing.board.waiting_in("general"))


def reasons(centre: Centre) -> list[CallbackReason]:
    return [fact.reason for fact in centre.kept(CallbackAsked) if isinstance(fact, CallbackAsked)]


def kinds(centre: Centre) -> list[TicketKind]:
    return [fact.kind for fact in centre.kept(TicketOpened) if isinstance(fact, TicketOpened)]


def test_only_the_talks_of_the_lost_node_end(centre: Centre) -> None:
    talks(centre, "1", "east", "agent1")
    talks(centre, "2", "west", "agent2")
    centre.tell(facts.NodeLost("east"))
    assert list(centre.brain.desk.calls) == ["2"]
    assert (centre.state("agent1"), centre.state("agent2")) == (AgentState.AFTER_CALL, AgentState.TALKING)
    assert [fact.cause for fact in centre.kept(facts.Cleared) if isinstance(fact, facts.Cleared)] == [NODE_LOST]


def test_who_waited_there_is_called_back_at_the_old_place(centre: Centre) -> None:
    waits(centre, "first", "west", "0101")
    centre.advance(1)
    waits(centre, "A", "east")
    since = centre.brain.desk.calls["A"].queued_at
    waits(centre, "last", "west", "0102")
    centre.advance(30)
    centre.tell(facts.NodeLost("east"))
    assert waiting(centre) == ["first", "callback-1", "last"]
    assert centre.brain.desk.calls["callback-1"].queued_at == since
    assert reasons(centre) == [CallbackReason.LOST]
    assert kinds(centre) == [TicketKind.CALLBACK]


def test_a_customer_is_called_from_a_node_that_lives(centre: Centre) -> None:
    waits(centre, "A", "east")
    centre.tell(facts.NodeLost("east"))
    centre.ready("agent1")
    centre.ask(commands.Confirm("callback-1", "agent1"))
    (dialled,) = centre.kept(facts.Dialled)
    assert isinstance(dialled, facts.Dialled)
    assert (dialled.number, dialled.node) == (NUMBER, "west")


def test_a_queue_that_calls_nobody_back_calls_the_lost_more_than_once(centre: Centre) -> None:
    waits(centre, "A", "east")
    centre.tell(facts.NodeLost("east"))
    centre.restart_with_what_lives()
    centre.ready("agent1")
    centre.ask(commands.Confirm("callback-1", "agent1"))
    centre.switch.hang_up_line("out-callback-1-1")
    centre.settle()
    assert centre.brain.desk.calls["callback-1"].state is CallState.PROMISED


def test_who_hides_the_number_leaves_a_ticket(centre: Centre) -> None:
    waits(centre, "A", "east", "")
    centre.tell(facts.NodeLost("east"))
    assert centre.brain.desk.calls == {}
    assert kinds(centre) == [TicketKind.ABANDONED]


def test_a_talk_that_was_cut_off_is_called_by_people(centre: Centre) -> None:
    talks(centre, "1", "east", "agent1")
    centre.tell(facts.NodeLost("east"))
    assert reasons(centre) == [CallbackReason.INTERRUPTED]
    assert centre.brain.desk.calls == {}


def test_a_restart_of_the_server_forgets_no_lost_node(centre: Centre) -> None:
    waits(centre, "A", "west")
    centre.tell(facts.NodeLost("east"))
    before = present(centre.brain)
    centre.restart_with_what_lives()
    assert present(centre.brain) == before
    assert centre.brain.desk.lost == {"east"}
    centre.tell(facts.NodeFound("east"))
    assert centre.brain.desk.lost == set()


def test_the_next_call_is_made_where_fewest_are(centre: Centre) -> None:
    waits(centre, "A", "east")
    calls = [*centre.brain.desk.calls.values()]
    nodes = centre.plan.nodes
    assert chosen(nodes, set(), calls) == "west"
    assert chosen(nodes, {"west"}, calls) == "east"
    assert chosen(nodes, set(), [replace(call, node="west") for call in calls]) == "east"
    assert chosen((), set(), calls) == ""
