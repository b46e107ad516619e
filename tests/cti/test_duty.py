"""Counted once and kept up, it is what counting everybody each time would give."""

from hypothesis import given
from hypothesis import strategies as some

from cti.duty import Duty
from cti.facts import AgentState

AGENTS = [f"agent{number}" for number in range(6)]
MEMBERS = [frozenset(AGENTS[:4]), frozenset(AGENTS[2:]), frozenset()]
changes = some.tuples(some.sampled_from(AGENTS), some.sampled_from(AgentState))
asks = some.tuples(some.sampled_from(["support", "sales"]), some.sampled_from(MEMBERS))


@given(some.lists(some.one_of(changes, asks), max_size=60))
def test_counts_are_those_of_the_members(steps: list[tuple[str, AgentState | frozenset[str]]]) -> None:
    duty, states = Duty(), dict.fromkeys(AGENTS, AgentState.OFF)
    for name, what in steps:
        if isinstance(what, AgentState):
            duty.becomes(name, what)
            states[name] = what
        else:
            count = duty.of(name, what)
            assert count.ready == sum(states[member] is AgentState.READY for member in what)
            assert count.present == sum(states[member] is not AgentState.OFF for member in what)
