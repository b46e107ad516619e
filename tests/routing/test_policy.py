"""Offers, ring times and places in a whole centre."""

import pytest

from cti import commands, facts
from cti.because import Because, Excluded, Exclusion, Rule
from cti.facts import AgentState
from cti.refused import Refused
from tests.support.centre import Centre


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.mark.spec("TEL-14", "TEL-18")
@pytest.mark.parametrize("state", [AgentState.IDLE, AgentState.BREAK, AgentState.WORK])
def test_only_ready_agents_are_offered_calls(centre: Centre, state: AgentState) -> None:
    centre.ready("agent1", "agent2")
    centre.choose("agent1", state)
    centre.waits()
    assert centre.holder() == "agent2"


def test_an_offer_says_why(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.advance(30)
    centre.waits()
    (offered,) = centre.kept(facts.Offered)
    assert isinstance(offered, facts.Offered)
    assert offered.why == "ready longest of 2 in queue general, since 30 s"
    behind, busy = Exclusion(Excluded.BEHIND, 1, ("agent2",)), Exclusion(Excluded.BUSY, 2)
    because = Because(Rule.LONGEST_IDLE, idle=30.0, waiting=1, able=2, excluded=(behind, busy))
    assert offered == facts.Offered("A", "agent1", offered.why, 20.0, because=because)


def test_without_a_phone_there_is_no_offer_and_with_it_there_is_one(centre: Centre) -> None:
    centre.ready("agent1")
    centre.tell(facts.PhoneDetached("agent1"))
    centre.waits()
    assert centre.holder() == ""
    centre.tell(facts.PhoneAttached("agent1"))
    assert centre.holder() == "agent1"


def test_a_phone_that_was_away_for_a_moment_keeps_the_turn(centre: Centre) -> None:
    centre.ready("agent1")
    centre.advance(5)
    centre.ready("agent2")
    centre.tell(facts.PhoneDetached("agent1"))
    centre.tell(facts.PhoneAttached("agent1"))
    centre.waits()
    assert centre.holder() == "agent1"


@pytest.mark.spec("TEL-37")
def test_an_unanswered_offer_goes_to_the_next_agent_and_sends_the_first_to_no_answer(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.advance(20)
    assert (centre.holder(), centre.state("agent1")) == ("agent2", AgentState.NO_ANSWER)


@pytest.mark.spec("TEL-21")
def test_who_cancelled_is_offered_the_call_again_after_the_pause_if_nobody_else_took_it(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    centre.advance(centre.plan.offer_pause - 0.1)
    assert centre.holder() == ""
    centre.advance(0.2)
    assert centre.holder() == "agent1"


@pytest.mark.spec("TEL-21")
def test_all_who_cancelled_get_their_turn_again_in_the_order_of_their_pauses(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    centre.advance(3)
    centre.ask(commands.Cancel("A", "agent2"))
    centre.advance(centre.plan.offer_pause - 3)
    assert centre.holder() == "agent1"


@pytest.mark.spec("TEL-21")
def test_a_cancelled_call_keeps_its_place_before_those_who_came_later(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits("A")
    centre.advance(1)
    centre.waits("B")
    centre.ask(commands.Cancel("A", "agent1"))
    assert centre.holder("B") == "agent1"
    centre.ready("agent2")
    assert centre.holder("A") == "agent2"
    assert centre.brain.routing.board.waiting_in("general") == []


def test_a_confirmed_offer_does_not_ring_out(centre: Centre) -> None:
    centre.talks()
    centre.advance(60)
    assert centre.state("agent1") is AgentState.TALKING


def test_who_gives_up_while_it_rings_leaves_nothing_on_the_agenda(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.hang_up()
    assert centre.brain.agenda.lines() == {}


def test_a_supervisor_may_give_a_call_to_somebody_and_the_board_follows(centre: Centre) -> None:
    centre.waits("A", "account")
    centre.ready("agent1")
    centre.ask(commands.Offer("A", "agent1", "chosen by a supervisor"))
    assert centre.holder() == "agent1"
    assert centre.brain.routing.board.waiting_in("account") == []
    with pytest.raises(Refused):
        centre.ask(commands.Offer("A", "agent1"))


def test_everybody_is_served_in_the_order_of_their_coming(centre: Centre) -> None:
    callers = [f"c{number:02}" for number in range(20)]
    for call in callers:
        centre.waits(call)
        centre.advance(1)
    centre.ready("agent1")
    for _ in callers:
        rings = centre.brain.desk.call_of("agent1")
        assert rings is not None
        centre.ask(commands.Confirm(rings.id, "agent1"))
        centre.advance(0.1)
        centre.hang_up(rings.id)
        centre.choose("agent1", AgentState.READY)
    served = [fact.call for fact in centre.kept(facts.Established) if isinstance(fact, facts.Established)]
    assert served == callers


class TestWhoLostTheirAgent:
    """The phone of agent1 stayed away in a talk; the caller waits at the old place."""

    @pytest.fixture
    def lost(self, centre: Centre) -> Centre:
        centre.talks()
        centre.advance(10)
        centre.tell(facts.PhoneDetached("agent1", "silence"))
        return centre

    def lose(self, centre: Centre) -> None:
        centre.advance(centre.plan.phone_limit)
        centre.tell(facts.PhoneAttached("agent1"))

    def test_gets_the_same_agent_again_who_is_back_first_and_it_is_recorded(self, lost: Centre) -> None:
        self.lose(lost)
        lost.waits("B")
        lost.ready("agent1")
        assert lost.holder("A") == "agent1"
        (*_, offered) = [fact for fact in lost.kept(facts.Offered) if isinstance(fact, facts.Offered)]
        assert (offered.call, offered.agent) == ("A", "agent1")
        assert offered.why == "has talked with agent1, who was lost to it"
        assert offered.because
        assert offered.because.rule is Rule.LOST

    def test_does_not_wait_for_the_same_agent_while_another_is_ready(self, lost: Centre) -> None:
        lost.ready("agent2")
        self.lose(lost)
        assert lost.holder("A") == "agent2"

    def test_has_the_place_of_the_first_wait(self, lost: Centre) -> None:
        lost.waits("B")
        self.lose(lost)
        lost.ready("agent2")
        assert (lost.holder("A"), lost.holder("B")) == ("agent2", "")

    def test_is_not_forced_upon_an_agent_who_says_no(self, lost: Centre) -> None:
        self.lose(lost)
        lost.ready("agent1")
        lost.ask(commands.Cancel("A", "agent1"))
        lost.waits("B")
        assert (lost.holder("A"), lost.holder("B")) == ("", "agent1")
