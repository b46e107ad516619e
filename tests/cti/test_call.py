"""Every pair of state and fact, and of state and command, is either in a table or impossible."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.call import MOST_DIGITS, Call, evolve, possible
from cti.consult import NOBODY, TARGET_MAY, Consult, ConsultState
from cti.consult import TRANSITIONS as CONSULT_TRANSITIONS
from cti.late import comes_late
from cti.refused import Refused
from cti.table import IN_TALK, POSSIBLE, TRANSITIONS, CallState
from cti.transfer import decide
from journal import Command, Fact
from tests.cti.sentences import asked_by_target, asked_of, fact_of, when
from tests.cti.words import CALL_COMMANDS, CALL_FACTS, RECORDING

S = CallState


# While a consultation goes on the caller is held, but for the moments aside.
CONSULTING = [(S.HELD, one) for one in ConsultState if one and one not in (ConsultState.ASIDE, ConsultState.JOINED)]
PAIRS = [
    *((state, ConsultState.NONE) for state in CallState),
    *CONSULTING,
    (S.TALKING, ConsultState.ASIDE),
    (S.TALKING, ConsultState.JOINED),
]
CONSULT_FACTS = {fact for _, fact in CONSULT_TRANSITIONS}


def call_in(state: CallState, agent: str = "agent1", consult: ConsultState = ConsultState.NONE) -> Call:
    asked = Consult(consult, "agent2", 1.0) if consult else NOBODY
    return Call("A", "0101", "0700", state=state, queue="general", agent=agent, consult=asked, line="x")


def outcome(state: CallState, consult: ConsultState, kind: type[Fact]) -> str:
    """The state of the call, and of the consultation if the fact is about it. "" where there is no row."""
    if (state, kind) not in TRANSITIONS or (kind in CONSULT_FACTS and (consult, kind) not in CONSULT_TRANSITIONS):
        return ""
    about = [TRANSITIONS[state, kind], CONSULT_TRANSITIONS.get((consult, kind), "")]
    return " and ".join(filter(None, about))


EACH_PAIR = pytest.mark.parametrize(("state", "consult"), [pytest.param(*pair, id=when(*pair)) for pair in PAIRS])


@contextmanager
def cell(sentence: str) -> Iterator[None]:
    """One of the table. A failure says which: some thousand tests of their own took half a minute of a processor."""
    try:
        yield
    except BaseException as wrong:
        wrong.add_note(sentence)
        raise


@EACH_PAIR
def test_a_fact_is_in_the_tables_or_impossible(state: CallState, consult: ConsultState) -> None:
    for fact in CALL_FACTS:
        with cell(fact_of(state, consult, type(fact), outcome(state, consult, type(fact)))):
            leads_on_or_cannot_be(call_in(state, consult=consult), fact)


def leads_on_or_cannot_be(call: Call, fact: Fact) -> None:
    state, consult, kind = call.state, call.consult.state, type(fact)
    if outcome(state, consult, kind):
        after = evolve(call, fact, 1.0)
        assert after.state is TRANSITIONS[state, kind]
        assert after.consult.state is CONSULT_TRANSITIONS.get((consult, kind), consult)
    else:
        with pytest.raises(ValueError, match="cannot happen"):
            evolve(call, fact, 1.0)


@EACH_PAIR
def test_a_command_is_possible_or_refused_and_what_it_makes_happen_is_possible(
    state: CallState, consult: ConsultState
) -> None:
    call = call_in(state, consult=consult)
    for command in CALL_COMMANDS:
        with cell(asked_of(call, command)):
            is_taken_or_refused(call, command)


def is_taken_or_refused(call: Call, command: Command) -> None:
    if not possible(call, type(command)):
        with pytest.raises(Refused, match="not possible while"):
            decide(call, command)
        return
    if isinstance(command, commands.Warn | commands.WithdrawWarning | commands.EndWarning):
        return  # which warning is possible depends on the policy: see test_conduct.py
    happened, _ = decide(call, command)
    for fact in happened:
        call = evolve(call, fact, 2.0)


@EACH_PAIR
def test_who_is_asked_may_do_what_the_table_says(state: CallState, consult: ConsultState) -> None:
    call = call_in(state, consult=consult)
    for command in (each for each in CALL_COMMANDS if consult and isinstance(each, commands.AgentCallCommand)):
        with cell(asked_by_target(consult, state, command)):
            is_taken_from_who_is_asked(call, replace(command, agent="agent2"))


def is_taken_from_who_is_asked(call: Call, command: commands.AgentCallCommand) -> None:
    if call.consult.state not in TARGET_MAY.get(type(command), ()):
        with pytest.raises(Refused, match="not possible for who is asked"):
            decide(call, command)
        return
    for fact in decide(call, command)[0]:
        call = evolve(call, fact, 2.0)


@pytest.mark.parametrize(("state", "consult"), [pytest.param(*pair, id=when(*pair)) for pair in CONSULTING])
def test_a_consultation_can_always_be_given_up(state: CallState, consult: ConsultState) -> None:
    call = call_in(state, consult=consult)
    for fact in decide(call, commands.Abandon("A", "agent1"))[0]:
        call = evolve(call, fact, 2.0)
    assert (call.state, call.consult) == (S.TALKING, NOBODY)


def test_consultations_begin_and_end_within_a_talk() -> None:
    for kind in CONSULT_FACTS:
        rows = {(state, to) for (state, fact), to in TRANSITIONS.items() if fact is kind}
        assert {state for row in rows for state in row} <= set(IN_TALK)


def test_every_command_has_a_row() -> None:
    assert {type(command) for command in CALL_COMMANDS} == {
        kind for kind in POSSIBLE if not issubclass(kind, RECORDING)
    }


def test_every_fact_can_happen_in_some_state() -> None:
    began = {facts.Arrived, facts.Dialled, facts.CallbackQueued}
    others = {fact for _, fact in TRANSITIONS if not issubclass(fact, RECORDING)}
    assert {type(fact) for fact in CALL_FACTS} - began == others


def test_every_state_can_be_reached_and_left() -> None:
    after = {to for (_, _), to in TRANSITIONS.items()} | {S.ARRIVED, S.DIALLING}
    before = {state for (state, _), to in TRANSITIONS.items() if to is not state} | {S.CLEARED}
    assert after == before == set(S)


@pytest.mark.parametrize("state", [state for state in S if state is not S.CLEARED], ids=when)
def test_a_caller_may_hang_up_at_any_time(state: CallState) -> None:
    assert evolve(call_in(state), facts.Cleared("A", "normal"), 1.0).state is S.CLEARED


@pytest.mark.parametrize(
    "command",
    [each for each in CALL_COMMANDS if isinstance(each, commands.AgentCallCommand)],
    ids=lambda command: f"{type(command).__name__} of somebody else is refused",
)
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
