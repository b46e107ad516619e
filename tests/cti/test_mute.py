"""Mute at the switch holds until the talk is over, and no longer."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.mute import MAY_MUTE, decide
from cti.refused import Refused
from tests.support.centre import Centre


@pytest.fixture
def talk() -> Centre:
    """agent1 talks with A, muted."""
    centre = Centre()
    centre.talks()
    centre.ask(commands.Mute("agent1", "A", on=True))
    return centre


def muted(centre: Centre) -> bool:
    said = centre.brain.desk.agent("agent1").muted
    assert said == ("agent1" in centre.switch.muted)
    return said


def test_who_mutes_is_heard_by_nobody_until_it_is_taken_back(talk: Centre) -> None:
    assert muted(talk)
    talk.ask(commands.Mute("agent1", "A", on=False))
    assert not muted(talk)


def test_it_outlives_hold_and_a_page_that_is_loaded_again(talk: Centre) -> None:
    talk.ask(commands.Hold("A", "agent1"))
    talk.ask(commands.Retrieve("A", "agent1"))
    talk.tell(facts.PhoneDetached("agent1", "left"))
    talk.tell(facts.PhoneAttached("agent1"))
    assert muted(talk)


def test_it_outlives_a_restart_of_the_server(talk: Centre) -> None:
    talk.restart()
    assert muted(talk)
    talk.hang_up()
    assert not muted(talk)


@pytest.mark.parametrize("end", [commands.HangUp("A", "agent1"), commands.Dismiss("A", "agent1", "abuse")])
def test_the_next_talk_begins_unmuted(talk: Centre, end: commands.AgentCallCommand) -> None:
    talk.ask(end)
    assert not muted(talk)


def test_who_does_not_talk_cannot_mute() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    with pytest.raises(Refused, match="not possible while the call is offered"):
        centre.brain.engine.ask(commands.Mute("agent1", "A", on=True))


def test_nobody_mutes_in_the_call_of_another(talk: Centre) -> None:
    with pytest.raises(Refused, match="somebody else"):
        talk.brain.engine.ask(commands.Mute("agent2", "A", on=True))


@pytest.mark.parametrize("state", AgentState)
def test_mute_is_taken_where_it_is_offered_and_nowhere_else(talk: Centre, state: AgentState) -> None:
    agent, call = replace(talk.brain.desk.agent("agent1"), state=state), talk.brain.desk.calls["A"]
    try:
        decide(agent, commands.Mute("agent1", "A", on=True), call)
    except Refused:
        assert state not in MAY_MUTE
    else:
        assert state in MAY_MUTE
