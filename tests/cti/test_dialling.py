"""Who may call out, what is shown there, and what becomes of the agent."""

import pytest

from cti import commands, facts, orders
from cti.dial_rules import CallerId, CallerIdState
from cti.dialling import MAY_DIAL
from cti.facts import AgentState
from cti.refused import Refused
from cti.table import CallState
from tests.calls.test_restart import living, rebuilt
from tests.support.centre import Centre
from ticketing.facts import TicketOpened

A = AgentState
CUSTOMER = "01055550001"
CHOSEN = {A.READY: "", A.BREAK: "", A.WORK: "ticket"}


def _centre(state: AgentState = A.IDLE) -> Centre:
    centre = Centre()
    centre.tell(facts.PhoneAttached("agent1"))
    centre.choose("agent1", A.IDLE)
    if state in CHOSEN:
        centre.choose("agent1", state, CHOSEN[state])
    return centre


def _dial(centre: Centre, number: str = CUSTOMER, caller_id: int = 0) -> None:
    centre.ask(commands.Dial("agent1", "B", number, caller_id))


def _told(centre: Centre) -> orders.CallOut:
    return next(order for order in centre.switch.told if isinstance(order, orders.CallOut))


@pytest.mark.spec("TEL-12")
@pytest.mark.parametrize("state", sorted(MAY_DIAL - {A.AFTER_CALL}))
def test_who_reaches_nobody_is_as_before(state: AgentState) -> None:
    centre = _centre(state)
    before = centre.brain.desk.agent("agent1")
    centre.switch.customers[CUSTOMER] = "busy"
    _dial(centre)
    assert centre.state("agent1") is A.DIALLING
    centre.advance(1.0)
    after = centre.brain.desk.agent("agent1")
    assert (after.state, after.reason) == (before.state, before.reason)


@pytest.mark.parametrize("state", [A.OFF, A.NO_ANSWER, A.TALKING, A.OFFERED, A.DIALLING])
def test_in_other_states_nobody_can_be_called(state: AgentState) -> None:
    centre = _centre()
    centre.tell(facts.AgentStateChanged("agent1", state))
    with pytest.raises(Refused, match="nobody can be called"):
        _dial(centre)


def test_without_a_phone_nobody_can_be_called() -> None:
    centre = _centre()
    centre.tell(facts.PhoneDetached("agent1", "page closed"))
    with pytest.raises(Refused, match="phone"):
        _dial(centre)


@pytest.mark.spec("TEL-25")
@pytest.mark.parametrize("state", CallerIdState)
def test_only_a_registered_number_is_shown(state: CallerIdState) -> None:
    centre = _centre()
    centre.plan.caller_ids[1] = CallerId(1, "support", "0311112222", "Head office", state)
    if state is CallerIdState.REGISTERED:
        _dial(centre, caller_id=1)
        assert _told(centre).caller_id == "0311112222"
    else:
        with pytest.raises(Refused, match="not registered"):
            _dial(centre, caller_id=1)


def test_an_emergency_call_shows_the_organisations_own_number() -> None:
    centre = _centre()
    centre.plan.caller_ids[1] = CallerId(1, "support", "0311112222", "Head office", CallerIdState.REGISTERED)
    _dial(centre, "119", caller_id=1)
    assert (_told(centre).number, _told(centre).caller_id) == ("119", centre.plan.default_caller_id)


def test_a_restart_while_it_rings_forgets_nothing() -> None:
    centre = _centre(A.READY)
    centre.switch.customers[CUSTOMER] = "silent"
    _dial(centre)
    centre.advance(1.0)
    centre.restart()
    assert centre.brain.desk.calls["B"].state == "ringing"
    centre.advance(60.0)
    assert centre.state("agent1") is A.READY
    assert "B" not in centre.brain.desk.calls


def test_a_call_of_which_nothing_is_heard_is_let_go_by_the_clock() -> None:
    centre = _centre()
    centre.switch.deaf.add("CallOut")
    _dial(centre)
    centre.advance(80.0)
    assert centre.brain.desk.calls["B"].state == "releasing"


def test_while_the_agents_phone_stays_away_nobody_is_called_for_long() -> None:
    centre = _centre()
    centre.switch.deaf.add("CallOut")
    centre.plan.queues.clear()
    _dial(centre)
    centre.tell(facts.PhoneDetached("agent1", "page closed"))
    centre.advance(centre.plan.phone_limit + 1)
    assert centre.brain.desk.calls["B"].released_by == "policy"


def test_what_a_log_keeps_at_hand_is_enough_to_come_back_as_before() -> None:
    centre = _centre(A.WORK)
    centre.switch.customers[CUSTOMER] = "silent"
    _dial(centre)
    centre.advance(1.0)
    again = rebuilt(centre, living(centre.entries))
    again.engine.tell(facts.Cleared("B", "no answer"))
    agent = again.desk.agent("agent1")
    assert (agent.state, agent.reason) == (A.WORK, "ticket")


def test_a_customer_who_was_called_waits_from_when_the_phone_is_lost() -> None:
    """Nobody waits since the year 1970: lists and the next offer count from here."""
    centre = _centre()
    _dial(centre)
    centre.advance(10.0)
    assert centre.brain.desk.calls["B"].talks.since
    centre.tell(facts.PhoneDetached("agent1", "page closed"))
    centre.advance(centre.plan.phone_limit + 10)
    waits = centre.brain.desk.calls["B"]
    assert (waits.state, waits.talks.lost_by) == (CallState.QUEUED, "agent1")
    assert centre.now - waits.queued_at == pytest.approx(10)


@pytest.mark.parametrize(("callback", "queue"), [(0, ""), (3, "payments")])
def test_the_ticket_of_a_call_names_no_queue_that_nobody_chose(callback: int, queue: str) -> None:
    """A callback is owed in a queue; any other call has one only in case the phone is lost."""
    centre = _centre()
    centre.ask(commands.Dial("agent1", "B", CUSTOMER, queue=queue, callback=callback))
    assert centre.brain.desk.calls["B"].queue
    (opened,) = centre.kept(TicketOpened)
    assert isinstance(opened, TicketOpened)
    assert opened.queue == queue
