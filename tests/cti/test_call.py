"""Every pair of state and fact, and of state and command, is either in a table or impossible."""

import itertools

import pytest

from cti import commands, facts, orders
from cti.call import MOST_DIGITS, POSSIBLE, TRANSITIONS, Call, CallState, comes_late, decide, evolve
from cti.refused import Refused
from journal import Command, Fact
from tests.cti.words import CALL_COMMANDS, CALL_FACTS

S = CallState


def call_in(state: CallState, agent: str = "agent1") -> Call:
    return Call("A", "0101", "0700", state=state, queue="general", agent=agent)


@pytest.mark.parametrize(("state", "fact"), list(itertools.product(CallState, CALL_FACTS)))
def test_a_fact_is_in_the_table_or_impossible(state: CallState, fact: Fact) -> None:
    if (state, type(fact)) in TRANSITIONS:
        assert evolve(call_in(state), fact, 1.0).state is TRANSITIONS[state, type(fact)]
    else:
        with pytest.raises(ValueError, match="cannot happen"):
            evolve(call_in(state), fact, 1.0)


@pytest.mark.parametrize(("state", "command"), list(itertools.product(CallState, CALL_COMMANDS)))
def test_a_command_is_possible_or_refused_and_what_it_makes_happen_is_possible(
    state: CallState, command: Command
) -> None:
    call = call_in(state)
    if state not in POSSIBLE.get(type(command), ()):
        with pytest.raises(Refused, match="not possible while the call is"):
            decide(call, command)
        return
    happened, _ = decide(call, command)
    for fact in happened:
        call = evolve(call, fact, 2.0)


def test_every_command_has_a_row() -> None:
    assert {type(command) for command in CALL_COMMANDS} == set(POSSIBLE)


def test_every_fact_can_happen_in_some_state() -> None:
    began = {facts.Arrived}
    assert {type(fact) for fact in CALL_FACTS} - began == {fact for _, fact in TRANSITIONS}


def test_every_state_can_be_reached_and_left() -> None:
    after = {to for (_, _), to in TRANSITIONS.items()} | {S.ARRIVED}
    before = {state for (state, _), to in TRANSITIONS.items() if to is not state} | {S.CLEARED}
    assert after == before == set(S)


@pytest.mark.parametrize("state", [state for state in S if state is not S.CLEARED])
def test_a_caller_may_hang_up_at_any_time(state: CallState) -> None:
    assert evolve(call_in(state), facts.Cleared("A", "normal"), 1.0).state is S.CLEARED


@pytest.mark.parametrize("command", [each for each in CALL_COMMANDS if isinstance(each, commands.AgentCallCommand)])
def test_what_belongs_to_somebody_else_is_refused(command: commands.AgentCallCommand) -> None:
    state = POSSIBLE[type(command)][0]
    with pytest.raises(Refused, match="somebody else"):
        decide(call_in(state, agent="agent2"), command)


@pytest.mark.parametrize("command", [commands.ExpireOffer, commands.FailOffer, commands.Requeue])
def test_a_time_out_of_an_earlier_agent_is_refused(command: type[Command]) -> None:
    made = next(each for each in CALL_COMMANDS if isinstance(each, command))
    with pytest.raises(Refused, match="another agent"):
        decide(call_in(POSSIBLE[command][0], agent="agent2"), made)


@pytest.mark.parametrize("digits", ["", "12a", "1" * (MOST_DIGITS + 1), " "])
def test_only_digits_of_a_phone_are_sent(digits: str) -> None:
    with pytest.raises(Refused, match="digits are"):
        decide(call_in(S.TALKING), commands.SendDigits("A", "agent1", digits))


def test_the_path_is_made_of_the_labels_and_the_last_code() -> None:
    call = Call("A", "0101", "0700", state=S.IN_ROUTE)
    call = evolve(call, facts.WayTaken("A", "menu", "1", "Payments", "P"), 1.0)
    call = evolve(call, facts.WayTaken("A", "menu", "wrong input"), 2.0)
    call = evolve(call, facts.WayTaken("A", "pay", "1", "Card", ""), 3.0)
    assert (call.path, call.code) == (("Payments", "Card"), "P")


@pytest.mark.spec("TEL-21")
def test_a_cancelled_call_keeps_the_time_it_joined_the_queue() -> None:
    call = evolve(Call("A", "0101", "0700", state=S.IN_ROUTE), facts.Queued("A", "general"), 5.0)
    call = evolve(call, facts.Offered("A", "agent1"), 9.0)
    call = evolve(call, facts.OfferCancelled("A", "agent1"), 12.0)
    assert (call.state, call.queued_at, call.agent) == (S.QUEUED, 5.0, "")


@pytest.mark.parametrize(
    ("call", "fact", "late"),
    [
        (call_in(S.CONNECTING), facts.Established("A", "agent1"), False),
        (call_in(S.CONNECTING), facts.Established("A", "agent2"), True),
        (call_in(S.QUEUED), facts.Established("A", "agent1"), True),
        (call_in(S.RELEASING), facts.Answered("A"), True),
        (call_in(S.ARRIVED), facts.Answered("A"), False),
        (call_in(S.TALKING), facts.DigitPressed("A", "1"), False),
    ],
)
def test_what_was_decided_otherwise_meanwhile_comes_late(call: Call, fact: Fact, late: bool) -> None:
    assert comes_late(call, fact) is late


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.QUEUED, [orders.StartMusic("A", "general")]),
        (S.OFFERED, [orders.StartMusic("A", "general")]),
        (S.TALKING, [orders.Connect("A", "agent1")]),
        (S.HELD, [orders.Connect("A", "agent1"), orders.Hold("A", "agent1")]),
        (S.RELEASING, [orders.HangUp("A", "normal")]),
    ],
)
def test_who_returns_is_put_where_they_belong(state: CallState, expected: list[orders.CallOrder]) -> None:
    assert decide(call_in(state), commands.Restore("A")) == ([], expected)
