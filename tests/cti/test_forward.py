"""A caller who is sent to a number outside: who answers has them, who does not gives them back."""

import pytest

from cti import commands, facts
from cti.facts import AgentState, OutEnd
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre

NUMBER = "01099998888"


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.talks()
    return centre


def passed(centre: Centre, kind: str = "answers") -> None:
    centre.switch.customers[NUMBER] = kind
    centre.ask(commands.PassToNumber("A", "agent1", NUMBER))


def line(centre: Centre) -> str:
    return centre.brain.desk.calls["A"].line


def test_while_it_rings_outside_the_caller_hears_music_and_the_agent_is_out(centre: Centre) -> None:
    passed(centre)
    assert centre.brain.desk.calls["A"].state is CallState.FORWARDED
    assert (centre.switch.hears("A"), centre.state("agent1")) == ("music", AgentState.AFTER_CALL)


def test_who_answers_outside_talks_with_the_caller_without_an_agent(centre: Centre) -> None:
    passed(centre)
    centre.advance(3)
    assert centre.brain.desk.calls["A"].state is CallState.OUTSIDE
    assert centre.switch.hears("A") == line(centre)


@pytest.mark.parametrize("who", ["caller", "outside", "supervisor"])
def test_the_talk_without_an_agent_ends_when_anybody_ends_it(centre: Centre, who: str) -> None:
    passed(centre)
    centre.advance(3)
    match who:
        case "caller":
            centre.hang_up("A")
        case "outside":
            centre.switch.hang_up_line(line(centre))
            centre.settle()
        case _:
            centre.ask(commands.Clear("A"))
    assert (centre.brain.desk.calls, centre.switch.lines, centre.switch.out) == ({}, {}, {})
    assert not [key for key in centre.brain.agenda.lines() if key.endswith(":A")]


@pytest.mark.parametrize("end", [OutEnd.BUSY, OutEnd.REFUSED, OutEnd.UNALLOCATED])
def test_nobody_takes_it_and_the_first_agent_who_is_ready_again_has_it_back(centre: Centre, end: OutEnd) -> None:
    since = centre.brain.desk.calls["A"].queued_at
    passed(centre, end.value)
    centre.choose("agent1", AgentState.READY)
    centre.advance(1)
    call = centre.brain.desk.calls["A"]
    assert (call.state, call.agent, call.queued_at) == (CallState.OFFERED, "agent1", since)
    assert [fact.end for fact in centre.kept(facts.ForwardFailed) if isinstance(fact, facts.ForwardFailed)] == [end]


def test_nobody_answers_and_the_caller_waits_at_the_old_place(centre: Centre) -> None:
    passed(centre, "silent")
    centre.advance(60)
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED


def test_an_end_that_is_never_reported_comes_by_the_time_limit(centre: Centre) -> None:
    centre.switch.deaf.add("CallOut")
    passed(centre)
    centre.advance(60)
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED


def test_a_number_that_may_not_be_called_is_refused(centre: Centre) -> None:
    with pytest.raises(Refused, match="is abroad"):
        centre.ask(commands.PassToNumber("A", "agent1", "+12125550123"))


def test_a_restart_while_it_rings_outside_changes_nothing(centre: Centre) -> None:
    passed(centre)
    before = centre.brain.desk.calls["A"]
    centre.restart()
    assert centre.brain.desk.calls["A"] == before
    centre.advance(3)
    assert centre.brain.desk.calls["A"].state is CallState.OUTSIDE


DATA = ("caller", "name", "dialled", "path", "code", "service", "language", "queued_at", "arrived_at")
WAYS: dict[str, commands.TransferCommand] = {
    "an agent": commands.PassToAgent("A", "agent1", "agent2"),
    "a queue": commands.PassToQueue("A", "agent1", "payments"),
    "a route": commands.PassToRoute("A", "agent1", "support"),
    "a number outside": commands.PassToNumber("A", "agent1", NUMBER),
    "a colleague who was asked": commands.Consult("A", "agent1", "agent2"),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"what is known of the caller survives the transfer to {way}")
def test_the_data_of_the_caller_survive(centre: Centre, way: str) -> None:
    centre.ready("agent2")
    before = centre.brain.desk.calls["A"]
    centre.ask(WAYS[way])
    if way == "a colleague who was asked":
        centre.ask(commands.Confirm("A", "agent2"))
        centre.advance(0.1)
        centre.ask(commands.Complete("A", "agent1"))
    centre.advance(3)
    after = centre.brain.desk.calls["A"]
    assert {name: getattr(after, name) for name in DATA} == {name: getattr(before, name) for name in DATA}
